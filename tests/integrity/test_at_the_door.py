"""Many at the door of a meeting at once: everybody counted once, every mail sent once."""

from datetime import UTC, date, datetime, time
from functools import partial

import pytest

from kokreasi.meetings.choices import Answer, CheckInWay
from kokreasi.meetings.models import Tally
from kokreasi.meetings.queries.attendance import headcount
from kokreasi.meetings.services import attendance, invitations, meetings
from kokreasi.meetings.services.attendance import Attendee
from kokreasi.meetings.tests.factories import make_meeting
from kokreasi.organisations import services as organisations
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.outbox.models import Message
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

DAY = date(2026, 12, 1)
BEFORE = datetime(2026, 11, 25, tzinfo=UTC)
MANY = 8


def errors(results):
    return sorted(type(result).__name__ for result in results if isinstance(result, Exception))


@pytest.fixture
def meeting():
    meeting = make_meeting(day=DAY, begins=time(9))
    attendance.open_check_in(meeting, by=None)
    return meeting


def check_in(meeting, name="Siti", token="a"):
    return partial(attendance.check_in, meeting, Attendee(name), token=token, on=DAY)


def test_one_form_sent_eight_times_at_once_is_one_person_with_one_receipt(at_once, meeting) -> None:
    results = at_once(*[check_in(meeting)] * MANY)

    assert errors(results) == []
    assert len({row.pk for row in results}) == 1
    assert headcount(meeting).people == 1


def test_the_same_name_on_eight_phones_is_one_person(at_once, meeting) -> None:
    results = at_once(*[check_in(meeting, token=str(number)) for number in range(MANY)])

    assert errors(results) == ["AlreadyListedError"] * (MANY - 1)
    assert headcount(meeting).people == 1


def test_one_form_with_two_names_at_once_is_one_of_them(at_once, meeting) -> None:
    results = at_once(*[check_in(meeting, name=name) for name in ("Siti", "Budi")])

    assert errors(results) == ["SheetUsedError"]
    assert headcount(meeting).people == 1


def test_a_hall_of_people_is_counted_whole(at_once, meeting) -> None:
    results = at_once(*[check_in(meeting, f"P {n}", str(n)) for n in range(MANY)])

    assert errors(results) == []
    assert headcount(meeting).people == MANY


def test_one_list_imported_twice_at_once_counts_once(at_once, meeting) -> None:
    people = [Attendee(f"P {number}") for number in range(5)]
    add = partial(attendance.attend_all, meeting, people, way=CheckInWay.TABLE, by=None)

    results = at_once(add, add)

    assert errors(results) == []
    assert headcount(meeting).people == 5


def test_one_address_invited_four_times_at_once_gets_one_mail(at_once, meeting) -> None:
    invite = partial(invitations.invite, meeting, email="siti@example.org", by=None)

    results = at_once(*[invite] * 4)

    assert errors(results) == ["AlreadyInvitedError"] * 3
    assert Message.objects.count() == 1


def test_two_answers_at_once_leave_one_of_them_and_no_stray_substitute(at_once, meeting) -> None:
    invitee = invitations.invite(meeting, email="siti@example.org", by=None)
    instead = {"substitute": "Budi", "substitute_email": "budi@example.org"}

    results = at_once(
        partial(invitations.answer, invitee, Answer.INSTEAD, at=BEFORE, **instead),
        partial(invitations.answer, invitee, Answer.INSTEAD, at=BEFORE, **instead),
        partial(invitations.answer, invitee, Answer.NO, at=BEFORE),
    )

    invitee.refresh_from_db()
    substitutes = invitee.substitutes.standing().count()
    assert errors(results) == []
    assert substitutes == (1 if invitee.answer == Answer.INSTEAD else 0)


def test_a_change_told_twice_at_once_is_one_mail(at_once, meeting) -> None:
    invitations.invite(meeting, email="siti@example.org", by=None)
    meetings.change(meeting, {"begins": time(10)}, seen=1, by=None)
    tell = partial(invitations.tell_changes, meeting, by=None)

    results = at_once(tell, tell)

    assert sorted(results) == [0, 1]
    assert Message.objects.count() == 2


def test_groups_are_published_once(at_once, meeting) -> None:
    editor = person_with(Role.EDITOR)
    attendance.close_check_in(meeting, by=editor)
    publish = partial(attendance.publish_tally, meeting, by=editor)

    results = at_once(publish, publish)

    assert errors(results) == ["TallyPublishedError"]
    assert Tally.objects.count() == 1


def test_who_checks_in_while_two_organisations_become_one_is_one_person(at_once, meeting) -> None:
    person = person_with(Role.PUBLISHER)
    loser, into = make_ministry("Kementerian Contoh RI"), make_ministry("Kementerian Contoh")

    def at_the_door(body, token):
        who = Attendee("Siti", organisation=body)
        return partial(attendance.check_in, meeting, who, token=token, on=DAY)

    results = at_once(
        partial(organisations.merge, loser, into=into, by=person, reason="Twice."),
        *[at_the_door(loser, f"a{number}") for number in range(3)],
        *[at_the_door(into, f"b{number}") for number in range(3)],
    )

    assert set(errors(results)) <= {"AlreadyListedError"}
    assert headcount(meeting).people == 1
    assert meeting.attendances.get().organisation == into
