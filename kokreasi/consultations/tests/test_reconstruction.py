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


def by_group(**tables: dict[str, tuple[int | None, ...]]) -> Release:
    """Give tables of three groups by three answers."""
    groups = Groups({"women": 400, "men": 400, "other": 40})
    told = {
        ("gender", name): Told(
            sizes=groups.sizes,
            cells={group: dict(zip("abc", row, strict=True)) for group, row in cells.items()},
        )
        for name, cells in tables.items()
    }
    return Release(k=5, groups={"gender": groups}, tables=told, withheld=())


MANY = {"women": (200, 100, 100), "men": (200, 100, 100), "other": (20, 10, 10)}


@pytest.mark.parametrize(
    ("men", "expected"), [((200, 100, 100), True), ((0, 300, 100), False), ((0, None, None), False)]
)
def test_a_row_may_be_of_two_groups_whatever_it_says(men, expected) -> None:
    """Nobody of the third group said a; where no man said a elsewhere, who said both is a woman."""
    first = MANY | {"other": (0, 20, 20)}
    second = MANY | {"men": men}

    assert hides_rows([by_group(one=first, two=second)], people=20_000) is expected
    assert hides_rows([by_group(one=first), by_group(two=second)], people=20_000) is expected


def test_an_answer_that_nobody_gave_excludes_nobody() -> None:
    nobody = {group: (0, *row[1:]) for group, row in MANY.items()}

    assert hides_rows([by_group(one=nobody, two=nobody)], people=20_000)
