"""Which line is a heading, which an item of a list, and how deep it stands."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kokreasi.reading.documents.marks import Mark

LONGEST_HEADING = 90
WORDS_OF_HEADING = 12
WORDS_OF_BOLD_HEADING = 10
FEWEST_CAPITALS = 5
STEP = 2.0
"""Columns by which an item must be indented to be deeper than the one above."""
LABELLED = re.compile(r"^[^:]{2,60}?\s*:\s*\S|\t")
CAPITALS = re.compile(r"[A-ZÀ-Þ]")
SMALL = re.compile(r"[a-zß-ÿ]")
SENTENCE_END = (".", ";", ",", "?", "!")


@dataclass
class Level:
    family: str
    indent: float
    value: int


class Outline:
    """Gives marked lines their depth: by family of marker and by indentation, line after line."""

    def __init__(self) -> None:
        self.levels: list[Level] = []

    def restart(self) -> None:
        """Begin anew under a heading."""
        self.levels = []

    def choose(self, mark: Mark) -> Mark:
        """Decide whether "i." is a Roman number or the letter after h."""
        other = mark.other
        if other is None or self._continues(mark):
            return mark
        if self._continues(other) or mark.value != 1:
            return other
        return mark

    def continues(self, mark: Mark) -> bool:
        """Whether the marker is the next of an open list, whatever its second reading."""
        return self._continues(mark) or (mark.other is not None and self._continues(mark.other))

    def _continues(self, mark: Mark) -> bool:
        return any(
            level.family == mark.family and level.value + 1 == mark.value for level in self.levels
        )

    def place(self, mark: Mark, indent: float) -> int:
        """Put an item under the one it belongs to and give its depth, from 0."""
        at = self._sibling(mark, indent)
        if at is None:
            while self.levels and self.levels[-1].indent >= indent + STEP:
                self.levels.pop()
            self.levels.append(Level(mark.family, indent, mark.value))
            return len(self.levels) - 1
        del self.levels[at + 1 :]
        self.levels[at] = Level(mark.family, indent, mark.value)
        return at

    def _sibling(self, mark: Mark, indent: float) -> int | None:
        for at in range(len(self.levels) - 1, -1, -1):
            level = self.levels[at]
            if level.family != mark.family:
                continue
            follows = not mark.is_bullet and level.value + 1 == mark.value
            if follows or abs(level.indent - indent) < STEP:
                return at
        return None


def believable(marks: Iterable[Mark]) -> frozenset[str]:
    """Name the families of capital letters and Roman numbers that go on after their first.

    "A. Rahman" alone is a person; with a "B." further down it is the first of a list.
    """
    seen: set[tuple[str, int]] = set()
    for mark in marks:
        seen.add((mark.family, mark.value))
        if mark.other:
            seen.add((mark.other.family, mark.other.value))
    return frozenset(family for family, value in seen if value == 1 and (family, 2) in seen)


def is_doubtful(mark: Mark) -> bool:
    """Whether the marker could as well be the initial of a name."""
    return len(mark.text) == len("A.") and mark.family in {"A.", "I."}


def is_heading(text: str, mark: Mark | None, *, is_bold: bool) -> bool:
    """Tell a heading from its looks alone, where no style says so."""
    words = len(text.split())
    if not words or len(text) > LONGEST_HEADING or text.endswith(SENTENCE_END):
        return False
    if LABELLED.search(text):
        return False
    if mark and mark.is_bullet:
        return False
    if mark and mark.family in {"I.", "A."}:
        return words <= WORDS_OF_HEADING
    if is_capitals(text):
        return words <= WORDS_OF_HEADING
    return is_bold and mark is None and words <= WORDS_OF_BOLD_HEADING


def is_capitals(text: str) -> bool:
    """Whether all letters are capitals, and there are enough of them to be no abbreviation."""
    return len(CAPITALS.findall(text)) >= FEWEST_CAPITALS and not SMALL.search(text)
