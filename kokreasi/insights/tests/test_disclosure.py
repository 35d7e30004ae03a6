"""No small count can be worked out of what is published: counted out, not argued."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kokreasi.insights.disclosure import is_small, protect, protect_table

K = 5


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"women": 5, "men": 7, "other": 0}, {"women": 5, "men": 7, "other": 0}),
        ({"women": 12, "men": 30, "other": 2}, {"women": None, "men": 30, "other": None}),
        ({"women": 4, "men": 20, "other": 0}, {"women": None, "men": None, "other": 0}),
        ({"women": 2, "men": 2, "other": 9}, {"women": None, "men": None, "other": None}),
        ({"women": 3, "men": 3, "other": 9}, {"women": None, "men": None, "other": 9}),
        ({"women": 3, "men": 0}, {"women": None, "men": None}),
        ({"women": 0, "men": 0}, {"women": 0, "men": 0}),
        ({"women": 40}, {"women": 40}),
    ],
)
def test_one_distribution(counts, shown) -> None:
    assert protect(counts, k=K) == shown


def test_an_empty_table_stays_empty() -> None:
    table = protect_table({}, k=K)

    assert (table.cells, table.by_column, table.total) == ({}, {}, 0)


def test_a_total_over_meetings_does_not_give_the_one_away() -> None:
    """Two meetings and their sum: withholding one cell alone would be undone by subtraction."""
    table = protect_table(
        {"first": {"women": 3, "men": 20}, "second": {"women": 15, "men": 14}}, k=K
    )

    hidden = {
        (row, column)
        for row, cells in table.cells.items()
        for column, number in cells.items()
        if number is None
    }
    assert table.by_row == {"first": 23, "second": 29}
    assert {("first", "women"), ("first", "men")} <= hidden
    assert hidden >= {("second", "women"), ("second", "men")} or None in table.by_column.values()


def test_two_publications_do_not_give_the_newcomer_away() -> None:
    """The second row is who came after the first publication."""
    table = protect_table({"before": {"women": 20, "men": 20}, "after": {"women": 1}}, k=K)

    assert table.by_column["women"] is None
    assert table.cells["after"]["women"] is None


def test_totals_of_rows_are_protected_where_nobody_knows_them() -> None:
    counts = {"a": {"yes": 2, "no": 1}, "b": {"yes": 20, "no": 30}, "c": {"yes": 9, "no": 9}}

    known = protect_table(counts, k=K)
    unknown = protect_table(counts, k=K, are_rows_known=False)

    assert known.by_row["a"] == 3
    assert unknown.by_row["a"] is None
    assert list(unknown.by_row.values()).count(None) >= 2


def test_as_little_as_possible_is_withheld() -> None:
    counts = {row: {"women": 30, "men": 40} for row in "abcdef"}
    counts["a"] = {"women": 2, "men": 40}

    table = protect_table(counts, k=K)

    hidden = [number for row in table.cells.values() for number in row.values() if number is None]
    assert len(hidden) <= 4


tables = st.integers(1, 3).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 6), min_size=width, max_size=width), min_size=1, max_size=3
    )
)


def published(rows, k, *, are_rows_known=True):
    counts = {row: dict(enumerate(cells)) for row, cells in enumerate(rows)}
    return protect_table(counts, k=k, are_rows_known=are_rows_known)


def consistent(table) -> Iterator[dict[tuple[int, int], int]]:
    """Give every table of whole numbers that a reader of the publication cannot rule out."""
    cells = {(r, c): n for r, row in table.cells.items() for c, n in row.items()}
    ways = [range(table.total + 1) if number is None else [number] for number in cells.values()]
    for numbers in product(*ways):
        guess = dict(zip(cells, numbers, strict=True))
        if fits(guess, table):
            yield guess


def fits(guess, table) -> bool:
    rows = {row: sum(n for (r, _c), n in guess.items() if r == row) for row in table.by_row}
    columns = {col: sum(n for (_r, c), n in guess.items() if c == col) for col in table.by_column}
    return sum(guess.values()) == table.total and all(
        shown is None or margins[name] == shown
        for margins, all_shown in ((rows, table.by_row), (columns, table.by_column))
        for name, shown in all_shown.items()
    )


@settings(max_examples=150, deadline=None)
@given(tables, st.integers(2, 4))
def test_every_small_count_may_be_large_as_far_as_a_reader_knows(rows, k) -> None:
    """Where the total of a row is itself small, and known, none of its parts is shown instead."""
    table = published(rows, k)
    hidden = sum(number is None for cells in table.cells.values() for number in cells.values())
    assume((table.total + 1) ** hidden <= 60_000)
    largest: dict[tuple[int, int], int] = {}
    for guess in consistent(table):
        for cell, number in guess.items():
            largest[cell] = max(largest.get(cell, 0), number)

    for (row, column), possible in largest.items():
        if not is_small(rows[row][column], k=k):
            continue
        assert table.cells[row][column] is None
        if sum(rows[row]) >= k:
            assert possible >= k
        else:
            assert not any(table.cells[row].values())


@settings(max_examples=200, deadline=None)
@given(tables, st.integers(2, 6), st.booleans())
def test_no_small_count_or_margin_is_shown_and_shown_counts_are_true(rows, k, are_known) -> None:
    table = published(rows, k, are_rows_known=are_known)
    columns = [sum(row[c] for row in rows) for c in range(len(rows[0]))]

    for r, cells in table.cells.items():
        for c, number in cells.items():
            assert number in {None, rows[r][c]}
            assert number is None or not is_small(number, k=k)
    for c, number in table.by_column.items():
        assert number in {None, columns[c]}
        assert number is None or not is_small(number, k=k)
    if are_known:
        assert list(table.by_row.values()) == [sum(row) for row in rows]
