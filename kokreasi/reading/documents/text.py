"""Plain text: lines as they are typed, or as another program has broken them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kokreasi.reading.blocks import Document
from kokreasi.reading.cleaning import clean_lines
from kokreasi.reading.documents.assembly import Paragraph, assemble
from kokreasi.reading.documents.chat import without_senders
from kokreasi.reading.documents.delimited import delimited_rows
from kokreasi.reading.documents.flow import RULE, Flow
from kokreasi.reading.documents.geometry import Line, Scale, Segment
from kokreasi.reading.documents.layout import paragraphs_of_lines

CLOSE_WORDS = re.compile(r"\S+(?: {1,2}\S+)*")
TAB = 8
WIDEST_WRAP = 130
NARROWEST_WRAP = 40
FEW_LONGER = 0.02
"""The share of lines that may be longer than the width at which a text is broken."""
TOLERANCE = 0.08


def read_text(text: str, kind: str = "text") -> Document:
    """Read plain text; the lines of the document are those of the file."""
    lines = clean_lines(text).split("\n")
    said = list(paragraphs_of_text(without_senders(lines)))
    return assemble(kind, said, lines=[line.rstrip() for line in lines])


def paragraphs_of_text(lines: Sequence[str]) -> Iterator[Paragraph]:
    """Give the paragraphs and rows of lines of text."""
    tables = delimited_rows(lines)
    numbered = [
        line_of(text, number)
        for number, text in enumerate(lines, start=1)
        if text.strip() and number not in tables and not RULE.fullmatch(text.strip())
    ]
    scale = scale_of(numbered)
    found = paragraphs_of_lines(numbered, scale, Flow(scale), max_table(tables.values()))
    rows = [row for row in tables.values() if row]
    return iter(sorted([*found, *rows], key=lambda paragraph: paragraph.line))


def max_table(rows: Iterable[Paragraph | None]) -> int:
    return max((row.table for row in rows if row), default=0)


def line_of(text: str, number: int) -> Line:
    """Take a line of text apart where three spaces or a tab stand in it."""
    shown = text.expandtabs(TAB)
    segments = tuple(
        Segment(match.start(), match.end(), match[0]) for match in CLOSE_WORDS.finditer(shown)
    )
    return Line(segments, float(number), number)


def scale_of(lines: Sequence[Line]) -> Scale:
    """Measure at which width the lines are broken, if they clearly are."""
    lengths = sorted(line.right for line in lines if len(line.segments) == 1)
    if not lengths:
        return Scale()
    width = lengths[round((len(lengths) - 1) * (1 - FEW_LONGER))]
    slack = TOLERANCE * width
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP or not _is_wrapped(lines, width - slack):
        return Scale()
    return Scale(right=width, slack=slack)


def _is_wrapped(lines: Sequence[Line], full: float) -> bool:
    """Whether a long line goes on in the middle of a sentence at least now and then."""
    long_ones = [
        following.text[:1].islower()
        for line, following in pairwise(lines)
        if line.right >= full and following.top - line.top == 1
    ]
    return sum(long_ones) * 4 >= len(long_ones) > 0
