"""The lines that are drawn on a PDF page, and the tables that they make."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from ctypes import byref, c_int
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from kokreasi.reading.documents.geometry import Segment

THIN = 2.6
TOUCH = 3.0
MOST_OBJECTS = 20_000
SMALLEST_CELL = 4.0
SIDES = 6
FRAME = 0.85
"""A box that takes so much of the height of a page is its frame."""
FEWEST_COLUMN_LINES = 3
MOST_EDGES = 4_000


@dataclass(frozen=True)
class Edge:
    """A drawn line: `at` on one axis, from `start` to `end` on the other; y grows downwards."""

    at: float
    start: float
    end: float

    def covers(self, place: float) -> bool:
        return self.start - TOUCH <= place <= self.end + TOUCH


@dataclass
class Rules:
    """All upright and all level lines of a page of this height."""

    height: float = 0.0
    upright: list[Edge] = field(default_factory=list)
    level: list[Edge] = field(default_factory=list)
    places: list[float] = field(default_factory=list)

    def sort(self) -> None:
        self.upright.sort(key=lambda edge: edge.at)
        self.places = [edge.at for edge in self.upright]

    def separate(self, left: float, right: float, bottom_up: float) -> bool:
        """Whether an upright line stands between two places, at a height from the bottom."""
        at = bisect_left(self.places, left - 1)
        while at < len(self.places) and self.places[at] <= right + 1:
            if self.upright[at].covers(self.height - bottom_up):
                return True
            at += 1
        return False


def rules_of_page(page: pypdfium2.PdfPage) -> Rules:
    """Collect thin shapes and the sides of drawn boxes."""
    rules = Rules(page.get_height())
    shapes = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)
    for count, shape in enumerate(shapes):
        if count > MOST_OBJECTS or len(rules.upright) + len(rules.level) > MOST_EDGES:
            break
        _add(rules, shape)
    rules.sort()
    return rules


def _add(rules: Rules, shape: pypdfium2.PdfObject) -> None:
    left, bottom, right, top = shape.get_bounds()
    low, high = rules.height - top, rules.height - bottom
    if right - left < THIN < high - low:
        rules.upright.append(Edge((left + right) / 2, low, high))
    elif high - low < THIN < right - left:
        rules.level.append(Edge((low + high) / 2, left, right))
    elif high - low < FRAME * rules.height and _is_drawn(shape):
        rules.upright += [Edge(left, low, high), Edge(right, low, high)]
        rules.level += [Edge(low, left, right), Edge(high, left, right)]


def _is_drawn(shape: pypdfium2.PdfObject) -> bool:
    """Whether the outline of a box is drawn, not only its inside."""
    fill, stroke = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(shape.raw, byref(fill), byref(stroke))
    return bool(stroke.value) and pdfium.FPDFPath_CountSegments(shape.raw) <= SIDES


# Tables -------------------------------------------------------------------------------------


@dataclass
class Grid:
    """A table: where its columns and rows begin and end."""

    columns: list[float]
    rows: list[float]
    upright: list[Edge]
    level: list[Edge]

    def holds(self, segment: Segment, middle: float) -> bool:
        across = (segment.left + segment.right) / 2
        return (
            self.columns[0] - TOUCH <= across <= self.columns[-1] + TOUCH
            and self.rows[0] <= middle <= self.rows[-1]
        )

    def cell(self, segment: Segment, middle: float) -> tuple[int, int]:
        """Find row and column of the cell, the first of those that are merged."""
        row = _place(self.rows, middle)
        column = _place(self.columns, segment.left + 1)
        while column and not self._is_closed(row, column):
            column -= 1
        return row, column

    def _is_closed(self, row: int, column: int) -> bool:
        """Whether a line stands left of the cell."""
        middle = (self.rows[row] + self.rows[row + 1]) / 2
        at = self.columns[column]
        return any(abs(edge.at - at) < TOUCH and edge.covers(middle) for edge in self.upright)

    def opens_above(self, row: int, column: int) -> bool:
        """Whether no line stands above the cell: it is one with that of the row above."""
        middle = (self.columns[column] + self.columns[column + 1]) / 2
        at = self.rows[row]
        return not any(abs(edge.at - at) < TOUCH and edge.covers(middle) for edge in self.level)

    def right_of(self, row: int, column: int) -> float:
        """Where a cell ends, the columns included over which it is merged."""
        column += 1
        while column < len(self.columns) - 1 and not self._is_closed(row, column):
            column += 1
        return self.columns[column]


def _place(edges: Sequence[float], place: float) -> int:
    at = bisect_right(edges, place) - 1
    return max(0, min(at, len(edges) - 2))


def grids_of(rules: Rules) -> list[Grid]:
    """Find the tables: lines that touch each other and leave at least two columns."""
    grids = []
    for upright, level in _groups(rules):
        columns = _places(edge.at for edge in upright)
        rows = _places(edge.at for edge in level)
        if len(columns) >= FEWEST_COLUMN_LINES and len(rows) > 1:
            grids.append(Grid(columns, rows, upright, level))
    return sorted(grids, key=lambda grid: grid.rows[0])


def _places(found: Iterable[float]) -> list[float]:
    places: list[float] = []
    for place in sorted(found):
        if not places or place - places[-1] > SMALLEST_CELL:
            places.append(place)
    return places


def _groups(rules: Rules) -> list[tuple[list[Edge], list[Edge]]]:
    """Gather lines whose boxes touch, from top to bottom."""
    groups: list[tuple[float, list[Edge], list[Edge]]] = []
    boxes = [(edge.start, edge.end, edge, True) for edge in rules.upright]
    boxes += [(edge.at, edge.at, edge, False) for edge in rules.level]
    for low, high, edge, is_upright in sorted(boxes, key=lambda box: box[:2]):
        if not groups or low > groups[-1][0] + TOUCH:
            groups.append((high, [], []))
        reach, upright, level = groups[-1]
        (upright if is_upright else level).append(edge)
        groups[-1] = (max(reach, high), upright, level)
    return [(upright, level) for _reach, upright, level in groups if upright and level]
