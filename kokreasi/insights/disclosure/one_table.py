"""Publishing counts of people so that nobody can work out a small one.

A count of 1 to k − 1 people is small. It is withheld, and with it as many others as it takes
until what is shown leaves room for k people or more in its place, also for a reader who subtracts
across rows, columns and totals. A count of 0 is about nobody and is shown.

A table with its margins is a circulation: people flow from the grand total into the rows, from
the rows into the columns, and back. A count can be larger than it is, as far as a reader knows,
by as much as can flow around through other counts that are withheld. (Fischetti and Salazar,
"Solving the cell suppression problem", Management Science 2001, treat tables as such networks.)
The grand total itself is always shown.
"""

import heapq
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Generic, TypeVar

Row = TypeVar("Row", bound=Hashable)
Column = TypeVar("Column", bound=Hashable)
Shown = int | None
"""A count that is shown, or None where it is withheld."""

Node = tuple[str, Hashable]
Arc = tuple[Node, Node]
Step = tuple[Arc, bool]
"""An arc on a way around, and whether it is walked forwards, which makes its count larger."""

TOTAL: Node = ("total", None)


@dataclass(frozen=True, slots=True)
class Table(Generic[Row, Column]):
    """What may be published of a table; its shown counts still add up where all are shown."""

    cells: Mapping[Row, Mapping[Column, Shown]]
    by_row: Mapping[Row, Shown]
    by_column: Mapping[Column, Shown]
    total: int


def is_small(number: int, *, k: int) -> bool:
    """Tell whether a count is about so few people that it must not be known."""
    return 0 < number < k


def protect(counts: Mapping[Column, int], *, k: int) -> dict[Column, Shown]:
    """Say which counts of one distribution may stand beside their total."""
    (shown,) = protect_table({None: counts}, k=k).cells.values()
    return dict(shown)


def protect_table(
    counts: Mapping[Row, Mapping[Column, int]], *, k: int, are_rows_known: bool = True
) -> Table[Row, Column]:
    """Say which counts and margins of a table may be published together.

    Rows may be groups, meetings, or the same table at different times, so that no difference of
    two publications is small either. Their totals are shown (`are_rows_known`) where everybody
    knows them anyway, such as how many came to a meeting; else they are protected like the rest.
    Where a total itself is too small for its parts to hide in, all of its parts are withheld.
    """
    network = _Network(_arcs(counts))
    fixed = {arc for arc in network.values if are_rows_known and arc[0] == TOTAL}
    withheld = _withheld(network, fixed, k=k)

    def shown(start: Node, end: Node) -> Shown:
        arc = (start, end)
        return None if arc in withheld else network.values[arc]

    columns = dict.fromkeys(column for row in counts.values() for column in row)
    return Table(
        cells={
            row: {column: shown(("row", row), ("column", column)) for column in cells}
            for row, cells in counts.items()
        },
        by_row={row: shown(TOTAL, ("row", row)) for row in counts},
        by_column={column: shown(("column", column), TOTAL) for column in columns},
        total=sum(sum(row.values()) for row in counts.values()),
    )


def _arcs(counts: Mapping[Row, Mapping[Column, int]]) -> dict[Arc, int]:
    arcs: dict[Arc, int] = {}
    columns: dict[Node, int] = defaultdict(int)
    for row, cells in counts.items():
        arcs[TOTAL, ("row", row)] = sum(cells.values())
        for column, number in cells.items():
            arcs[("row", row), ("column", column)] = number
            columns["column", column] += number
    return arcs | {(column, TOTAL): number for column, number in columns.items()}


@dataclass(slots=True)
class _Network:
    """Counts as arcs, and which arcs touch a node."""

    values: Mapping[Arc, int]
    touching: dict[Node, list[Arc]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for arc in self.values:
            for node in arc:
                self.touching[node].append(arc)

    def steps_from(self, node: Node) -> Iterable[tuple[Step, Node]]:
        for arc in self.touching[node]:
            start, end = arc
            yield ((arc, True), end) if start == node else ((arc, False), start)


def _withheld(network: _Network, fixed: set[Arc], *, k: int) -> set[Arc]:
    """Withhold what is small, then what would give it away, the smaller counts first."""
    small = [arc for arc in network.values if is_small(network.values[arc], k=k)]
    small = sorted((arc for arc in small if arc not in fixed), key=lambda arc: network.values[arc])
    withheld = set(small)
    is_settled = False
    while not is_settled:
        is_settled = True
        for arc in small:
            more = _cover(network, arc, withheld, fixed, room=k - network.values[arc])
            is_settled = is_settled and not more
            withheld |= more
    return withheld


def _cover(
    network: _Network, arc: Arc, withheld: set[Arc], fixed: set[Arc], *, room: int
) -> set[Arc]:
    """Give what more to withhold until the arc could be larger by `room` as far as anybody knows.

    Where that is impossible, everything beside it is withheld.
    """
    more: set[Arc] = set()
    left = dict(network.values)

    def price(step: Step) -> int | None:
        other, is_forwards = step
        if other == arc or other in fixed or not (is_forwards or left[other]):
            return None
        return 0 if other in withheld or other in more else 1 + network.values[other]

    while room > 0:
        way = _cheapest_way(network, arc[1], arc[0], price)
        if way is None:
            beside = {*network.touching[arc[0]], *network.touching[arc[1]]}
            return (more | beside) - fixed - withheld
        pushed = min([room, *(left[other] for other, is_forwards in way if not is_forwards)])
        for other, is_forwards in way:
            left[other] += pushed if is_forwards else -pushed
        more |= {other for other, _is_forwards in way} - withheld
        room -= pushed
    return more


def _cheapest_way(
    network: _Network, start: Node, end: Node, price: Callable[[Step], int | None]
) -> list[Step] | None:
    """Find the steps from one node to another that cost least; none where no way leads there."""
    order = count()
    waiting: list[tuple[int, int, Node, Step | None, Node]] = [(0, next(order), start, None, start)]
    reached: dict[Node, tuple[Step | None, Node]] = {}
    while waiting:
        cost, _turn, node, step, before = heapq.heappop(waiting)
        if node in reached:
            continue
        reached[node] = (step, before)
        if node == end:
            return _back(reached, end)
        for further, neighbour in network.steps_from(node):
            toll = price(further)
            if toll is not None and neighbour not in reached:
                heapq.heappush(waiting, (cost + toll, next(order), neighbour, further, node))
    return None


def _back(reached: Mapping[Node, tuple[Step | None, Node]], end: Node) -> list[Step]:
    way = []
    step, before = reached[end]
    while step is not None:
        way.append(step)
        step, before = reached[before]
    return way
