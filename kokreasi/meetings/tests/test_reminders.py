"""Reminders: once before, once after, one mail a day, and to nobody who has nothing."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from kokreasi.meetings.choices import Nature, Occasion
from kokreasi.meetings.models import Reminder
from kokreasi.meetings.queries.reminders import due_for_reminding, occasion_on
from kokreasi.meetings.services import follow_ups
from kokreasi.meetings.services.reminders import remind
from kokreasi.meetings.tests.factories import make_follow_up, make_meeting
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.outbox.models import Message
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import UserFactory, person_with

pytestmark = pytest.mark.django_db

DUE = date(2018, 10, 31)
NOW = datetime(2018, 10, 24, 0, 30, tzinfo=UTC)


@pytest.fixture
def keuangan(db):
    return make_ministry(
        "Kementerian Keuangan", "Kemenkeu", profile={"mailbox": "kantor@kemenkeu.example.go.id"}
    )


def sent() -> list[str]:
    return sorted(Message.objects.values_list("to", flat=True))


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (8, None),
        (7, Occasion.WEEK),
        (2, Occasion.WEEK),
        (1, Occasion.EVE),
        (0, Occasion.EVE),
        (-1, Occasion.AFTER),
        (-7, Occasion.AFTER),
        (-8, None),
    ],
)
def test_the_occasion_follows_from_the_days_left(left, expected) -> None:
    assert occasion_on(DUE - timedelta(days=left), DUE) == expected


def test_each_occasion_comes_once(keuangan) -> None:
    made = make_follow_up(responsible=[keuangan], due_on=DUE)

    for days in range(-9, 10):
        remind(DUE + timedelta(days=days), now=NOW)

    told = Reminder.objects.filter(follow_up=made).order_by("pk")
    assert [one.occasion for one in told] == ["week", "eve", "after"]
    assert sent() == ["kantor@kemenkeu.example.go.id"] * 3


def test_another_date_begins_anew(keuangan, editor) -> None:
    made = make_follow_up(responsible=[keuangan], due_on=DUE)
    remind(DUE - timedelta(days=7), now=NOW)
    later = DUE + timedelta(days=2)

    follow_ups.change(made, {"due_on": later}, seen=1, by=editor, reason="late")
    remind(DUE - timedelta(days=5), now=NOW)

    assert Reminder.objects.filter(follow_up=made, occasion=Occasion.WEEK).count() == 2


def test_everything_of_a_day_is_one_mail(keuangan) -> None:
    meeting = make_meeting(is_public=True)
    make_follow_up("menyusun draf", meeting=meeting, responsible=[keuangan], due_on=DUE)
    overdue = DUE - timedelta(days=8)
    make_follow_up("mengirim data", meeting=meeting, responsible=[keuangan], due_on=overdue)

    mails = remind(DUE - timedelta(days=7), now=NOW)

    message = Message.objects.get()
    assert len(mails) == 1
    assert message.subject == "Pengingat: 2 tindak lanjut Anda"
    assert message.body.index("mengirim data") < message.body.index("menyusun draf")


def test_the_same_day_again_sends_nothing(keuangan) -> None:
    make_follow_up(responsible=[keuangan], due_on=DUE)
    remind(DUE, now=NOW)
    make_follow_up("yang baru", responsible=[keuangan], due_on=DUE)

    assert remind(DUE, now=NOW) == []


def test_an_office_without_a_mailbox_is_told_through_those_who_act_for_it() -> None:
    ministry = make_ministry()
    acting = person_with(Role.FOCAL_POINT, body=ministry.reference)
    person_with(Role.REVIEWER, body=ministry.reference)
    closed = person_with(Role.FOCAL_POINT, body=ministry.reference)
    closed.is_active = False
    closed.save()
    make_follow_up(responsible=[ministry], due_on=DUE)

    remind(DUE, now=NOW)

    assert sent() == [acting.email]


def test_a_named_person_is_told_once_in_the_own_language(keuangan, editor) -> None:
    person = UserFactory(language="en")
    make_follow_up(responsible=[keuangan], person=person, due_on=DUE)

    remind(DUE, now=NOW)

    assert sent() == sorted([keuangan.mailbox, person.email])
    assert Message.objects.get(to=person.email).subject == "Reminder: 1 follow-up of yours"


SILENT = {
    "a wish": lambda body, _by: make_follow_up(responsible=[body], due_on=DUE, nature=Nature.WISH),
    "a draft": lambda body, _by: make_follow_up(responsible=[body], due_on=DUE, is_agreed=False),
    "done": lambda body, by: follow_ups.finish(
        make_follow_up(responsible=[body], due_on=DUE), outcome="done", by=by
    ),
    "without a date": lambda body, _by: make_follow_up(responsible=[body]),
    "long overdue": lambda body, _by: make_follow_up(
        responsible=[body], due_on=DUE - timedelta(days=30)
    ),
    "of nobody": lambda _body, _by: make_follow_up(due_on=DUE),
}


@pytest.mark.parametrize("what", SILENT)
def test_nobody_is_reminded_of_what_is_not_owed_now(what, keuangan, editor) -> None:
    SILENT[what](keuangan, editor)

    assert remind(DUE, now=NOW) == []
    assert not Reminder.objects.exists()


def test_as_many_queries_for_one_as_for_thirty(keuangan, django_assert_num_queries) -> None:
    meeting = make_meeting(is_public=True)
    for _number in range(30):
        make_follow_up(meeting=meeting, responsible=[keuangan], due_on=DUE)

    with django_assert_num_queries(3):
        assert len(due_for_reminding(DUE)) == 30


def test_the_command_counts_before_it_writes(keuangan) -> None:
    make_follow_up(responsible=[keuangan], due_on=DUE)
    out = StringIO()

    call_command("remind_of_follow_ups", "--on", "2018-10-31", "--dry-run", stdout=out)
    rehearsed = sent()
    call_command("remind_of_follow_ups", "--on", "2018-10-31", stdout=out)
    call_command("remind_of_follow_ups", "--on", "2018-10-31", stdout=out)

    assert rehearsed == []
    assert out.getvalue().splitlines() == [
        "1 mails about 1 follow-ups",
        "1 mails about 1 follow-ups",
        "0 mails about 0 follow-ups",
    ]
    assert len(sent()) == 1
