"""Drawn tables that a page break divides: their header is repeated, a row may stand on both pages.

Rows are joined only where the evidence is clear: the table fills the end of one page and the
beginning of the next with the same columns, its rows are numbered, and the number is missing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import zip_longest

from kokreasi.reading.documents.assembly import Paragraph
from kokreasi.reading.documents.columns import NUMBERS
from kokreasi.reading.documents.flow import joined

SHIFT = 4.0
"""Points by which the columns may differ."""


@dataclass
class DrawnTable:
    """The rows of a table on one page; `begins` and `ends` it, if no other text does."""

    rows: list[Paragraph]
    columns: list[float]
    page: int
    begins: bool
    ends: bool


def joined_over_pages(tables: Iterable[DrawnTable]) -> list[Paragraph]:
    """Give the rows of all tables, what a break has divided put together."""
    found: list[Paragraph] = []
    last: DrawnTable | None = None
    header: list[str] = []
    for table in tables:
        rows = list(table.rows)
        if last and _goes_on(last, table):
            rows = [replace(row, table=found[-1].table) for row in rows]
            if rows[0].cells == header:
                found.insert(len(found) - 1, _repeated(rows.pop(0)))
            if rows and _is_rest(found[-1], rows[0]):
                found[-1] = _whole(found[-1], rows.pop(0))
        else:
            header = rows[0].cells if rows else []
        found += rows
        last = table if rows else last and replace(last, page=table.page, ends=table.ends)
    return found


def _goes_on(last: DrawnTable, table: DrawnTable) -> bool:
    return (
        bool(last.rows and table.rows)
        and last.ends
        and table.begins
        and table.page == last.page + 1
        and len(last.columns) == len(table.columns)
        and all(
            abs(one - other) < SHIFT for one, other in zip(last.columns, table.columns, strict=True)
        )
    )


def _repeated(row: Paragraph) -> Paragraph:
    return replace(row, cells=[], table=0, is_margin=True)


def _is_rest(last: Paragraph, row: Paragraph) -> bool:
    return (
        not row.cells[0]
        and NUMBERS.fullmatch(last.cells[0]) is not None
        and last.cells[0][:1].strip("(").isdigit()
        and any(row.cells)
    )


def _whole(last: Paragraph, rest: Paragraph) -> Paragraph:
    pairs = zip_longest(last.cells, rest.cells, fillvalue="")
    cells = [joined([one, other]) for one, other in pairs]
    return replace(last, cells=cells, text="\t".join(cells))
