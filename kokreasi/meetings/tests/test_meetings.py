"""Arranging, changing, announcing and cancelling meetings."""

from datetime import date, time

import pytest

from kokreasi.meetings.choices import Access, MeetingState
from kokreasi.meetings.events import meeting_changed
from kokreasi.meetings.models import Meeting
from kokreasi.meetings.services import meetings
from kokreasi.meetings.tests.factories import make_meeting, meeting_kind
from kokreasi.plans.tests.factories import both, make_plan, make_stage
from kokreasi.register.choices import FacetName, Tie
from kokreasi.register.models import Link, Record
from kokreasi.register.services import ReasonMissingError

pytestmark = pytest.mark.django_db

DAY = date(2018, 9, 18)


@pytest.fixture
def told():
    """The meetings of which calendars were told, with their sequence."""
    heard = []

    def hear(*, meeting, **_):
        heard.append((meeting.reference, meeting.sequence))

    meeting_changed.connect(hear)
    yield heard
    meeting_changed.disconnect(hear)


def test_references_count_within_the_year_of_the_meeting() -> None:
    days = [date(2018, 9, 18), date(2020, 10, 8), date(2018, 10, 23)]

    references = [make_meeting(day=day).reference for day in days]

    assert references == ["RPT-2018-001", "RPT-2020-001", "RPT-2018-002"]


def test_a_new_meeting_is_known_to_the_register_and_to_nobody_else() -> None:
    plan = make_plan()
    stage = make_stage(plan)

    meeting = make_meeting(plan=plan, stages=[stage], begins=time(9, 30), agenda=["A", ("B", 20)])

    record = meeting.record
    assert not record.is_public
    assert record.sort_key == "2018-09-18 09:30"
    assert set(record.facets.values_list("name", "value")) == {
        (FacetName.MEETING_KIND, "bilateral"),
        (FacetName.PLAN, plan.reference),
        (FacetName.STAGE, stage.reference),
    }
    assert list(meeting.agenda.values_list("title", "duration")) == [("A", None), ("B", 20)]
    assert not record.entries.filter(is_public=True).exists()


REFUSED = [
    ({"last_day": DAY}, meetings.DaysReversedError),
    ({"ends": time(12)}, meetings.HoursReversedError),
    ({"begins": time(12), "ends": time(12)}, meetings.HoursReversedError),
]


@pytest.mark.parametrize(("fields", "refusal"), REFUSED)
def test_days_and_hours_run_forwards(fields, refusal) -> None:
    with pytest.raises(refusal):
        make_meeting(**fields)

    assert not Meeting.objects.exists()
    assert not Record.objects.exists()


def test_a_night_between_two_days_may_end_before_the_hour_at_which_it_began() -> None:
    meeting = make_meeting(begins=time(13), ends=time(12), last_day=date(2018, 9, 19))

    assert meeting.ends_at > meeting.starts_at


def test_stages_belong_to_the_plan_of_the_meeting() -> None:
    foreign = make_stage(make_plan("2020"))

    with pytest.raises(meetings.ForeignStageError):
        make_meeting(plan=make_plan(), stages=[foreign])


def test_what_calendars_show_is_counted_and_told(editor, told) -> None:
    meeting = make_meeting(is_public=True)

    meetings.change(meeting, {"summary": both("About tenders")}, seen=1, by=editor)
    assert told == []
    meetings.change(meeting, {"place": "Bappenas"}, seen=2, by=editor)

    assert told == [("RPT-2018-001", 1)]


def test_what_only_the_invited_may_know_stays_out_of_the_public_history(editor) -> None:
    meeting = make_meeting(is_public=True)
    values = {"online_link": "https://zoom.example/1", "chair": "Ibu R", "place": "Bappenas"}

    meetings.change(meeting, values, seen=1, by=editor)

    public = [entry.changes for entry in meeting.record.entries.filter(is_public=True)]
    assert "Bappenas" in str(public)
    assert "zoom.example" not in str(public)
    assert "Ibu R" not in str(public)
    assert "zoom.example" in str(list(meeting.record.entries.values_list("changes", flat=True)))


def test_the_register_follows_what_the_meeting_is_called_and_about(editor) -> None:
    meeting = make_meeting()
    first, second = make_plan("2018").record, make_plan("2020").record
    meetings.change(meeting, {"subjects": [first]}, seen=1, by=editor)

    values = {"title": both("Beneficial owners"), "subjects": [second], "day": date(2018, 9, 20)}
    changed = meetings.change(meeting, values, seen=2, by=editor)

    meeting.record.refresh_from_db()
    assert meeting.record.title == changed.title
    assert meeting.record.sort_key.startswith("2018-09-20")
    tied = Link.objects.filter(target=meeting.record, tie=Tie.DISCUSSED_IN)
    assert [link.source for link in tied] == [second]


def test_only_the_invited_know_of_a_closed_meeting(publisher) -> None:
    closed, announced = make_meeting(access=Access.INVITED), make_meeting(is_public=True)

    with pytest.raises(meetings.ClosedMeetingError):
        meetings.publish(closed, by=publisher)
    with pytest.raises(meetings.AnnouncedError):
        meetings.change(announced, {"access": Access.INVITED}, seen=1, by=publisher)

    closed.record.refresh_from_db()
    assert not closed.record.is_public


def test_cancelling_says_why_once(editor, told) -> None:
    meeting = make_meeting(is_public=True)

    with pytest.raises(ReasonMissingError):
        meetings.cancel(meeting, because=" ", by=editor)
    meetings.cancel(meeting, because="The hall is flooded.", by=editor)
    meetings.cancel(meeting, because="Again.", by=editor)

    meeting.refresh_from_db()
    assert (meeting.state, meeting.cancelled_because) == ("cancelled", "The hall is flooded.")
    assert told == [(meeting.reference, 1)]
    assert meeting.record.entries.get(event="meeting.cancelled").reason == "The hall is flooded."


def test_held_and_cancelled_exclude_each_other(editor) -> None:
    held = meetings.hold(make_meeting(), by=editor)
    cancelled = meetings.cancel(make_meeting(), because="No quorum.", by=editor)

    with pytest.raises(meetings.HeldError):
        meetings.cancel(held, because="Too late.", by=editor)
    with pytest.raises(meetings.CancelledError):
        meetings.hold(cancelled, by=editor)


def test_the_next_meeting_continues_the_series(editor) -> None:
    plan = make_plan()
    stage = make_stage(plan)
    first = make_meeting(plan=plan, stages=[stage], place="Bappenas", begins=time(9))

    second = meetings.next_of(first, day=date(2018, 10, 18), by=editor)
    third = meetings.next_of(second, day=date(2018, 11, 18), by=editor)

    first.refresh_from_db()
    assert first.series == second.series == third.series
    assert (second.place, second.begins, list(second.stages.all())) == (
        "Bappenas",
        time(9),
        [stage],
    )
    assert second.state == MeetingState.PLANNED
    assert second.reference == "RPT-2018-002"


def test_a_kind_of_a_factory_is_made_once() -> None:
    assert meeting_kind("visit") == meeting_kind("visit")
