"""Which cells of one table to withhold, where a reader knows the sums of all rows and columns.

A table is a network: people flow from rows to columns. A reader cannot tell a table from another
one with the same sums and the same shown cells, and any two such tables differ by flows around
circles of withheld cells. So a cell can be larger than it is, as far as a reader knows, by what
can flow back from its column to its row through other withheld cells: along a row these grow, and
along a column they shrink, though not below 0.
"""

import heapq
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import count
from typing import NamedTuple

Counts = Sequence[Sequence[int]]
"""Rows of counts, none below 0, all of one length."""


class Cell(NamedTuple):
    row: int
    column: int


class Room(NamedTuple):
    """How much larger and how much smaller a count must be able to be."""

    cell: Cell
    up: int
    down: int


Step = tuple[Cell, int]
"""A cell on a way, and 1 where it grows by what flows there, or -1 where it shrinks."""

Finder = Callable[[Cell, int, int, dict[Cell, int]], list[Step]]


def circles_withheld(
    counts: Counts, *, k: int, growing: AbstractSet[Cell] = frozenset()
) -> list[frozenset[Cell]]:
    """Give the cells to withhold, sorted by what is connected: flows never leave such a part.

    `growing` are the cells into which at least k people more have come since, if `counts` were
    never told themselves: where there are enough of these, nothing needs to be withheld, for these
    newcomers and the people counted here may have come in the other order.
    """
    needed = [room for room in _needed(counts, k) if not _is_open(counts, room, growing)]
    needed.sort(key=lambda room: counts[room.cell.row][room.cell.column])
    hiding = _Hiding(counts)
    for room in needed:
        hiding.withhold(room.cell)
    for room in needed:
        hiding.make_room(room)
    return hiding.parts()


def _is_open(counts: Counts, room: Room, growing: AbstractSet[Cell]) -> bool:
    """Tell whether a count can move as far as needed by flows around growing cells alone."""
    if room.cell not in growing:
        return False
    around = _Hiding(counts)
    for cell in growing:
        around.withhold(cell)
    return around.has_room(room)


def _needed(counts: Counts, k: int) -> Iterator[Room]:
    """Find what a reader must not know: what is small, and what is everybody of a row or column.

    No more is asked for than the sums themselves admit (the bounds of Fréchet).
    """
    of_rows = [sum(row) for row in counts]
    of_columns = [sum(column) for column in zip(*counts, strict=True)]
    total = sum(of_rows)
    for r, row in enumerate(counts):
        for c, number in enumerate(row):
            most = min(of_rows[r], of_columns[c])
            least = max(0, of_rows[r] + of_columns[c] - total)
            if 0 < number < k:
                yield Room(Cell(r, c), max(0, min(k, most) - number), number - least)
            elif number == most > 0:
                yield Room(Cell(r, c), 0, min(k, number - least))


class _Hiding:
    """A table and what is withheld of it so far."""

    def __init__(self, counts: Counts) -> None:
        self.counts = counts
        self.height = len(counts)
        self.width = len(counts[0]) if counts else 0
        self.in_row: list[set[int]] = [set() for _row in range(self.height)]
        self.in_column: list[set[int]] = [set() for _column in range(self.width)]

    def withhold(self, cell: Cell) -> None:
        self.in_row[cell.row].add(cell.column)
        self.in_column[cell.column].add(cell.row)

    def make_room(self, room: Room) -> None:
        """Withhold what it takes for the count to be able to be so much larger, and smaller."""
        for start, end, amount in self._flows(room):
            self._carry(room.cell, start, end, amount, self._way)

    def has_room(self, room: Room) -> bool:
        """Tell whether what is withheld is enough already."""
        return all(
            self._carry(room.cell, start, end, amount, self._free_way) == amount
            for start, end, amount in self._flows(room)
        )

    def _flows(self, room: Room) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
        """Say how many people must be able to flow from where to where, but not through the cell."""
        row, column = room.cell.row, self.height + room.cell.column
        return (column, row, room.up), (row, column, room.down)

    def _carry(self, cell: Cell, start: int, end: int, amount: int, find: Finder) -> int:
        """Let people flow along the ways that are found; give how many could."""
        left: dict[Cell, int] = {}
        carried = 0
        while carried < amount:
            way = self._free_way(cell, start, end, left) or find(cell, start, end, left)
            if not way:
                break
            shrinking = [self._left(left, each) for each, sign in way if sign < 0]
            pushed = min([amount - carried, *shrinking])
            for each, sign in way:
                left[each] = self._left(left, each) + sign * pushed
                self.withhold(each)
            carried += pushed
        return carried

    def _left(self, left: dict[Cell, int], cell: Cell) -> int:
        return left.get(cell, self.counts[cell.row][cell.column])

    def _free_way(self, cell: Cell, start: int, end: int, left: dict[Cell, int]) -> list[Step]:
        """Find a shortest way through what is withheld already."""
        came: dict[int, tuple[int, Step | None]] = {start: (start, None)}
        waiting = [start]
        for node in waiting:
            for step, neighbour in self._withheld_from(node):
                if neighbour in came or step[0] == cell or not self._opens(step, left):
                    continue
                came[neighbour] = (node, step)
                if neighbour == end:
                    return _back(came, end)
                waiting.append(neighbour)
        return []

    def _withheld_from(self, node: int) -> Iterator[tuple[Step, int]]:
        if node < self.height:
            for column in self.in_row[node]:
                yield (Cell(node, column), 1), self.height + column
        else:
            for row in self.in_column[node - self.height]:
                yield (Cell(row, node - self.height), -1), row

    def _opens(self, step: Step, left: dict[Cell, int]) -> bool:
        return step[1] > 0 or self._left(left, step[0]) > 0

    def _way(self, cell: Cell, start: int, end: int, left: dict[Cell, int]) -> list[Step]:
        """Find the way that withholds the fewest people more."""
        order = count()
        waiting: list[tuple[int, int, int, int, Step | None]] = [(0, 0, start, start, None)]
        came: dict[int, tuple[int, Step | None]] = {}
        while waiting:
            cost, _turn, node, before, last = heapq.heappop(waiting)
            if node in came:
                continue
            came[node] = (before, last)
            if node == end:
                return _back(came, end)
            for step, neighbour in self._steps_from(node):
                if neighbour not in came and step[0] != cell and self._opens(step, left):
                    toll = cost + self._price(step[0])
                    heapq.heappush(waiting, (toll, next(order), neighbour, node, step))
        return []

    def _steps_from(self, node: int) -> Iterator[tuple[Step, int]]:
        if node < self.height:
            for column in range(self.width):
                yield (Cell(node, column), 1), self.height + column
        else:
            for row in range(self.height):
                yield (Cell(row, node - self.height), -1), row

    def _price(self, cell: Cell) -> int:
        if cell.column in self.in_row[cell.row]:
            return 0
        return 1 + self.counts[cell.row][cell.column]

    def parts(self) -> list[frozenset[Cell]]:
        """Sort the withheld cells into those that share rows and columns, and by them others."""
        found = []
        waiting = {row for row in range(self.height) if self.in_row[row]}
        while waiting:
            rows = self._connected(waiting.pop())
            waiting -= rows
            cells = (Cell(row, column) for row in rows for column in self.in_row[row])
            found.append(frozenset(cells))
        return found

    def _connected(self, row: int) -> set[int]:
        rows, ahead = {row}, [row]
        for each in ahead:
            for column in self.in_row[each]:
                more = self.in_column[column] - rows
                rows |= more
                ahead += more
        return rows


def _back(came: dict[int, tuple[int, Step | None]], end: int) -> list[Step]:
    way = []
    node, step = came[end]
    while step is not None:
        way.append(step)
        node, step = came[node]
    return way
