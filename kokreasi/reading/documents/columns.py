"""Tables without lines: fields with a colon, and columns that stand under each other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kokreasi.reading.documents.geometry import Line, Scale, Segment, TableRow
from kokreasi.reading.documents.marks import MARK

LONGEST_LABEL = 45
LABEL_TEXT = re.compile(r"(?:\S{1,4}\s+)?[^\W\d_].*", re.DOTALL)
FEWEST_COLUMNS = 3
FEWEST_LINES = 2
GUTTER = 1.2
"""Letters of white that separate columns."""
FAR = 4.0
"""Lines that are so many pitches apart belong to nothing in common."""
NEAR = 1.5
NUMBERS = re.compile(r"\(?\d{1,3}[.)]?|no\.?|nomor|#", re.IGNORECASE)
Interval = tuple[float, float]


def rows_and_lines(
    lines: Sequence[Line], scale: Scale, tables: int = 0
) -> Iterator[Line | TableRow]:
    """Give the lines, those of tables gathered into rows; `tables` were numbered before."""
    at = 0
    while at < len(lines):
        rows, end = _fields(lines, at, scale)
        if not rows:
            rows, end = _grid(lines, at, scale)
        if not rows:
            yield lines[at]
            at += 1
            continue
        tables += 1
        for row in rows:
            yield TableRow(row.cells, row.lines, tables, row.edges)
        at = end


# Fields: label, colon, value -----------------------------------------------------------------


@dataclass(frozen=True)
class Field:
    label: str
    value: list[Segment]
    colon: float
    left: float
    """Where the lines of the value begin."""


def _fields(lines: Sequence[Line], at: int, scale: Scale) -> tuple[list[TableRow], int]:
    rows: list[TableRow] = []
    while at < len(lines) and (found := _field(lines[at])):
        begun = at
        values = found.value
        at += 1
        while at < len(lines) and _goes_on(lines[at - 1], lines[at], found, scale):
            values = [*values, _one(lines[at].segments)]
            at += 1
        label = lines[begun].segments[0]
        cells = [
            [Segment(label.left, label.right, found.label)],
            [Segment(found.colon, found.colon, ":")],
            values,
        ]
        rows.append(TableRow(cells, list(lines[begun:at]), edges=[0.0, 0.0, scale.right]))
    return rows, at


def _field(line: Line) -> Field | None:
    """Read label, colon and value, of which at least one stands apart from the others."""
    first, *others = _without_marker(line.segments)
    if not others or not LABEL_TEXT.match(first.text) or len(first.text) > LONGEST_LABEL:
        return None
    second = others[0]
    if first.text.endswith(":"):
        return Field(first.text.rstrip(": "), [_one(others)], first.right, second.left)
    if second.text == ":":
        left = others[1].left if len(others) > 1 else second.right
        return Field(first.text, [_one(others[1:])] if others[1:] else [], second.left, left)
    if second.text.startswith(":") and not second.text.startswith("::"):
        value = Segment(second.left, second.right, second.text[1:].strip())
        return Field(first.text, [_one([value, *others[1:]])], second.left, second.left)
    return None


def _without_marker(segments: Sequence[Segment]) -> list[Segment]:
    """Let a number that stands before a label be a part of it."""
    first, *others = segments
    match = MARK.match(first.text)
    if others and match and match.end() == len(first.text):
        label = Segment(first.left, others[0].right, f"{first.text} {others[0].text}")
        return [label, *others[1:]]
    return [first, *others]


def _goes_on(last: Line, line: Line, found: Field, scale: Scale) -> bool:
    """Whether a line stands under the value of the field above it."""
    if line.page != last.page or line.top - last.top > FAR * scale.pitch:
        return False
    return line.left >= found.left - scale.letter and line.left > found.colon


def _one(segments: Sequence[Segment]) -> Segment:
    text = " ".join(segment.text for segment in segments)
    return Segment(segments[0].left, segments[-1].right, text)


# Columns -------------------------------------------------------------------------------------


def _grid(lines: Sequence[Line], at: int, scale: Scale) -> tuple[list[TableRow], int]:
    if len(lines[at].segments) < FEWEST_COLUMNS:
        return [], at
    columns, end = _columns(lines, at, scale)
    if sum(len(line.segments) > 1 for line in lines[at:end]) < FEWEST_LINES:
        return [], at
    filled = [_cells(line, columns) for line in lines[at:end]]
    starts = _row_starts(lines[at:end], filled, scale)
    rows = [
        _row(lines[at + start : at + stop], filled[start:stop], columns, scale)
        for start, stop in pairwise([*starts, end - at])
    ]
    return rows, end


def _columns(lines: Sequence[Line], at: int, scale: Scale) -> tuple[list[Interval], int]:
    """Take in lines as long as at least three columns stay apart."""
    columns = [(segment.left, segment.right) for segment in lines[at].segments]
    end = at + 1
    while end < len(lines):
        line, last = lines[end], lines[end - 1]
        if line.page != last.page or line.top - last.top > FAR * scale.pitch:
            break
        spans = [(segment.left, segment.right) for segment in line.segments]
        merged = _merge([*columns, *spans], scale)
        if len(merged) < max(FEWEST_COLUMNS, len(columns) - 1):
            break
        columns = merged
        end += 1
    return columns, end


def _merge(spans: list[Interval], scale: Scale) -> list[Interval]:
    merged: list[Interval] = []
    for left, right in sorted(spans):
        if merged and left - merged[-1][1] < GUTTER * scale.letter:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


def _cells(line: Line, columns: list[Interval]) -> list[Segment | None]:
    cells: list[Segment | None] = [None] * len(columns)
    for segment in line.segments:
        middle = (segment.left + segment.right) / 2
        at = next((at for at, span in enumerate(columns) if middle <= span[1]), len(columns) - 1)
        already = cells[at]
        cells[at] = _one([already, segment]) if already else segment
    return cells


def _row_starts(
    lines: Sequence[Line], filled: list[list[Segment | None]], scale: Scale
) -> list[int]:
    """Tell which lines begin a row: by their number, else by the white above them."""
    firsts = [cells[0].text for cells in filled if cells[0]]
    if sum(NUMBERS.fullmatch(text) is not None for text in firsts) * 2 > len(firsts):
        return [at for at, cells in enumerate(filled) if at == 0 or cells[0]]
    gaps = [line.top - last.top for last, line in pairwise(lines)]
    usual = min(gaps, default=scale.pitch)
    wide = [at for at, gap in enumerate(gaps, start=1) if gap > 1.25 * usual]
    if wide:
        return [0, *wide]
    most = max(sum(cell is not None for cell in cells) for cells in filled)
    return [
        at
        for at, cells in enumerate(filled)
        if at == 0 or sum(cell is not None for cell in cells) == most
    ]


def _row(
    lines: Sequence[Line],
    filled: list[list[Segment | None]],
    columns: list[Interval],
    scale: Scale,
) -> TableRow:
    cells = [[cells[at] for cells in filled] for at in range(len(columns))]
    edges = [left for left, _right in columns[1:]] + [scale.right]
    return TableRow(
        [[segment for segment in column if segment] for column in cells], list(lines), edges=edges
    )
