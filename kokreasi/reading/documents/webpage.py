"""Web pages: the text of what a page is about, without the page around it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from kokreasi.reading.blocks import Document
from kokreasi.reading.codes import Code, Remark
from kokreasi.reading.documents.assembly import Paragraph, assemble
from kokreasi.reading.documents.numbering import shown
from kokreasi.reading.documents.parts import Element, attribute, name_of, number
from kokreasi.reading.documents.pasted import split_soft_lines
from kokreasi.reading.errors import TooLargeError, UnreadableError

AROUND = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "aside",
        "form",
        "button",
        "select",
        "textarea",
        "input",
        "iframe",
        "object",
        "svg",
        "canvas",
        "video",
        "audio",
        "head",
        "map",
    ]
)
OUTSIDE = frozenset({"header", "footer"})
"""Not content unless they stand within the article itself."""
ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "dialog"})
NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|sidebar|breadcrumbs?|share|sharing|social|comments?|respond"
    r"|cookie|related|widget|newsletter|subscribe|pagination|advert|ads?)(?:$|[\s_-])",
    re.IGNORECASE,
)
HEADINGS = {f"h{level}": level - 1 for level in range(1, 7)}
INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "img",
        "br",
        "input",
    ]
)
BOLD = frozenset({"b", "strong", "th", *HEADINGS})
SHAPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
WHITE = re.compile(r"[ \t\r\n\f\v]+")
DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
DEEPEST = 150
COLUMNS_PER_LEVEL = 3.0
MOST_COLUMNS = 63
ENOUGH_TEXT = 0.25
"""The share of the words of a page that its article must have to be what the page is about."""


def read_webpage(text: str) -> Document:
    """Read the text of a web page; lines are those that a reader would see."""
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(DECLARATION.sub("", text, count=1), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(Code.BROKEN) from error
    if root is None:
        raise UnreadableError(Code.BROKEN)
    walker = Walker()
    walker.read(content_of(root))
    return assemble("html", walker.found, warnings=sorted(walker.warnings))


def content_of(root: Element) -> Element:
    """Find what a page is about: its only article, its main part, or all of its body."""
    everything = _length(root)
    for is_main in (_is_article, _is_main):
        found = [each for each in root.iter() if is_main(each)]
        if len(found) == 1 and _length(found[0]) >= ENOUGH_TEXT * everything:
            return found[0]
    return root


def _is_article(element: Element) -> bool:
    return name_of(element) == "article"


def _is_main(element: Element) -> bool:
    return name_of(element) == "main" or attribute(element, "role") == "main"


def _length(element: Element) -> int:
    return sum(len(str(text).strip()) for text in element.itertext("p", "li", "td", "div", "span"))


class Walker:
    """Goes through a page from top to bottom and gathers paragraphs."""

    def __init__(self) -> None:
        self.found: list[Paragraph] = []
        self.warnings: set[str] = set()
        self.tables = 0
        self.lists: list[list[object]] = []
        self._start()

    def _start(self) -> None:
        self.pieces: list[str] = []
        self.bold: list[bool] = []

    def read(self, root: Element) -> None:
        """Read the part of the page that is its content; a header within it belongs to it."""
        self._inside(root, Paragraph(""), 0, within=name_of(root) == "article")
        self._end(Paragraph(""))

    def _element(self, element: Element, like: Paragraph, depth: int, *, within: bool) -> None:
        name = name_of(element)
        if depth > DEEPEST:
            raise TooLargeError(Code.TOO_DEEP)
        if name == "input" and attribute(element, "type") == "checkbox":
            self.pieces.append("[x] " if "checked" in element.attrib else "[ ] ")
        if name in {"img", "picture"}:
            self.warnings.add(Remark.PICTURES)
        if name == "br":
            self.pieces.append("\n")
        if not name or _is_around(element, within=within):
            return
        within = within or name in {"article", "main"}
        if name in INLINE:
            bolder = replace(like, is_bold=like.is_bold or name in BOLD)
            self._inside(element, bolder, depth, within=within)
            return
        self._end(like)
        self._block(element, like, depth, within=within)

    def _block(self, element: Element, like: Paragraph, depth: int, *, within: bool) -> None:
        name = name_of(element)
        if name == "table" and (rows := rows_of(element)):
            self._table(rows, depth)
            return
        if name in {"ul", "ol"}:
            self._list(element, depth, within=within)
            return
        if name in HEADINGS:
            like = replace(like, heading=HEADINGS[name], is_bold=True)
        self._inside(element, like, depth, within=within)
        self._end(like)

    def _inside(self, element: Element, like: Paragraph, depth: int, *, within: bool) -> None:
        self._add(element.text, like)
        for each in element:
            self._element(each, like, depth + 1, within=within)
            self._add(each.tail, like)

    def _add(self, text: str | None, like: Paragraph) -> None:
        if text:
            self.pieces.append(WHITE.sub(" ", text))
            if text.strip():
                self.bold.append(like.is_bold)

    def _end(self, like: Paragraph) -> None:
        """Make a paragraph of what was gathered; the marker of an item is used up by its first."""
        text = "".join(self.pieces)
        bold = bool(self.bold) and all(self.bold)
        self._start()
        if not text.strip():
            return
        marker = self._take_marker()
        indent = COLUMNS_PER_LEVEL * len(self.lists)
        self.found += split_soft_lines(
            replace(like, text=text, is_bold=bold, marker=marker, indent=indent)
        )

    def _take_marker(self) -> str:
        if not self.lists:
            return ""
        marker = str(self.lists[-1][0])
        self.lists[-1][0] = ""
        return marker

    def _list(self, element: Element, depth: int, *, within: bool) -> None:
        kind = attribute(element, "type") or "1"
        count = number(attribute(element, "start"), 1)
        self.lists.append([""])
        for item in element:
            if name_of(item) == "li":
                count = number(attribute(item, "value"), count)
                digits = shown(count, SHAPES.get(kind, "decimal"))
                self.lists[-1][0] = f"{digits}." if name_of(element) == "ol" else "•"
                count += 1
            self._element(item, Paragraph(""), depth + 1, within=within)
            self._end(Paragraph(""))
        self.lists.pop()

    def _table(self, rows: list[list[Element]], depth: int) -> None:
        if all(len(row) == 1 for row in rows):
            for (cell,) in rows:
                self._inside(cell, Paragraph(""), depth + 1, within=True)
                self._end(Paragraph(""))
            return
        self.tables += 1
        table = self.tables
        reaching: dict[int, tuple[int, str]] = {}
        for row in rows:
            cells = self._row(row, reaching, depth)
            if any(cells):
                is_bold = all(name_of(cell) == "th" for cell in row)
                text = "\t".join(cells)
                self.found.append(Paragraph(text, cells=cells, table=table, is_bold=is_bold))

    def _row(
        self, row: list[Element], reaching: dict[int, tuple[int, str]], depth: int
    ) -> list[str]:
        """Give the cells of a row, with those that reach down from the rows above."""
        cells: list[str] = []
        for cell in row:
            _reach_down(cells, reaching)
            if len(cells) >= MOST_COLUMNS:
                break
            text = self._cell(cell, depth)
            tall = number(attribute(cell, "rowspan"), 1)
            wide = max(1, min(number(attribute(cell, "colspan"), 1), MOST_COLUMNS - len(cells)))
            if tall > 1:
                reaching.update({len(cells) + at: (tall - 1, text) for at in range(wide)})
            cells += [text, *[""] * (wide - 1)]
        _reach_down(cells, reaching)
        return cells

    def _cell(self, cell: Element, depth: int) -> str:
        inner = Walker()
        inner.read_cell(cell, depth)
        self.warnings |= inner.warnings
        return "\n".join(
            f"{paragraph.marker} {paragraph.text}".strip() for paragraph in inner.found
        )

    def read_cell(self, cell: Element, depth: int) -> None:
        self._inside(cell, Paragraph(""), depth + 1, within=True)
        self._end(Paragraph(""))


def _reach_down(cells: list[str], reaching: dict[int, tuple[int, str]]) -> None:
    while len(cells) in reaching:
        at = len(cells)
        rows, text = reaching.pop(at)
        cells.append(text)
        if rows > 1:
            reaching[at] = (rows - 1, text)


def rows_of(table: Element) -> list[list[Element]]:
    """Give the cells of the rows of a table that have any."""
    rows = ([each for each in row if name_of(each) in {"td", "th"}] for row in _table_rows(table))
    return [row for row in rows if row]


def _table_rows(table: Element) -> Iterator[Element]:
    for each in table:
        if name_of(each) == "tr":
            yield each
        elif name_of(each) in {"thead", "tbody", "tfoot"}:
            yield from _table_rows(each)


def _is_around(element: Element, *, within: bool) -> bool:
    """Whether an element belongs to the page, not to what it is about."""
    name = name_of(element)
    if name in AROUND or (name in OUTSIDE and not within):
        return True
    if attribute(element, "role") in ROLES or "hidden" in element.attrib:
        return True
    names = f"{attribute(element, 'class') or ''} {attribute(element, 'id') or ''}"
    return name not in {"html", "body", "main", "article"} and NAMES.search(names) is not None
