import io
from collections import Counter

import pytest
from PIL import Image

from kokreasi.demonstration.content import NATIONAL, RUNNING, Picture, plan
from kokreasi.demonstration.drawings import (
    CIVIL_SOCIETY,
    DRAWINGS,
    GOVERNMENT,
    HEIGHT,
    WIDTH,
    places_in_rows,
)
from kokreasi.demonstration.tests.test_content import inside

MOST_BYTES = 40_000


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawing_is_a_small_picture_with_both_sides(name) -> None:
    drawn = DRAWINGS[name]()

    with Image.open(io.BytesIO(drawn)) as picture:
        colours = Counter("#{:02x}{:02x}{:02x}".format(*dot) for dot in pixels(picture))
    assert len(drawn) < MOST_BYTES
    assert colours.keys() >= {GOVERNMENT, CIVIL_SOCIETY}


def pixels(picture: Image.Image) -> list[tuple[int, int, int]]:
    assert picture.size == (WIDTH, HEIGHT)
    flat = picture.convert("RGB").tobytes()
    return list(zip(flat[::3], flat[1::3], flat[2::3], strict=True))


@pytest.mark.parametrize("seats", [0, 1, 8, 83])
def test_hall_seats_everybody_inside_the_picture(seats) -> None:
    places = list(places_in_rows((WIDTH / 2, 60.0), seats))

    assert len(set(places)) == seats
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in places)


def test_every_picture_of_the_content_can_be_drawn() -> None:
    named = {picture.drawing for picture in inside((plan(NATIONAL), plan(RUNNING)), Picture)}

    assert named == set(DRAWINGS)
