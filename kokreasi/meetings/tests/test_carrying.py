"""What one meeting leaves open comes back in the next of its series, by itself."""

from datetime import date

import pytest

from kokreasi.meetings.choices import FollowUpState, MeetingState
from kokreasi.meetings.models import Carrying
from kokreasi.meetings.queries.follow_ups import carried_into, returns_of, said_in
from kokreasi.meetings.services import carrying, follow_ups, meetings, minutes
from kokreasi.meetings.services.carrying import NotCarriedError
from kokreasi.meetings.tests.factories import make_follow_up, make_meeting, make_minutes
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.plans.tests.telling import last_line
from kokreasi.plans.tests.untouched import refused

pytestmark = pytest.mark.django_db

NEXT_DAY = date(2018, 10, 18)


@pytest.fixture
def first(db):
    return make_meeting(is_public=True, state=MeetingState.HELD)


@pytest.fixture
def following(first):
    made = meetings.next_of(first, day=NEXT_DAY, by=None)
    meetings.publish(made, by=None)
    made.record.refresh_from_db()
    return made


def actions(meeting) -> list[str]:
    return [one.action for one in carried_into(meeting)]


def make_final(meeting, by) -> None:
    minutes.finalise(make_minutes(meeting, "Something was said."), by=by)
    meeting.refresh_from_db()


def test_only_what_counts_and_is_open_comes_back_the_most_urgent_first(
    first, following, editor
) -> None:
    first.refresh_from_db()
    make_follow_up("nanti", meeting=first, due_on=date(2018, 12, 1))
    make_follow_up("segera", meeting=first, due_on=date(2018, 10, 1))
    done = make_follow_up("selesai", meeting=first)
    follow_ups.finish(done, outcome="done", on=date(2018, 10, 1), by=editor)
    make_follow_up("rancangan", meeting=first, is_agreed=False)
    make_follow_up("rapat lain")

    assert actions(following) == ["segera", "nanti"]
    assert actions(first) == []


def test_what_was_closed_on_the_day_itself_still_comes_back(first, following, editor) -> None:
    made = make_follow_up("hari ini", meeting=first)
    follow_ups.finish(made, outcome="done", on=NEXT_DAY, by=editor)

    assert actions(following) == ["hari ini"]


def test_nothing_comes_back_without_a_series_or_in_a_cancelled_meeting(
    first, following, editor
) -> None:
    make_follow_up("tugas", meeting=first)
    meetings.cancel(following, because="illness", by=editor)
    following.refresh_from_db()

    assert actions(following) == []
    assert actions(make_meeting(day=NEXT_DAY)) == []


def test_it_returns_until_it_is_done(first, following, editor) -> None:
    made = make_follow_up("tugas", meeting=first)
    third = meetings.next_of(following, day=date(2018, 11, 18), by=editor)
    before = actions(third)

    follow_ups.finish(made, outcome="done", on=date(2018, 11, 1), by=editor)

    assert (before, actions(third)) == (["tugas"], [])


def test_final_minutes_keep_what_came_back_and_what_was_said(first, following, editor) -> None:
    made = make_follow_up("tugas", meeting=first)
    follow_ups.start(made, by=editor)
    carrying.say(following, made, said="Half of it is done.", by=editor)

    make_final(following, editor)
    follow_ups.finish(made, outcome="done", by=editor)

    row = Carrying.objects.get()
    assert (row.said, row.state) == ("Half of it is done.", FollowUpState.IN_PROGRESS)
    assert actions(following) == ["tugas"]


def test_say_again_replaces_and_the_history_knows(first, following, editor) -> None:
    made = make_follow_up("tugas", meeting=first)

    carrying.say(following, made, said="One.", by=editor)
    carrying.say(following, made, said="Two.", by=editor)
    carrying.say(following, made, said=" Two. ", by=editor)

    assert said_in(following) == {made.pk: "Two."}
    assert made.record.entries.filter(event="follow-up.discussed").count() == 2
    assert not last_line(made.record)[3]


def test_say_refuses_what_does_not_come_back(first, following, editor) -> None:
    other = make_follow_up("rapat lain")

    with refused(NotCarriedError):
        carrying.say(following, other, said="x", by=editor)


def test_where_it_came_back_is_told_once_the_minutes_are_final(first, following, editor) -> None:
    made = make_follow_up("tugas", meeting=first)
    carrying.say(following, made, said="Half of it.", by=editor)
    reader = person_with(Role.REVIEWER)
    before = returns_of(made, reader)

    make_final(following, editor)

    assert before == []
    assert [(one.meeting, one.said) for one in returns_of(made, reader)] == [
        (following, "Half of it.")
    ]


def test_a_later_correction_keeps_how_it_stood_at_the_end_of_the_meeting(
    first, following, editor
) -> None:
    made = make_follow_up("tugas", meeting=first)
    make_final(following, editor)
    follow_ups.finish(made, outcome="Selesai.", by=editor)
    minutes.reopen(following.minutes, by=editor, reason="Salah tulis")

    minutes.finalise(following.minutes, by=editor)

    assert following.carried.get().state == FollowUpState.OPEN


def test_as_many_queries_for_one_as_for_thirty(first, following, django_assert_num_queries) -> None:
    for number in range(30):
        make_follow_up(f"tugas {number}", meeting=first)

    with django_assert_num_queries(3):
        assert len(carried_into(following)) == 30
