"""Pictures of our own for stages of which no free photograph exists: who sits where, from above.

Circles are government, diamonds civil society, as everywhere on the site.
"""

import io
import math
from collections.abc import Callable, Iterator

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1200, 675
FINER = 2  # drawn larger and then reduced, which smooths the edges
FLOOR, WOOD, GOVERNMENT, CIVIL_SOCIETY = "#e2efec", "#0a3033", "#0b5a5d", "#b35900"
REACH = math.radians(64)  # of a row, to each side
FIRST_ROW, BETWEEN_ROWS, BETWEEN_SEATS, SEAT = 215, 62, 58, 17

Point = tuple[float, float]


def hall(*, seats: int) -> bytes:
    """Draw rows of seats in arcs before a stage."""
    canvas, pen = _canvas()
    centre = (WIDTH / 2, 60.0)
    _box(pen, (WIDTH / 2 - 170, 0), (WIDTH / 2 + 170, 90), radius=20)
    for number, place in enumerate(places_in_rows(centre, seats)):
        _seat(pen, place, is_government=number % 2 == 0)
    return _png(canvas)


def table(*, seats_a_side: int) -> bytes:
    """Draw two sides that face each other across a long table."""
    canvas, pen = _canvas()
    left, right = 220.0, WIDTH - 220.0
    _box(pen, (left, HEIGHT / 2 - 90), (right, HEIGHT / 2 + 90), radius=90)
    step = (right - left) / seats_a_side
    for number in range(seats_a_side):
        across = left + step * (number + 0.5)
        _seat(pen, (across, HEIGHT / 2 - 145), is_government=True, size=30)
        _seat(pen, (across, HEIGHT / 2 + 145), is_government=False, size=30)
    return _png(canvas)


DRAWINGS: dict[str, Callable[[], bytes]] = {
    "kickoff": lambda: hall(seats=83),
    "bilateral": lambda: table(seats_a_side=7),
}


def places_in_rows(centre: Point, seats: int) -> Iterator[Point]:
    """Give seat after seat, each row on a wider arc than the one before, the last in the middle."""
    radius = FIRST_ROW
    while seats > 0:
        room = int(2 * REACH * radius / BETWEEN_SEATS)
        taken = min(room, seats)
        for seat in range(taken):
            angle = (seat - (taken - 1) / 2) * 2 * REACH / room
            yield centre[0] + radius * math.sin(angle), centre[1] + radius * math.cos(angle)
        seats -= taken
        radius += BETWEEN_ROWS


def _canvas() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    canvas = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), FLOOR)
    return canvas, ImageDraw.Draw(canvas)


def _box(pen: ImageDraw.ImageDraw, start: Point, end: Point, *, radius: int) -> None:
    corners = [round(side * FINER) for side in (*start, *end)]
    pen.rounded_rectangle(corners, radius * FINER, fill=WOOD)


def _seat(
    pen: ImageDraw.ImageDraw, place: Point, *, is_government: bool, size: float = SEAT
) -> None:
    x, y = place[0] * FINER, place[1] * FINER
    reach = size * FINER
    if is_government:
        pen.ellipse((x - reach, y - reach, x + reach, y + reach), fill=GOVERNMENT)
    else:
        diamond = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
        pen.polygon(diamond, fill=CIVIL_SOCIETY)


def _png(canvas: Image.Image) -> bytes:
    smooth = canvas.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    kept = io.BytesIO()
    smooth.quantize(64).save(kept, "PNG", optimize=True)
    return kept.getvalue()
