"""The matrix as a workbook that offices send round, and that is read back by `queries.returned`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import IO

from kokreasi.core.tabular import Column
from kokreasi.plans import matrix as layout
from kokreasi.plans.matrix import Sheet
from kokreasi.plans.models import Period, Plan
from kokreasi.proposals.matrix import step_name
from kokreasi.proposals.models import Row
from kokreasi.proposals.queries.matrix import texts_by_row, whole

ROW_ID = "ID baris"
HEADERS = {
    "number": layout.NUMBER,
    "reference": layout.REFERENCE,
    "theme": layout.THEME,
    "title": layout.TITLE,
    "proposers": layout.PROPOSERS,
    "leads": layout.LEADS,
    "supporters": layout.SUPPORTERS,
}
AFTER = {"status": layout.STATUS, "remarks": layout.REMARKS}


@dataclass(frozen=True, slots=True)
class Line:
    """A row with the words of its cells."""

    row: Row
    texts: dict[str, str]


def workbook(plan: Plan, rows: Sequence[Row]) -> IO[bytes]:
    """Write rows that were fetched with `whole`; a hidden column knows each of them again.

    Its header tells after which act the file was written, each cell which revision of which row.
    """
    periods = list(plan.periods.all())
    texts = texts_by_row(rows, periods)
    lines = [Line(row, texts[row.pk]) for row in rows]
    last = plan.matrix_acts.order_by("-pk").values_list("pk", flat=True).first() or 0
    note = f"Catatan: jumlah usulan {len(rows)}."
    return layout.workbook(sheet_of(periods, last), lines, note)


def of_plan(plan: Plan) -> IO[bytes]:
    return workbook(plan, list(whole(plan.matrix_rows.standing())))


def sheet_of(periods: Sequence[Period], last_act: int) -> Sheet[Line]:
    """Lay out the columns as `exchange` does, with the status and the hidden column beside them."""
    before = [Column(HEADERS[name], _text(name)) for name in HEADERS]
    before[0] = Column(layout.NUMBER, lambda line: line.row.number)
    measures = [
        Column(layout.semester_header(one.semester), _text(step_name(one.semester)))
        for one in periods
    ]
    after = [Column(AFTER[name], _text(name)) for name in AFTER]
    hidden: Column[Line] = Column(f"{ROW_ID} ({last_act})", lambda line: row_id(line.row))
    return Sheet((*before, *measures, *after), len(before), len(measures), hidden)


def row_id(row: Row) -> str:
    return f"R{row.pk}-{row.revision}"


def _text(name: str) -> Callable[[Line], str]:
    return lambda line: line.texts[name]
