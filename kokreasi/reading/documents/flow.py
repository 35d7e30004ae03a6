"""Lines that the width of a page has broken become paragraphs again, where that is safe.

Safe is: the first word of a line would not have fitted into the line before. What begins with a
marker or a label begins a paragraph, whatever the width.
"""

import re
from collections.abc import Iterable, Iterator

from kokreasi.reading.documents.assembly import Paragraph
from kokreasi.reading.documents.geometry import Line, Scale, Segment
from kokreasi.reading.documents.labels import is_known_label, is_label
from kokreasi.reading.documents.marks import MARK, split_mark
from kokreasi.reading.documents.outline import Outline, is_capitals

OPEN_END = re.compile(
    r"(?:[,(/&–-]|\b(?:dan|dan/atau|atau|serta|yang|untuk|di|ke|dari|dengan|pada|oleh|and|of|the|to))$"
)
CLOSED_END = (".", ";", ":", "?", "!")
RULE = re.compile(r"[-_=*~. –—]{3,}")
MOSTLY = 0.55
MOST_LINES = 80
"""Nobody writes longer paragraphs; what seems to be one is something else."""
CLOSE = 1.3
"""Lines of a paragraph are at most so many usual pitches apart."""
OTHER_SIZE = 1.15
NEAR = 1.5
CELL_SLACK = 2.5
"""Letters by which the lines of a narrow cell fall short of its width."""


class Flow:
    """Joins lines into paragraphs, one after the other."""

    def __init__(self, scale: Scale) -> None:
        self.scale = scale
        self.outline = Outline()

    def paragraphs(self, lines: Iterable[Line]) -> Iterator[Paragraph]:
        """Give the paragraphs of lines of running text."""
        open_lines: list[Line] = []
        for line in lines:
            is_short = len(open_lines) < MOST_LINES
            if open_lines and is_short and self._continues(open_lines, line):
                open_lines.append(line)
                continue
            if open_lines:
                yield self._paragraph(open_lines)
            open_lines = [line]
            self._remember(line)
        if open_lines:
            yield self._paragraph(open_lines)

    def _remember(self, line: Line) -> None:
        mark, _text = split_mark(line.text)
        if mark and not (mark.may_be_year and not self.outline.continues(mark)):
            self.outline.place(self.outline.choose(mark), line.left / self.scale.letter)

    def _continues(self, before: list[Line], line: Line) -> bool:
        last = before[-1]
        if line.page == last.page and line.top - last.top > CLOSE * self.scale.pitch:
            return self._goes_on_after_a_gap(before, line)
        if is_apart(last, line) or self._begins_something(last, line):
            return False
        if line.text[:1].islower() or OPEN_END.search(last.text):
            is_long = last.right - before[0].left >= MOSTLY * (self.scale.right - before[0].left)
            return is_long or self._hangs(before, line)
        if last.text.endswith(CLOSED_END):
            return (
                last.text.endswith(".")
                and self._is_full(last, line)
                and _is_flush(before, line, self.scale)
            )
        return self._is_full(last, line) or self._hangs(before, line)

    def _goes_on_after_a_gap(self, before: list[Line], line: Line) -> bool:
        """Recognisers of text put an empty line into the middle of sentences."""
        last = before[-1]
        too_far = line.top - last.top > 2 * CLOSE * self.scale.pitch
        if too_far or last.text.endswith(CLOSED_END) or is_apart(last, line):
            return False
        return self._is_full(last, line) and not self._begins_something(last, line)

    def _begins_something(self, last: Line, line: Line) -> bool:
        if len(line.segments) > 1 or is_known_label(line.text) or RULE.fullmatch(line.text):
            return True
        if is_label(line.text):
            return not self._is_full(last, line)
        mark, _text = split_mark(line.text)
        if mark is None:
            return False
        is_stray_number = mark.value > 1 and not self.outline.continues(mark)
        return not (is_stray_number and (mark.may_be_year or self._is_full(last, line)))

    def _is_full(self, last: Line, line: Line) -> bool:
        """Whether the first word of the line would not have fitted into the one before."""
        first = line.segments[0]
        word = first.text.split(maxsplit=1)[0]
        width = (first.right - first.left) * len(word) / len(first.text)
        room = self.scale.right - self.scale.slack - last.right
        return width + self.scale.letter > room

    def _hangs(self, before: list[Line], line: Line) -> bool:
        """Whether the line stands under the text of an item, right of its marker."""
        start = text_left(before[0])
        if start is None or line.left < start - NEAR * self.scale.letter:
            return False
        return not before[-1].text.endswith(CLOSED_END)

    def _paragraph(self, lines: list[Line]) -> Paragraph:
        first = lines[0]
        return Paragraph(
            text=joined([line.text for line in lines]),
            indent=first.left / self.scale.letter,
            is_bold=all(line.is_bold for line in lines),
            page=first.page,
            line=first.number,
        )


def is_apart(last: Line, line: Line) -> bool:
    """Whether two lines differ so much that they are no lines of one paragraph."""
    sizes = sorted((last.height, line.height))
    if sizes[1] > OTHER_SIZE * sizes[0] or len(last.segments) > 1 or RULE.fullmatch(last.text):
        return True
    if last.is_bold != line.is_bold and not line.text[:1].islower():
        return True
    return is_capitals(last.text) != is_capitals(line.text) and is_capitals(last.text)


def text_left(line: Line) -> float | None:
    """Where the text of a marked line begins, right of its marker."""
    match = MARK.match(line.text)
    if match is None:
        return None
    if line.text_begins is not None:
        return line.text_begins
    first = line.segments[0]
    return first.left + (first.right - first.left) * match.end() / max(len(first.text), 1)


def _is_flush(before: list[Line], line: Line, scale: Scale) -> bool:
    """Whether a line begins where the second line of its paragraph would."""
    start = text_left(before[0])
    expected = before[1].left if len(before) > 1 else before[0].left if start is None else start
    return abs(line.left - expected) < NEAR * scale.letter


def joined(texts: Iterable[str]) -> str:
    """Put the lines of a paragraph behind each other; a hyphen at the end stays as it is."""
    return " ".join(text.strip() for text in texts if text.strip())


def lines_of_cell(segments: list[Segment], edge: float, scale: Scale) -> str:
    """Join the lines of a cell that were broken by its width; the others stay lines."""
    found: list[str] = []
    last: Segment | None = None
    for segment in segments:
        if last is not None and _goes_on_in_cell(last, segment, edge, scale):
            found[-1] = joined([found[-1], segment.text])
        else:
            found.append(segment.text)
        last = segment
    return "\n".join(found)


def _goes_on_in_cell(last: Segment, segment: Segment, edge: float, scale: Scale) -> bool:
    if split_mark(segment.text)[0] or is_known_label(segment.text):
        return False
    if segment.text[:1].islower() or OPEN_END.search(last.text):
        return True
    if last.text.endswith((*CLOSED_END, ")")) and segment.text[:1].isupper():
        return False
    word = segment.text.split(maxsplit=1)[0]
    width = (segment.right - segment.left) * len(word) / len(segment.text)
    return last.right + width + scale.letter > edge - CELL_SLACK * scale.letter
