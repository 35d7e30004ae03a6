"""OpenDocument texts: the same as Word documents, said differently."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from kokreasi.reading.blocks import Document
from kokreasi.reading.codes import Code, Remark
from kokreasi.reading.documents.assembly import Paragraph, assemble
from kokreasi.reading.documents.odtstyles import OdtStyles, styles_of
from kokreasi.reading.documents.parts import (
    Element,
    attribute,
    child,
    children,
    name_of,
    number,
    part,
)
from kokreasi.reading.documents.pasted import split_soft_lines
from kokreasi.reading.errors import TooLargeError, UnreadableError
from kokreasi.reading.guard import open_archive

SILENT = frozenset(
    {
        "annotation",
        "annotation-end",
        "note",
        "hidden-text",
        "hidden-paragraph",
        "ruby-text",
        "desc",
        "title",
    }
)
CHARACTERS = {"tab": "\t", "line-break": "\n", "soft-page-break": ""}
GROUPS = frozenset(
    {"section", "index-body", "table-of-content", "text-box", "frame", "g", "index-title"}
)
MOST_SPACES = 200
MOST_REPEATED = 63
DEEPEST_TABLE = 6
DEEPEST_LIST = 10
LONGEST_HEADING = 200
COLUMNS_PER_LEVEL = 3.0


def read_odt(data: bytes) -> Document:
    """Read an OpenDocument text; deleted and hidden text is left out, and said to be."""
    with open_archive(data) as archive:
        content, styles = part(archive, "content.xml"), part(archive, "styles.xml")
    body = child(content, "body", "text")
    if body is None:
        raise UnreadableError(Code.BROKEN)
    reader = Reader(styles_of([styles, content]))
    headers = list(reader.margins(styles, "header"))
    paragraphs = [*headers, *reader.pieces(body, 0), *reader.notes]
    paragraphs += reader.margins(styles, "footer")
    return assemble("odt", paragraphs, warnings=sorted(reader.warnings))


@dataclass
class Reader:
    """Reads pieces of one document, counting its lists and tables on the way."""

    styles: OdtStyles
    warnings: set[str] = field(default_factory=set)
    notes: list[Paragraph] = field(default_factory=list)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    tables: int = 0

    def pieces(self, element: Element, depth: int) -> Iterator[Paragraph]:
        """Read all that stands in the body, a section, a cell or a text box."""
        if depth > DEEPEST_TABLE:
            raise TooLargeError(Code.TOO_DEEP)
        for each in element:
            name = name_of(each)
            if name in {"p", "h"}:
                yield from self.paragraph(each, depth)
            elif name == "list":
                yield from self.items(each, [], depth)
            elif name == "table":
                yield from self.table(each, depth)
            elif name == "tracked-changes":
                self._remark_deletions(each)
            elif name in GROUPS:
                yield from self.pieces(each, depth + 1)

    def _remark_deletions(self, element: Element) -> None:
        if any(name_of(each) == "deletion" for each in element.iter()):
            self.warnings.add(Remark.DELETED_TEXT)

    def paragraph(self, element: Element, depth: int) -> Iterator[Paragraph]:
        """Read a paragraph or heading, then the text boxes that hang on it."""
        style = attribute(element, "style-name")
        words = Words(self, is_bold=self.styles.is_bold(style, otherwise=False))
        if self.styles.is_hidden(style):
            self.warnings.add(Remark.HIDDEN_TEXT)
        else:
            words.read(element)
        level = number(attribute(element, "outline-level"), 1) - 1
        is_heading = name_of(element) == "h" and len(words.text) <= LONGEST_HEADING
        heading = max(level, 0) if is_heading else None
        bold = bool(words.bold) and all(words.bold)
        yield from split_soft_lines(Paragraph(words.text, heading=heading, is_bold=bold))
        for box in words.boxes:
            yield from self.pieces(box, depth + 1)

    def items(self, element: Element, above: list[str], depth: int) -> Iterator[Paragraph]:
        """Read a list; the number stands before the first paragraph of each item."""
        if len(above) >= DEEPEST_LIST:
            raise TooLargeError(Code.TOO_DEEP)
        style = attribute(element, "style-name") or (above[-1] if above else "")
        counts = self._counts(element, style, len(above))
        for item in element:
            if name_of(item) not in {"list-item", "list-header"}:
                continue
            if name_of(item) == "list-item" and self._has_own_text(item):
                self._count(counts, item, style, len(above))
            marker = self.styles.marker(style, counts, len(above))
            yield from self._item(item, marker, [*above, style], depth)

    def _item(
        self, item: Element, marker: str, above: list[str], depth: int
    ) -> Iterator[Paragraph]:
        for each in item:
            if name_of(each) == "list":
                yield from self.items(each, above, depth)
                continue
            if name_of(each) not in {"p", "h"}:
                continue
            for paragraph in self.paragraph(each, depth):
                indent = COLUMNS_PER_LEVEL * len(above)
                yield replace(paragraph, marker=marker, indent=indent)
                marker = ""

    def _has_own_text(self, item: Element) -> bool:
        """An item that only holds a deeper list is not counted."""
        return next((True for each in item if name_of(each) in {"p", "h"}), False)

    def _counts(self, element: Element, style: str, depth: int) -> dict[int, int]:
        """Find how far a list has counted: some go on where the last of their style ended."""
        goes_on = (
            depth > 0
            or attribute(element, "continue-numbering") == "true"
            or attribute(element, "continue-list") is not None
        )
        if not goes_on:
            self.counts[style] = {}
        counts = self.counts.setdefault(style, {})
        for deeper in [at for at in counts if at >= depth > 0]:
            del counts[deeper]
        return counts

    def _count(self, counts: dict[int, int], item: Element, style: str, depth: int) -> None:
        start = attribute(item, "start-value")
        first = self.styles.level(style, depth).start
        counts[depth] = number(start, 1) if start else counts.get(depth, first - 1) + 1

    def table(self, element: Element, depth: int) -> Iterator[Paragraph]:
        """Read a table; one with a single column is only a frame around paragraphs."""
        rows = [list(_cells(row)) for row in _rows(element)]
        if all(len(row) <= 1 for row in rows):
            for row in rows:
                for cell in row:
                    yield from self.pieces(cell, depth + 1)
            return
        self.tables += 1
        table = self.tables
        above: dict[int, str] = {}
        for row in rows:
            own = [self._cell(cell, depth) for cell in row]
            cells = [
                above.get(at, "") if name_of(cell) == "covered-table-cell" and at in above else text
                for at, (cell, text) in enumerate(zip(row, own, strict=True))
            ]
            above = _reaching_down(row, cells, above)
            if any(own):
                yield Paragraph("\t".join(cells), cells=cells, table=table)

    def _cell(self, cell: Element, depth: int) -> str:
        return "\n".join(
            f"{paragraph.marker} {paragraph.text}".strip()
            for paragraph in self.pieces(cell, depth + 1)
        )

    def margins(self, styles: Element | None, kind: str) -> Iterator[Paragraph]:
        """Read the headers or footers of the pages, each line once."""
        seen: set[str] = set()
        for page in children(child(styles, "master-styles"), "master-page"):
            for margin in page:
                if not name_of(margin).startswith(kind):
                    continue
                for paragraph in self.pieces(margin, 0):
                    if paragraph.text not in seen:
                        seen.add(paragraph.text)
                        yield Paragraph(paragraph.text, is_margin=True)


class Words:
    """The text of one paragraph, read piece by piece."""

    def __init__(self, reader: Reader, *, is_bold: bool) -> None:
        self.reader = reader
        self.usually_bold = is_bold
        self.pieces: list[str] = []
        self.bold: list[bool] = []
        self.boxes: list[Element] = []

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def read(self, element: Element) -> None:
        self._read(element, is_bold=self.usually_bold)

    def _read(self, element: Element, *, is_bold: bool) -> None:
        self._add(element.text, is_bold=is_bold)
        for each in element:
            self._read_inside(each, is_bold=is_bold)
            self._add(each.tail, is_bold=is_bold)

    def _add(self, text: str | None, *, is_bold: bool) -> None:
        if text:
            self.pieces.append(" ".join(text.split("\n")))
            if text.strip():
                self.bold.append(is_bold)

    def _read_inside(self, element: Element, *, is_bold: bool) -> None:
        name = name_of(element)
        style = attribute(element, "style-name")
        if name == "s":
            self.pieces.append(" " * min(number(attribute(element, "c"), 1), MOST_SPACES))
        elif name in CHARACTERS:
            self.pieces.append(CHARACTERS[name])
        elif name == "note":
            self._note(element)
        elif name == "span" and self.reader.styles.is_hidden(style):
            self.reader.warnings.add(Remark.HIDDEN_TEXT)
        elif name == "frame":
            self._frame(element)
        elif name not in SILENT:
            styles = self.reader.styles
            self._read(element, is_bold=styles.is_bold(style, otherwise=is_bold))

    def _note(self, element: Element) -> None:
        mark = "".join(_texts(child(element, "note-citation")))
        self.pieces.append(f"[{mark}]")
        body = child(element, "note-body")
        text = " ".join("".join(_texts(body)).split())
        self.reader.notes.append(Paragraph(text, marker=f"[{mark}]", is_margin=True))

    def _frame(self, element: Element) -> None:
        box = child(element, "text-box")
        if box is not None:
            self.boxes.append(box)
        elif child(element, "image") is not None:
            self.reader.warnings.add(Remark.PICTURES)


def _texts(element: Element | None) -> Iterable[str]:
    return () if element is None else map(str, element.itertext())


def _rows(table: Element) -> Iterator[Element]:
    for each in table:
        if name_of(each) == "table-row":
            yield each
        elif name_of(each) in {"table-header-rows", "table-rows", "table-row-group"}:
            yield from _rows(each)


def _cells(row: Element) -> Iterator[Element]:
    """Give the cells of a row, repeated ones as often as there is any use in it."""
    room = MOST_REPEATED
    for each in row:
        if name_of(each) not in {"table-cell", "covered-table-cell"}:
            continue
        times = min(number(attribute(each, "number-columns-repeated"), 1), room)
        yield from [each] * times
        room -= times


def _reaching_down(row: list[Element], cells: list[str], above: dict[int, str]) -> dict[int, str]:
    """Keep the text of the cells that are merged with those of the rows below."""
    reaching: dict[int, str] = {}
    for at, cell in enumerate(row):
        is_tall = number(attribute(cell, "number-rows-spanned"), 1) > 1
        if is_tall or (name_of(cell) == "covered-table-cell" and at in above):
            reaching[at] = cells[at]
    return reaching
