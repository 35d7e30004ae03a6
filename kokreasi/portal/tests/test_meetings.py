"""Meetings on the pages of plans, stages, commitments and at the start."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from kokreasi.core.days import today_in_jakarta
from kokreasi.meetings.choices import CheckInWay, MeetingState
from kokreasi.meetings.services import meetings
from kokreasi.meetings.services.attendance import Attendee, attend_all
from kokreasi.meetings.tests.factories import make_meeting
from kokreasi.plans.events import counts_asked
from kokreasi.plans.tests.factories import both, make_commitment, make_plan, make_stage
from kokreasi.portal.meetings import held_in, met_in
from kokreasi.register.services import state

pytestmark = pytest.mark.django_db

DAYS = {"opens_on": date(2018, 9, 1), "closes_on": date(2018, 11, 30)}


@pytest.fixture
def plan():
    return make_plan(is_open=True)


@pytest.fixture
def stage(plan):
    return make_stage(plan, "Bilateral", meaning="bilateral", **DAYS)


def held(plan, *stages, people=0, **fields):
    meeting = make_meeting(
        is_public=True, plan=plan, stages=stages, state=MeetingState.HELD, **fields
    )
    came = [Attendee(name=f"Peserta {number}") for number in range(people)]
    if came:
        attend_all(meeting, came, way=CheckInWay.LIST, by=None)
    return meeting


def shown(client, name, *arguments) -> str:
    return client.get(reverse(name, args=arguments)).content.decode()


def test_only_what_was_held_in_public_is_counted(plan, stage) -> None:
    held(plan, stage, people=3)
    held(plan, people=2)
    make_meeting(plan=plan, stages=[stage], state=MeetingState.HELD)
    coming = make_meeting(is_public=True, plan=plan, stages=[stage], day=date(2018, 10, 1))
    cancelled = make_meeting(is_public=True, plan=plan, stages=[stage], day=date(2018, 10, 2))
    meetings.cancel(cancelled, because="No quorum.", by=None)

    met = met_in(plan)

    assert met.whole.counts() == {"meetings": 2, "participants": 5}
    assert met.of(stage).counts() == {"meetings": 1, "participants": 3}
    assert coming.day in met.of(stage).days
    assert cancelled.day not in met.of(stage).days


def test_nothing_recorded_is_not_zero(plan, stage) -> None:
    held(plan, stage)

    assert met_in(plan).of(stage).counts() == {"meetings": 1, "participants": None}
    assert met_in(make_plan("2030")).whole.counts() == {"meetings": None, "participants": None}


def test_the_link_of_a_count_leads_to_what_was_counted(client, plan, stage) -> None:
    counted = held(plan, stage)
    held(plan)
    make_meeting(is_public=True, plan=plan, stages=[stage], day=date(2018, 10, 1))

    assert list(client.get(held_in(plan, stage)).context["page"]) == [counted]


def test_the_timeline_shows_meetings_as_dots_and_says_how_many(client, plan, stage) -> None:
    for day in (3, 4, 4):
        held(plan, stage, day=date(2018, 9, day))

    html = shown(client, "plan", plan.reference)

    assert html.count('class="timeline-dot"') == 2
    assert "3 pertemuan" in html


def test_the_count_stands_beside_what_a_source_states(client, plan, stage) -> None:
    label, source = both("Meetings"), both("Page of the plan")
    state(stage.record, measure="meetings", label=label, value=14, source=source, by=None)
    meeting = held(plan, stage)

    html = shown(client, "stage", stage.reference)

    assert 'value="1"' in html
    assert "14" in html
    assert meeting.get_absolute_url() in html


def test_a_commitment_names_the_meeting_in_which_it_was_discussed(client, plan) -> None:
    commitment = make_commitment(plan, is_published=True)
    public = held(plan, subjects=[commitment.record])
    hidden = make_meeting(plan=plan, subjects=[commitment.record])

    html = shown(client, "commitment", commitment.reference)

    assert public.get_absolute_url() in html
    assert hidden.reference not in html


def test_the_start_page_says_who_meets_next(client) -> None:
    soon = make_meeting(is_public=True, day=today_in_jakarta() + timedelta(days=3))
    gone = make_meeting(is_public=True, day=date(2018, 9, 18))

    html = client.get(reverse("home")).content.decode()

    assert soon.get_absolute_url() in html.split('id="perubahan"')[0]
    assert gone.get_absolute_url() not in html.split('id="perubahan"')[0]


def test_the_feed_of_a_plan_tells_of_its_meetings(client, plan) -> None:
    meeting = held(plan)

    feed = client.get(reverse("record-feed", args=[plan.reference])).content.decode()

    assert meeting.get_absolute_url() in feed


def test_documents_of_the_plan_count_the_same_meetings(plan, stage) -> None:
    held(plan, stage, people=3)

    told = [answer for _receiver, answer in counts_asked.send(type(plan), plan=plan)]

    expected = {"meetings": 1, "participants": 3}
    assert told == [{None: expected, stage.pk: expected}]
