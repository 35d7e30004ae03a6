"""What stands in cells: choices with commas, days in any order, rows that came before."""

from collections import Counter
from datetime import date, time

import pytest

from kokreasi.consultations.choices import QuestionKind
from kokreasi.consultations.definition.wording import Asked, Choice
from kokreasi.consultations.imports.answers.converting import ColumnReader
from kokreasi.consultations.imports.answers.days import DayOrder, order_of, stamp_of
from kokreasi.consultations.imports.answers.sources import sources
from kokreasi.consultations.imports.answers.splitting import (
    Known,
    Mark,
    discovered,
    mark_of,
    split,
)
from kokreasi.consultations.tests.answer_files import BUDGET, CHOSEN, FORUM, LAW
from kokreasi.core.bilingual import Bilingual

KNOWN = Known(
    {BUDGET.casefold(): "budget", LAW.casefold(): "law", "kesehatan": "health"}, Mark.COMMA
)


@pytest.mark.parametrize(
    ("cell", "pieces"),
    [
        ("", []),
        (BUDGET, [BUDGET]),
        (f"{LAW}, {BUDGET}", [LAW, BUDGET]),
        (f"{BUDGET.upper()},{LAW}", [BUDGET.upper(), LAW]),
        (f"{LAW}, kesehatan", [LAW, "kesehatan"]),
        (f"{LAW}, Sesuatu yang lain, misalnya ini", [LAW, "Sesuatu yang lain, misalnya ini"]),
        (f"Satu, Dua, {LAW}", ["Satu", "Dua", LAW]),
        (f" ,, {LAW} ,", [LAW]),
    ],
)
def test_a_cell_is_cut_where_known_choices_end(cell, pieces) -> None:
    assert split(cell, KNOWN) == pieces


def test_the_longest_known_choice_wins_only_where_the_rest_is_known_too() -> None:
    known = Known(dict.fromkeys(("a, b", "a", "b, c"), ""), Mark.COMMA)

    assert split("a, b, c", known) == ["a", "b, c"]
    assert split("a, b", known) == ["a, b"]


def test_thousands_of_commas_take_no_time() -> None:
    cell = ", ".join(["a"] * 20_000)

    assert len(split(cell, Known({"a": ""}, Mark.COMMA))) == 20_000


def test_choices_are_found_in_a_column_of_which_nothing_is_known() -> None:
    found = discovered(CHOSEN, Mark.COMMA, {})

    assert found.total() == 19
    assert found[BUDGET] == 3
    assert found[LAW] == 2
    assert found[FORUM] == 2


def test_a_recurring_cell_whose_pieces_come_nowhere_else_is_one_choice() -> None:
    cells = ["Jakarta, Indonesia", "Jakarta, Indonesia", "Bandung"]

    assert discovered(cells, Mark.COMMA, {}) == Counter({"Jakarta, Indonesia": 2, "Bandung": 1})


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["a, b", "c"], Mark.COMMA),
        (["a, b;c;", "d;e"], Mark.SEMICOLON),
        (["a\nb", "c"], Mark.LINE),
        ([], Mark.COMMA),
    ],
)
def test_the_mark_between_choices_is_told_from_the_cells(cells, mark) -> None:
    assert mark_of(cells) == mark


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["23/08/2018 01:10:00", "02/09/2018"], DayOrder.DAY_FIRST),
        (["8/23/2018 1:10:00", "9/2/2018"], DayOrder.MONTH_FIRST),
        (["03/04/2018"], DayOrder.EITHER),
        (["23/08/2018", "08/23/2018"], DayOrder.MIXED),
        (["2018-08-23", "2018/08/24 1:00:00 PM GMT+7"], None),
        (["", "no day"], None),
    ],
)
def test_the_whole_column_tells_what_stands_first(cells, order) -> None:
    assert order_of(cells) == order


@pytest.mark.parametrize(
    ("text", "order", "day", "clock"),
    [
        ("23/08/2018 01:10:00", DayOrder.DAY_FIRST, date(2018, 8, 23), time(1, 10)),
        ("8/23/2018 1:10:00", DayOrder.MONTH_FIRST, date(2018, 8, 23), time(1, 10)),
        ("2018-08-23 01:10", None, date(2018, 8, 23), time(1, 10)),
        ("2018/08/23 1:10:07 PM GMT+7", None, date(2018, 8, 23), time(13, 10)),
        ("2018/08/23 12:10 am", None, date(2018, 8, 23), time(0, 10)),
        ("23.08.2018", DayOrder.DAY_FIRST, date(2018, 8, 23), None),
        ("2018-08-23 99:99", None, date(2018, 8, 23), None),
    ],
)
def test_a_day_is_read_with_its_time(text, order, day, clock) -> None:
    stamp = stamp_of(text, order)

    assert (stamp.day, stamp.clock) == (day, clock)


@pytest.mark.parametrize(
    "text", ["", "03/04/2018", "2018-02-30", "0001-01-01", "20180823", "9" * 400]
)
def test_what_is_no_certain_day_is_none(text) -> None:
    assert stamp_of(text, DayOrder.EITHER) is None


def asked(kind: QuestionKind, *choices: str, **more) -> Asked:
    listed = tuple(
        Choice(words[:3].lower(), Bilingual(words, f"{words} in English")) for words in choices
    )
    return Asked("q", kind, Bilingual("Tanya"), choices=listed, **more)


def read(question: Asked, cell: str, decisions=None):
    reader = ColumnReader(
        question, mark=Mark.COMMA, decisions=decisions or {}, order=DayOrder.DAY_FIRST
    )
    return reader.read(cell)


REGIONS = {"33": "33", "jawa tengah": "33", "kota magelang jawa tengah": "33.71"}


@pytest.mark.parametrize(
    ("cell", "value", "unknown"),
    [
        ("33", "33", ()),
        (" JAWA  Tengah", "33", ()),
        ("Kota Magelang, Jawa Tengah", "33.71", ()),
        ("Atlantis", "33.74", ()),
        ("Utopia", None, ()),
        ("Magelang", None, ("Magelang",)),
        ("99", None, ("99",)),
    ],
)
def test_a_region_is_read_by_its_name_or_asked(cell, value, unknown) -> None:
    decided = {"atlantis": "33.74", "utopia": "-"}
    reader = ColumnReader(
        asked(QuestionKind.REGION), mark=Mark.COMMA, decisions=decided, order=None, regions=REGIONS
    )

    found = reader.read(cell)

    assert (found.value, found.unknown) == (value, unknown)


SCALE = {"lowest": 1, "highest": 10}


@pytest.mark.parametrize(
    ("question", "cell", "value"),
    [
        (asked(QuestionKind.SINGLE, "Setuju", "Tidak"), "  SETUJU IN English", "set"),
        (asked(QuestionKind.MULTIPLE, "Satu", "Dua"), "Dua, satu, dua", ["sat", "dua"]),
        (asked(QuestionKind.RANKING, "Satu", "Dua"), "Dua, Satu", ["dua", "sat"]),
        (asked(QuestionKind.SCALE, **SCALE), "8", 8),
        (asked(QuestionKind.SCALE, **SCALE), "8 - jelas", 8),
        (asked(QuestionKind.NUMBER), "12,5", "12.5"),
        (asked(QuestionKind.DAY), "23/08/2018", "2018-08-23"),
        (asked(QuestionKind.LONG_TEXT), "🌏 שלום =1+1", "🌏 שלום =1+1"),
        (asked(QuestionKind.CONSENT), "Ya", True),
        (asked(QuestionKind.CONSENT), "Tidak", None),
    ],
)
def test_a_cell_becomes_the_value_of_its_question(question, cell, value) -> None:
    assert read(question, cell).value == value
    assert read(question, cell).unknown == ()


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        (asked(QuestionKind.SINGLE, "Setuju"), "Setuju sekali"),
        (asked(QuestionKind.SCALE, **SCALE), "1" + "0" * 400),
        (asked(QuestionKind.SCALE, **SCALE), "1e400"),
        (asked(QuestionKind.SCALE, **SCALE), "11"),
        (asked(QuestionKind.NUMBER), "1.000"),
        (asked(QuestionKind.DAY), "31/02/2018"),
        (asked(QuestionKind.REGION), "Bandung"),
        (asked(QuestionKind.CONSENT), "Mungkin"),
    ],
)
def test_what_is_not_understood_is_told_and_never_guessed(question, cell) -> None:
    found = read(question, cell)

    assert found.value is None
    assert found.unknown == (cell,)


def test_a_decision_counts_more_than_words() -> None:
    question = asked(QuestionKind.MULTIPLE, "Satu", "Dua", has_other=True)

    found = read(question, "Satu, Tiga, empat", {"tiga, empat": "other"})
    left_out = read(question, "Lima", {"lima": "-"})

    assert (found.value, found.other) == (["sat", "other"], "Tiga, empat")
    assert (left_out.value, left_out.unknown) == (None, ())


def names(headers, rows, order=DayOrder.DAY_FIRST) -> list[str]:
    return list(sources(headers, rows, day=0, order=order, sign=lambda text: text))


def test_a_row_is_known_again_in_a_later_export() -> None:
    first = names(["Hari", "A"], [["01/09/2018 10:00:00", "x"], ["01/09/2018 10:00:00", "x"]])
    later = names(
        ["Hari", "Baru", "A"],
        [
            ["2018-09-01 10:00", "", "X "],
            ["2018-09-01 10:00", "", "x"],
            ["2018-09-01 10:00", "", "x"],
        ],
        order=None,
    )

    assert len(set(first)) == 2
    assert later[:2] == first
    assert later[2] not in first
