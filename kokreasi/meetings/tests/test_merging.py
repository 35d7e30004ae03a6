"""When two organisations become one, meetings follow."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kokreasi.meetings.choices import CheckInWay, Gender
from kokreasi.meetings.models import FollowUp, Invitee
from kokreasi.meetings.queries.attendance import headcount
from kokreasi.meetings.services import attendance, invitations
from kokreasi.meetings.tests.factories import A_DAY, make_follow_up, make_meeting, make_minutes
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


def attend(meeting, organisation, name="Siti Rahma", **fields):
    fields.setdefault("way", CheckInWay.LIST)
    return attendance.attend(meeting, name=name, organisation=organisation, by=None, **fields)


def test_who_is_listed_under_both_names_counts_once(loser, survivor, publisher) -> None:
    meeting = make_meeting()
    attend(meeting, loser, "SITI  Rahma", position="Analyst")
    attend(meeting, survivor, email="siti@example.org")
    attend(meeting, loser, "Budi")

    merge(loser, survivor, publisher)

    assert headcount(meeting).people == 2
    siti = meeting.attendances.get(name__icontains="siti")
    assert (siti.organisation, siti.position, siti.email) == (
        survivor,
        "Analyst",
        "siti@example.org",
    )
    assert last_line(meeting.record)[0] == "meeting.attendance_joined"


def test_who_came_on_two_days_under_two_names_is_one_person(loser, survivor, publisher) -> None:
    meeting = make_meeting(last_day=A_DAY + timedelta(days=1))
    attend(meeting, loser, day=A_DAY)
    attend(meeting, survivor, day=A_DAY + timedelta(days=1))

    merge(loser, survivor, publisher)

    assert (headcount(meeting).people, meeting.attendances.count()) == (1, 2)


def test_who_signs_in_again_after_the_merger_is_known(loser, survivor, publisher) -> None:
    meeting = make_meeting()
    before = attend(meeting, loser)

    merge(loser, survivor, publisher)

    assert attend(meeting, survivor) == before
    assert attend(meeting, loser) == before


def test_the_row_whose_receipt_somebody_has_is_kept(loser, survivor, publisher) -> None:
    meeting = make_meeting()
    attend(meeting, loser, gender=Gender.WOMAN)
    own = attend(meeting, survivor, way=CheckInWay.CODE)

    merge(loser, survivor, publisher)

    kept = meeting.attendances.get()
    assert (kept.receipt, kept.gender) == (own.receipt, Gender.WOMAN)


def test_names_that_were_forgotten_stay_counted(loser, survivor, publisher) -> None:
    meeting = make_meeting()
    attend(meeting, loser)
    attend(meeting, survivor)
    attendance.erase(meeting.attendances.all(), at=timezone.now(), keeps_groups=False)

    merge(loser, survivor, publisher)

    assert set(meeting.attendances.values_list("organisation", flat=True)) == {survivor.pk}
    assert headcount(meeting).people == 2


def test_a_merger_asks_the_same_for_many_people(
    loser, survivor, publisher, django_assert_max_num_queries
) -> None:
    meeting = make_meeting()
    for number in range(30):
        attend(meeting, loser, f"Person {number}")
        attend(meeting, survivor, f"Person {number}")

    with django_assert_max_num_queries(130):
        merge(loser, survivor, publisher)

    assert headcount(meeting).people == 30
