"""Invitations, their mails and calendars, answers and substitutes."""

from datetime import UTC, date, datetime, time, timedelta
from email import message_from_bytes
from email.policy import default

import icalendar
import ics
import pytest
from django.core import mail

from kokreasi.core.errors import DomainError
from kokreasi.meetings import keys
from kokreasi.meetings.choices import Answer, Zone
from kokreasi.meetings.models import Invitee
from kokreasi.meetings.queries.invitations import answers_to, find, invitations_of, unanswered_by
from kokreasi.meetings.services import invitations, meetings
from kokreasi.meetings.services.invitations import Guest
from kokreasi.meetings.services.meetings import CancelledError
from kokreasi.meetings.tests.factories import make_meeting
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.outbox.models import Message
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import RoleGrantFactory, UserFactory

DAY = date(2026, 12, 1)
BEFORE = datetime(2026, 11, 25, 3, tzinfo=UTC)
LONG = (
    "Direktorat Pembangunan, Evaluasi, dan Pengendalian Pembangunan Daerah; Kementerian "
    "Perencanaan Pembangunan Nasional/Badan Perencanaan Pembangunan Nasional “Bappenas”"
)


@pytest.fixture
def meeting(db):
    return make_meeting(
        day=DAY,
        begins=time(9, 30),
        ends=time(12, 15),
        place="Bappenas, Jl. Taman Suropati 2",
        online_link="https://zoom.example.org/j/1?pwd=a",
        agenda=["Pembukaan; sambutan", "Pembahasan"],
    )


@pytest.fixture
def sending(django_capture_on_commit_callbacks):
    """Do something and give the mails that it sent."""

    def act(service, *args, **given):
        before = len(mail.outbox)
        with django_capture_on_commit_callbacks(execute=True):
            service(*args, **given)
        return mail.outbox[before:]

    return act


def appointment_text(sent) -> str:
    """Take the appointment out of a mail as a mail program does."""
    parsed = message_from_bytes(sent.message().as_bytes(), policy=default)
    parts = {part.get_content_type(): part for part in parsed.walk()}
    assert "method" in parts["text/calendar"]["Content-Type"].params
    return parts["text/calendar"].get_content()


def appointment(sent) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(appointment_text(sent))


def event_in(sent) -> icalendar.Event:
    (event,) = appointment(sent).walk("VEVENT")
    return event


def key_in(sent) -> str:
    return sent.body.split("/hadir/")[1].split("/")[0]


def test_invite_writes_to_the_mailbox_of_the_office(meeting, editor, sending) -> None:
    ministry = make_ministry("Kementerian Contoh", profile={"mailbox": "ppid@example.org"})

    (sent,) = sending(invitations.invite, meeting, organisation=ministry, by=editor)

    invitee = meeting.invitees.get()
    line = meeting.record.entries.get(event="meeting.invited")
    assert sent.to == ["ppid@example.org"]
    assert sent.subject == "Undangan: Open tenders (id)"
    assert "Selasa, 1 Desember 2026, 09.30–12.15 WIB" in sent.body
    assert find(key_in(sent)) == invitee
    assert key_in(sent) not in str(Invitee.objects.values().get())
    assert (invitee.told, invitee.answer) == (0, Answer.NONE)
    assert (line.by, line.is_public, line.says.id) == (editor, False, "mengirim undangan (1)")


def test_invite_takes_the_address_of_a_person_and_the_language(meeting, sending) -> None:
    siti = UserFactory(name="Siti", email="siti@example.org")

    (sent,) = sending(invitations.invite, meeting, person=siti, language="en", by=None)

    assert sent.subject == "Invitation: Open tenders (en)"
    assert "/en/hadir/" in sent.body
    assert meeting.invitees.get().name == "Siti"


def test_an_invited_address_belongs_to_its_account(meeting) -> None:
    siti = UserFactory(email="siti@example.org")

    invitee = invitations.invite(meeting, name="Bu Siti", email="Siti@Example.org", by=None)

    assert (invitee.person, invitee.email) == (siti, "siti@example.org")


def test_who_has_no_address_is_invited_without_a_mail(meeting, sending) -> None:
    cso = make_organisation()

    assert sending(invitations.invite, meeting, organisation=cso, by=None) == []
    assert meeting.invitees.get().told == -1


def test_nobody_is_invited_twice(meeting, sending) -> None:
    cso = make_organisation()
    guests = [Guest(cso), Guest(name="Siti", email="siti@example.org")]
    invitations.invite_all(meeting, guests, by=None)

    again = sending(invitations.invite_all, meeting, [*guests, *guests], by=None)

    assert again == []
    assert meeting.invitees.count() == 2
    with pytest.raises(invitations.AlreadyInvitedError):
        invitations.invite(meeting, organisation=cso, by=None)


@pytest.mark.parametrize("state", ["cancelled", "held", "nobody"])
def test_invite_refuses_and_leaves_nothing_behind(state, meeting) -> None:
    if state == "cancelled":
        meetings.cancel(meeting, because="Ditunda", by=None)
    if state == "held":
        meetings.hold(meeting, by=None)
    email = "" if state == "nobody" else "siti@example.org"

    with pytest.raises(DomainError):
        invitations.invite(meeting, email=email, by=None)

    assert not meeting.invitees.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize("zone", Zone)
def test_the_appointment_is_read_by_a_library_that_nobody_here_wrote(zone, db, sending) -> None:
    meeting = make_meeting(
        LONG, day=DAY, begins=time(9, 30), ends=time(12, 15), zone=zone, place="Aula, lt. 2; B"
    )

    (sent,) = sending(invitations.invite, meeting, name=LONG, email="siti@example.org", by=None)

    text = appointment_text(sent)
    (event,) = ics.Calendar(text).events
    (attendee,) = event.attendees
    hours = {Zone.WIB: 7, Zone.WITA: 8, Zone.WIT: 9}[zone]
    assert event.name == f"{LONG} (id)"
    assert event.location == "Aula, lt. 2; B"
    assert event.begin.datetime == datetime(2026, 12, 1, 9 - hours, 30, tzinfo=UTC)
    assert event.end - event.begin == timedelta(hours=2, minutes=45)
    assert attendee.email == "siti@example.org"
    assert (attendee.partstat, attendee.rsvp) == ("NEEDS-ACTION", True)
    assert max(len(line.encode()) for line in text.splitlines()) <= 75


def test_the_appointment_says_what_calendars_need(meeting, sending) -> None:
    (sent,) = sending(invitations.invite, meeting, name="Siti", email="siti@example.org", by=None)

    calendar, event = appointment(sent), event_in(sent)
    (zone,) = calendar.walk("VTIMEZONE")
    assert (calendar["METHOD"], calendar["VERSION"]) == ("REQUEST", "2.0")
    assert event["UID"] == f"{meeting.reference}@127.0.0.1"
    assert (event["SEQUENCE"], event["STATUS"]) == (0, "CONFIRMED")
    assert event["DTSTAMP"].dt.utcoffset() == timedelta(0)
    assert event["ORGANIZER"] == "mailto:kokreasi@localhost"
    assert event["DTSTART"].params["TZID"] == zone["TZID"] == "Asia/Jakarta"
    assert "https://zoom.example.org/j/1?pwd=a" in event["DESCRIPTION"]
    assert "1. Pembukaan; sambutan" in event["DESCRIPTION"]
    assert key_in(sent) in event["DESCRIPTION"]


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        ({}, date(2026, 12, 1), date(2026, 12, 2)),
        ({"last_day": date(2026, 12, 3)}, date(2026, 12, 1), date(2026, 12, 4)),
        (
            {"last_day": date(2026, 12, 3), "begins": time(9)},
            date(2026, 12, 1),
            date(2026, 12, 4),
        ),
        (
            {"last_day": date(2026, 12, 2), "begins": time(9), "ends": time(8)},
            datetime(2026, 12, 1, 2, tzinfo=UTC),
            datetime(2026, 12, 2, 1, tzinfo=UTC),
        ),
        ({"begins": time(9)}, datetime(2026, 12, 1, 2, tzinfo=UTC), None),
    ],
)
def test_days_and_open_ends_stay_what_they_are(given, first, last, db, sending) -> None:
    meeting = make_meeting(day=DAY, **given)

    (sent,) = sending(invitations.invite, meeting, email="siti@example.org", by=None)

    event = event_in(sent)
    assert event["DTSTART"].dt == first
    assert (event["DTEND"].dt if "DTEND" in event else None) == last


def test_a_change_is_told_when_the_secretariat_says_so(meeting, editor, sending) -> None:
    (first,) = sending(invitations.invite, meeting, email="siti@example.org", by=editor)
    meetings.change(meeting, {"begins": time(10)}, seen=1, by=editor)
    assert answers_to(meeting).to_tell == 1

    (sent,) = sending(invitations.tell_changes, meeting, by=editor)

    before, after = event_in(first), event_in(sent)
    assert sent.subject == "Berubah: Open tenders (id)"
    assert appointment(sent)["METHOD"] == "REQUEST"
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTART"].dt.hour == 10
    assert key_in(sent) == key_in(first)
    assert sending(invitations.tell_changes, meeting, by=editor) == []
    assert meeting.record.entries.filter(event="meeting.told").count() == 1


def test_a_change_that_calendars_do_not_show_is_not_told(meeting, editor, sending) -> None:
    invitations.invite(meeting, email="siti@example.org", by=editor)
    meetings.change(meeting, {"chair": "Siti"}, seen=1, by=editor)

    assert sending(invitations.tell_changes, meeting, by=editor) == []


def test_a_cancelled_meeting_leaves_the_calendars_at_once(meeting, editor, sending) -> None:
    (first,) = sending(invitations.invite, meeting, email="siti@example.org", by=editor)
    invitations.invite(meeting, organisation=make_organisation(), by=editor)

    (sent,) = sending(meetings.cancel, meeting, because="Ruang terendam banjir", by=editor)

    event = event_in(sent)
    assert appointment(sent)["METHOD"] == "CANCEL"
    assert event["STATUS"] == "CANCELLED"
    assert event["UID"] == event_in(first)["UID"]
    assert event["SEQUENCE"] > event_in(first)["SEQUENCE"]
    assert event["ATTENDEE"] == "mailto:siti@example.org"
    assert "Ruang terendam banjir" in sent.body


def test_a_withdrawn_invitation_leaves_one_calendar(meeting, editor, sending) -> None:
    invitations.invite(meeting, email="other@example.org", by=editor)
    (first,) = sending(invitations.invite, meeting, email="siti@example.org", by=editor)
    invitee = meeting.invitees.get(email="siti@example.org")

    (sent,) = sending(invitations.withdraw, invitee, by=editor)

    assert sent.to == ["siti@example.org"]
    assert appointment(sent)["METHOD"] == "CANCEL"
    assert event_in(sent)["SEQUENCE"] > event_in(first)["SEQUENCE"]
    assert answers_to(meeting).invited == 1
    assert answers_to(meeting).to_tell == 0
    assert sending(invitations.withdraw, invitee, by=editor) == []


def test_who_was_withdrawn_can_be_invited_again(meeting, editor, sending) -> None:
    invitee = invitations.invite(meeting, email="siti@example.org", by=editor)
    invitations.withdraw(invitee, by=editor)

    (sent,) = sending(invitations.invite, meeting, email="siti@example.org", by=editor)

    assert appointment(sent)["METHOD"] == "REQUEST"
    assert event_in(sent)["SEQUENCE"] == 1


# Answers


def test_an_answer_is_kept_and_the_next_takes_its_place(meeting) -> None:
    invitee = invitations.invite(meeting, email="siti@example.org", by=None)

    invitations.answer(invitee, Answer.NO, at=BEFORE, remark=" Dinas luar ")
    now = invitations.answer(invitee, Answer.YES, at=BEFORE + timedelta(hours=1))

    assert (now.answer, now.remark, now.answered_at) == (
        Answer.YES,
        "",
        BEFORE + timedelta(hours=1),
    )
    assert answers_to(meeting).by_answer[Answer.YES] == 1


def test_who_attends_instead_gets_an_invitation_of_their_own(meeting, sending) -> None:
    office = make_ministry(profile={"mailbox": "ppid@example.org"})
    invitee = invitations.invite(meeting, organisation=office, by=None)
    instead = {"substitute": "Budi", "substitute_email": "budi@example.org"}

    (sent,) = sending(invitations.answer, invitee, Answer.INSTEAD, at=BEFORE, **instead)
    again = sending(invitations.answer, invitee, Answer.INSTEAD, at=BEFORE, **instead)

    budi = meeting.invitees.get(name="Budi")
    assert sent.to == ["budi@example.org"]
    assert "menunjuk Anda" in sent.body
    assert find(key_in(sent)) == budi
    assert (budi.organisation, budi.stands_in_for, budi.answer) == (office, invitee, Answer.NONE)
    assert again == []


def test_another_answer_releases_who_would_have_come_instead(meeting, sending) -> None:
    invitee = invitations.invite(meeting, email="siti@example.org", by=None)
    instead = {"substitute": "Budi", "substitute_email": "budi@example.org"}
    invitations.answer(invitee, Answer.INSTEAD, at=BEFORE, **instead)

    (sent,) = sending(invitations.answer, invitee, Answer.YES, at=BEFORE)

    assert sent.to == ["budi@example.org"]
    assert appointment(sent)["METHOD"] == "CANCEL"
    assert [each.email for each in meeting.invitees.standing()] == ["siti@example.org"]
    assert answers_to(meeting).to_tell == 0


def test_to_attend_instead_needs_a_name_and_an_address(meeting) -> None:
    invitee = invitations.invite(meeting, email="siti@example.org", by=None)

    with pytest.raises(invitations.SubstituteMissingError):
        invitations.answer(invitee, Answer.INSTEAD, at=BEFORE, substitute="Budi")

    assert meeting.invitees.get().answer == Answer.NONE


@pytest.mark.parametrize(
    ("state", "at", "error"),
    [
        ("planned", datetime(2026, 12, 1, 2, 30, tzinfo=UTC), invitations.MeetingOverError),
        ("held", BEFORE, invitations.MeetingOverError),
        ("cancelled", BEFORE, CancelledError),
        ("withdrawn", BEFORE, invitations.NotInvitedError),
    ],
)
def test_an_answer_that_comes_too_late_is_refused(state, at, error, meeting) -> None:
    invitee = invitations.invite(meeting, email="siti@example.org", by=None)
    if state == "held":
        meetings.hold(meeting, by=None)
    if state == "cancelled":
        meetings.cancel(meeting, because="Ditunda", by=None)
    if state == "withdrawn":
        invitations.withdraw(invitee, by=None)

    with pytest.raises(error):
        invitations.answer(invitee, Answer.YES, at=at)

    invitee.refresh_from_db()
    assert invitee.answer == Answer.NONE


def test_a_meeting_without_hours_is_answered_until_its_day_ends_there(db) -> None:
    meeting = make_meeting(day=DAY, zone=Zone.WIT)
    invitee = invitations.invite(meeting, email="siti@example.org", by=None)

    invitations.answer(invitee, Answer.YES, at=datetime(2026, 12, 1, 14, 59, tzinfo=UTC))
    with pytest.raises(invitations.MeetingOverError):
        invitations.answer(invitee, Answer.NO, at=datetime(2026, 12, 1, 15, 0, tzinfo=UTC))


def test_a_personal_link_works_on_when_the_secret_changes(meeting, settings, sending) -> None:
    (first,) = sending(invitations.invite, meeting, email="siti@example.org", by=None)
    settings.SECRET_KEY = "another"
    assert find(key_in(first)) is not None
    meetings.change(meeting, {"begins": time(10)}, seen=1, by=None)

    (sent,) = sending(invitations.tell_changes, meeting, by=None)

    assert key_in(sent) != key_in(first)
    assert find(key_in(sent)) == meeting.invitees.get()


def test_a_key_that_nobody_has_opens_nothing(meeting) -> None:
    invitations.invite(meeting, email="siti@example.org", by=None)

    assert find("") is None
    assert find(keys.key_from("0" * 32)) is None
    assert find(meeting.invitees.get().key_hash) is None


# Reminders


def test_remind_writes_once_to_who_has_not_said_no(meeting, sending) -> None:
    for name in ("yes", "no", "none", "instead"):
        invitee = invitations.invite(meeting, email=f"{name}@example.org", by=None)
        if name != "none":
            instead = {"substitute": "B", "substitute_email": "b@example.org"}
            given = instead if name == "instead" else {}
            invitations.answer(invitee, Answer(name), at=BEFORE, **given)

    reminders = sending(invitations.remind, DAY)

    addresses = {sent.to[0] for sent in reminders}
    assert addresses == {"yes@example.org", "none@example.org", "b@example.org"}
    assert {sent.subject for sent in reminders} == {"Besok: Open tenders (id)"}
    assert sending(invitations.remind, DAY) == []


@pytest.mark.parametrize("day", [DAY - timedelta(days=1), DAY + timedelta(days=1)])
def test_remind_is_silent_on_other_days(day, meeting, sending) -> None:
    invitations.invite(meeting, email="siti@example.org", by=None)

    assert sending(invitations.remind, day) == []


def test_who_was_not_told_of_a_change_is_told_with_the_reminder(meeting, sending) -> None:
    invitations.invite(meeting, email="siti@example.org", by=None)
    meetings.change(meeting, {"begins": time(10)}, seen=1, by=None)

    changed, reminder = sending(invitations.remind, DAY)

    assert event_in(changed)["SEQUENCE"] == 1
    assert reminder.alternatives == []
    assert "10.00" in reminder.body


# Reading


def test_invitations_of_a_person_and_of_the_bodies_for_which_they_act(meeting) -> None:
    office = make_ministry(profile={"mailbox": "ppid@example.org"})
    focal = RoleGrantFactory(role=Role.FOCAL_POINT, body=office.reference).user
    other = RoleGrantFactory(role=Role.FOCAL_POINT, body="ORG-9999").user
    mine = invitations.invite(meeting, organisation=office, by=None)
    own = invitations.invite(meeting, person=focal, by=None)
    invitations.answer(own, Answer.YES, at=BEFORE)

    assert list(invitations_of(focal, day=DAY)) == [mine, own]
    assert list(unanswered_by(focal, day=DAY)) == [mine]
    assert list(invitations_of(focal, day=DAY + timedelta(days=1))) == []
    assert list(invitations_of(other, day=DAY)) == []
