"""Paragraphs of any format become the lines and blocks of a document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from kokreasi.reading.blocks import Block, Document, Shape
from kokreasi.reading.codes import Code
from kokreasi.reading.documents.marks import Mark, split_mark
from kokreasi.reading.documents.outline import Outline, believable, is_doubtful, is_heading
from kokreasi.reading.errors import WrongKindError

LONGEST_PARAGRAPH = 200_000
"""Letters, some 80 pages; what has more without an end is no text that people read."""
HEADING_DEPTHS = {"I.": 0, "A.": 1}
DEPTH_OF_PLAIN_HEADING = 0


@dataclass(frozen=True)
class Paragraph:
    """What a format tells of a paragraph, a table row or a line in a margin.

    `marker` is the one the format itself counts; one that was typed is still in `text`. `indent`
    is in columns of text. `heading` is the level that a style gives. `line` is where it begins,
    where the format has lines of its own; else the paragraph is shown on lines of its own.
    """

    text: str
    marker: str = ""
    indent: float = 0.0
    heading: int | None = None
    is_bold: bool = False
    is_margin: bool = False
    page: int = 0
    cells: list[str] = field(default_factory=list)
    table: int = 0
    line: int = 0
    shown: list[str] = field(default_factory=list)
    """The lines as they stand on the page, where they differ from the text."""


def assemble(
    kind: str,
    paragraphs: Sequence[Paragraph],
    *,
    lines: list[str] | None = None,
    pages: int = 0,
    warnings: Iterable[str] = (),
) -> Document:
    """Make the document; one without a word is refused."""
    numbered, shown = _numbered(paragraphs) if lines is None else (paragraphs, lines)
    blocks = _blocks(numbered)
    if not any(block.text for block in blocks):
        raise WrongKindError(Code.EMPTY_DOCUMENT)
    if any(len(block.text) > LONGEST_PARAGRAPH for block in blocks):
        raise WrongKindError(Code.NO_DOCUMENT, {"kind": kind})
    return Document(kind, shown, blocks, pages, list(dict.fromkeys(warnings)))


def _numbered(paragraphs: Iterable[Paragraph]) -> tuple[list[Paragraph], list[str]]:
    """Show every paragraph on lines of its own and number them."""
    numbered: list[Paragraph] = []
    lines: list[str] = []
    for paragraph in paragraphs:
        numbered.append(replace(paragraph, line=len(lines) + 1))
        lines.extend(paragraph.shown or _shown(paragraph))
    return numbered, lines


def _shown(paragraph: Paragraph) -> list[str]:
    if paragraph.cells:
        return rows_side_by_side(paragraph.cells)
    return f"{paragraph.marker} {paragraph.text}".strip().split("\n")


def rows_side_by_side(cells: list[str]) -> list[str]:
    """Show the lines of the cells of one row beside each other."""
    columns = [cell.split("\n") for cell in cells]
    tallest = max(map(len, columns))
    return [
        "\t".join(column[at] if at < len(column) else "" for column in columns).rstrip()
        for at in range(tallest)
    ]


def _blocks(paragraphs: Sequence[Paragraph]) -> list[Block]:
    marks = [split_mark(paragraph.text)[0] for paragraph in paragraphs if not paragraph.cells]
    lists = believable(mark for mark in marks if mark)
    outline = Outline()
    return [_block(paragraph, outline, lists) for paragraph in paragraphs]


def _block(paragraph: Paragraph, outline: Outline, lists: frozenset[str]) -> Block:
    if paragraph.cells:
        return _row(paragraph)
    if paragraph.is_margin:
        return _plain(paragraph, Shape.MARGIN)
    mark, text = _mark(paragraph, outline, lists)
    if paragraph.heading is not None or is_heading(text, mark, is_bold=paragraph.is_bold):
        outline.restart()
        return _heading(paragraph, mark, text)
    if mark is None:
        return _plain(paragraph, Shape.PARAGRAPH)
    level = outline.place(mark, paragraph.indent)
    return _plain(paragraph, Shape.ITEM, text=text, marker=mark.text, level=level)


def _mark(paragraph: Paragraph, outline: Outline, lists: frozenset[str]) -> tuple[Mark | None, str]:
    """Find the marker, counted by the format or typed, unless it is the initial of a name."""
    if paragraph.marker:
        mark, _nothing = split_mark(paragraph.marker + " ")
        counted = mark or Mark(paragraph.marker, paragraph.marker)
        return outline.choose(counted), paragraph.text
    mark, text = split_mark(paragraph.text)
    if mark is None:
        return None, paragraph.text
    chosen = outline.choose(mark)
    if is_doubtful(chosen) and chosen.family not in lists:
        return None, paragraph.text
    if chosen.may_be_year and not outline.continues(chosen):
        return None, paragraph.text
    return chosen, text


def _heading(paragraph: Paragraph, mark: Mark | None, text: str) -> Block:
    level = paragraph.heading
    if level is None:
        level = HEADING_DEPTHS.get(mark.family if mark else "", DEPTH_OF_PLAIN_HEADING)
    marker = mark.text if mark else ""
    return _plain(paragraph, Shape.HEADING, text=text, marker=marker, level=level)


def _row(paragraph: Paragraph) -> Block:
    text = "\t".join(paragraph.cells)
    block = _plain(paragraph, Shape.ROW, text=text)
    return replace(block, cells=paragraph.cells, table=paragraph.table)


def _plain(
    paragraph: Paragraph,
    shape: Shape,
    *,
    text: str | None = None,
    marker: str = "",
    level: int = 0,
) -> Block:
    return Block(
        line=paragraph.line,
        text=paragraph.text if text is None else text,
        shape=shape,
        marker=marker,
        level=level,
        page=paragraph.page,
        is_bold=paragraph.is_bold,
    )
