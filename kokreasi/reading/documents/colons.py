"""Colons that a recogniser takes for a digit or letter: known by their two dots in the picture.

Between a label and its value stands a colon alone, without letters beside it by which its size
could be told; Tesseract reads "1", "1." or "I". The dots decide, never the words around them.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from PIL import Image

Box = tuple[int, int, int, int]
"""Left, top, right and bottom of dots."""
TAKEN_FOR_COLONS = "1Ilit"
"""Letters and digits; of other signs any may be one."""
DOTS = 2
TALLEST_DOT, SMALLEST_DOT = 0.3, 0.06
SMALLEST_GAP, LARGEST_GAP = 0.12, 0.6
"""In heights of the letters of the line."""
UNEVEN = 1.8
"""Two dots of a colon differ less in height."""


def with_colon(text: str, ink: Image.Image, box: Box, size: float) -> str:
    """Give a word with the colon at its beginning, if the picture shows one there."""
    if text[0] == ":" or (text[0].isalnum() and text[0] not in TAKEN_FOR_COLONS):
        return text
    crop = ink.crop(box)
    groups = _filled(_is_ink(crop.transpose(Image.Transpose.TRANSPOSE)))
    if not groups or not _is_colon(crop, groups[0], size):
        return text
    if len(groups) == 1:
        return ":"
    signs = len(text) - (len(groups) - 1)
    return ":" + text[2 if signs > 1 and text[1] == "." else 1 :]


def _is_ink(image: Image.Image) -> list[bool]:
    """Tell for each row whether anything is drawn in it."""
    dots, width = image.tobytes(), image.width
    return [any(dots[at * width : (at + 1) * width]) for at in range(image.height)]


def _filled(lines: Iterable[bool]) -> list[range]:
    """Give the rows that are filled without a break."""
    found = []
    for is_filled, group in groupby(enumerate(lines), key=lambda each: each[1]):
        places = [at for at, _filled in group]
        if is_filled:
            found.append(range(places[0], places[-1] + 1))
    return found


def _is_colon(word: Image.Image, columns: range, size: float) -> bool:
    rows = _filled(_is_ink(word.crop((columns.start, 0, columns.stop, word.height))))
    return len(rows) == DOTS and _are_dots(rows, columns, size)


def _are_dots(rows: Sequence[range], columns: range, size: float) -> bool:
    heights = sorted(len(row) for row in rows)
    gap = rows[1].start - rows[0].stop
    return (
        SMALLEST_DOT * size <= heights[0]
        and max(heights[1], len(columns)) <= TALLEST_DOT * size
        and heights[1] <= UNEVEN * heights[0]
        and SMALLEST_GAP * size <= gap <= LARGEST_GAP * size
    )
