"""What waits for moderators and the secretariat about consultations."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kokreasi.consultations.choices import PartKind, Work
from kokreasi.consultations.models import Result
from kokreasi.consultations.services import findings, results, statements
from kokreasi.consultations.tests.factories import (
    AFTERWARDS,
    WHILE_OPEN,
    make_consultation,
    published,
)
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.plans.tests.factories import both
from kokreasi.proposals.tests.factories import make_answer
from kokreasi.workspace.consultations import of_consultations

pytestmark = pytest.mark.django_db

EVERYBODY = set(Role)
SECRETARIAT = {Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR}


def told(words: str, at=AFTERWARDS) -> set[Role]:
    """Name the roles whose start page says this."""
    people = {role: person_with(role) for role in EVERYBODY}
    return {
        role
        for role, person in people.items()
        if any(words in task.words for task in of_consultations(person, at))
    }


def test_moderators_read_what_participants_sent() -> None:
    consultation = published(make_consultation(kinds=tuple(PartKind)))
    statements.send(
        consultation, text="Buka anggaran desa", language="id", device="d", at=WHILE_OPEN
    )

    assert told("menunggu moderasi") == {Role.MODERATOR, *SECRETARIAT}


def test_the_secretariat_is_told_of_a_draft_that_should_open() -> None:
    now = timezone.now()
    make_consultation(opens_at=now + timedelta(days=3), closes_at=now + timedelta(days=9))

    assert told("masih rancangan", at=now) == SECRETARIAT
    assert told("masih rancangan", at=now - timedelta(days=9)) == set()


def test_the_secretariat_is_told_of_results_until_they_are_published() -> None:
    consultation = published()
    results.conclude(consultation, at=AFTERWARDS)
    Result.objects.update(state=Work.READY, made_at=AFTERWARDS)

    assert told("belum diterbitkan") == SECRETARIAT
    Result.objects.update(published_at=AFTERWARDS)
    assert told("belum diterbitkan") == set()


def test_of_one_consultation_one_result_waits_and_none_after_one_is_out() -> None:
    consultation = published()
    results.conclude(consultation, at=AFTERWARDS)
    Result.objects.update(state=Work.READY, made_at=AFTERWARDS)
    again = Result.objects.create(
        consultation=consultation,
        number=2,
        state=Work.READY,
        asked_at=AFTERWARDS,
        made_at=AFTERWARDS,
    )

    publisher = person_with(Role.PUBLISHER)

    both_wait = list(of_consultations(publisher, AFTERWARDS))
    Result.objects.exclude(pk=again.pk).update(published_at=AFTERWARDS)

    assert len(both_wait) == 1
    assert list(of_consultations(publisher, AFTERWARDS)) == []


def test_publishers_publish_what_is_answered() -> None:
    finding = findings.name(published(), title=both("Budgets"), by=None)
    assert told("temuan") == set()

    findings.answer(finding, given=make_answer(), by=None)

    assert told("temuan") == {Role.PUBLISHER, Role.ADMINISTRATOR}
