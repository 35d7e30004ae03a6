"""The matrix of a plan's drafts, laid out so that the import reads every cell back."""

from collections.abc import Callable, Iterator, Sequence
from typing import IO

from kokreasi.core.tabular import Column, csv_lines
from kokreasi.plans import matrix
from kokreasi.plans.choices import Part, Semester
from kokreasi.plans.matrix import Naming, Sheet
from kokreasi.plans.matrix_drafts import goals, rows_of, taking_part, written
from kokreasi.plans.models import Commitment, Plan


def sheet_of(plan: Plan) -> Sheet[Commitment]:
    """Lay out the columns: the same for every plan, but for its semesters."""
    naming = Naming()
    semesters = [period.semester for period in plan.periods.all()]
    before: tuple[Column[Commitment], ...] = (
        Column(matrix.NUMBER, lambda row: row.number),
        Column(matrix.REFERENCE, lambda row: row.reference),
        Column(matrix.THEME, lambda row: written(row.theme.title) if row.theme else ""),
        Column(matrix.TITLE, lambda row: written(row.title)),
        Column(matrix.PROPOSERS, _parties(naming, Part.PARTNER)),
        Column(matrix.LEADS, _parties(naming, Part.LEAD)),
        Column(matrix.SUPPORTERS, _parties(naming, Part.SUPPORT)),
    )
    measures: list[Column[Commitment]] = [
        Column(matrix.semester_header(s), _goal(s)) for s in semesters
    ]
    after: Column[Commitment] = Column(matrix.REMARKS, lambda row: row.remarks)
    return Sheet((*before, *measures, after), first_measure=len(before), measures=len(measures))


def _parties(naming: Naming, part: Part) -> Callable[[Commitment], str]:
    return lambda row: naming.cell(taking_part(row, part))


def _goal(semester: Semester) -> Callable[[Commitment], str]:
    return lambda row: goal.text if (goal := goals(row).get(semester)) else ""


def matrix_csv(plan: Plan) -> Iterator[str]:
    """Write the matrix under one line of headers."""
    return csv_lines(sheet_of(plan).columns, rows_of(plan))


def matrix_xlsx(plan: Plan) -> IO[bytes]:
    """Write the matrix as offices know it; see `plans.matrix.workbook`."""
    rows = rows_of(plan)
    return matrix.workbook(sheet_of(plan), rows, _note(rows))


def _note(rows: Sequence[Commitment]) -> str:
    """Say what was counted, in words that the import reads as an announced total."""
    themes = len({row.theme_id for row in rows} - {None})
    return f"Catatan: jumlah komitmen {len(rows)}, dalam {themes} tema."
