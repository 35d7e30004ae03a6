"""What stands at the top or bottom of every page of a PDF: headers, footers, page numbers."""

import re
from collections import Counter
from collections.abc import Sequence

from kokreasi.reading.documents.geometry import Line

BAND = 0.13
"""The share of the height of a page in which margins are sought."""
DEEPEST = 4
"""Lines of a header or footer."""
DIGITS = re.compile(r"\d+")
PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:(?:halaman|hal\.?|page|p\.)\s*)?\d{1,4}(?:\s*(?:/|dari|of|\|)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)
OFTEN = 0.5


def numbers_of_margin_lines(
    pages: Sequence[Sequence[Line]], heights: Sequence[float]
) -> frozenset[int]:
    """Give the numbers of lines that repeat on half of the pages, or only number the page."""
    candidates = [
        (line, _likeness(line))
        for lines, height in zip(pages, heights, strict=True)
        for line in _outer(lines, height)
    ]
    likenesses = {(line.page, likeness) for line, likeness in candidates}
    pages_with = Counter(likeness for _page, likeness in likenesses)
    enough = max(2, OFTEN * len(pages))
    return frozenset(
        line.number
        for line, likeness in candidates
        if pages_with[likeness] >= enough or PAGE_NUMBER.fullmatch(line.text)
    )


def _outer(lines: Sequence[Line], height: float) -> list[Line]:
    """Give the few lines at the very top and bottom of a page."""
    high = [line for line in lines[:DEEPEST] if line.top < BAND * height]
    low = [line for line in lines[-DEEPEST:] if line.top + line.height > (1 - BAND) * height]
    return high + [line for line in low if line not in high]


def _likeness(line: Line) -> tuple[str, int]:
    """Two lines are alike if only their numbers differ and they stand at the same height."""
    return DIGITS.sub("0", line.text), round(line.top / 6)
