"""What is known of people beside their answers goes on the day that was promised."""

from datetime import timedelta

import pytest

from kokreasi.consultations.choices import Work
from kokreasi.consultations.models import (
    Background,
    Consultation,
    Draft,
    Participant,
    Result,
    Statement,
    Submission,
    Trace,
    Vote,
)
from kokreasi.consultations.services import forgetting, statements
from kokreasi.consultations.services.building import facts
from kokreasi.consultations.services.receiving import Origin, receive
from kokreasi.consultations.tests.answer_files import csv_of, survey, uploaded
from kokreasi.consultations.tests.factories import (
    CLOSES,
    WHILE_OPEN,
    make_consultation,
    published,
)
from kokreasi.consultations.tests.test_voting import vote, with_statements

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


def test_people_are_not_forgotten_while_they_are_counted(consultation) -> None:
    conclude(consultation)
    result = Result.objects.create(consultation=consultation, number=1, asked_at=DUE)

    waiting = forgetting.forget(DUE)
    Result.objects.filter(pk=result.pk).update(state=Work.READY)

    assert waiting == []
    assert len(forgetting.forget(DUE)) == 1


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


@pytest.mark.parametrize(("days", "left"), [(29, 1), (30, 0)])
def test_what_was_never_sent_is_forgotten_after_thirty_days(consultation, days, left) -> None:
    forgetting.forget(CLOSES + timedelta(days=days))

    assert Draft.objects.count() == left


def test_of_a_withdrawn_consultation_people_are_forgotten_without_results(
    consultation, publisher
) -> None:
    facts.withdraw(consultation, reason="Wrong plan", by=publisher)

    forgetting.forget(DUE)

    assert left() == [1, 0, 0]


def test_what_is_still_being_prepared_loses_no_file(db) -> None:
    draft = make_consultation()
    file = uploaded(draft, csv_of(survey()))

    forgetting.forget(DUE)

    file.refresh_from_db()
    assert file.reading


def test_words_that_wait_do_not_keep_people_longer_than_promised(consultation) -> None:
    conclude(consultation)
    Consultation.objects.update(keeps_background_for=700)

    forgetting.forget(DUE)

    assert left() == [1, 0, 0]


def test_where_nothing_has_come_nothing_is_dropped(db) -> None:
    conclude(published())

    assert forgetting.forget(DUE) == []


def test_votes_stay_without_the_device_they_came_from(db) -> None:
    consultation = with_statements()
    vote(consultation, 0)
    statements.send(consultation, text="Buka data", language="id", device="e" * 64, at=WHILE_OPEN)
    conclude(consultation)

    forgetting.forget(DUE)

    assert Vote.objects.count() == 1
    assert not Participant.objects.exclude(device="").exists()
    assert not Statement.objects.exclude(device="").exists()
