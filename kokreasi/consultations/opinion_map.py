"""Geometry of the map of opinion groups: where each circle lies. Pure; knows no database."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from kokreasi.insights.opinions.results import Group
from kokreasi.insights.opinions.standing import Standing

WIDTH, HEIGHT, MARGIN = 320, 260, 68
SMALLEST, LARGEST = 18, 40
ABOVE = 8
"""Between a circle and its letter."""


@dataclass(frozen=True, slots=True)
class Circle:
    """A group: its letter, and its place and size in units of the drawing."""

    letter: str
    x: int
    y: int
    radius: int

    @property
    def top(self) -> int:
        """Give the line on which the letter stands, above the circle."""
        return self.y - self.radius - ABOVE


@dataclass(frozen=True, slots=True)
class Map:
    """Circles of groups, and the place of one's own if there is one."""

    circles: tuple[Circle, ...]
    own: tuple[int, int] | None = None
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def own_is_late(self) -> bool:
        """Tell whether words beside one's own place have room only before it."""
        return self.own is not None and self.own[0] > self.width / 2


def drawn(groups: Sequence[Group], own: Standing | None = None) -> Map:
    """Lay groups out as they lie in the plane; areas of circles are as their sizes.

    No single person is drawn but the one who looks.
    """
    if not groups:
        return Map(())
    points = [group.centre for group in groups]
    if own is not None:
        points.append((own.across, own.along))
    frame = _Frame.around(points)
    largest = max(group.size for group in groups)
    circles = tuple(
        Circle(group.letter, *frame.at(group.centre), _radius(group.size, largest))
        for group in groups
    )
    return Map(circles, frame.at((own.across, own.along)) if own else None)


def _radius(size: int, largest: int) -> int:
    return max(SMALLEST, round(LARGEST * sqrt(size / largest)))


@dataclass(frozen=True, slots=True)
class _Frame:
    """The part of the plane that is drawn: its middle, and units of the drawing for one of it."""

    across: float
    along: float
    scale: float

    @classmethod
    def around(cls, points: Sequence[tuple[float, float]]) -> "_Frame":
        (left, right), (bottom, top) = (
            (min(values), max(values)) for values in zip(*points, strict=True)
        )
        spans = ((WIDTH, right - left), (HEIGHT, top - bottom))
        scales = [(room - 2 * MARGIN) / span for room, span in spans if span > 0]
        return cls((left + right) / 2, (bottom + top) / 2, min(scales, default=1.0))

    def at(self, point: tuple[float, float]) -> tuple[int, int]:
        x = WIDTH / 2 + (point[0] - self.across) * self.scale
        y = HEIGHT / 2 - (point[1] - self.along) * self.scale
        return round(x), round(y)
