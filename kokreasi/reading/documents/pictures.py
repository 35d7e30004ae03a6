"""Pictures of pages: opened safely, turned upright, and the lines that are drawn on them."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image, ImageOps

from kokreasi.reading.codes import Code
from kokreasi.reading.documents.pdfrules import THIN, Edge, Rules
from kokreasi.reading.errors import TooLargeError, UnreadableError

MOST_DOTS = 60_000_000
LONGEST_SIDE = 3_300
"""Dots: some 280 to an inch of A4, at which Tesseract reads best."""
SHORTEST_SIDE = 20
POINTS_OF_A4 = 842.0
FORMATS = ("PNG", "JPEG")
BROKEN = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)

SMALL = 900
"""Dots of the longest side at which the angle is sought."""
MOST_SKEW = 4.0
STEPS = (0.5, 0.1)
"""Degrees."""
LEAST_SKEW = 0.05

WHITE = 0.86
"""What is lighter than this share of the paper is paper: grain makes it look like a photograph."""
INK = 0.72
"""What is darker than this share of the paper is drawn or written."""
SHORTEST_RULE = 24.0
SHORTEST_STROKE = 14.0
"""Points; no stroke of a usual letter is so long, and of those that touch none is a rule."""
BRIDGE = 2
"""Dots by which a thin line may be interrupted."""
MARGIN = 2
MOST_RULES = 2_000
EMPTY = 0.0003
"""The share of ink below which a page is blank, dust included."""


@dataclass(frozen=True)
class Picture:
    """An upright page in grey, and its `ink`, which is 1 where something is written, else 0.

    `points` is the size of a dot; `rules` are the lines that were drawn on it.
    """

    image: Image.Image
    ink: Image.Image
    points: float
    rules: Rules

    @property
    def height(self) -> float:
        return self.image.height * self.points

    @property
    def width(self) -> float:
        return self.image.width * self.points

    @property
    def dots_per_inch(self) -> int:
        return round(72 / self.points)

    def written(self) -> bytes:
        """Give it as a PGM file."""
        size = b"P5\n%d %d\n255\n" % self.image.size
        return size + self.image.tobytes()


def image_in(data: bytes) -> Image.Image:
    """Open a PNG or JPEG as its camera was held; raises UnreadableError, TooLargeError."""
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
        if image.width * image.height > MOST_DOTS:
            raise TooLargeError(Code.UNPACKS_TOO_LARGE, {"limit": MOST_DOTS})
        image.draft("L", (LONGEST_SIDE, LONGEST_SIDE))
        return _on_paper(ImageOps.exif_transpose(image))
    except BROKEN as error:
        raise UnreadableError(Code.BROKEN) from error


def _on_paper(image: Image.Image) -> Image.Image:
    """Make it grey; what shines through is white."""
    if not image.has_transparency_data:
        return image.convert("L")
    seen = image.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(paper, seen).convert("L")


def is_blank(image: Image.Image) -> bool:
    """Whether nothing is written or drawn on it but dust."""
    return _share_of_ink(image) < EMPTY


def _share_of_ink(image: Image.Image) -> float:
    counts = image.histogram()
    return sum(counts[: _threshold(image)]) / max(sum(counts), 1)


def _threshold(image: Image.Image) -> int:
    """Tell ink from paper: the most frequent of the light greys is the paper."""
    counts = image.histogram()
    half = len(counts) // 2
    return round(INK * (half + counts[half:].index(max(counts[half:]))))


def prepared(image: Image.Image, points: float | None = None) -> Picture:
    """Bring it to the size that is read best, upright, without the lines that are drawn on it.

    `points` is the size of a dot; where nobody knows, the picture is one of an A4 page.
    """
    longest = max(image.size)
    points = points or POINTS_OF_A4 / longest
    factor = LONGEST_SIDE / longest
    size = [max(round(side * factor), SHORTEST_SIDE) for side in image.size]
    upright = straightened(image.resize((size[0], size[1]), Image.Resampling.BICUBIC))
    return without_rules(upright, points / factor)


# Upright --------------------------------------------------------------------------------------


def straightened(image: Image.Image) -> Image.Image:
    angle = skew_of(image)
    if abs(angle) < LEAST_SKEW:
        return image
    return image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=_paper(image))


def _paper(image: Image.Image) -> int:
    return round(_threshold(image) / INK)


def skew_of(image: Image.Image) -> float:
    """Give the angle by which it must be turned: where lines and white between them differ most."""
    small = ImageOps.invert(image.copy())
    small.thumbnail((SMALL, SMALL))
    best = 0.0
    reach = MOST_SKEW
    for step in STEPS:
        count = round(reach / step)
        angles = [best + step * at for at in range(-count, count + 1)]
        best = max(angles, key=lambda angle: _contrast(small, angle))
        reach = step
    return best


def _contrast(image: Image.Image, angle: float) -> float:
    turned = image.rotate(angle, Image.Resampling.BILINEAR)
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return sum((after - row) ** 2 for row, after in pairwise(rows)) - abs(angle) / 100


# Lines ----------------------------------------------------------------------------------------


@dataclass
class Box:
    """Dots of ink that make a line: along one axis from `start` to `end`."""

    first: int
    last: int
    start: int
    end: int


def without_rules(image: Image.Image, points: float) -> Picture:
    """Find the drawn lines and paint them over, so that nobody reads them as letters."""
    ink = image.point([1] * _threshold(image) + [0] * (256 - _threshold(image)))
    level = _rules(ink, points)
    upright = _rules(ink.transpose(Image.Transpose.TRANSPOSE), points)
    paper = _paper(image)
    clean = image.point(_levels(paper))
    places = [_around(box.start, box.first, box.end, box.last) for box in level]
    places += [_around(box.first, box.start, box.last, box.end) for box in upright]
    for place in places:
        clean.paste(255, place)
        ink.paste(0, place)
    rules = Rules(
        image.height * points,
        upright=[_edge(box, points) for box in upright],
        level=[_edge(box, points) for box in level],
    )
    rules.sort()
    return Picture(clean, ink, points, rules)


def _levels(paper: int) -> list[int]:
    """Stretch the greys so that the paper, with its grain, becomes white."""
    white = max(round(WHITE * paper), 1)
    return [min(grey * 255 // white, 255) for grey in range(256)]


def _around(left: int, top: int, right: int, bottom: int) -> tuple[int, int, int, int]:
    return max(left - MARGIN, 0), max(top - MARGIN, 0), right + 1 + MARGIN, bottom + 1 + MARGIN


def _edge(box: Box, points: float) -> Edge:
    return Edge((box.first + box.last) / 2 * points, box.start * points, box.end * points)


def _rules(ink: Image.Image, points: float) -> list[Box]:
    """Give what is long and thin; what is thick belongs to a picture."""
    shortest, thickest = SHORTEST_RULE / points, THIN / points
    return [
        box
        for box in _boxes(ink, round(SHORTEST_STROKE / points))
        if box.last - box.first < thickest and box.end - box.start >= shortest
    ]


def _boxes(ink: Image.Image, shortest: int) -> list[Box]:
    """Gather long runs of ink in rows that follow each other."""
    done: list[Box] = []
    open_boxes: list[Box] = []
    for row, start, end in _runs(ink, shortest):
        done += [box for box in open_boxes if box.last < row - BRIDGE]
        open_boxes = [box for box in open_boxes if box.last >= row - BRIDGE]
        box = next((box for box in open_boxes if start <= box.end and end >= box.start), None)
        if box is None:
            open_boxes.append(Box(row, row, start, end))
            if len(done) > MOST_RULES:
                break
            continue
        box.last = row
        box.start, box.end = min(box.start, start), max(box.end, end)
    return done + open_boxes


def _runs(ink: Image.Image, shortest: int) -> Iterator[tuple[int, int, int]]:
    """Give row, start and end of the runs that hold an unbroken stroke."""
    dots, width = ink.tobytes(), ink.width
    run = re.compile(rb"\x01+(?:\x00{1,%d}\x01+)*" % BRIDGE)
    stroke = b"\x01" * shortest
    for row in range(ink.height):
        line = dots[row * width : (row + 1) * width]
        if stroke not in line:
            continue
        for match in run.finditer(line):
            if stroke in match[0]:
                yield row, match.start(), match.end() - 1
