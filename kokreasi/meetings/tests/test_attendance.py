"""Who came: recorded once, counted, published without small numbers, forgotten."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.errors import DomainError
from kokreasi.meetings.choices import Answer, CheckInWay, Disability, Gender
from kokreasi.meetings.jobs import forget_old_names
from kokreasi.meetings.models import Attendance, Tally
from kokreasi.meetings.queries.attendance import headcount, headcounts, missing_invitees
from kokreasi.meetings.services import attendance, invitations, meetings
from kokreasi.meetings.services.attendance import Attendee
from kokreasi.meetings.tests.factories import make_meeting
from kokreasi.organisations.choices import Kind
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.people.services import erase as erase_person
from kokreasi.people.tests.factories import UserFactory
from kokreasi.register import services as register

DAY = date(2018, 9, 18)
LATER = datetime(2021, 1, 1, tzinfo=UTC)


@pytest.fixture
def meeting(db):
    return make_meeting(day=DAY, begins=time(9))


def came(meeting, name="Siti", **given):
    given.setdefault("way", CheckInWay.LIST)
    return attendance.attend(meeting, name=name, by=given.pop("by", None), **given)


def crowd(meeting, **groups):
    """Record so many people of each group, each under a name of their own."""
    for group, number in groups.items():
        people = [Attendee(f"{group} {n}", gender=Gender(group)) for n in range(number)]
        attendance.attend_all(meeting, people, way=CheckInWay.LIST, by=None)


# Recording


def test_who_came_is_recorded_with_a_line_that_names_nobody(meeting, editor) -> None:
    row = came(meeting, " Siti Rahma ", organisation_words="Desa Contoh", by=editor)

    line = meeting.record.entries.get(event="meeting.attended")
    assert (row.name, row.organisation_words, row.day) == ("Siti Rahma", "Desa Contoh", DAY)
    assert (line.by, line.is_public) == (editor, False)
    assert "Siti" not in str(line.content())


@pytest.mark.parametrize(
    ("first", "second", "people"),
    [
        ({}, {}, 1),
        ({"name": "Siti Rahma"}, {"name": " siti  RAHMA"}, 1),
        ({"organisation_words": "Desa A"}, {"organisation_words": "desa a."}, 1),
        ({"organisation_words": "Desa A"}, {"organisation_words": "Desa B"}, 2),
        ({"name": "Siti"}, {"name": "Budi"}, 2),
    ],
)
def test_the_same_person_is_recorded_once(first, second, people, meeting) -> None:
    came(meeting, **first)
    came(meeting, **second)

    assert meeting.attendances.count() == people


def test_who_came_on_two_days_is_one(db) -> None:
    meeting = make_meeting(day=DAY, last_day=DAY + timedelta(days=1))
    for day in meeting.days():
        came(meeting, day=day)

    assert meeting.attendances.count() == 2
    assert headcount(meeting).people == 1


@pytest.mark.parametrize("wrong", ["cancelled", "day", "name"])
def test_recording_refuses_and_leaves_nothing_behind(wrong, meeting) -> None:
    if wrong == "cancelled":
        meeting = meetings.cancel(meeting, because="Ditunda", by=None)
    given = {"day": {"day": DAY + timedelta(days=1)}, "name": {"name": " "}}.get(wrong, {})

    with pytest.raises(DomainError):
        came(meeting, **given)

    assert not Attendance.objects.exists()
    assert not meeting.record.entries.filter(event="meeting.attended").exists()


@pytest.mark.parametrize("by", ["person", "email", "name"])
def test_who_was_invited_is_recognised(by, meeting) -> None:
    siti = UserFactory(email="siti@example.org", name="Siti")
    invitee = invitations.invite(meeting, name="Siti", email="siti@example.org", by=None)
    given = {
        "person": {"name": "S. Rahma", "person": siti},
        "email": {"name": "S. Rahma", "email": "SITI@example.org"},
        "name": {"name": "siti"},
    }[by]

    row = came(meeting, **given)

    assert row.invitee == invitee
    assert list(missing_invitees(meeting)) == []


def test_somebody_who_was_not_there_is_taken_off(meeting, editor) -> None:
    row = came(meeting)

    attendance.remove(row, by=editor)

    assert headcount(meeting).people is None
    assert meeting.record.entries.filter(event="meeting.attended").count() == 2


# Check-in


@pytest.fixture
def opened(meeting, editor):
    attendance.open_check_in(meeting, by=editor)
    return meeting


def test_a_form_sent_twice_gives_the_same_receipt(opened) -> None:
    rows = [attendance.check_in(opened, Attendee("Siti"), token="a", on=DAY) for _time in range(2)]

    assert rows[0] == rows[1]
    assert opened.attendances.count() == 1


def test_a_form_sent_again_with_another_name_is_refused(opened) -> None:
    attendance.check_in(opened, Attendee("Siti"), token="a", on=DAY)

    with pytest.raises(attendance.SheetUsedError):
        attendance.check_in(opened, Attendee("Budi"), token="a", on=DAY)

    assert [row.name for row in opened.attendances.all()] == ["Siti"]


def test_another_form_with_the_same_name_gets_no_receipt_of_the_first(opened) -> None:
    attendance.check_in(opened, Attendee("Siti"), token="a", on=DAY)

    with pytest.raises(attendance.AlreadyListedError):
        attendance.check_in(opened, Attendee("Siti"), token="b", on=DAY)


def test_closed_check_in_takes_nobody_but_gives_old_receipts(opened, editor) -> None:
    row = attendance.check_in(opened, Attendee("Siti"), token="a", on=DAY)
    attendance.close_check_in(opened, by=editor)

    assert attendance.check_in(opened, Attendee("Siti"), token="a", on=DAY) == row
    with pytest.raises(attendance.CheckInClosedError):
        attendance.check_in(opened, Attendee("Budi"), token="b", on=DAY)


@pytest.mark.parametrize(("on", "day"), [(-1, 0), (0, 0), (1, 1), (2, 1)])
def test_a_check_in_counts_for_the_nearest_day(on, day, db, editor) -> None:
    meeting = make_meeting(day=DAY, last_day=DAY + timedelta(days=1))
    attendance.open_check_in(meeting, by=editor)

    row = attendance.check_in(meeting, Attendee("Siti"), token="a", on=DAY + timedelta(days=on))

    assert row.day == DAY + timedelta(days=day)


def test_opening_twice_is_one_line(meeting, editor) -> None:
    for _time in range(2):
        attendance.open_check_in(meeting, by=editor)

    assert meeting.record.entries.filter(event="meeting.attended").count() == 1


# Counting


def test_a_meeting_of_which_nobody_is_recorded_counts_nothing(meeting) -> None:
    assert headcount(meeting).people is None


def test_people_are_counted_by_kind_beside_what_a_source_states(meeting) -> None:
    register.state(
        meeting.record,
        measure="participants",
        label=Bilingual(id="Peserta"),
        value=83,
        source=Bilingual(id="Berita"),
        by=None,
    )
    ministry, cso = make_ministry(), make_organisation()
    for name, body in (("a", ministry), ("b", ministry), ("c", cso), ("d", None)):
        came(meeting, name, organisation=body)

    counted = headcount(meeting)

    kinds = [(each.kind, each.people, each.organisations) for each in counted.by_organisation_kind]
    assert kinds == [(Kind.MINISTRY, 2, 1), (Kind.CSO, 1, 1), (None, 1, 0)]
    assert (counted.people, counted.organisations, counted.stated.value) == (4, 2, 83)


def test_many_meetings_are_counted_with_four_queries(db, django_assert_num_queries) -> None:
    shown = [make_meeting(day=DAY) for _number in range(5)]
    for meeting in shown:
        came(meeting)

    with django_assert_num_queries(4):
        counted = headcounts(shown)

    assert {each.people for each in counted.values()} == {1}


# Groups


def test_groups_are_public_only_once_they_are_published(meeting, editor) -> None:
    crowd(meeting, woman=5, man=7)
    assert headcount(meeting).by_gender == {}

    attendance.publish_tally(meeting, by=editor)

    counted = headcount(meeting)
    assert counted.by_gender == {Gender.WOMAN: 5, Gender.MAN: 7}
    assert (counted.people, counted.grouped) == (12, 12)


def test_small_groups_and_what_would_give_them_away_are_not_told(meeting, editor) -> None:
    crowd(meeting, woman=12, man=30, other=2)

    tally = attendance.publish_tally(meeting, by=editor)

    assert headcount(meeting).by_gender == {
        Gender.WOMAN: None,
        Gender.MAN: 30,
        Gender.OTHER: None,
    }
    assert headcount(meeting).by_disability == {Disability.NOT_SAID: 44}
    assert tally.by_gender["other"] is None


def test_groups_stay_as_published_whoever_comes_later(meeting, editor) -> None:
    """Otherwise the difference of two publications would tell who came in between."""
    crowd(meeting, woman=6, man=6)
    attendance.publish_tally(meeting, by=editor)
    came(meeting, "Late", gender=Gender.WOMAN)

    assert headcount(meeting).by_gender == {Gender.WOMAN: 6, Gender.MAN: 6}
    assert (headcount(meeting).people, headcount(meeting).grouped) == (13, 12)
    with pytest.raises(attendance.TallyPublishedError):
        attendance.publish_tally(meeting, by=editor)


def test_groups_are_not_published_while_people_come(opened, editor) -> None:
    with pytest.raises(DomainError):
        attendance.publish_tally(opened, by=editor)

    assert not Tally.objects.exists()


# Forgetting


def personal(row) -> str:
    row.refresh_from_db()
    return "".join([row.name, row.email, row.position, row.organisation_words])


def test_names_are_forgotten_after_a_time_and_counts_stay(meeting, settings) -> None:
    settings.ATTENDANCE_KEPT = timedelta(days=730)
    ministry = make_ministry()
    invitee = invitations.invite(meeting, name="Siti", email="siti@example.org", by=None)
    row = came(meeting, email="siti@example.org", organisation=ministry, gender=Gender.WOMAN)

    forget_old_names(datetime(2020, 9, 17, 10, tzinfo=UTC))
    assert personal(row) != ""

    forget_old_names(datetime(2020, 9, 18, 18, tzinfo=UTC))

    invitee.refresh_from_db()
    counted = headcount(meeting)
    assert (personal(row), row.invitee, row.gender) == ("", None, Gender.WOMAN)
    assert (invitee.name, invitee.email, invitee.erased_at is not None) == ("", "", True)
    assert (counted.people, counted.by_organisation_kind[0].kind) == (1, Kind.MINISTRY)


def test_who_came_on_two_days_is_still_one_when_forgotten(db) -> None:
    meeting = make_meeting(day=DAY, last_day=DAY + timedelta(days=1))
    rows = [came(meeting, day=day) for day in meeting.days()]
    identity = rows[0].identity

    attendance.erase(Attendance.objects.all(), at=LATER, keeps_groups=True)

    assert headcount(meeting).people == 1
    assert not Attendance.objects.filter(identity=identity).exists()


def test_an_erased_person_is_forgotten_in_meetings(meeting, cast) -> None:
    siti = UserFactory(name="Siti", email="siti@example.org")
    invitee = invitations.invite(meeting, person=siti, by=None)
    invitations.answer(invitee, Answer.NO, at=datetime(2018, 9, 1, tzinfo=UTC), remark="Sakit")
    row = came(meeting, person=siti, gender=Gender.WOMAN, disability=Disability.YES)

    erase_person(siti, by=cast["administrator"])

    invitee.refresh_from_db()
    assert personal(row) == ""
    assert (row.person, row.gender, row.disability) == (
        None,
        Gender.NOT_SAID,
        Disability.NOT_SAID,
    )
    assert (invitee.name, invitee.email, invitee.remark, invitee.person) == ("", "", "", None)
    assert (invitee.answer, headcount(meeting).people) == (Answer.NO, 1)
