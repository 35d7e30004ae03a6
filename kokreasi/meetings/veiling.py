"""Take words out of a text for the public: pure, and without leaving parts of them behind."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kokreasi.meetings.choices import VeilKind

STRONGEST_FIRST = (VeilKind.PASSAGE, VeilKind.NUMBER, VeilKind.NAME)
FEWEST_DIGITS = 6
PREFIX = re.compile(r"^(?:620?(?=[2-9])|0(?=[2-9]))")
BETWEEN_DIGITS = r"[\s.\-()\u2010-\u2015]*"


@dataclass(frozen=True, slots=True)
class Cover:
    """Words to take out, and what stands in their place."""

    kind: VeilKind
    words: str
    instead: str


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    cover: Cover


def pattern_of(kind: str, words: str) -> re.Pattern[str]:
    """Give what finds these words however they are spaced or capitalised.

    A name is found as whole words only ("Budi" is not in "Budiman"), a number with whatever
    stands between its digits.
    """
    digits = re.sub(r"\D", "", words)
    if kind == VeilKind.NUMBER and "@" not in words and len(digits) >= FEWEST_DIGITS:
        return re.compile(_numeral(digits))
    spaced = r"\s+".join(re.escape(word) for word in words.split())
    edges = (r"(?<!\w)", r"(?!\w)") if kind == VeilKind.NAME else ("", "")
    return re.compile(edges[0] + spaced + edges[1], re.IGNORECASE)


def _numeral(digits: str) -> str:
    """Write what finds a number; a telephone is also found with the other form of its prefix."""
    rest = PREFIX.sub("", digits)
    start = rf"(?<!\d)(?:\+?\(?62\)?|\(?0){BETWEEN_DIGITS}" if rest != digits else r"(?<!\d)"
    return start + BETWEEN_DIGITS.join(rest) + r"(?!\d)"


def occurs(kind: str, words: str, texts: Iterable[str]) -> bool:
    pattern = pattern_of(kind, words)
    return any(pattern.search(text) for text in texts)


class Veiling:
    """All that is withheld of one set of minutes, to be laid over any text of them."""

    def __init__(self, covers: Iterable[Cover]) -> None:
        self._patterns = [(pattern_of(each.kind, each.words), each) for each in covers]

    def over(self, text: str) -> str:
        """Give the text as the public reads it.

        Where two withheld passages overlap, both are taken out as one: what is left is in neither.
        """
        shown, place = [], 0
        for span in self._spans(text):
            shown += [text[place : span.start], span.cover.instead]
            place = span.end
        return "".join([*shown, text[place:]])

    def _spans(self, text: str) -> list[_Span]:
        found = [
            _Span(*match.span(), cover)
            for pattern, cover in self._patterns
            for match in pattern.finditer(text)
        ]
        return _joined(sorted(found, key=lambda span: (span.start, -span.end)))


def _joined(spans: Sequence[_Span]) -> list[_Span]:
    joined: list[_Span] = []
    for span in spans:
        if joined and span.start < joined[-1].end:
            joined[-1] = _both(joined[-1], span)
        else:
            joined.append(span)
    return joined


def _both(first: _Span, second: _Span) -> _Span:
    covers = (first.cover, second.cover)
    cover = min(covers, key=lambda each: STRONGEST_FIRST.index(each.kind))
    return _Span(first.start, max(first.end, second.end), cover)
