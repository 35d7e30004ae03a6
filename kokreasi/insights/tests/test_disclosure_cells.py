"""One table with known sums: every table of whole numbers that fits is counted out."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kokreasi.insights.disclosure.cells import Cell, circles_withheld

tables = st.integers(1, 3).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 4), min_size=width, max_size=width), min_size=1, max_size=3
    )
)


def withheld(table, k) -> set[Cell]:
    return {cell for part in circles_withheld(table, k=k) for cell in part}


def rows_like(row, hidden, limits) -> Iterator[tuple[int, ...]]:
    """Give every row with the same sum that is the same where it is shown."""
    ways = [
        range(limit + 1) if column in hidden else [number]
        for column, (number, limit) in enumerate(zip(row, limits, strict=True))
    ]
    return (guess for guess in product(*ways) if sum(guess) == sum(row))


def tables_like(table, hidden) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Give every table with the same sums that is the same where it is shown."""
    sums = [sum(column) for column in zip(*table, strict=True)]
    rows = [
        list(rows_like(row, {cell.column for cell in hidden if cell.row == r}, sums))
        for r, row in enumerate(table)
    ]
    for guess in product(*rows):
        if [sum(column) for column in zip(*guess, strict=True)] == sums:
            yield guess


@settings(max_examples=150, deadline=None)
@given(tables, st.integers(2, 5))
def test_small_counts_may_be_large_or_nobody_as_far_as_sums_admit(table, k) -> None:
    hidden = withheld(table, k)
    possible = list(tables_like(table, hidden))
    everything = {Cell(r, c) for r, row in enumerate(table) for c in range(len(row))}
    conceivable = list(tables_like(table, everything))

    for r, c in everything:
        number = table[r][c]
        least, most = min(t[r][c] for t in possible), max(t[r][c] for t in possible)
        by_sums = [t[r][c] for t in conceivable]
        if 0 < number < k:
            assert (r, c) in hidden
            assert least == min(by_sums)
            assert most >= min(k, max(by_sums))
        elif number and number in {sum(table[r]), sum(row[c] for row in table)}:
            assert least <= max(number - k, min(by_sums))


@pytest.mark.parametrize(
    ("table", "hidden"),
    [
        ([], set()),
        ([[5, 7], [9, 6]], set()),
        ([[0, 0], [0, 0]], set()),
        ([[2, 8], [9, 9]], {(0, 0), (0, 1), (1, 0), (1, 1)}),
        ([[2, 8, 6], [9, 9, 9], [7, 7, 7]], {(0, 0), (0, 2), (2, 0), (2, 2)}),
        ([[9, 0], [9, 9]], {(0, 0), (0, 1), (1, 0), (1, 1)}),
    ],
)
def test_what_is_withheld_of_a_table(table, hidden) -> None:
    assert withheld(table, k=5) == hidden


def test_nothing_is_withheld_where_enough_newcomers_hide_it() -> None:
    table = [[2, 8], [9, 9]]
    everywhere = frozenset(Cell(row, column) for row in range(2) for column in range(2))

    assert circles_withheld(table, k=5, growing=everywhere) == []
    assert circles_withheld(table, k=5, growing=everywhere - {Cell(1, 1)})


def test_what_hides_each_other_is_told_by_parts() -> None:
    table = [
        [2, 8, 70, 70],
        [9, 9, 70, 70],
        [70, 70, 2, 8],
        [70, 70, 9, 9],
    ]

    parts = circles_withheld(table, k=5)

    assert set(parts) == {
        frozenset(product((0, 1), (0, 1))),
        frozenset(product((2, 3), (2, 3))),
    }
