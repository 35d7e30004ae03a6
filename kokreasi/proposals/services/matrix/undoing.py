"""Undo what somebody did last in the matrix, unless others have built upon it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kokreasi.people.models import User
from kokreasi.plans.models import Plan
from kokreasi.plans.services.order import locked
from kokreasi.proposals.choices import ActKind
from kokreasi.proposals.errors import NothingToUndoError
from kokreasi.proposals.models import MatrixAct, Row
from kokreasi.proposals.services.matrix import rows
from kokreasi.proposals.services.matrix.cells import Cell, Table, keep, put, table_of


@transaction.atomic
def undo(plan: Plan, *, by: User) -> MatrixAct:
    """Take back the last act of this person that stands, and give it.

    Cells get their old words only where they still say what this act wrote; where somebody else
    has written them since, `CellsStaleError` shows what stands there, and nothing is taken back.
    """
    now = locked(plan)
    act = now.matrix_acts.filter(by=by, undone_at=None).last()
    if act is None:
        raise NothingToUndoError
    latest = now.matrix_acts.last()
    _write_back(now, act, by=by)
    _put_back(now, act, by=by)
    made = now.matrix_acts.filter(pk__gt=latest.pk if latest else 0)
    made.update(undone_at=timezone.now())
    MatrixAct.objects.filter(pk=act.pk).update(undone_at=timezone.now())
    return act


def _write_back(plan: Plan, act: MatrixAct, *, by: User) -> None:
    gone = {each["row"] for each in act.rows}
    cells = [cell for cell in act.cells if cell["row"] not in gone]
    table = table_of(plan, {cell["row"] for cell in cells})
    put(table, [_before(table, cell) for cell in cells])
    keep(table, by=by, says=_("took back what was written in the matrix of proposals"))


def _before(table: Table, cell: Mapping[str, Any]) -> Cell:
    """Give the old words; what this person wrote later and took back again stops nothing."""
    row = table.rows[cell["row"]]
    is_as_left = table.text(row, cell["name"]) == cell["new"]
    return Cell(row.pk, cell["name"], cell["old"], row.revision if is_as_left else cell["seen"])


def _put_back(plan: Plan, act: MatrixAct, *, by: User) -> None:
    found = Row.objects.in_bulk([each["row"] for each in act.rows])
    for each in act.rows:
        row = found[each["row"]]
        row.plan = plan
        if act.kind in {ActKind.ADDED, ActKind.RESTORED}:
            rows.remove(row, by=by)
        elif act.kind == ActKind.REMOVED:
            rows.restore(row, by=by)
        else:
            rows.move(row, after=Row.objects.filter(pk=each["after"] or 0).first(), by=by)
