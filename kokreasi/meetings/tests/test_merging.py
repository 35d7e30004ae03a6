"""When two organisations become one, meetings follow."""

import pytest

from kokreasi.meetings.models import FollowUp, Invitee
from kokreasi.meetings.services import invitations
from kokreasi.meetings.tests.factories import make_follow_up, make_meeting, make_minutes
from kokreasi.organisations import services as organisations
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.plans.tests.telling import changes, last_line
from kokreasi.register.choices import FacetName

pytestmark = pytest.mark.django_db


@pytest.fixture
def loser(db):
    return make_ministry("Kementerian Contoh RI", "KC RI")


@pytest.fixture
def survivor(db):
    return make_ministry("Kementerian Contoh", "KC")


def merge(loser, survivor, by) -> None:
    organisations.merge(loser, into=survivor, by=by, reason="Tercatat dua kali.")


def test_the_survivor_owes_what_the_loser_owed(loser, survivor, publisher) -> None:
    made = make_follow_up(responsible=[loser])

    merge(loser, survivor, publisher)

    assert list(made.responsible.all()) == [survivor]
    assert made.record.facets.get(name=FacetName.RESPONSIBLE).value == survivor.reference
    assert last_line(made.record)[0] == "follow-up.responsible_merged"
    assert changes(made.record) == [("responsible", "Kementerian Contoh RI", "Kementerian Contoh")]


def test_who_owed_it_under_both_names_owes_it_once(loser, survivor, publisher) -> None:
    made = make_follow_up(responsible=[loser, survivor])

    merge(loser, survivor, publisher)

    assert list(made.responsible.all()) == [survivor]


def test_invitations_points_and_subjects_follow(loser, survivor, publisher) -> None:
    meeting = make_meeting(subjects=[loser.record])
    invitations.invite(meeting, organisation=loser, email="a@example.org", by=publisher)
    minutes = make_minutes(meeting, "Something was said.")
    minutes.points.update(organisation=loser)

    merge(loser, survivor, publisher)

    assert Invitee.objects.get().organisation == survivor
    assert minutes.points.get().organisation == survivor
    assert list(meeting.subjects.all()) == [survivor.record]


def test_a_hidden_loser_is_not_named_in_public(survivor, publisher) -> None:
    hidden = make_ministry("Kementerian Rahasia", public=False)
    made = make_follow_up(responsible=[hidden])

    merge(hidden, survivor, publisher)

    assert not FollowUp.objects.get(pk=made.pk).record.entries.first().is_public
