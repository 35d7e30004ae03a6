"""From lines with places to paragraphs and rows, for every format that knows only places."""

from collections.abc import Iterator, Sequence

from kokreasi.reading.documents.assembly import Paragraph
from kokreasi.reading.documents.columns import rows_and_lines
from kokreasi.reading.documents.flow import Flow, lines_of_cell
from kokreasi.reading.documents.geometry import Line, Scale, TableRow

CLOSE = 6.0
"""Letters of white within a line that is no line of a table."""


def paragraphs_of_lines(
    lines: Sequence[Line], scale: Scale, flow: Flow, tables: int = 0
) -> Iterator[Paragraph]:
    """Give tables as rows and the lines between them as paragraphs."""
    running: list[Line] = []
    for found in rows_and_lines(lines, scale, tables):
        if isinstance(found, Line):
            running.append(found.closed(CLOSE * scale.letter))
            continue
        yield from flow.paragraphs(running)
        running = []
        yield row_of(found, scale)
    yield from flow.paragraphs(running)


def row_of(row: TableRow, scale: Scale) -> Paragraph:
    cells = [
        lines_of_cell(segments, edge, scale)
        for segments, edge in zip(row.cells, row.edges, strict=True)
    ]
    first = row.lines[0]
    return Paragraph(
        text="\t".join(cells),
        cells=cells,
        table=row.table,
        page=first.page,
        line=first.number,
        is_bold=all(line.is_bold for line in row.lines),
    )
