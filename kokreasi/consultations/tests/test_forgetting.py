"""What is known of people beside their answers goes on the day that was promised."""

from datetime import timedelta

import pytest

from kokreasi.consultations.models import (
    Background,
    Consultation,
    Draft,
    Participant,
    Statement,
    Submission,
    Trace,
    Vote,
)
from kokreasi.consultations.services import forgetting
from kokreasi.consultations.services.receiving import Origin, receive
from kokreasi.consultations.tests.factories import CLOSES, WHILE_OPEN, published
from kokreasi.plans.tests.factories import both

SECOND = timedelta(seconds=1)
DUE = CLOSES + timedelta(days=90)


@pytest.fixture
def consultation(db):
    consultation = published()
    answers = {"stance": "for", "gender": "female"}
    receive(consultation, answers, version=1, origin=Origin(device="d"), at=WHILE_OPEN)
    Draft.objects.create(
        consultation=consultation, device="e", begun_at=WHILE_OPEN, saved_at=WHILE_OPEN
    )
    return consultation


def conclude(consultation) -> None:
    Consultation.objects.filter(pk=consultation.pk).update(concluded_at=CLOSES)


def left() -> list[int]:
    return [model.objects.count() for model in (Submission, Background, Trace)]


@pytest.mark.parametrize(("now", "expected"), [(DUE - SECOND, [1, 1, 1]), (DUE, [1, 0, 0])])
def test_people_are_forgotten_to_the_second_and_answers_stay(consultation, now, expected) -> None:
    conclude(consultation)

    forgetting.forget(now)

    assert left() == expected


def test_people_are_not_forgotten_before_the_results_are_made(consultation) -> None:
    forgetting.forget(DUE + timedelta(days=400))

    consultation.refresh_from_db()
    assert left() == [1, 1, 1]
    assert consultation.dropped_at is None


def test_people_are_forgotten_once(consultation) -> None:
    conclude(consultation)

    first, second = forgetting.forget(DUE), forgetting.forget(DUE + SECOND)

    consultation.refresh_from_db()
    assert (len(first), len(second)) == (1, 0)
    assert consultation.dropped_at == DUE


def test_what_a_file_brings_afterwards_is_forgotten_too(consultation) -> None:
    conclude(consultation)
    forgetting.forget(DUE)
    answers = {"stance": "for", "gender": "male"}
    receive(consultation, answers, version=1, origin=Origin(source="line"), at=WHILE_OPEN)

    again, once_more = forgetting.forget(DUE + SECOND), forgetting.forget(DUE + 2 * SECOND)

    consultation.refresh_from_db()
    assert (len(again), len(once_more)) == (1, 0)
    assert left() == [2, 0, 0]
    assert consultation.dropped_at == DUE


def test_votes_and_statements_stay_without_their_device(consultation) -> None:
    conclude(consultation)
    voter = Participant.objects.create(consultation=consultation, device="d")
    other = Participant.objects.create(consultation=consultation, device="e")
    given = {"consultation": consultation, "sent_on": CLOSES.date(), "text": both("Open data")}
    statement = Statement.objects.create(number=1, device="d", **given)
    for one in (voter, other):
        Vote.objects.create(participant=one, statement=statement, value=1, day=CLOSES.date())

    forgetting.forget(DUE)

    assert Vote.objects.count() == 2
    assert set(Participant.objects.values_list("device", flat=True)) == {""}
    assert set(Statement.objects.values_list("device", flat=True)) == {""}


@pytest.mark.parametrize(("days", "left"), [(29, 1), (30, 0)])
def test_what_was_never_sent_is_forgotten_after_thirty_days(consultation, days, left) -> None:
    forgetting.forget(CLOSES + timedelta(days=days))

    assert Draft.objects.count() == left
