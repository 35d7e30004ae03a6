"""What two results tell together: no answer of one person, whatever came between, or while one was
made.
"""

from random import Random
from typing import Any

import pytest

from kokreasi.consultations.choices import Channel, QuestionKind, Release
from kokreasi.consultations.models import Consultation
from kokreasi.consultations.results.assembling import READ, assemble
from kokreasi.consultations.results.sheets import ResultSheet, WhyNot
from kokreasi.consultations.services import consultations, results
from kokreasi.consultations.tests.answers import keep_all, result_of, send_all
from kokreasi.consultations.tests.factories import (
    AFTERWARDS,
    add_page,
    add_question,
    ask_pets,
    consultations_again,
    make_consultation,
    published,
)

CAT = {"pet": "cat"}
LONG = 8
"""Questions of a matrix from which on one answer to all of them is marked."""


@pytest.fixture
def consultation(db) -> Consultation:
    made = make_consultation(release=Release.IN_BATCHES)
    ask_pets(made)
    return published(made)


def sheet_of(result) -> ResultSheet:
    return ResultSheet.read(result.content)


def published_result(consultation, publisher, *, number: int = 1) -> ResultSheet:
    """Have a result made and published; read what everybody reads."""
    made = result_of(consultation, number=number)
    return sheet_of(results.publish(made, by=publisher, at=AFTERWARDS))


# While one is made


def test_who_answers_while_it_is_counted_is_in_all_of_it_or_in_nothing(consultation) -> None:
    send_all(consultation, [CAT] * 9)

    def answer(done: int) -> None:
        if done == READ:
            send_all(consultation, [CAT], channel=Channel.PAPER)

    sheet = assemble(consultation, number=1, tell=answer).sheet

    (tally,) = (question.tally for question in sheet.questions)
    assert (sheet.people, sheet.begun, tally.asked) == (9, 9, 9)
    assert sheet.channels == {Channel.WEB: 9}
    assert [version.answers for version in sheet.versions] == [9]


def test_a_correction_while_it_is_counted_stops_nothing(consultation, publisher) -> None:
    send_all(consultation, [CAT] * 9)
    once: list[bool] = []

    def correct(_done: int) -> None:
        if not once:
            once.append(True)
            consultation.questions.filter(key="pet").update(is_required=False, hint={"id": "Satu"})
            consultations.correct(consultation, by=publisher, reason="Lebih jelas")
            send_all(consultations_again(consultation), [CAT])

    sheet = assemble(consultation, number=1, tell=correct).sheet

    assert once
    assert sheet.people == 9


# With and without suspicious answers


@pytest.fixture
def grid(db) -> Consultation:
    """A matrix that is long enough for a straight line through it to be marked."""
    made = make_consultation(release=Release.IN_BATCHES)
    rows = tuple(f"row{number}" for number in range(LONG))
    page = add_page(made)
    add_question(page, "grid", QuestionKind.MATRIX, choices=("yes", "no"), rows=rows)
    add_question(page, "stance", choices=("for", "against"))
    return published(made)


def plain(rng: Random) -> tuple[dict[str, Any], dict[str, Any]]:
    answers = {f"grid.row{number}": "yes" for number in range(LONG)}
    return answers | {f"grid.row{rng.randrange(LONG)}": "no", "stance": "for"}, {}


def straight(stance: str) -> tuple[dict[str, Any], dict[str, Any]]:
    return {f"grid.row{number}": "no" for number in range(LONG)} | {"stance": stance}, {}


def test_one_more_marked_answer_is_not_told_by_the_difference(grid, publisher) -> None:
    rng = Random(1)
    keep_all(grid, [*(plain(rng) for _person in range(30)), *[straight("for")] * 6])
    first = published_result(grid, publisher)
    keep_all(grid, [*(plain(rng) for _person in range(9)), straight("against")])

    second = published_result(grid, publisher, number=2)

    assert (first.marked.total, second.marked.total) == (6, 7)
    assert first.marked.is_compared
    assert not second.marked.is_compared
    assert all(not question.without for question in second.questions)


def test_one_more_unmarked_answer_is_not_told_by_the_difference(grid, publisher) -> None:
    rng = Random(1)
    keep_all(grid, [*(plain(rng) for _person in range(30)), *[straight("for")] * 6])
    published_result(grid, publisher)
    keep_all(grid, [*[straight("for")] * 9, plain(rng)])

    assert not published_result(grid, publisher, number=2).marked.is_compared


def test_many_more_of_both_or_the_same_ones_are_compared(grid, publisher) -> None:
    rng = Random(1)
    keep_all(grid, [*(plain(rng) for _person in range(30)), *[straight("for")] * 6])
    published_result(grid, publisher)
    keep_all(grid, [plain(rng) for _person in range(9)])
    same = published_result(grid, publisher, number=2)
    keep_all(grid, [*(plain(rng) for _person in range(9)), *[straight("against")] * 6])

    more = published_result(grid, publisher, number=3)

    assert same.marked.is_compared
    assert more.marked.is_compared
    assert more.marked.total == 12


# Rows


def test_rows_are_given_once(consultation, publisher) -> None:
    send_all(consultation, [CAT] * 9)
    first = published_result(consultation, publisher)
    send_all(consultation, [CAT] * 9, channel=Channel.PAPER)

    second = result_of(consultation, number=2)

    assert first.no_rows is None
    assert sheet_of(second).no_rows == WhyNot.ROWS_ARE_OUT
    assert not second.files.filter(format="csv").exists()
