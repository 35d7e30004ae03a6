"""Rows of tables whose lines are drawn on a PDF page."""

from collections.abc import Sequence

from kokreasi.reading.documents.assembly import Paragraph
from kokreasi.reading.documents.flow import lines_of_cell
from kokreasi.reading.documents.geometry import Line, Scale, Segment
from kokreasi.reading.documents.pdfrules import Grid

PADDING = 5.4
"""What word processors leave free at both sides of a cell."""
Placed = dict[tuple[int, int], list[Segment]]


def rows_of_grid(
    grid: Grid, lines: Sequence[Line], scale: Scale, before: Sequence[Paragraph]
) -> tuple[list[Paragraph], set[int]]:
    """Read a table, and tell which lines it takes; `before` are the rows of the tables above."""
    placed: Placed = {}
    firsts: dict[int, Line] = {}
    taken: set[int] = set()
    for line in lines:
        middle = line.top + line.height / 2
        inside = [segment for segment in line.segments if grid.holds(segment, middle)]
        if not inside:
            continue
        taken.add(line.number)
        for segment in inside:
            row, column = _origin(grid, *grid.cell(segment, middle))
            placed.setdefault((row, column), []).append(segment)
            firsts.setdefault(row, line)
    table = before[-1].table + 1 if before else 1
    return _rows(grid, placed, firsts, scale, table), taken


def _origin(grid: Grid, row: int, column: int) -> tuple[int, int]:
    """Go up to the first of the rows over which a cell is merged."""
    while row and grid.opens_above(row, column):
        row -= 1
    return row, column


def _rows(
    grid: Grid, placed: Placed, firsts: dict[int, Line], scale: Scale, table: int
) -> list[Paragraph]:
    rows: list[Paragraph] = []
    above = [""] * (len(grid.columns) - 1)
    for row in range(len(grid.rows) - 1):
        cells = []
        for column in range(len(above)):
            text = _text(grid, placed, row, column, scale)
            if not text and row and grid.opens_above(row, column):
                text = above[column]
            cells.append(text)
        above = cells
        if row in firsts:
            first = firsts[row]
            rows.append(
                Paragraph(
                    "\t".join(cells),
                    cells=cells,
                    table=table,
                    page=first.page,
                    line=first.number,
                    is_bold=first.is_bold,
                )
            )
    return rows


def _text(grid: Grid, placed: Placed, row: int, column: int, scale: Scale) -> str:
    segments = placed.get((row, column), [])
    edge = grid.right_of(row, column) - PADDING
    return lines_of_cell(segments, edge, scale)
