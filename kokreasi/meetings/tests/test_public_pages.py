"""What everybody reads about meetings: the list, and the page of one."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kokreasi.meetings.choices import Access, MeetingState
from kokreasi.meetings.models import Invitee
from kokreasi.meetings.queries.reading import turns
from kokreasi.meetings.services import follow_ups, meetings, minutes, points, sections
from kokreasi.meetings.sheets import PointOnSheet
from kokreasi.meetings.tests.factories import (
    make_follow_up,
    make_meeting,
    make_minutes,
    make_paper,
)
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.plans.tests.factories import both, make_plan, make_stage
from kokreasi.register import services as register

pytestmark = pytest.mark.django_db

HELD = {"state": MeetingState.HELD}


def page(client, meeting) -> str:
    return client.get(reverse("meeting", args=[meeting.reference])).content.decode()


def asked(client, address) -> int:
    """Count what a page asks the database, what is kept until data change left out."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{address}?")
    return len(queries)


def finalised(meeting, *texts: str, **draft):
    rows = make_minutes(meeting)
    section = sections.add(rows, title="Pembahasan", by=None)
    points.add(rows, [points.Draft(text, **draft) for text in texts], section=section, by=None)
    minutes.finalise(rows, by=None)
    meeting.refresh_from_db()
    return rows


def test_the_head_reads_as_on_a_notula(client) -> None:
    plan = make_plan(is_open=True)
    meeting = make_meeting(
        is_public=True,
        plan=plan,
        stages=[make_stage(plan, "Bilateral")],
        begins=time(9, 30),
        ends=time(12, 15),
        place="Bappenas",
        room="SG 5",
        letter_number="B-12/2018",
        online_link="https://zoom.example/1",
        chair="Ibu Rohaya",
        agenda=[("Pembukaan", 10), "Paparan"],
    )

    shown = page(client, meeting)

    for words in (
        "Selasa, 18 September 2018",
        "09.30–12.15 WIB",
        "Bappenas, SG 5",
        "B-12/2018",
        "Plan 2018",
        "Bilateral",
        "Pembukaan",
        "10 menit",
    ):
        assert words in shown
    assert "zoom.example" not in shown
    assert "Rohaya" not in shown


STATES = [
    ({}, "not announced", 404),
    ({"access": Access.INVITED}, "closed", 404),
    ({"is_public": True}, "announced", 200),
    ({"is_public": True, "access": Access.SUMMARY}, "with a summary", 200),
]


@pytest.mark.parametrize(("fields", "_name", "status"), STATES)
def test_who_finds_the_page(fields, _name, status, client) -> None:
    meeting = make_meeting(**fields)

    assert client.get(reverse("meeting", args=[meeting.reference])).status_code == status


def test_what_is_cancelled_says_why(client) -> None:
    meeting = make_meeting(is_public=True)
    meetings.cancel(meeting, because="Gedung kebanjiran.", by=None)

    assert "Gedung kebanjiran." in page(client, meeting)


def test_final_minutes_are_read_speaker_by_speaker(client) -> None:
    meeting = make_meeting(is_public=True, **HELD)
    ministry = make_ministry()
    finalised(meeting, "Data tender dibuka.", "Ada tenggat.", speaker="Bu R", organisation=ministry)

    shown = page(client, meeting)

    assert shown.count("<strong>Bu R</strong>") == 1
    assert ministry.get_absolute_url() in shown
    assert "Pembahasan" in shown
    assert "Ada tenggat." in shown


def test_a_body_that_is_not_public_is_named_without_a_link(client, publisher) -> None:
    meeting = make_meeting(is_public=True, **HELD)
    hidden = make_ministry()
    register.withdraw(hidden.record, by=publisher, reason="Ganda.")
    finalised(meeting, "Data tender dibuka.", organisation=hidden)

    shown = page(client, meeting)

    assert hidden.name.id in shown
    assert f'href="{hidden.get_absolute_url()}"' not in shown


def test_the_public_reads_a_summary_where_the_invited_read_everything(client) -> None:
    meeting = make_meeting(is_public=True, access=Access.SUMMARY, summary=both("Singkat"), **HELD)
    finalised(meeting, "Angka rahasia.")
    guest = person_with(Role.MEMBER)
    Invitee.objects.create(
        meeting=meeting, person=guest, name="G", key_hash="x", invited_at="2018-09-01T00:00Z"
    )

    public = page(client, meeting)
    client.force_login(guest)
    invited = page(client, meeting)

    assert "Singkat" in public
    assert "Angka rahasia." not in public
    assert "Angka rahasia." in invited


def test_minutes_that_are_not_final_are_nobodys_business(client) -> None:
    meeting = make_meeting(is_public=True, **HELD)
    make_minutes(meeting, "Naskah awal.")

    shown = page(client, meeting)

    assert "Naskah awal." not in shown
    assert "Notula belum final" in shown


def test_an_earlier_version_is_read_as_it_was(client) -> None:
    meeting = make_meeting(is_public=True, **HELD)
    rows = finalised(meeting, "Sepuluh hari.")
    minutes.reopen(rows, by=None, reason="Salah tulis.")
    rows.refresh_from_db()
    points.change(rows.points.get(), {"text": "Dua belas hari."}, seen=1, by=None)
    minutes.finalise(rows, by=None)

    now = page(client, meeting)
    address = reverse("meeting-version", args=[meeting.reference, 1])
    before = client.get(address).content.decode()

    assert "Dua belas hari." in now
    assert "Salah tulis." in now
    assert "Sepuluh hari." in before
    assert client.get(address.replace("/1/", "/9/")).status_code == 404


def test_follow_ups_stand_with_their_state_and_return_in_the_next_meeting(client) -> None:
    meeting = make_meeting(is_public=True, **HELD)
    following = meetings.next_of(meeting, day=date(2018, 10, 18), by=None)
    meetings.publish(following, by=None)
    meeting.refresh_from_db()
    task = make_follow_up("menyusun pedoman tender", meeting=meeting, due_on=date(2018, 10, 1))

    first, second = page(client, meeting), page(client, following)

    assert task.get_absolute_url() in first
    assert "Yang belum selesai dari pertemuan sebelumnya" in second
    assert task.get_absolute_url() in second


def test_papers_for_the_invited_are_not_named_in_public(client) -> None:
    meeting = make_meeting(is_public=True)
    make_paper(meeting, title=both("Rahasia"))
    make_paper(meeting, text="lain", title=both("Paparan"), is_public=True)

    shown = page(client, meeting)

    assert "Paparan" in shown
    assert "Rahasia" not in shown


def point(key, level=0, speaker="", words="") -> PointOnSheet:
    return PointOnSheet(key, "", level, speaker, words, None, "…")


TURNS = [
    ([point(1, speaker="A"), point(2, speaker="A"), point(3, speaker="B")], [[1, 2], [3]]),
    ([point(1, speaker="A"), point(2, level=1), point(3)], [[1, 2], [3]]),
    ([point(1, speaker="A", words="X"), point(2, speaker="A", words="Y")], [[1], [2]]),
    ([point(1), point(2)], [[1, 2]]),
    ([], []),
]


@pytest.mark.parametrize(("said", "expected"), TURNS)
def test_what_one_speaker_says_in_a_row_stands_together(said, expected) -> None:
    assert [[one.key for one in turn.points] for turn in turns(said)] == expected


def test_the_page_asks_little_however_much_was_said(client) -> None:
    meeting = make_meeting(is_public=True, **HELD)
    ministry = make_ministry()
    finalised(meeting, "Satu.", organisation=ministry)
    address = reverse("meeting", args=[meeting.reference])
    one = asked(client, address)

    long = make_meeting(is_public=True, **HELD)
    for number in range(30):
        make_paper(long, text=f"Bahan {number}", is_public=True)
        follow_ups.add(long, action=f"tugas {number}", responsible=[ministry], by=None)
    finalised(long, *(f"Butir {number}." for number in range(200)), organisation=ministry)

    assert asked(client, reverse("meeting", args=[long.reference])) == one <= 6


def test_the_list_shows_what_comes_first_and_what_was_below(client) -> None:
    past = make_meeting("Lampau", is_public=True)
    coming = make_meeting("Nanti", is_public=True, day=date(2100, 1, 2))
    make_meeting("Draf", day=date(2100, 1, 3))

    context = client.get(reverse("meetings-list")).context
    only = client.get(reverse("meetings-list"), {"waktu": "mendatang"}).context

    assert context["coming"] == [coming]
    assert list(context["page"]) == [past]
    assert (list(only["page"]), only["coming"]) == ([coming], [])


def test_an_empty_list_says_what_will_stand_there(client) -> None:
    empty = client.get(reverse("meetings-list")).content.decode()
    narrowed = client.get(reverse("meetings-list"), {"q": "tender"}).content.decode()

    assert "Belum ada pertemuan yang diumumkan" in empty
    assert "Tidak ada pertemuan yang sesuai" in narrowed


def test_the_list_asks_the_same_for_one_and_for_thirty(client) -> None:
    plan = make_plan(is_open=True)
    make_meeting(is_public=True, plan=plan)
    one = asked(client, reverse("meetings-list"))
    for number in range(29):
        make_meeting(f"M{number}", is_public=True, plan=plan)

    assert asked(client, reverse("meetings-list")) == one <= 6
