"""Two report on one follow-up at the same moment: it ends once, and every refusal has words."""

from datetime import date, datetime
from functools import partial

import pytest
from django.utils import timezone

from kokreasi.core.errors import DomainError, StaleError
from kokreasi.meetings.choices import FollowUpState, MeetingState
from kokreasi.meetings.errors import FinishedError
from kokreasi.meetings.imports.follow_ups import take
from kokreasi.meetings.models import Carrying, FollowUp, Reminder
from kokreasi.meetings.services import carrying, follow_ups, meetings
from kokreasi.meetings.services.reminders import remind
from kokreasi.meetings.tests.factories import make_follow_up, make_meeting
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.outbox.models import Message
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.plans.tests.telling import events

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

MANY = 4
DUE = date(2018, 10, 31)


@pytest.fixture
def person(db):
    return person_with(Role.EDITOR)


def errors(results):
    return [type(result) for result in results if isinstance(result, Exception)]


def test_two_who_close_it_differently_close_it_once(at_once, person) -> None:
    made = make_follow_up()

    results = at_once(
        partial(follow_ups.finish, made, outcome="Published.", by=person),
        partial(follow_ups.finish, made, outcome="Sent.", by=person),
        partial(follow_ups.drop, made, because="Not needed.", by=person),
    )

    made.refresh_from_db()
    assert errors(results) == [FinishedError] * 2
    assert made.outcome in {"Published.", "Sent.", "Not needed."}
    assert len([event for event in events(made.record) if event.endswith(("done", "dropped"))]) == 1


def test_the_same_report_sent_many_times_is_one(at_once, person) -> None:
    made = make_follow_up()

    results = at_once(*[partial(follow_ups.finish, made, outcome="Published.", by=person)] * MANY)

    made.refresh_from_db()
    assert errors(results) == []
    assert made.state == FollowUpState.DONE
    assert events(made.record).count("follow-up.done") == 1


def test_closing_and_moving_the_date_leave_both_or_a_refusal(at_once, person) -> None:
    made = make_follow_up(due_on=DUE)
    later = {"due_on": date(2018, 12, 1)}

    results = at_once(
        partial(follow_ups.finish, made, outcome="Published.", by=person),
        partial(follow_ups.change, made, later, seen=1, by=person, reason="Late."),
    )

    made.refresh_from_db()
    assert errors(results) == []
    assert (made.state, made.due_on) == (FollowUpState.DONE, date(2018, 12, 1))


def test_two_who_move_one_date_do_not_overwrite_each_other(at_once, person) -> None:
    made = make_follow_up(due_on=DUE)
    days = [date(2018, 12, 1), date(2019, 1, 1)]

    results = at_once(
        *[
            partial(follow_ups.change, made, {"due_on": day}, seen=1, by=person, reason="Late.")
            for day in days
        ]
    )

    made.refresh_from_db()
    assert errors(results) == [StaleError]
    assert made.due_on in days


def test_two_that_would_replace_each_other_do_not_both(at_once, person) -> None:
    one, other = make_follow_up(), make_follow_up("lain")

    results = at_once(
        partial(follow_ups.replace, one, other, because="wider", by=person),
        partial(follow_ups.replace, other, one, because="wider", by=person),
    )

    states = sorted(FollowUp.objects.values_list("state", flat=True))
    assert len([each for each in results if isinstance(each, DomainError)]) == 1
    assert states == ["open", "replaced"]


def test_follow_ups_written_at_once_have_references_and_places_of_their_own(at_once) -> None:
    meeting = make_meeting()
    add = partial(follow_ups.add, meeting, action="menyusun", by=None)

    results = at_once(*[add] * MANY)

    assert errors(results) == []
    assert sorted(one.reference for one in results) == [
        f"TL-2018-{number:04}" for number in range(1, MANY + 1)
    ]
    assert sorted(one.position for one in results) == [1, 2, 3, 4]


def test_one_table_taken_over_at_once_makes_its_lines_once(at_once, person) -> None:
    meeting = make_meeting(state=MeetingState.HELD)
    data = f"meeting,action\n{meeting.reference},menyusun\n".encode()

    results = at_once(*[partial(take, data, name="a.csv", by=person)] * MANY)

    assert errors(results) == []
    assert FollowUp.objects.count() == 1


def test_a_day_of_reminders_started_twice_at_once_is_sent_once(at_once) -> None:
    office = make_ministry(profile={"mailbox": "kantor@contoh.example.go.id"})
    make_follow_up(responsible=[office], due_on=DUE)
    now: datetime = timezone.now()

    at_once(*[partial(remind, DUE, now=now)] * MANY)

    assert Message.objects.filter(to=office.mailbox).count() == 1
    assert Reminder.objects.count() == 1


def test_what_was_said_at_once_about_one_is_kept_in_one_row(at_once, person) -> None:
    made = make_follow_up()
    following = meetings.next_of(made.meeting, day=date(2018, 11, 1), by=None)

    results = at_once(
        *[partial(carrying.say, following, made, said=words, by=person) for words in ("A", "B")]
    )

    assert errors(results) == []
    assert Carrying.objects.get().said in {"A", "B"}
