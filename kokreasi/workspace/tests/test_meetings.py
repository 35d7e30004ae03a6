"""What waits about meetings: for whom, since when, and where to do it."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from kokreasi.core.bilingual import Bilingual
from kokreasi.files.services import keep
from kokreasi.files.tests import content
from kokreasi.meetings.choices import Answer, MeetingState, NoteState
from kokreasi.meetings.models import Note
from kokreasi.meetings.services import corrections, follow_ups, invitations, meetings, minutes
from kokreasi.meetings.tests.factories import make_follow_up, make_meeting, make_minutes
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.workspace.meetings import of_meetings

pytestmark = pytest.mark.django_db

TODAY = date(2018, 9, 20)


@pytest.fixture(autouse=True)
def _in_september():
    with time_machine.travel("2018-09-20 03:00+00:00"):
        yield


@pytest.fixture
def ministry(db):
    return make_ministry("Kementerian Contoh")


@pytest.fixture
def focal_point(ministry):
    return person_with(Role.FOCAL_POINT, body=ministry.reference)


@pytest.fixture
def office(db):
    """Somebody of the secretariat who acts for no body."""
    return person_with(Role.EDITOR)


def told(person) -> list[tuple]:
    return [(task.words, task.due_on, task.since) for task in of_meetings(person, TODAY)]


def final(meeting, by):
    rows = make_minutes(meeting, "Said.")
    minutes.finalise(rows, by=by)
    return meeting


def test_a_body_is_told_of_what_it_owes(ministry, focal_point, office) -> None:
    meeting = final(make_meeting(is_public=True, state=MeetingState.HELD), office)
    due = make_follow_up(
        "menyusun draf", meeting=meeting, responsible=[ministry], due_on=date(2018, 9, 30)
    )
    make_follow_up("rapi", meeting=meeting, responsible=[ministry], due_on=date(2018, 9, 1))
    make_follow_up("milik lain", meeting=meeting, responsible=[make_ministry()])
    done = make_follow_up("selesai", meeting=meeting, responsible=[ministry])
    follow_ups.finish(done, outcome="done", by=office)

    assert told(focal_point) == [
        ("Rapi", date(2018, 9, 1), TODAY),
        ("Menyusun draf", date(2018, 9, 30), TODAY),
    ]
    href = [task.href for task in of_meetings(focal_point, TODAY)][1]
    assert href == reverse("meetings:follow-up", args=[due.reference])
    assert told(office) == []


def test_after_the_most_urgent_the_others_are_counted(ministry, focal_point) -> None:
    meeting = make_meeting(is_public=True)
    for number in range(12):
        make_follow_up(f"tugas {number}", meeting=meeting, responsible=[ministry])

    words = [line[0] for line in told(focal_point)]

    assert len(words) == 11
    assert words[-1] == "2 tindak lanjut lagi"


def test_an_invited_body_is_asked_to_answer(ministry, focal_point, office) -> None:
    meeting = make_meeting(is_public=True, day=date(2018, 10, 1))
    one = invitations.invite(meeting, organisation=ministry, email="a@example.org", by=office)

    task = next(iter(of_meetings(focal_point, TODAY)))
    invitations.answer(one, Answer.YES, at=timezone.now())

    assert task.words == "Anda diundang: Open tenders (id)"
    assert (task.due_on, task.since) == (date(2018, 10, 1), TODAY)
    assert told(focal_point) == []


def test_the_invited_check_circulated_minutes_and_the_secretariat_answers(
    ministry, focal_point, office
) -> None:
    meeting = make_meeting(day=TODAY)
    invitations.invite(meeting, organisation=ministry, email="a@example.org", by=office)
    meetings.hold(meeting, by=office)
    rows = make_minutes(meeting, "Said.")
    minutes.circulate(rows, until=date(2018, 9, 25), by=office)

    for_focal_point = told(focal_point)
    for_office = told(office)
    corrections.suggest(
        rows, point=rows.points.get(), proposed="Other.", because="wrong", by=focal_point
    )

    assert for_focal_point == [("Periksa notula dan usulkan koreksi", date(2018, 9, 25), TODAY)]
    assert for_office == []
    assert told(office) == [("1 koreksi menunggu jawaban", None, TODAY)]


def test_the_secretariat_is_told_of_meetings_without_minutes(office) -> None:
    make_meeting(day=date(2018, 9, 18), last_day=date(2018, 9, 19))
    make_meeting(day=date(2018, 9, 20))
    meetings.cancel(make_meeting(day=date(2018, 9, 1)), because="illness", by=office)

    assert told(office) == [("Notulanya belum final", None, date(2018, 9, 19))]
    assert told(person_with(Role.REVIEWER)) == []


def test_the_secretariat_is_told_of_notes_that_wait_for_review(office) -> None:
    file = keep(content.upload("notula.txt", b"Notula"), by=None)
    sent_at = timezone.now()
    Note.objects.create(file=file, state=NoteState.READ, sent_at=sent_at, read={"title": "Rapat"})

    assert told(office) == [("1 naskah sudah dibaca dan menunggu ditinjau", None, TODAY)]
    assert told(person_with(Role.MEMBER)) == []


def test_the_page_shows_since_when_it_waits(client, ministry, focal_point) -> None:
    make_follow_up(responsible=[ministry], due_on=date(2018, 9, 1))
    client.force_login(focal_point)

    page = client.get(reverse("workspace")).content.decode()

    assert "Menyusun konsep pedoman" in page
    assert "tanggalnya sudah lewat" in page
    assert "menunggu sejak" in page


def test_as_many_queries_for_one_as_for_many(
    ministry, focal_point, office, django_assert_num_queries
) -> None:
    title = Bilingual(id="Rapat")
    for _number in range(30):
        meeting = make_meeting(title, is_public=True, day=date(2018, 9, 1))
        make_follow_up(meeting=meeting, responsible=[ministry])

    with django_assert_num_queries(5):
        list(of_meetings(focal_point, TODAY))
    with django_assert_num_queries(8):
        list(of_meetings(office, TODAY))
