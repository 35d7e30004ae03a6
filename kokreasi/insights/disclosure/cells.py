"""Which cells of one table to withhold, where a reader knows the sums of all rows and columns.

A table is a network: people flow from rows to columns. A reader cannot tell a table from another
one with the same sums and the same shown cells, and any two such tables differ by flows around
circles of withheld cells. So a cell can be larger than it is, as far as a reader knows, by what
can flow back from its column to its row through other withheld cells: along a row these grow, and
along a column they shrink, though not below 0.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
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


Way = list[int]
"""Rows and columns in turn, as nodes of the network; see `_Hiding`."""


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
    """A table and what is withheld of it so far, as a network.

    Its nodes are the rows and, numbered after them, the columns; `beside` says which of them meet
    in a withheld cell. Walking from a row to a column makes their cell grow, and from a column to a
    row, shrink.
    """

    def __init__(self, counts: Counts) -> None:
        self.height = len(counts)
        self.left = [list(row) for row in counts]
        size = self.height + (len(counts[0]) if counts else 0)
        self.beside: list[set[int]] = [set() for _node in range(size)]

    def withhold(self, cell: Cell) -> None:
        self._join(cell.row, self.height + cell.column)

    def _join(self, one: int, other: int) -> None:
        self.beside[one].add(other)
        self.beside[other].add(one)

    def make_room(self, room: Room) -> None:
        """Withhold what it takes for the count to be able to be so much larger, and smaller."""
        for start, end, amount in self._flows(room):
            self._carry(start, end, amount, self._cheapest_way)

    def has_room(self, room: Room) -> bool:
        """Tell whether what is withheld is enough already."""
        return all(
            self._carry(start, end, amount, self._free_way) == amount
            for start, end, amount in self._flows(room)
        )

    def _flows(self, room: Room) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
        """Say how many people must be able to flow, from where to where, beside the cell."""
        row, column = room.cell.row, self.height + room.cell.column
        return (column, row, room.up), (row, column, room.down)

    def _carry(self, start: int, end: int, amount: int, find: Callable[[int, int], Way]) -> int:
        """Let people flow along the ways that are found; give how many could."""
        carried = 0
        moved: list[tuple[int, int, int]] = []
        while carried < amount:
            way = self._free_way(start, end) or find(start, end)
            if not way:
                break
            pushed = min(amount - carried, self._narrowest(way))
            moved += [(node, after, pushed) for node, after in pairwise(way)]
            self._move(moved[1 - len(way) :])
            carried += pushed
        self._move((after, node, pushed) for node, after, pushed in moved)
        return carried

    def _narrowest(self, way: Way) -> int:
        """Give how many can flow along a way before one of its cells has nobody left."""
        shrinking = ((n, row) for n, row in pairwise(way) if n >= self.height)
        return min(self.left[row][column - self.height] for column, row in shrinking)

    def _move(self, steps: Iterable[tuple[int, int, int]]) -> None:
        for node, after, pushed in steps:
            if node < self.height:
                self.left[node][after - self.height] += pushed
            else:
                self.left[after][node - self.height] -= pushed
            self._join(node, after)

    def _is_open(self, node: int, after: int) -> bool:
        """Tell whether somebody can flow there: a cell of nobody does not shrink."""
        return node < self.height or self.left[after][node - self.height] > 0

    def _free_way(self, start: int, end: int) -> Way:
        """Find a shortest way through what is withheld already, but not straight."""
        came = {start: start}
        waiting = [start]
        for node in waiting:
            for after in self.beside[node] - came.keys():
                if (node == start and after == end) or not self._is_open(node, after):
                    continue
                came[after] = node
                if after == end:
                    return _back(came, end)
                waiting.append(after)
        return []

    def _cheapest_way(self, start: int, end: int) -> Way:
        """Find the way that withholds the fewest people more."""
        waiting = [(0, start, start)]
        came: dict[int, int] = {}
        while waiting:
            cost, node, before = heapq.heappop(waiting)
            if node in came:
                continue
            came[node] = before
            if node == end:
                return _back(came, end)
            for after in self._across(node):
                if after in came or (node == start and after == end):
                    continue
                if self._is_open(node, after):
                    heapq.heappush(waiting, (cost + self._price(node, after), after, node))
        return []

    def _across(self, node: int) -> range:
        if node < self.height:
            return range(self.height, len(self.beside))
        return range(self.height)

    def _price(self, node: int, after: int) -> int:
        if after in self.beside[node]:
            return 0
        row, column = min(node, after), max(node, after)
        return 1 + self.left[row][column - self.height]

    def parts(self) -> list[frozenset[Cell]]:
        """Sort the withheld cells into those that share rows and columns, and by them others."""
        found = []
        waiting = {row for row in range(self.height) if self.beside[row]}
        while waiting:
            rows = self._connected(waiting.pop())
            waiting -= rows
            ends = ((row, column) for row in rows for column in self.beside[row])
            found.append(frozenset(Cell(row, column - self.height) for row, column in ends))
        return found

    def _connected(self, row: int) -> set[int]:
        rows, ahead = {row}, [row]
        for each in ahead:
            for column in self.beside[each]:
                more = self.beside[column] - rows
                rows |= more
                ahead += more
        return rows


def _back(came: Mapping[int, int], end: int) -> Way:
    way = [end]
    while came[way[-1]] != way[-1]:
        way.append(came[way[-1]])
    return way[::-1]
