"""One answer keeps no result from being made, whatever it says."""

import pytest

from kokreasi.consultations.choices import QuestionKind
from kokreasi.consultations.models import Draft, Submission
from kokreasi.consultations.results.sheets import ResultSheet
from kokreasi.consultations.tests.answers import keep_all, result_of
from kokreasi.consultations.tests.factories import (
    add_page,
    add_question,
    make_consultation,
    published,
)
from kokreasi.consultations.tests.phones import Phone

THREES = "\N{ARABIC-INDIC DIGIT THREE}" * 2
ODD = {
    "region": [THREES, "xx", "", "9", "33.71.99.99"],
    "day": ["2026-W48-1", "20261130", "0000-00-00", "9999-99-99", THREES * 5],
    "number": ["1e400", "-1e400", "1_000", "0." + "3" * 27, THREES, -(10**17)],
}


@pytest.fixture
def consultation(db):
    made = make_consultation()
    page = add_page(made)
    add_question(page, "region", QuestionKind.REGION)
    add_question(page, "day", QuestionKind.DAY)
    add_question(page, "number", QuestionKind.NUMBER)
    return published(made)


@pytest.mark.parametrize(("key", "value"), [(key, one) for key in ODD for one in ODD[key]])
def test_what_cannot_be_counted_counts_as_no_answer(consultation, key, value) -> None:
    sound = {"region": "33.71", "day": "2026-11-30", "number": 5}
    keep_all(consultation, [*[(sound, {})] * 9, ({key: value}, {})])

    result = result_of(consultation)

    sheet = ResultSheet.read(result.content)
    assert result.state == "ready"
    assert sheet.people == 10
    assert all(question.tally.asked == 10 for question in sheet.questions)


@pytest.mark.parametrize(("key", "value"), [("region", THREES), ("day", "2026-W48-1")])
def test_it_is_not_taken_in_the_first_place(clock, consultation, key, value) -> None:
    phone = Phone(consultation)

    answer = phone.fill({key: value}, key="one")

    assert answer.status_code == 422
    assert Draft.objects.get().answers == {key: value}
    assert phone.send().status_code == 422
    assert not Submission.objects.exists()
