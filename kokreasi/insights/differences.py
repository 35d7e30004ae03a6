"""What changed between two texts, word by word."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import takewhile
from typing import NamedTuple

WORD = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
MOST_PAIRS = 60_000
"""Pairs of equal words, one of each text, beyond which a changed stretch is not looked into."""


class Fate(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


class Piece(NamedTuple):
    """Words of a text, with the spaces between them, that share one fate."""

    fate: Fate
    text: str


def differences(old: str, new: str) -> list[Piece]:
    """Tell how one text becomes the other, in pieces that follow each other.

    The kept and removed pieces together are the old text, the kept and added ones the new. Words
    and marks are compared with the space behind them, large and small letters apart. The time is
    bounded: of long texts that say the same words again and again only the beginning and the end
    that are alike are kept.
    """
    before, after = WORD.findall(old), WORD.findall(new)
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    middle = _compared(before[head : len(before) - tail], after[head : len(after) - tail])
    pieces = [
        Piece(Fate.KEPT, "".join(before[:head])),
        *middle,
        Piece(Fate.KEPT, "".join(before[len(before) - tail :])),
    ]
    return [piece for piece in pieces if piece.text]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Count the words with which both begin."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _compared(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    if _pairs(before, after) > MOST_PAIRS:
        yield from _replaced(before, after)
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
        if what == "equal":
            yield Piece(Fate.KEPT, "".join(before[i1:i2]))
        else:
            yield from _replaced(before[i1:i2], after[j1:j2])


def _pairs(before: Sequence[str], after: Sequence[str]) -> int:
    """Count the pairs that the comparison walks through again and again."""
    there = Counter(after)
    return sum(count * there[word] for word, count in Counter(before).items())


def _replaced(gone: Sequence[str], come: Sequence[str]) -> Iterator[Piece]:
    yield Piece(Fate.REMOVED, "".join(gone))
    yield Piece(Fate.ADDED, "".join(come))
