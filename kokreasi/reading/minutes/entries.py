"""Blocks of a document as single lines with their label, in the order of reading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kokreasi.reading.blocks import Block, Document, Shape
from kokreasi.reading.documents.marks import split_mark
from kokreasi.reading.minutes.labels import (
    BEFORE_VALUE,
    NEVER_LOOSE,
    Field,
    Label,
    bare_label_in,
    fields_of,
    key,
    label_in,
    loose_label_in,
)
from kokreasi.reading.minutes.runon import fields_apart, next_field
from kokreasi.reading.minutes.tables import is_attendance_header
from kokreasi.reading.minutes.tags import names_columns

LONGEST_LABEL_CELL = 60
LABEL_AND_VALUE = 2
MOST_JOINED = 12
HEAD = 60
"""Blocks among which labels without a colon are sought."""
WORD = re.compile(r"\w")
UNKNOWN_FIELD = re.compile(r"[A-Z][\w ./]{2,30}:\s\S")
CHAPTER = re.compile(r"[A-E][.)]")
"""Behind such a letter even "Materi" is a heading, as in a village's Berita Acara."""
NUMBER_CELL = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[IVX]{1,4})[.)]?")
LISTS = frozenset(
    {
        Field.PARTICIPANTS,
        Field.ABSENT,
        Field.AGENDA,
        Field.TOPIC,
        Field.INVITED,
        Field.BASIS,
        Field.SPEAKERS,
    }
)
"""Fields whose value may be a list."""
ONE_BESIDE = frozenset(
    {
        Field.DAY,
        Field.TIME,
        Field.START,
        Field.END,
        Field.PLACE,
        Field.MEDIUM,
        Field.CHAIR,
        Field.MODERATOR,
        Field.NOTE_TAKER,
        Field.SECRETARY,
    }
)
"""Short fields, which another may follow on the same line."""
SIDE_BY_SIDE = frozenset(Field) - {Field.LETTER, Field.TITLE, Field.OTHER, Field.BODY, Field.COUNT}
"""Fields that may stand beside each other above their values."""
NO_LABEL_ALONE = frozenset({Field.LETTER, Field.TITLE, Field.OTHER, Field.COUNT, Field.SPEAKERS})
"""Words too common to be labels without a colon or a cell of their own."""


@dataclass(frozen=True)
class Entry:
    """One line of a block. `at` is the index of the block, `label` what its label names.

    `text` of a labelled entry is the value alone. `is_alone`: the label stands without a value on
    its line. `row` holds the cells of a row that is no pair of label and value.
    """

    at: int
    line: int
    text: str
    label: Label | None = None
    marker: str = ""
    shape: Shape = Shape.PARAGRAPH
    is_alone: bool = False
    indent: int = 0
    row: tuple[str, ...] = ()
    table: int = 0
    level: int = 0
    whole: str = ""
    """The line with its label."""

    def has(self, *fields: Field) -> bool:
        return self.label is not None and bool(self.label.fields & set(fields))


def entries_of(document: Document) -> Iterator[Entry]:
    """Give every line of every block that is not in the margin of a page."""
    blocks = document.blocks
    columns: list[Label] = []
    list_of_people = 0
    for at, block in enumerate(blocks):
        if block.shape == Shape.MARGIN:
            continue
        if not block.cells:
            columns = []
            pieces = _pieces(document, block) if at < HEAD else block.text.split("\n")
            yield from _lines(at, block, pieces, _indent(document, block))
        elif block.table == list_of_people or is_attendance_header(block.cells):
            list_of_people = block.table
            yield _plain_row(at, block)
        elif columns and len(columns) == len(block.cells):
            yield from _under(columns, at, block)
            columns = []
        else:
            columns = _column_labels(blocks, at)
            if not columns:
                yield from _row(at, block)


def _indent(document: Document, block: Block) -> int:
    line = document.lines[block.line - 1] if 0 < block.line <= len(document.lines) else ""
    return len(line) - len(line.lstrip())


def _pieces(document: Document, block: Block) -> list[str]:
    """Part a paragraph again where a line of it begins with a label that lost its colon."""
    if len(apart := fields_apart(block.text)) > 1:
        return apart
    pieces: list[str] = [""]
    rest = block.text
    for raw in document.lines[block.line - 1 :][:MOST_JOINED]:
        line = raw.strip().removeprefix(block.marker).strip()
        if not line or not rest.startswith(line):
            break
        rest = rest[len(line) :].lstrip()
        if pieces[-1] and (loose_label_in(line) or label_in(line)):
            pieces.append("")
        pieces[-1] = f"{pieces[-1]} {line}".strip()
    return pieces if not rest and len(pieces) > 1 else block.text.split("\n")


def _lines(at: int, block: Block, pieces: list[str], indent: int) -> Iterator[Entry]:
    for offset, text in enumerate(pieces):
        if not WORD.search(text):
            continue
        marker, rest = (block.marker, text) if offset == 0 and block.marker else _marked(text)
        entry = Entry(
            at=at,
            line=block.line + offset,
            text=rest.strip(),
            marker=marker,
            shape=block.shape,
            indent=indent,
            level=block.level,
        )
        yield from opened(labelled(entry))


def _marked(text: str) -> tuple[str, str]:
    mark, rest = split_mark(text)
    return (mark.text, rest) if mark and rest else ("", text)


def without_mark(entry: Entry) -> Entry:
    """Take a marker that was typed off the text."""
    marker, rest = _marked(entry.text)
    return replace(entry, marker=marker, text=rest) if marker else entry


def opened(entry: Entry) -> Iterator[Entry]:
    """Part a label from a list that begins on its line, as in "Agenda : 1. Pembukaan".

    And a field from the next one on its line, as in "Moderator: Rahayu | Notulis: Tika".
    """
    if entry.label and entry.label.fields <= ONE_BESIDE and (at := next_field(entry.text)):
        yield from opened(replace(entry, text=entry.text[:at].rstrip(" |;,\t·•")))
        rest = replace(entry, label=None, text=entry.text[at:], whole=entry.text[at:])
        yield from opened(labelled(rest))
        return
    if not entry.label and UNKNOWN_FIELD.match(entry.text) and (at := next_field(entry.text)):
        yield replace(entry, text=entry.text[:at].rstrip(" |;,\t·•"))
        yield from opened(labelled(replace(entry, text=entry.text[at:], marker="")))
        return
    if entry.label and entry.label.fields <= LISTS:
        item = without_mark(replace(entry, label=None, marker=""))
        if item.marker:
            yield replace(entry, text="", is_alone=True)
            yield item
            return
    yield entry


def labelled(entry: Entry) -> Entry:
    """Take the label off the line, if it has one."""
    if label := label_in(entry.text):
        whole = entry.text
        return replace(entry, label=label, text=label.value, whole=whole, is_alone=not label.value)
    label = bare_label_in(entry.text)
    is_named = key(entry.text) not in NEVER_LOOSE or CHAPTER.fullmatch(entry.marker)
    if label and not label.fields & NO_LABEL_ALONE and is_named:
        return replace(entry, label=label, text="", whole=entry.text, is_alone=True)
    return entry


def unlabelled(entry: Entry) -> Entry:
    """Give the line as it was before its label was taken off."""
    return replace(entry, label=None, text=entry.whole or entry.text, is_alone=False)


def _column_labels(blocks: list[Block], at: int) -> list[Label]:
    """Give the labels of a row that stands above its values, as in Tanggal | Waktu | Tempat."""
    block = blocks[at]
    follower = blocks[at + 1] if at + 1 < len(blocks) else None
    if not follower or follower.table != block.table or len(follower.cells) != len(block.cells):
        return []
    labels = [bare_label_in(cell) for cell in block.cells]
    found = [label for label in labels if label and label.fields <= SIDE_BY_SIDE]
    return found if len(found) == len(block.cells) > 1 else []


def _under(columns: list[Label], at: int, block: Block) -> Iterator[Entry]:
    for label, cell in zip(columns, block.cells, strict=True):
        yield from _valued(Entry(at, block.line, "", label, shape=Shape.ROW), cell)


def _plain_row(at: int, block: Block) -> Entry:
    cells = [
        BEFORE_VALUE.sub("", cell, count=1) if cell.lstrip().startswith(":") else cell
        for cell in block.cells
    ]
    row = tuple(cell.strip() for cell in cells)
    return Entry(at, block.line, "\t".join(row), shape=Shape.ROW, row=row, table=block.table)


def _row(at: int, block: Block) -> Iterator[Entry]:
    """Give a row as the fields that it names; one that names none stays a row."""
    plain = _plain_row(at, block)
    filled = _unnumbered([cell for cell in plain.row if cell])
    if names_columns(filled):
        yield plain
    elif len(filled) == 1:
        yield from _single(plain, filled[0], is_first=bool(plain.row[0]))
    elif pairs := _pairs(filled):
        for label, value in pairs:
            yield from _valued(replace(plain, label=label, row=()), value)
    else:
        yield plain


def _unnumbered(cells: list[str]) -> list[str]:
    """Leave out the number in a column of its own before the name of a field."""
    is_numbered = len(cells) > LABEL_AND_VALUE - 1 and NUMBER_CELL.fullmatch(cells[0])
    return cells[1:] if is_numbered and _cell_label(cells[1]) else cells


def _single(plain: Entry, cell: str, *, is_first: bool) -> Iterator[Entry]:
    """A row with words in one cell only: a whole line, or the value of the row above goes on."""
    for offset, text in enumerate(cell.split("\n")):
        entry = replace(plain, line=plain.line + offset, text=text.strip(), row=(), indent=0)
        entry = without_mark(replace(entry, indent=0 if is_first else LONGEST_LABEL_CELL))
        if text.strip():
            yield from opened(labelled(entry))


def _pairs(cells: list[str]) -> list[tuple[Label, str]]:
    """Read cells as label, value, label, value; or labels in lines beside values in lines."""
    lines = [cell.split("\n") for cell in cells]
    stacked = [_cell_label(line) for line in lines[0]]
    if len(cells) == LABEL_AND_VALUE and len(lines[0]) == len(lines[1]) > 1 and all(stacked):
        return [(label, value) for label, value in zip(stacked, lines[1], strict=True) if label]
    pairs: list[tuple[Label, str]] = []
    for cell in cells:
        label = _cell_label(cell) if not pairs or pairs[-1][1] else None
        if label:
            pairs.append((label, label.value))
        elif not pairs:
            return []
        else:
            pairs[-1] = (pairs[-1][0], "\n".join(filter(None, (pairs[-1][1], cell))))
    return pairs


def _cell_label(cell: str) -> Label | None:
    """A cell that names a field, alone or with the beginning of its value."""
    _mark, text = split_mark(cell)
    if fields := fields_of(text.rstrip(" :")):
        return Label(fields, "", text)
    return label_in(text)


def _valued(entry: Entry, value: str) -> Iterator[Entry]:
    """Give the labelled line, and the other lines of the value after it."""
    first, *others = value.split("\n")
    first = first.strip()
    yield from opened(replace(entry, text=first, is_alone=not first))
    for offset, text in enumerate(others, start=1):
        line = replace(entry, label=None, line=entry.line + offset, text=text.strip(), row=())
        if text.strip():
            yield without_mark(replace(line, indent=LONGEST_LABEL_CELL))
