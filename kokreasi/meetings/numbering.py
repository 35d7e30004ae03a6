"""How offices number what was said: 1. a. 1), and how lines that were pasted show their level."""

import re
from collections.abc import Iterable
from string import ascii_lowercase

LEVELS = 3
TAB = 4
MARKS = (
    re.compile(r"\d{1,3}[.]\s+"),
    re.compile(r"[a-z]{1,2}[.)]\s+"),
    re.compile(r"(?:\d{1,3}[)]|\(\d{1,3}\))\s+"),
)
BULLET = re.compile(r"[-–—•·▪◦‣*o]\s+")


def numbers(levels: Iterable[int]) -> list[str]:
    """Number points by their levels: `0 0 1 1 0` becomes "1." "2." "a." "b." "3."."""
    counts = [0] * LEVELS
    written = []
    for level in levels:
        counts[level] += 1
        counts[level + 1 :] = [0] * (LEVELS - level - 1)
        written.append(_written(level, counts[level]))
    return written


def _written(level: int, count: int) -> str:
    return (f"{count}.", f"{letters(count)}.", f"{count})")[level]


def letters(count: int) -> str:
    """Count in letters as style sheets do: a … z, aa, ab …"""
    head, place = divmod(count - 1, len(ascii_lowercase))
    return (letters(head) if head else "") + ascii_lowercase[place]


def pasted(text: str) -> list[tuple[int, str]]:
    """Give the level and words of each line that holds any; numbers and bullets are taken off.

    The level is that of the number at the beginning (`1.`, `a.`, `1)`), or of the indentation
    where there is none.
    """
    lines = [line.expandtabs(TAB) for line in text.splitlines() if line.strip()]
    margins = sorted({_margin(line) for line in lines})
    return [_read(line, margins) for line in lines]


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())


def _read(line: str, margins: list[int]) -> tuple[int, str]:
    words = line.strip()
    for level, mark in enumerate(MARKS):
        if (found := mark.match(words)) and words[found.end() :]:
            return level, words[found.end() :]
    level = min(margins.index(_margin(line)), LEVELS - 1)
    return level, BULLET.sub("", words, count=1) or words
