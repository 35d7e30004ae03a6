"""PDF with a text layer: lines in the order of reading, tables with and without drawn lines."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
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
from kokreasi.reading.documents.pdfbreaks import DrawnTable, joined_over_pages
from kokreasi.reading.documents.pdflines import lines_of_page
from kokreasi.reading.documents.pdfmargins import numbers_of_margin_lines
from kokreasi.reading.documents.pdfrules import Grid, grids_of, rules_of_page
from kokreasi.reading.documents.pdftables import rows_of_grid
from kokreasi.reading.errors import TooLargeError, UnreadableError

MOST_PAGES = 1_500
LETTERS_OF_A_STAMP = 100
"""What an application for scanning writes over a page, such as its name, is shorter."""
MOST_OF_A_PAGE = 0.5
PICTURES = (pdfium.FPDF_PAGEOBJ_IMAGE,)
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
    is_picture: bool = False
    """Whether its text is to be recognised, or was."""


def read_pdf(data: bytes, on_progress: Callable[[float], None]) -> Document:
    """Read a PDF; raises ReadingError."""
    return document_of(pages_of(data, on_progress))


def pages_of(data: bytes, on_progress: Callable[[float], None]) -> list[Page]:
    """Read the text and the drawn tables of every page; the text of pictures is recognised.

    Pictures among other pages stay without lines where nothing recognises them, or where they
    are too many; a scan is refused then.
    """
    document = _opened(data)
    try:
        if len(document) > MOST_PAGES:
            raise TooLargeError(Code.TOO_MANY_PAGES, {"limit": MOST_PAGES, "found": len(document)})
        progress = Progress(len(document), on_progress)
        pages = list(_pages(document, progress))
        if any(page.is_picture for page in pages):
            scannedpages = import_module("kokreasi.reading.documents.scannedpages")
            pages = scannedpages.recognised(document, pages, progress)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(Code.BROKEN) from error
    else:
        return pages
    finally:
        document.close()


def document_of(pages: Sequence[Page], kind: str = "pdf") -> Document:
    """Make a document of pages."""
    pictures = [number for number, page in enumerate(pages, start=1) if page.is_picture]
    where = {
        Remark.PAGES_WITHOUT_TEXT: [at for at in pictures if not pages[at - 1].lines],
        Remark.READ_FROM_SCAN: [at for at in pictures if pages[at - 1].lines],
    }
    warnings = [code for code, found in where.items() if found]
    lines = [line.shown for page in pages for line in page.lines]
    paragraphs = paragraphs_of_pages(pages)
    document = assemble(kind, paragraphs, lines=lines, pages=len(pages), warnings=warnings)
    return replace(document, where={code.value: where[code] for code in warnings})


class Progress:
    """Tells which share of the pages is read."""

    def __init__(self, pages: int, tell: Callable[[float], None]) -> None:
        self.pages = pages
        self.done = 0
        self.tell = tell

    def step(self) -> None:
        self.done += 1
        self.tell(LINES_OF_READING * self.done / self.pages)


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
        raise UnreadableError(Code.PASSWORD if locked else Code.BROKEN) from error


def _pages(document: pypdfium2.PdfDocument, progress: Progress) -> Iterator[Page]:
    first_line = 1
    for number in range(1, len(document) + 1):
        page = document[number - 1]
        rules = rules_of_page(page)
        lines = cleaned_lines(lines_of_page(page, rules, number=number, first_line=first_line))
        size = page.get_height(), page.get_width()
        is_picture = _is_picture(page, lines)
        yield Page(lines, grids_of(rules), *size, is_picture)
        page.close()
        first_line += len(lines)
        if not is_picture:
            progress.step()


def _is_picture(page: pypdfium2.PdfPage, lines: Sequence[Line]) -> bool:
    """Whether what a page says is drawn: without letters, or with a stamp over a scan."""
    if sum(len(line.text) for line in lines) > LETTERS_OF_A_STAMP:
        return False
    if not lines:
        return next(page.get_objects(max_depth=1), None) is not None
    most = MOST_OF_A_PAGE * page.get_width() * page.get_height()
    return any(_area(each) > most for each in page.get_objects(filter=PICTURES, max_depth=3))


def _area(shape: pypdfium2.PdfObject) -> float:
    left, bottom, right, top = shape.get_bounds()
    return float((right - left) * (top - bottom))


def cleaned_lines(lines: Iterable[Line]) -> list[Line]:
    return [cleaned(line) for line in lines]


def cleaned(line: Line) -> Line:
    segments = [
        Segment(segment.left, segment.right, clean(segment.text)) for segment in line.segments
    ]
    return replace(line, segments=tuple(segments))


# Paragraphs ---------------------------------------------------------------------------------


def paragraphs_of_pages(pages: Sequence[Page]) -> list[Paragraph]:
    """Make paragraphs and rows of all pages, in the order of reading."""
    lines = [page.lines for page in pages]
    repeated = numbers_of_margin_lines(lines, [page.height for page in pages])
    margins = repeated - _heads_of_tables(pages, repeated)
    inner = [line for page in lines for line in page if line.number not in margins]
    found = [
        Paragraph(line.text, is_margin=True, page=line.page, line=line.number)
        for page in lines
        for line in page
        if line.number in margins
    ]
    scale = scale_of(inner)
    drawn, taken = _drawn_tables(pages, margins, scale)
    rows = joined_over_pages(drawn)
    found += rows
    flow = Flow(scale)
    tables = len(rows)
    for group in _between(inner, taken):
        made = list(paragraphs_of_lines(group, scale, flow, tables))
        tables += len(made)
        found += made
    return _tables_in_order(sorted(found, key=lambda paragraph: paragraph.line))


def _heads_of_tables(pages: Sequence[Page], repeated: frozenset[int]) -> set[int]:
    """Give the lines that repeat only because they head a table that goes on below them."""
    heads: set[int] = set()
    for page in pages:
        for grid in page.grids:
            inside = {line.number for line in page.lines if _is_in(grid, line)}
            if not inside <= repeated:
                heads |= inside
    return heads


def _is_in(grid: Grid, line: Line) -> bool:
    middle = line.top + line.height / 2
    return any(grid.holds(segment, middle) for segment in line.segments)


def _drawn_tables(
    pages: Sequence[Page], margins: frozenset[int], scale: Scale
) -> tuple[list[DrawnTable], set[int]]:
    """Give the tables, and the numbers of the lines that they take."""
    tables: list[DrawnTable] = []
    taken: set[int] = set()
    for number, page in enumerate(pages, start=1):
        of_page = [line for line in page.lines if line.number not in margins]
        for grid in page.grids:
            before = [row for table in tables for row in table.rows[-1:]]
            rows, lines = rows_of_grid(grid, of_page, scale, before)
            if not rows:
                continue
            begins, ends = of_page[0].number in lines, of_page[-1].number in lines
            tables.append(DrawnTable(rows, grid.columns, number, begins, ends))
            taken |= lines
    return tables, taken


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
