"""Meetings as open data: what everybody reads, and nothing else."""

import csv
from datetime import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kokreasi.exchange.exports.meetings import MEETINGS
from kokreasi.exchange.tests.test_docs import promised
from kokreasi.meetings.choices import Access, MeetingState
from kokreasi.meetings.tests.factories import make_follow_up, make_meeting
from kokreasi.plans.tests.factories import both, make_plan, make_stage
from kokreasi.register import services as register

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan(is_open=True)


def table(client) -> list[dict[str, str]]:
    answer = client.get(reverse("data-meetings", args=["csv"]))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def test_meetings_hold_what_their_pages_show_and_no_more(client, plan) -> None:
    stage, draft = make_stage(plan), make_plan("2030")
    meeting = make_meeting(
        is_public=True,
        plan=plan,
        stages=[stage],
        subjects=[plan.record, draft.record],
        begins=time(9, 30),
        online_link="https://zoom.example/1",
        chair="Ibu R",
        state=MeetingState.HELD,
    )
    make_follow_up(meeting=meeting)
    make_meeting("Rahasia", plan=plan)
    make_meeting("Tertutup", plan=plan, access=Access.INVITED)

    (row,) = table(client)

    assert (row["reference"], row["stages"], row["about"]) == (
        meeting.reference,
        stage.reference,
        plan.reference,
    )
    assert (row["day"], row["begins"], row["ends"]) == ("2018-09-18", "09:30", "")
    assert (row["participants"], row["follow_ups"]) == ("", "1")
    assert "zoom.example" not in str(row)
    assert "Ibu R" not in str(row)


def test_what_a_source_states_stands_beside_the_count(client, plan) -> None:
    meeting = make_meeting(is_public=True, plan=plan)
    words = {"label": both("Participants"), "source": both("Page")}
    register.state(meeting.record, measure="participants", value=83, by=None, **words)

    (row,) = table(client)

    assert (row["participants"], row["stated_participants"]) == ("", "83.00")


def test_the_table_asks_the_same_for_one_and_for_thirty(client, plan) -> None:
    stage = make_stage(plan)
    make_meeting(is_public=True, plan=plan, stages=[stage], subjects=[plan.record])
    one = asked(client)
    for number in range(29):
        fields = {"plan": plan, "stages": [stage], "subjects": [plan.record]}
        make_meeting(f"M{number}", is_public=True, **fields)

    assert asked(client) == one


def asked(client) -> int:
    with CaptureQueriesContext(connection) as queries:
        table(client)
    return len(queries)


def test_a_meeting_of_no_plan_is_in_it_too(client) -> None:
    make_meeting(is_public=True)

    (row,) = table(client)

    assert row["plan"] == ""


def test_the_columns_are_those_that_are_promised() -> None:
    assert [one.name for one in MEETINGS] == promised("### pertemuan:")
