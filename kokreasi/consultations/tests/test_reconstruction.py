"""Rows and tables by groups: what is told of a group must leave enough choices of rows."""

import pytest

from kokreasi.consultations.results.reconstruction import hides_rows
from kokreasi.insights.disclosure import Groups, Release, Told


def release(size: int, tables: int, people: int) -> Release:
    told = Told(
        sizes={"women": size, "men": people - size},
        cells={
            "women": {"yes": size // 2, "no": size - size // 2},
            "men": {"yes": (people - size) // 2, "no": people - size - (people - size) // 2},
        },
    )
    return Release(
        k=5,
        groups={"gender": Groups({"women": size, "men": people - size})},
        tables={("gender", f"question{number}"): told for number in range(tables)},
        withheld=(),
    )


CASES = [  # women, tables, people, whether rows may stand beside them
    (9_000, 40, 20_000, True),
    (10, 40, 20_000, False),
    (10, 2, 20_000, True),
    (20, 40, 40, False),
    (20, 0, 40, True),
]


@pytest.mark.parametrize(("size", "tables", "people", "expected"), CASES)
def test_rows_need_choices_to_hide_among(size, tables, people, expected) -> None:
    assert hides_rows([release(size, tables, people)], people=people) is expected


def test_what_was_told_before_counts_too() -> None:
    told = release(10, 2, 20_000)

    assert not hides_rows([told] * 10, people=20_000)
