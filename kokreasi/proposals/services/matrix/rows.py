"""Rows of the matrix: add, move, remove, bring back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.core.changes import Change
from kokreasi.people.models import User
from kokreasi.plans.models import Plan
from kokreasi.plans.services.order import locked, next_position
from kokreasi.proposals.choices import ActKind
from kokreasi.proposals.errors import ManyRowsError
from kokreasi.proposals.models import MatrixAct, Row
from kokreasi.proposals.services.matrix.cells import Cell, keep, put, table_of
from kokreasi.register import services as register

MOST_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Added:
    """The rows that were added, by the names that a browser gave them, and what was written."""

    rows: Mapping[str, Row]
    act: MatrixAct | None


@transaction.atomic
def add(
    plan: Plan,
    *,
    by: User | None,
    after: Row | None = None,
    sent_as: Sequence[str] = ("",),
    cells: Sequence[Cell] = (),
) -> Added:
    """Add rows behind another one, or at the end, and write cells of them and of other rows.

    Rows that the browser has sent before, under the same names, are not added again. All of it
    happens, or nothing; see `cells.write`.
    """
    now = locked(plan)
    known = {row.sent_as: row for row in now.matrix_rows.filter(sent_as__in=set(sent_as) - {""})}
    new = [name for name in sent_as if name not in known]
    made = make(now, [Row(sent_as=name) for name in new], after=after)
    rows = known | {row.sent_as: row for row in made}
    written = [
        replace(cell, row=rows[cell.row].pk) if isinstance(cell.row, str) else cell
        for cell in cells
    ]
    table = table_of(now, {int(cell.row) for cell in written})
    put(table, written)
    return Added(rows, keep(table, by=by, added=made))


def make(plan: Plan, rows: Sequence[Row], *, after: Row | None = None) -> list[Row]:
    """Put new rows into their places and give those without a number the next free ones."""
    if not rows:
        return []
    if plan.matrix_rows.standing().count() + len(rows) > MOST_ROWS:
        raise ManyRowsError
    start = after.position + 1 if after else next_position(plan.matrix_rows.all())
    plan.matrix_rows.filter(position__gte=start).update(position=F("position") + len(rows))
    free = max(next_number(plan), *(row.number + 1 for row in rows if row.number), 1)
    for position, row in enumerate(rows, start=start):
        row.plan, row.position = plan, position
        if not row.number:
            row.number, free = free, free + 1
    return Row.objects.bulk_create(rows)


def next_number(plan: Plan) -> int:
    """Give the number behind every one that a row or a commitment of the plan ever had."""
    used = (plan.matrix_rows, plan.commitments)
    return 1 + max(rows.aggregate(last=Max("number"))["last"] or 0 for rows in used)


@transaction.atomic
def move(row: Row, *, after: Row | None, by: User | None) -> None:
    """Put a row behind another one, or first; sent twice it stays there."""
    now = locked(row.plan)
    order = list(now.matrix_rows.standing().values_list("pk", flat=True))
    before = _before(order, row.pk)
    if before == (after.pk if after else None) or after == row:
        return
    place(now, row, after)
    told = [{"row": row.pk, "after": before}]
    _tell(now, ActKind.MOVED, told, [row], _("moved a row of the matrix of proposals"), by=by)


def place(plan: Plan, row: Row, after: Row | None) -> None:
    start = (plan.matrix_rows.get(pk=after.pk).position if after else 0) + 1
    others = plan.matrix_rows.exclude(pk=row.pk).filter(position__gte=start)
    others.update(position=F("position") + 1)
    Row.objects.filter(pk=row.pk).update(position=start)


@transaction.atomic
def reorder(plan: Plan, wanted: Sequence[int], *, by: User | None) -> None:
    """Put these rows into this order, in the places that they now have among the others."""
    now = locked(plan)
    found = now.matrix_rows.standing().in_bulk(wanted)
    places = sorted((row.position, row.pk) for row in found.values())
    moved = [found[pk] for pk in wanted if pk in found]
    for row, (position, _pk) in zip(moved, places, strict=True):
        row.position = position
    Row.objects.bulk_update(moved, ["position"])
    says = _("put the rows of the matrix of proposals into another order")
    _tell(now, ActKind.MOVED, [], moved, says, by=by)


def _before(order: Sequence[int], pk: int) -> int | None:
    at = order.index(pk) if pk in order else 0
    return order[at - 1] if at else None


@transaction.atomic
def remove(row: Row, *, by: User | None) -> None:
    """Take a row out; it can be brought back with everything that stood in it."""
    now = locked(row.plan)
    gone = now.matrix_rows.standing().filter(pk=row.pk).update(removed_at=timezone.now())
    if gone:
        says = _("removed a row of the matrix of proposals")
        tell_rows(now, ActKind.REMOVED, [row], says, by=by)


@transaction.atomic
def restore(row: Row, *, by: User | None) -> None:
    """Bring a removed row back to its place; where its number is taken it gets a new one."""
    now = locked(row.plan)
    gone = now.matrix_rows.filter(pk=row.pk, removed_at__isnull=False)
    is_taken = now.matrix_rows.standing().filter(number=row.number).exists()
    values: dict[str, Any] = {"number": next_number(now)} if is_taken else {}
    if gone.update(removed_at=None, **values):
        says = _("brought back a row of the matrix of proposals")
        tell_rows(now, ActKind.RESTORED, [row], says, by=by)


def tell_rows(
    plan: Plan, kind: ActKind, rows: Iterable[Row], says: str | Promise, *, by: User | None
) -> None:
    """Keep what was done with rows, for the others to see, and write a line of history."""
    each = list(rows)
    _tell(plan, kind, [{"row": row.pk} for row in each], each, says, by=by)


def _tell(
    plan: Plan,
    kind: ActKind,
    told: list[dict[str, Any]],
    rows: Sequence[Row],
    says: str | Promise,
    *,
    by: User | None,
) -> None:
    MatrixAct.objects.create(plan=plan, kind=kind, rows=told, at=timezone.now(), by=by)
    register.record(
        f"matrix.{kind}",
        plan.record,
        by=by,
        says=says,
        changes=[Change(_("rows of the matrix"), None, [str(row) for row in rows])],
        is_public=False,
    )
