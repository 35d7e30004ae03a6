"""The pages on which one invites and answers."""

from datetime import date, time, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kokreasi.core.days import today_in_jakarta
from kokreasi.meetings.choices import Answer
from kokreasi.meetings.forms.guests import NOBODY, read_lines
from kokreasi.meetings.keys import key_from
from kokreasi.meetings.models import Invitee
from kokreasi.meetings.services import invitations, meetings
from kokreasi.meetings.tests.factories import make_meeting
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with


@pytest.fixture
def meeting(db):
    return make_meeting(day=today_in_jakarta() + timedelta(days=7), begins=time(9))


@pytest.fixture
def office(db):
    return make_ministry(
        "Kementerian Perencanaan, Riset, dan Desa",
        "Kemenperdes",
        profile={"mailbox": "ppid@example.org"},
    )


def read_one(line, chosen=""):
    (read,) = read_lines(line, chosen={1: chosen}, language="id")
    return read


# Pasted lines


@pytest.mark.parametrize(
    ("line", "name", "has_office", "address"),
    [
        ("Kemenperdes", "", True, "ppid@example.org"),
        ("kementerian perencanaan, riset, dan desa", "", True, "ppid@example.org"),
        ("3. Kemenperdes", "", True, "ppid@example.org"),
        ("Siti Rahma <siti@example.org>", "Siti Rahma", False, "siti@example.org"),
        ("- Siti Rahma, Kemenperdes, Siti@Example.org", "Siti Rahma", True, "siti@example.org"),
        ("Kemenperdes; Siti Rahma", "Siti Rahma", True, ""),
        ("siti@example.org", "", False, "siti@example.org"),
        ("Siti\tKemenperdes\tsiti@example.org", "Siti", True, "siti@example.org"),
    ],
)
def test_a_line_says_who_and_where(line, name, has_office, address, office) -> None:
    read = read_one(line)

    assert read.is_ready
    assert (read.guest.called, bool(read.guest.organisation), read.guest.address) == (
        name,
        has_office,
        address,
    )


def test_an_organisation_is_never_guessed(office) -> None:
    open_line = read_one("Kementrian Perencanaan Riset")
    picked = read_one("Kementrian Perencanaan Riset", str(office.pk))
    nobody = read_one("Kementrian Perencanaan Riset", NOBODY)
    foreign = read_one("Kementrian Perencanaan Riset", "987654")

    assert (open_line.is_open, open_line.guest.organisation) == (True, None)
    assert (picked.is_ready, picked.guest.organisation, picked.guest.name) == (True, office, "")
    assert (nobody.is_ready, nobody.guest.called) == (True, "Kementrian Perencanaan Riset")
    assert foreign.is_open


@pytest.mark.parametrize("line", ["Tidak dikenal sama sekali xyz", "Siti, siti@"])
def test_a_line_that_leads_nowhere_is_not_sent(line, office) -> None:
    assert not read_one(line).is_ready


def test_an_address_that_is_none_is_pointed_out(db) -> None:
    assert read_one("Siti, siti@example").wrong_address == "siti@example"


# The secretariat's pages


def test_a_choice_for_a_line_that_cannot_be_is_passed_over(meeting, editor, client) -> None:
    client.force_login(editor)
    sent = f"lines=siti@example.org&language=id&pilihan-{'9' * 5000}=1"
    address = reverse("meetings:invite", args=[meeting.reference])

    answer = client.post(address, sent, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 200


def post(client, meeting, name, data=None, *more):
    return client.post(reverse(f"meetings:{name}", args=[meeting.reference, *more]), data or {})


def test_nothing_is_sent_before_the_number_of_mails_was_shown(
    meeting, office, editor, client, django_capture_on_commit_callbacks
) -> None:
    client.force_login(editor)
    lines = "Kemenperdes\nSiti, siti@example.org\nPerkumpulan X; Budi"
    make_organisation("Perkumpulan X")

    shown = post(client, meeting, "invite", {"lines": lines, "language": "id"})
    assert "2 surel akan dikirim." in shown.content.decode()
    assert not meeting.invitees.exists()

    with django_capture_on_commit_callbacks(execute=True):
        sent = post(client, meeting, "invite", {"lines": lines, "language": "id", "send": "1"})

    page = client.get(sent["Location"]).content.decode()
    assert meeting.invitees.count() == 3
    assert sorted(each.to[0] for each in mail.outbox) == ["ppid@example.org", "siti@example.org"]
    assert "3 telah diundang." in page
    assert "Siti" in page


def test_a_line_that_needs_a_choice_keeps_all_from_being_sent(
    meeting, office, editor, client
) -> None:
    client.force_login(editor)
    given = {"lines": "Siti, siti@example.org\nKementrian Perencanaan Riset", "language": "id"}

    unsent = post(client, meeting, "invite", given | {"send": "1"})
    assert "Kementrian Perencanaan Riset" in unsent.content.decode()
    assert not meeting.invitees.exists()

    post(client, meeting, "invite", given | {"send": "1", "pilihan-2": str(office.pk)})
    assert meeting.invitees.filter(organisation=office).exists()


def test_what_was_pasted_is_not_lost_in_the_error_case(meeting, editor, client) -> None:
    client.force_login(editor)

    answer = post(client, meeting, "invite", {"lines": "Siti, siti@example.org"})

    assert answer.status_code == 422
    assert "Siti, siti@example.org" in answer.content.decode()


def test_changes_are_told_by_a_button_that_says_how_many(meeting, editor, client) -> None:
    client.force_login(editor)
    invitations.invite(meeting, email="siti@example.org", by=editor)
    meetings.change(meeting, {"begins": time(10)}, seen=1, by=editor)
    page = reverse("meetings:invitees", args=[meeting.reference])

    assert "kirim 1 surel" in client.get(page).content.decode()
    post(client, meeting, "tell-changes")

    assert "kirim 1 surel" not in client.get(page).content.decode()


def test_withdrawing_twice_is_the_same(meeting, editor, client) -> None:
    client.force_login(editor)
    invitee = invitations.invite(meeting, email="siti@example.org", by=editor)

    answers = [post(client, meeting, "withdraw-invitee", {}, invitee.pk) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert not meeting.invitees.standing().exists()


def test_the_page_costs_the_same_for_one_and_thirty(meeting, editor, client) -> None:
    client.force_login(editor)
    page = reverse("meetings:invitees", args=[meeting.reference])

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(page)
        return len(asked)

    invitations.invite(meeting, organisation=make_organisation(), by=editor)
    cost()  # what is kept in the process is read once
    one = cost()
    for _number in range(29):
        invitations.invite(meeting, organisation=make_organisation(), by=editor)

    assert cost() == one <= 9


# Answering by link


@pytest.fixture
def link(meeting):
    invitee = invitations.invite(meeting, name="Siti", email="siti@example.org", by=None)
    return reverse("answer", args=[key_from(invitee.seed)])


def test_the_link_shows_the_meeting_and_changes_nothing(link, meeting, client) -> None:
    before = Invitee.objects.values().get()

    answer = client.get(link)

    assert answer.status_code == 200
    assert answer["Cache-Control"].startswith("max-age=0")
    assert "Siti" in answer.content.decode()
    assert Invitee.objects.values().get() == before


@pytest.mark.parametrize("says", [Answer.YES, Answer.NO])
def test_an_answer_by_link_is_kept_and_shown(says, link, meeting, client) -> None:
    answer = client.post(link, {"answer": says}, follow=True)

    assert meeting.invitees.get().answer == says
    assert str(says.label) in answer.content.decode()


def test_somebody_else_attends_instead(link, meeting, client) -> None:
    lacking = client.post(link, {"answer": "instead", "substitute": "Budi"})
    assert lacking.status_code == 422
    assert "Budi" in lacking.content.decode()

    client.post(
        link, {"answer": "instead", "substitute": "Budi", "substitute_email": "b@example.org"}
    )

    assert sorted(each.email for each in meeting.invitees.all()) == [
        "b@example.org",
        "siti@example.org",
    ]


def test_the_link_of_a_past_meeting_says_so(client, db) -> None:
    meeting = make_meeting(day=date(2018, 9, 18))
    invitee = invitations.invite(meeting, email="siti@example.org", by=None)
    link = reverse("answer", args=[key_from(invitee.seed)])

    page, refused = client.get(link), client.post(link, {"answer": "yes"})

    assert '<form class="form"' not in page.content.decode()
    assert refused.status_code == 409


def test_a_wrong_link_is_nothing(client, db) -> None:
    assert client.get(reverse("answer", args=["x" * 43])).status_code == 404


def test_answers_are_limited(link, client, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"meeting_answer": "2/h/key"}

    answers = [client.post(link, {"answer": "yes"}).status_code for _time in range(3)]

    assert answers == [302, 302, 429]


def test_the_appointment_can_be_taken_as_a_file(link, meeting, client) -> None:
    answer = client.get(f"{link}undangan.ics")
    meetings.cancel(meeting, because="Ditunda", by=None)
    cancelled = client.get(f"{link}undangan.ics")

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"METHOD:REQUEST" in answer.content
    assert b"METHOD:CANCEL" in cancelled.content


# Answering signed in


def test_who_acts_for_an_organisation_answers_for_it(meeting, office, client) -> None:
    focal = person_with(Role.FOCAL_POINT, body=office.reference)
    invitee = invitations.invite(meeting, organisation=office, by=None)
    client.force_login(focal)

    listed = client.get(reverse("meetings:my-invitations")).content.decode()
    page = reverse("meetings:my-invitation", args=[invitee.pk])
    client.post(page, {"answer": "yes"})

    invitee.refresh_from_db()
    assert page in listed
    assert invitee.answer == Answer.YES
    assert invitee.answered_at <= timezone.now()


def test_invitations_of_others_do_not_exist(meeting, office, client) -> None:
    invitee = invitations.invite(meeting, organisation=office, by=None)
    client.force_login(person_with(Role.FOCAL_POINT, body="ORG-9999"))

    assert client.get(reverse("meetings:my-invitation", args=[invitee.pk])).status_code == 404
    assert client.post(reverse("meetings:my-invitation", args=[invitee.pk])).status_code == 404


# Who is no longer invited


@pytest.fixture
def withdrawn(meeting, editor):
    invitee = invitations.invite(meeting, email="siti@example.org", by=editor)
    invitations.withdraw(invitee, by=editor)
    changed = {"place": "Gedung Baru", "letter_number": "B-7"}
    meetings.change(meeting, changed, seen=meeting.revision, by=editor)
    return invitee


def test_who_is_no_longer_invited_learns_nothing_more_of_the_meeting(withdrawn, client) -> None:
    key = key_from(withdrawn.seed)

    page = client.get(reverse("answer", args=[key]))
    appointment = client.get(reverse("appointment", args=[key]))

    assert page.status_code == 200
    assert "ditarik" in page.content.decode()
    assert [word for word in ("Gedung Baru", "B-7") if word in page.content.decode()] == []
    assert appointment.status_code == 404


def test_no_link_claims_an_answer_that_was_never_given(meeting, editor, client) -> None:
    invitee = invitations.invite(meeting, email="siti@example.org", by=editor)
    address = reverse("answer", args=[key_from(invitee.seed)])

    assert "Jawaban Anda tersimpan" not in client.get(f"{address}?tersimpan").content.decode()
