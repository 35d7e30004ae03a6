"""Write cells of the matrix: all of them or none, and never over what somebody else wrote."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kokreasi.core.changes import Change
from kokreasi.core.errors import StaleError
from kokreasi.core.wording import tidied
from kokreasi.people.models import User
from kokreasi.plans.models import Period, Plan
from kokreasi.plans.services.order import locked
from kokreasi.proposals.choices import ActKind
from kokreasi.proposals.errors import GoneRowError, LongCellError, ManyCellsError, NoSuchCellError
from kokreasi.proposals.matrix import (
    CHOSEN,
    LONGEST_CELL_TEXT,
    PARTS,
    WORDS,
    is_step,
    status_words,
    step_name,
    theme_words,
)
from kokreasi.proposals.models import MatrixAct, Row, Step
from kokreasi.proposals.services.matrix.bodies import name_bodies
from kokreasi.proposals.services.matrix.choosing import Choices
from kokreasi.register import services as register

MOST_CELLS = 4000
TOLD = 40
"""Cells that a line of history names; more are counted."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What somebody wrote into a cell, over the revision of its row that stood before them.

    `row` is the number of the row in the database, or the name that a browser gave a new one.
    """

    row: int | str
    name: str
    text: str
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that somebody else wrote meanwhile, and what it says now."""

    row: int
    name: str
    theirs: str
    seen: int


class CellsStaleError(StaleError):
    """Somebody else wrote some of these cells; nothing was written."""

    message = _("Somebody else wrote the same cell meanwhile. Both versions are shown.")

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        super().__init__()
        self.conflicts = tuple(conflicts)


@dataclass(slots=True)
class Table:
    """The rows that are written, as they stand under the lock, with the words of their cells."""

    plan: Plan
    rows: dict[int, Row]
    periods: dict[str, Period]
    steps: dict[int, dict[str, Step]]
    done: list[dict[str, Any]] = field(default_factory=list)
    changed: dict[int, set[str]] = field(default_factory=dict)

    def text(self, row: Row, name: str) -> str:
        if is_step(name):
            step = self.steps.get(row.pk, {}).get(name)
            return step.words if step else ""
        if name in CHOSEN:
            return theme_words(row) if name == "theme" else status_words(row)
        words: str = getattr(row, name)
        return words


@transaction.atomic
def write(plan: Plan, cells: Sequence[Cell], *, by: User | None) -> MatrixAct | None:
    """Write cells, with one line of history; cells that say the same already are passed over.

    Raises `CellsStaleError` where somebody else wrote one of the cells after the revision that was
    seen, and another `DomainError` where a cell cannot hold what was written. Nothing is written
    then. Gives nothing where there was nothing to change.
    """
    if len(cells) > MOST_CELLS:
        raise ManyCellsError
    now = locked(plan)
    table = table_of(now, {int(cell.row) for cell in cells})
    put(table, cells)
    return keep(table, by=by)


def table_of(plan: Plan, wanted: Iterable[int]) -> Table:
    """Fetch the rows that are to be written; one that is not there any more is refused."""
    pks = set(wanted)
    found = plan.matrix_rows.filter(pk__in=pks, removed_at=None).select_related(
        "theme", "status", "proposal__status"
    )
    rows = {row.pk: row for row in found}
    if rows.keys() != pks:
        raise GoneRowError
    periods = {step_name(period.semester): period for period in plan.periods.all()}
    names = {period.pk: name for name, period in periods.items()}
    steps: dict[int, dict[str, Step]] = {}
    for step in Step.objects.filter(row__in=pks):
        steps.setdefault(step.row_id, {})[names[step.period_id]] = step
    return Table(plan, rows, periods, steps)


def put(table: Table, cells: Sequence[Cell]) -> None:
    """Set the cells on the fetched rows, or refuse them all."""
    choices = Choices(table.plan)
    news = [(cell, new) for cell in cells if (new := _news(table, cell)) is not None]
    if stale := [_conflict(table, cell) for cell, _new in news if _is_stale(table, cell)]:
        raise CellsStaleError(stale)
    for cell, new in news:
        _set(table, cell, new, choices)
    for pk, names in table.changed.items():
        row = table.rows[pk]
        row.revision += 1
        row.field_revisions |= dict.fromkeys(names, row.revision)


def _news(table: Table, cell: Cell) -> str | None:
    """Give the words to write, or nothing where the cell says so already."""
    if not (cell.name in WORDS or cell.name in CHOSEN or cell.name in table.periods):
        raise NoSuchCellError
    if len(cell.text) > LONGEST_CELL_TEXT:
        raise LongCellError
    text = tidy(cell.text)
    return None if text == table.text(table.rows[int(cell.row)], cell.name) else text


def tidy(text: str) -> str:
    """Leave out what nobody sees, and what spreadsheets add: line ends, spaces before them."""
    lines = tidied(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def _is_stale(table: Table, cell: Cell) -> bool:
    written = table.rows[int(cell.row)].field_revisions.get(cell.name, 0)
    return bool(written > cell.seen)


def _conflict(table: Table, cell: Cell) -> Conflict:
    row = table.rows[int(cell.row)]
    return Conflict(row.pk, cell.name, table.text(row, cell.name), row.revision)


def _set(table: Table, cell: Cell, text: str, choices: Choices) -> None:
    row = table.rows[int(cell.row)]
    old = table.text(row, cell.name)
    if is_step(cell.name):
        mine = table.steps.setdefault(row.pk, {})
        step = mine.setdefault(cell.name, Step(row=row, period=table.periods[cell.name]))
        step.words = text
    elif cell.name == "theme":
        row.theme = choices.theme(text)
    elif cell.name == "status":
        row.status = choices.status(row, text)
    else:
        setattr(row, cell.name, text)
    now = table.text(row, cell.name)
    if now != old:
        table.done.append({"row": row.pk, "name": cell.name, "old": old, "new": now})
        table.changed.setdefault(row.pk, set()).add(cell.name)


def keep(
    table: Table, *, by: User | None, says: Any = None, added: Sequence[Row] = ()
) -> MatrixAct | None:
    """Write the changed rows, what was done for the others to see, and a line of history.

    `added` are rows that came with it.
    """
    if not table.done and not added:
        return None
    rows = [table.rows[pk] for pk in table.changed]
    fields = [*WORDS, *CHOSEN, "revision", "field_revisions"]
    Row.objects.bulk_update(rows, fields)
    _keep_steps(table)
    name_bodies([row for row in rows if table.changed[row.pk] & PARTS.keys()])
    for cell in table.done:
        cell["seen"] = table.rows[cell["row"]].revision
    act = MatrixAct.objects.create(
        plan=table.plan,
        kind=ActKind.ADDED if added else ActKind.WROTE,
        cells=table.done,
        rows=[{"row": row.pk} for row in added],
        at=timezone.now(),
        by=by,
    )
    register.record(
        "matrix.written",
        table.plan.record,
        by=by,
        says=says or _("wrote in the matrix of proposals"),
        changes=[*_added(added), *_told(table)],
        is_public=False,
    )
    return act


def _keep_steps(table: Table) -> None:
    written = [(pk, name) for pk, names in table.changed.items() for name in names if is_step(name)]
    steps = [table.steps[pk][name] for pk, name in written]
    known = [step for step in steps if not step._state.adding]
    Step.objects.bulk_create(step for step in steps if step._state.adding)
    Step.objects.bulk_update(known, ["words"])


def _told(table: Table) -> list[Change]:
    labels = _labels(table.periods)
    number_of = {pk: row.number for pk, row in table.rows.items()}
    told = [
        Change(f"{number_of[cell['row']]}. {labels[cell['name']]}", cell["old"], cell["new"])
        for cell in table.done[:TOLD]
    ]
    if len(table.done) > TOLD:
        told.append(Change(_("further cells"), None, len(table.done) - TOLD))
    return told


def _added(rows: Sequence[Row]) -> list[Change]:
    numbers = [f"{row.number}." for row in rows]
    return [Change(_("new rows"), None, numbers)] if rows else []


def _labels(periods: Mapping[str, Period]) -> dict[str, str]:
    words = {field.name: str(field.verbose_name) for field in Row._meta.fields}
    return words | {name: str(period) for name, period in periods.items()}
