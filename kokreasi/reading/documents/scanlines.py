"""The lines of a picture, put together from the words that Tesseract gives with their places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median

from lxml import etree

from kokreasi.reading.codes import Code
from kokreasi.reading.documents.colons import Box, with_colon
from kokreasi.reading.documents.geometry import Line
from kokreasi.reading.documents.pdflines import SEGMENT_GAP, Run, lines_of_runs
from kokreasi.reading.documents.pictures import Picture
from kokreasi.reading.errors import UnreadableError

PLACE = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
BASELINE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
SIZE = re.compile(r"x_size ([\d.]+)")
CERTAINTY = re.compile(r"x_wconf (\d+)")
TURNED = re.compile(r"textangle")
LINES = frozenset({"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"})
BELOW = 0.22
"""The share of the height of letters that is below their line."""
WHOLE = 1.2
"""What a font takes, in heights from its lowest to its highest letter."""
ALIKE = 0.25
"""Sizes that differ less are the same: the measure depends on which letters a line has."""
DUST = 45
"""A sign other than letter, digit or colon that is less certain than this percentage is dust."""


@dataclass(frozen=True)
class Word:
    """A word and its place in dots, y growing downwards."""

    box: Box
    text: str
    is_dust: bool


@dataclass(frozen=True)
class Row:
    """Words that Tesseract takes for one line; `base` is what they stand on."""

    words: list[Word]
    base: float
    size: float


def lines_of_answer(answer: bytes, picture: Picture, *, number: int) -> list[Line]:
    """Make the lines of page `number` from an answer in hOCR; raises UnreadableError."""
    rows = list(_rows(answer))
    usual = median([row.size for row in rows for _word in row.words] or [1.0])
    runs = [run for row in rows for run in _runs(_levelled(row, usual), picture)]
    return lines_of_runs(runs, picture.rules, picture.height, number=number, first_line=1)


def _rows(answer: bytes) -> Iterator[Row]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(answer, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(Code.BROKEN) from error
    for element in root.iter("{*}span"):
        title = element.get("title", "")
        if element.get("class") in LINES and not TURNED.search(title):
            words = [word for each in element if (word := _word(each))]
            if words:
                yield Row(words, *_base_and_size(title))


def _word(element: etree._Element) -> Word | None:
    title = element.get("title", "")
    place = PLACE.search(title)
    text = "".join(str(part) for part in element.itertext()).strip()
    if place is None or not text:
        return None
    certainty = CERTAINTY.search(title)
    is_sign = not any(sign.isalnum() for sign in text)
    is_dust = is_sign and certainty is not None and int(certainty[1]) < DUST
    box = int(place[1]), int(place[2]), int(place[3]), int(place[4])
    return Word(box, text, is_dust)


def _base_and_size(title: str) -> tuple[float, float]:
    place, baseline, size = PLACE.search(title), BASELINE.search(title), SIZE.search(title)
    top, bottom = (float(place[2]), float(place[4])) if place else (0.0, 0.0)
    offset = float(baseline[2]) if baseline else 0.0
    return bottom + offset, float(size[1]) if size else bottom - top


def _levelled(row: Row, usual: float) -> Row:
    is_usual = abs(row.size - usual) <= ALIKE * usual
    return replace(row, size=usual) if is_usual else row


def _runs(row: Row, picture: Picture) -> Iterator[Run]:
    """Join the words that stand close to each other with no line between them."""
    scale, height = picture.points, row.size * WHOLE
    bottom = picture.height - (row.base + BELOW * row.size) * scale
    run: Run | None = None
    for word in row.words:
        left, right = word.box[0] * scale, word.box[2] * scale
        text = with_colon(word.text, picture.ink, word.box, row.size)
        if word.is_dust and text != ":":
            continue
        if run and _is_next(run, left, picture):
            run.words.append(text)
            run.right = max(run.right, right)
            continue
        if run:
            yield run
        run = Run(left, right, bottom, bottom + height * scale, [text])
    if run:
        yield run


def _is_next(run: Run, left: float, picture: Picture) -> bool:
    gap = left - run.right
    if not -run.height < gap < SEGMENT_GAP * run.height:
        return False
    middle = (run.bottom + run.top) / 2
    return gap <= 0 or not picture.rules.separate(run.right, left, middle)
