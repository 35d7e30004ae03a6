"""A whole document as Word: cover, contents, chapters, tables; the twin of layouts/booklet.typ.

Both take the same values. Words are `{"text", "language", "is_code"}`: `language` is empty where
they are in the document's own, and names the other one where a translation is missing. That is
said behind the words; in tables by its code alone.

    language, title, author, mark ("Rancangan" or nothing), running (head of each page),
    standing (foot of each page), fingerprint, contents_depth (0 for none),
    words: contents, fingerprint, untranslated {"id", "en"},
    cover: nothing, or eyebrow, title (words), period, facts [{label, values}],
    blocks, each with its kind:
      heading  level 1 to 4, text (words), eyebrow, opens_page
      prose | lead | quiet   text (words); a line is a paragraph
      facts    rows [{label, values, is_long}]
      table    widths, head, rows [[ [words, …], … ]]
      figures  items [{number, label, aside}]
      bars     rows [{label (words), value, parts [[from 0 to 1, shade from 1 to 7], …]}]
"""

import io
from collections.abc import Callable, Iterable, Mapping
from itertools import count
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from kokreasi.writing import word_parts as parts
from kokreasi.writing.word_parts import ACCENT, QUIET, WIDTH

Values = Mapping[str, Any]
Words = Mapping[str, Any]
LABEL = Cm(4.2)
FIGURES_IN_A_ROW = 3
SMALL, SMALLER = Pt(9.5), Pt(8.5)
BAR_WIDTHS, BAR_SIGNS, BAR_SIZE = (0.34, 0.34, 0.32), 26, Pt(6)
SHADES = tuple(
    RGBColor.from_string(shade)
    for shade in ("A4732F", "C6A77C", "E4D6C0", "D8D6CF", "B9D1D0", "6FA09F", "0B5A5D")
)
"""From the first to the last answer of a scale: from amber to teal, as on the pages."""


def as_word(book: Values) -> bytes:
    """Write the document; every text is taken as text."""
    written = io.BytesIO()
    _Booklet(book).write().save(written)
    return written.getvalue()


class _Booklet:
    """The document while it is written."""

    def __init__(self, book: Values) -> None:
        self.book = book
        self.word: Word = Document()
        self.marks = count(1)
        self.writers: Mapping[str, Callable[[Values], None]] = {
            "heading": self._heading,
            "prose": self._prose,
            "lead": self._lead,
            "quiet": self._quiet,
            "facts": self._facts,
            "table": self._table,
            "figures": self._figures,
            "bars": self._bars,
        }

    def write(self) -> Word:
        parts.set_up(self.word, language=self.book["language"])
        self.word.core_properties.title = self.book["title"]
        self.word.core_properties.author = self.book["author"]
        self._edges()
        if self.book["cover"] is not None:
            self._cover()
        if self.book["contents_depth"]:
            self._contents()
        for block in self.book["blocks"]:
            self.writers[block["kind"]](block)
        return self.word

    def _edges(self) -> None:
        """Write what stands above and below every page but the first."""
        book, section = self.book, self.word.sections[0]
        section.different_first_page_header_footer = book["cover"] is not None
        head = section.header.paragraphs[0]
        parts.add(head, f"{book['running']}\t", size=SMALLER, color=QUIET)
        parts.add(head, book["mark"].upper(), size=SMALLER, color=ACCENT, bold=True)
        foot = section.footer.paragraphs[0]
        parts.add(foot, f"{self._standing()}\t", size=SMALLER, color=QUIET)
        parts.page_of_pages(foot, size=SMALLER, color=QUIET)

    def _standing(self) -> str:
        book = self.book
        if not book["fingerprint"]:
            return str(book["standing"])
        return f"{book['standing']} · {book['words']['fingerprint']} {book['fingerprint'][:16]}"

    def _cover(self) -> None:
        cover = self.book["cover"]
        row = parts.add_row(parts.table(self.word, [WIDTH]))
        row.height, row.height_rule = Cm(17), WD_ROW_HEIGHT_RULE.AT_LEAST
        first = row.cells[0].paragraphs[0]
        parts.add(first, cover["eyebrow"].upper(), size=Pt(10), color=ACCENT, bold=True)
        first.paragraph_format.space_after = Cm(4)
        if self.book["mark"]:
            mark = row.cells[0].add_paragraph()
            parts.add(mark, self.book["mark"].upper(), size=Pt(12), color=ACCENT, bold=True)
        title = row.cells[0].add_paragraph()
        self._say(title, cover["title"], size=Pt(30), bold=True)
        title.paragraph_format.line_spacing = 1.0
        period = row.cells[0].add_paragraph()
        parts.add(period, cover["period"], size=Pt(15), color=QUIET)
        parts.rule_below(row, is_strong=True)
        self.word.add_paragraph()
        self._two_columns(cover["facts"], is_ruled=False)

    def _contents(self) -> None:
        heading = self.word.add_paragraph()
        heading.paragraph_format.page_break_before = True
        heading.paragraph_format.space_after = Pt(14)
        parts.add(heading, self.book["words"]["contents"], size=Pt(22), color=ACCENT, bold=True)
        depth = self.book["contents_depth"]
        listed = [
            (number, block)
            for number, block in enumerate(_headings(self.book["blocks"]), start=1)
            if block["level"] <= depth
        ]
        lines = [self._entry(number, block) for number, block in listed]
        parts.contents_field(lines, depth=depth)

    def _entry(self, number: int, block: Values) -> Paragraph:
        line = self.word.add_paragraph()
        is_chapter = block["level"] == 1
        line.paragraph_format.left_indent = Cm(0 if is_chapter else 0.6)
        line.paragraph_format.space_before = Pt(8 if is_chapter else 0)
        line.paragraph_format.space_after = Pt(2)
        parts.link(line, block["text"]["text"], to=_anchor(number), bold=is_chapter)
        return line

    def _heading(self, block: Values) -> None:
        eyebrow = self._eyebrow(block) if block["eyebrow"] else None
        heading = self.word.add_heading(level=block["level"])
        number = next(self.marks)
        parts.bookmark(heading, _anchor(number), number)
        self._say(heading, block["text"])
        (eyebrow or heading).paragraph_format.page_break_before = block["opens_page"]

    def _eyebrow(self, block: Values) -> Paragraph:
        line = self.word.add_paragraph()
        line.paragraph_format.keep_with_next = True
        parts.add(line, block["eyebrow"], size=Pt(9), color=QUIET, bold=True)
        return line

    def _prose(self, block: Values) -> None:
        for line in _lines(block["text"]):
            self._say(self.word.add_paragraph(), line)

    def _lead(self, block: Values) -> None:
        for line in _lines(block["text"]):
            paragraph = self.word.add_paragraph()
            parts.rule(paragraph, "left")
            self._say(paragraph, line, size=Pt(11))

    def _quiet(self, block: Values) -> None:
        self._say(self.word.add_paragraph(), block["text"], size=Pt(9), color=QUIET)

    def _facts(self, block: Values) -> None:
        self._two_columns(block["rows"], is_ruled=True)
        self._after_table()

    def _two_columns(self, rows: Iterable[Values], *, is_ruled: bool) -> None:
        table = parts.table(self.word, [LABEL, WIDTH - LABEL])
        for fact in rows:
            row = parts.add_row(table, splits=bool(fact.get("is_long")))
            parts.add(row.cells[0].paragraphs[0], fact["label"], color=QUIET)
            self._fill(row.cells[1], fact["values"])
            if is_ruled:
                parts.rule_below(row)

    def _table(self, block: Values) -> None:
        whole = sum(block["widths"])
        table = parts.table(self.word, [int(WIDTH * width / whole) for width in block["widths"]])
        head = parts.add_row(table)
        parts.repeat(head)
        for cell, label in zip(head.cells, block["head"], strict=True):
            parts.add(cell.paragraphs[0], label, size=SMALL, color=ACCENT, bold=True)
        parts.rule_below(head, is_strong=True)
        for cells in block["rows"]:
            row = parts.add_row(table)
            for cell, many in zip(row.cells, cells, strict=True):
                self._fill(cell, many, size=SMALL, is_brief=True)
            parts.rule_below(row)
        self._after_table()

    def _figures(self, block: Values) -> None:
        table = parts.table(self.word, [int(WIDTH / FIGURES_IN_A_ROW)] * FIGURES_IN_A_ROW)
        items = list(block["items"])
        for start in range(0, len(items), FIGURES_IN_A_ROW):
            row = parts.add_row(table)
            for cell, item in zip(row.cells, items[start:], strict=False):
                self._figure(cell, item)
        self._after_table()

    def _figure(self, cell: Any, item: Values) -> None:
        first = cell.paragraphs[0]
        if item["number"]:
            parts.add(first, item["number"], size=Pt(20), color=ACCENT, bold=True)
            first = cell.add_paragraph()
        parts.add(first, item["label"])
        if item["aside"]:
            parts.add(cell.add_paragraph(), item["aside"], size=SMALLER, color=QUIET)

    def _bars(self, block: Values) -> None:
        """Draw bars of signs, which every program for texts shows alike."""
        table = parts.table(self.word, [int(WIDTH * width) for width in BAR_WIDTHS])
        for bar in block["rows"]:
            row = parts.add_row(table)
            self._say(row.cells[0].paragraphs[0], bar["label"], size=SMALL)
            for share, shade in bar["parts"]:
                drawn = "█" * max(round(share * BAR_SIGNS), 1 if share else 0)
                parts.add(row.cells[1].paragraphs[0], drawn, size=BAR_SIZE, color=SHADES[shade - 1])
            parts.add(row.cells[2].paragraphs[0], bar["value"], size=SMALL)
        self._after_table()

    def _after_table(self) -> None:
        self.word.add_paragraph().paragraph_format.space_after = Pt(2)

    def _fill(self, cell: Any, many: Iterable[Words], **look: Any) -> None:
        lines = [line for words in many for line in _lines(words)]
        for number, line in enumerate(lines):
            paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
            self._say(paragraph, line, **look)

    def _say(
        self, paragraph: Paragraph, words: Words, *, is_brief: bool = False, **look: Any
    ) -> None:
        """Write words; those that are there in the other language only say so."""
        if words["is_code"]:
            parts.add(paragraph, words["text"], is_code=True)
            return
        language = words["language"]
        parts.add(paragraph, words["text"], language=language, italic=bool(language), **look)
        if language:
            marks = self.book["words"]["untranslated"]
            mark = language.upper() if is_brief else marks[language]
            parts.add(paragraph, f" [{mark}]", size=Pt(8), color=QUIET)


def _headings(blocks: Iterable[Values]) -> Iterable[Values]:
    return (block for block in blocks if block["kind"] == "heading")


def _anchor(number: int) -> str:
    return f"bagian_{number}"


def _lines(words: Words) -> list[Words]:
    """Take words apart into paragraphs; only the last says that a translation is missing."""
    return [{**words, "text": line} for line in words["text"].split("\n") if line.strip()]
