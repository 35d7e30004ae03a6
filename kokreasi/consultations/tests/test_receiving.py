"""An answer is kept once, whole, apart from what it says about the person, with its receipt."""

from uuid import uuid4

import pytest

from kokreasi.consultations import receipts
from kokreasi.consultations.choices import Channel, Characteristic, QuestionKind
from kokreasi.consultations.definition.judging import judge
from kokreasi.consultations.definition.values import Fault
from kokreasi.consultations.definition.wording import Asked, Definition, Screen
from kokreasi.consultations.models import Background, Submission, Trace
from kokreasi.consultations.services.receiving import (
    AnsweredDifferentlyError,
    FaultyError,
    Origin,
    receive,
)
from kokreasi.consultations.tests.factories import WHILE_OPEN, published
from kokreasi.core.bilingual import Bilingual

ANSWERS = {
    "stance": "for",
    "topics": ["budget", "other"],
    "topics.other": "Perizinan",
    "clarity": 8,
    "grid.speed": "yes",
    "remarks": "Sertakan data terbuka.",
    "remarks.quote": True,
    "gender": "female",
    "region": "33.71",
    "agreed": True,
}
DEVICE = Origin(device="d" * 64)


@pytest.fixture
def consultation(db):
    return published()


def send(consultation, answers=ANSWERS, *, origin=DEVICE):
    return receive(consultation, answers, version=1, origin=origin, at=WHILE_OPEN)


def test_an_answer_is_kept_apart_from_what_it_says_about_the_person(consultation) -> None:
    receipt = send(consultation)

    kept = Submission.objects.get()
    assert receipt.is_new
    assert kept.answers.keys().isdisjoint({"gender", "region"})
    assert kept.answers["topics.other"] == "Perizinan"
    assert Background.objects.get().values == {"gender": "female", "region": "33.71"}
    assert kept.day.isoformat() == "2018-09-01"


def test_the_receipt_leads_to_the_answer_however_it_is_typed(consultation) -> None:
    code = send(consultation).code

    typed = code.lower().replace("-", " ")

    assert Submission.objects.filter(receipt_hash=receipts.hashed(typed)).exists()


def test_the_same_answer_again_gives_the_same_receipt(consultation) -> None:
    first = send(consultation)

    second = send(consultation)

    assert not second.is_new
    assert second.code == first.code
    assert Submission.objects.count() == Trace.objects.count() == 1


def test_another_answer_from_the_same_device_is_refused(consultation) -> None:
    send(consultation)

    with pytest.raises(AnsweredDifferentlyError):
        send(consultation, ANSWERS | {"clarity": 9})

    assert Submission.objects.get().answers["clarity"] == 8


def test_many_people_without_a_device_are_all_counted(consultation) -> None:
    for _person in range(3):
        send(consultation, origin=Origin(channel=Channel.MEETING))

    assert Submission.objects.filter(channel=Channel.MEETING).count() == 3


FAULTS = [
    ({"stance": None}, {"stance": Fault.MISSING}),
    ({"stance": "maybe"}, {"stance": Fault.UNKNOWN_CHOICE}),
    ({"clarity": 10**400}, {"clarity": Fault.TOO_HIGH}),
    ({"grid.price": "perhaps"}, {"grid.price": Fault.UNKNOWN_CHOICE}),
    ({"topics.other": "x" * 301}, {"topics.other": Fault.TOO_LONG}),
    ({"remarks.quote": "yes"}, {"remarks.quote": Fault.MISSING}),
    ({"region": "Magelang"}, {"region": Fault.NO_REGION}),
]


@pytest.mark.parametrize(("wrong", "faults"), FAULTS)
def test_what_does_not_answer_a_question_leaves_nothing_behind(consultation, wrong, faults) -> None:
    answers = {key: value for key, value in (ANSWERS | wrong).items() if value is not None}

    with pytest.raises(FaultyError) as refused:
        send(consultation, answers)

    assert refused.value.faults == faults
    assert not Submission.objects.exists()


def test_what_was_not_asked_is_not_kept(consultation) -> None:
    send(consultation, ANSWERS | {"of_another_consultation": "x", "clarity@kom-9": 3})

    assert Submission.objects.get().answers.keys() < ANSWERS.keys()


def test_an_answer_costs_few_statements(consultation, django_assert_max_num_queries) -> None:
    send(consultation, origin=Origin(device="first"))

    with django_assert_max_num_queries(7):  # two are savepoints that only a test has
        send(consultation)


def test_codes_differ() -> None:
    assert receipts.code_of(uuid4()) != receipts.code_of(uuid4())


def test_own_words_about_oneself_stand_beside_the_choice() -> None:
    """What somebody writes for "other" does not take the place of the choice."""
    gender = Asked(
        "sex",
        QuestionKind.SINGLE,
        Bilingual("Jenis kelamin"),
        characteristic=Characteristic.GENDER,
        has_other=True,
    )
    definition = Definition(screens=(Screen("one", questions=(gender,)),))

    judged = judge(definition, {"sex": "other", "sex.other": "Nonbiner"})

    assert judged.background == {"gender": "other", "gender.other": "Nonbiner"}
    assert judged.answers == {}
