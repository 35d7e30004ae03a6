"""Word documents: paragraphs, lists as they are shown, tables, margins."""

import posixpath
import zipfile
from collections.abc import Callable, Iterator

from kokreasi.reading.blocks import Document
from kokreasi.reading.codes import Code
from kokreasi.reading.documents.assembly import Paragraph, assemble
from kokreasi.reading.documents.numbering import Numbering, numbering_of
from kokreasi.reading.documents.parts import (
    Element,
    attribute,
    child,
    children,
    name_of,
    part,
    pieces,
)
from kokreasi.reading.documents.pasted import split_soft_lines
from kokreasi.reading.documents.wordruns import Words, words_of
from kokreasi.reading.documents.wordstyles import (
    BODY_TEXT,
    Style,
    Styles,
    over,
    properties,
    styles_of,
)
from kokreasi.reading.documents.wordtables import Cell, cells_of_table
from kokreasi.reading.errors import TooLargeError
from kokreasi.reading.guard import open_archive

BODY = frozenset(
    {"document", "body", "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"}
)
MAIN = "word/document.xml"
TWIPS_PER_COLUMN = 120.0
LONGEST_HEADING = 200
DEEPEST_TABLE = 6
NO_LIST = "0"


def read_docx(data: bytes, on_progress: Callable[[float], None]) -> Document:
    """Read a Word document; deleted and hidden text is left out, and said to be."""
    with open_archive(data) as archive:
        reader = Reader(archive)
        size = max(archive.getinfo(reader.main).file_size, 1)
        paragraphs = list(reader.margins("header"))
        for at, piece in enumerate(pieces(archive, reader.main, ("p", "tbl"), BODY)):
            paragraphs.extend(reader.piece(piece))
            if at % 500 == 0:
                on_progress(min(0.9, at * 400 / size))
        paragraphs.extend(reader.notes())
        paragraphs.extend(reader.margins("footer"))
    return assemble("docx", paragraphs, warnings=sorted(reader.warnings))


class Reader:
    """Reads pieces of one document, counting its lists and tables on the way."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.main = main_part(archive)
        folder = posixpath.dirname(self.main)
        self.folder = folder
        self.styles: Styles = styles_of(part(archive, f"{folder}/styles.xml"))
        self.numbering: Numbering = numbering_of(part(archive, f"{folder}/numbering.xml"))
        self.warnings: set[str] = set()
        self.tables = 0

    def piece(self, element: Element, depth: int = 0) -> Iterator[Paragraph]:
        """Read a paragraph or a table that stands in the body."""
        if name_of(element) == "tbl":
            yield from self.table(element, depth)
            return
        found, boxes = self.paragraph(element)
        yield from found
        for box in boxes:
            yield from self.pieces(box, depth + 1)

    def pieces(self, element: Element, depth: int) -> Iterator[Paragraph]:
        """Read all that stands in a text box, a note or a layout table."""
        if depth > DEEPEST_TABLE:
            raise TooLargeError(Code.TOO_DEEP)
        for each in element:
            name = name_of(each)
            if name in {"p", "tbl"}:
                yield from self.piece(each, depth)
            elif name in BODY:
                yield from self.pieces(each, depth + 1)

    def paragraph(self, element: Element) -> tuple[list[Paragraph], list[Element]]:
        """Read one paragraph, and give the text boxes that hang on it."""
        given = child(element, "pPr")
        style = self.styles.of(attribute(child(given, "pStyle"), "val"))
        here = over(style, properties(given, None))
        words = words_of(element, self.styles, style)
        self.warnings |= words.warnings
        if not words.text.strip():
            return [], words.boxes
        level = self.numbering.level(here.list_id or "", here.depth or 0)
        paragraph = Paragraph(
            text=words.text,
            marker=self._marker(here),
            indent=self._indent(here, level.indent if level else None),
            heading=_heading(here, words),
            is_bold=words.is_bold,
        )
        return split_soft_lines(paragraph), words.boxes

    def _marker(self, style: Style) -> str:
        if style.list_id in {None, NO_LIST}:
            return ""
        return self.numbering.next_marker(str(style.list_id), style.depth or 0)

    def _indent(self, style: Style, of_list: int | None) -> float:
        indent = of_list if style.indent is None else style.indent
        if indent is None:
            indent = 360 * (style.depth or 0)
        return indent / TWIPS_PER_COLUMN

    def table(self, element: Element, depth: int) -> Iterator[Paragraph]:
        """Read a table; one with a single column is only a frame around paragraphs."""
        if depth > DEEPEST_TABLE:
            raise TooLargeError(Code.TOO_DEEP)
        rows = cells_of_table(element)
        if all(len(row) == 1 for row in rows):
            for row in rows:
                yield from self.pieces(row[0].element, depth + 1)
            return
        self.tables += 1
        table = self.tables
        above: dict[int, str] = {}
        for row in rows:
            yield from self._row(row, table, above, depth)

    def _row(
        self, row: list[Cell], table: int, above: dict[int, str], depth: int
    ) -> Iterator[Paragraph]:
        cells: list[str] = []
        bold: list[bool] = []
        own: list[str] = []
        for cell in row:
            inner = list(self.pieces(cell.element, depth + 1))
            text = "\n".join(_in_cell(paragraph) for paragraph in inner)
            bold.extend(paragraph.is_bold for paragraph in inner)
            own.append(text)
            if cell.goes_on:
                text = above.get(len(cells), "")
            above[len(cells)] = text
            cells.extend([text, *[""] * (cell.width - 1)])
        if any(own):
            yield Paragraph(
                "\t".join(cells), cells=cells, table=table, is_bold=bool(bold) and all(bold)
            )

    def margins(self, kind: str) -> Iterator[Paragraph]:
        """Read the headers or footers of the pages, each line once."""
        seen: set[str] = set()
        for path in sorted(self.archive.namelist()):
            if not path.startswith(f"{self.folder}/{kind}") or not path.endswith(".xml"):
                continue
            root = part(self.archive, path)
            for paragraph in self.pieces(root, 0) if root is not None else ():
                text = paragraph.text
                if text and text not in seen:
                    seen.add(text)
                    yield Paragraph(text.replace("\n", "\t"), is_margin=True)

    def notes(self) -> Iterator[Paragraph]:
        """Read footnotes and endnotes, which stand in the margin of a page."""
        for name in ("footnote", "endnote"):
            root = part(self.archive, f"{self.folder}/{name}s.xml")
            for note in children(root, name):
                if attribute(note, "type") in {None, "normal"}:
                    for paragraph in self.pieces(note, 0):
                        mark = f"[{attribute(note, 'id')}]"
                        yield Paragraph(paragraph.text, marker=mark, is_margin=True)


def main_part(archive: zipfile.ZipFile) -> str:
    """Find the part with the body, which some programs call document2.xml."""
    names = archive.namelist()
    if MAIN in names:
        return MAIN
    return next(
        name for name in names if name.startswith("word/document") and name.endswith(".xml")
    )


def _heading(style: Style, words: Words) -> int | None:
    if style.outline is None or style.outline >= BODY_TEXT or len(words.text) > LONGEST_HEADING:
        return None
    return style.outline


def _in_cell(paragraph: Paragraph) -> str:
    return f"{paragraph.marker} {paragraph.text}".strip()
