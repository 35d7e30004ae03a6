"""PDF with a text layer: lines in the order of reading, tables with and without drawn lines."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from kokreasi.reading.blocks import Document
from kokreasi.reading.cleaning import clean
from kokreasi.reading.codes import Code, Remark
from kokreasi.reading.documents.assembly import Paragraph, assemble
from kokreasi.reading.documents.flow import Flow
from kokreasi.reading.documents.geometry import Line, Scale, Segment
from kokreasi.reading.documents.layout import paragraphs_of_lines
from kokreasi.reading.documents.pdflines import lines_of_page
from kokreasi.reading.documents.pdfmargins import numbers_of_margin_lines
from kokreasi.reading.documents.pdfrules import Grid, grids_of, rules_of_page
from kokreasi.reading.documents.pdftables import rows_of_grid
from kokreasi.reading.errors import TooLargeError, UnreadableError

MOST_PAGES = 1_500
WIDEST_PITCH = 2.2
FURTHEST = 0.98
"""The share of lines that end before the right edge of the text."""
NARROWEST = 0.5
LINES_OF_READING = 0.9
"""The share of the work that is reading letters; the rest is making paragraphs."""


@dataclass(frozen=True)
class Page:
    """The lines and drawn tables of one page."""

    lines: list[Line]
    grids: list[Grid]
    height: float
    width: float


def pages_of(data: bytes, on_progress: Callable[[float], None]) -> list[Page]:
    """Read the text layer and the drawn tables of every page; a scan has pages without lines."""
    document = _opened(data)
    try:
        if len(document) > MOST_PAGES:
            limits = {"limit": MOST_PAGES, "found": len(document)}
            raise TooLargeError(Code.TOO_MANY_PAGES, limits)
        return list(_pages(document, on_progress))
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(Code.BROKEN) from error
    finally:
        document.close()


def document_of(pages: Sequence[Page]) -> Document:
    """Make a document of pages, of which at least one has lines."""
    warnings = [] if all(page.lines for page in pages) else [Remark.PAGES_WITHOUT_TEXT]
    lines = [line.shown for page in pages for line in page.lines]
    paragraphs = paragraphs_of_pages(pages)
    return assemble("pdf", paragraphs, lines=lines, pages=len(pages), warnings=warnings)


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
        raise UnreadableError(Code.PASSWORD if locked else Code.BROKEN) from error


def _pages(document: pypdfium2.PdfDocument, on_progress: Callable[[float], None]) -> Iterator[Page]:
    first_line = 1
    for number in range(1, len(document) + 1):
        page = document[number - 1]
        rules = rules_of_page(page)
        found = lines_of_page(page, rules, number=number, first_line=first_line)
        lines = [cleaned(line) for line in found]
        yield Page(lines, grids_of(rules), page.get_height(), page.get_width())
        page.close()
        first_line += len(lines)
        on_progress(LINES_OF_READING * number / len(document))


def cleaned(line: Line) -> Line:
    segments = [
        Segment(segment.left, segment.right, clean(segment.text)) for segment in line.segments
    ]
    return replace(line, segments=tuple(segments))


# Paragraphs ---------------------------------------------------------------------------------


def paragraphs_of_pages(pages: Sequence[Page]) -> list[Paragraph]:
    """Make paragraphs and rows of all pages, in the order of reading."""
    lines = [page.lines for page in pages]
    margins = numbers_of_margin_lines(lines, [page.height for page in pages])
    inner = [line for page in lines for line in page if line.number not in margins]
    found = [
        Paragraph(line.text, is_margin=True, page=line.page, line=line.number)
        for page in lines
        for line in page
        if line.number in margins
    ]
    scale = scale_of(inner)
    rows: list[Paragraph] = []
    taken: set[int] = set()
    for page in pages:
        of_page = [line for line in page.lines if line.number not in margins]
        for grid in page.grids:
            made, lines_taken = rows_of_grid(grid, of_page, scale, rows)
            rows.extend(made)
            taken |= lines_taken
    found += rows
    flow = Flow(scale)
    tables = len(rows)
    for group in _between(inner, taken):
        made = list(paragraphs_of_lines(group, scale, flow, tables))
        tables += len(made)
        found += made
    return _tables_in_order(sorted(found, key=lambda paragraph: paragraph.line))


def _tables_in_order(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Count the tables from 1 as they follow each other."""
    tables = dict.fromkeys(paragraph.table for paragraph in paragraphs if paragraph.cells)
    order = {table: at for at, table in enumerate(tables, start=1)}
    return [replace(paragraph, table=order.get(paragraph.table, 0)) for paragraph in paragraphs]


def _between(lines: Sequence[Line], taken: set[int]) -> Iterator[list[Line]]:
    """Divide the lines where those of a drawn table stand between them."""
    group: list[Line] = []
    for line in lines:
        if line.number not in taken:
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def scale_of(lines: Sequence[Line]) -> Scale:
    """Measure letters, the distance of lines and the right edge of the text."""
    if not lines:
        return Scale()
    letters = sum(len(segment.text) for line in lines for segment in line.segments)
    width = sum(segment.right - segment.left for line in lines for segment in line.segments)
    letter = max(width / max(letters, 1), NARROWEST)
    gaps = [
        after.top - line.top
        for line, after in pairwise(lines)
        if line.page == after.page and 0 < after.top - line.top < WIDEST_PITCH * line.height
    ]
    rights = sorted(line.right for line in lines)
    right = rights[round((len(rights) - 1) * FURTHEST)]
    height = median(line.height for line in lines)
    pitch = sorted(gaps)[len(gaps) // 4] if gaps else height
    return Scale(letter, pitch, right, letter)
