"""What was public and is withheld later leaves every public page at once."""

from datetime import date

import pytest

from kokreasi.core.bilingual import Bilingual
from kokreasi.meetings.choices import Access, MeetingState, VeilKind
from kokreasi.meetings.models import Meeting
from kokreasi.meetings.services import carrying, follow_ups, meetings, veils
from kokreasi.meetings.services.minutes import SaidElsewhereError, finalise, reopen
from kokreasi.meetings.tests.factories import make_meeting, make_minutes
from kokreasi.register.models import Entry

pytestmark = pytest.mark.django_db

NAME = "Ani Lestari"
PUBLIC = (
    "/pertemuan/{0}/",
    "/pertemuan/{0}/versi/1/",
    "/pertemuan/{0}/notula.json",
    "/r/{0}/versi/1.json",
    "/r/{0}/atom.xml",
    "/cari/?q=lestari",
)


@pytest.fixture
def meeting(publisher):
    return make_meeting("Lelang terbuka", is_public=True, by=publisher)


@pytest.fixture
def minutes(meeting, publisher):
    """Final minutes that name somebody, open again."""
    rows = make_minutes(meeting, f"{NAME} meminta data lelang.")
    finalise(rows, by=publisher)
    return reopen(rows, by=publisher, reason=f"{NAME} asked for it")


def withhold(minutes, by, words=NAME) -> None:
    veils.add(minutes, kind=VeilKind.NAME, words=words, instead="seorang warga", by=by)


def current(meeting):
    return Meeting.objects.select_related("record__version").get(pk=meeting.pk)


def read_by_anybody(client, meeting) -> dict[str, tuple[int, str]]:
    answers = {}
    for pattern in PUBLIC:
        address = pattern.format(meeting.reference)
        answer = client.get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        answers[pattern] = (answer.status_code, body.decode())
    return answers


def test_a_name_withheld_on_reopened_minutes_leaves_every_public_page_at_once(
    minutes, meeting, publisher, client, django_capture_on_commit_callbacks
) -> None:
    before = read_by_anybody(client, meeting)
    fingerprint = current(meeting).record.version.fingerprint

    with django_capture_on_commit_callbacks(execute=True):
        withhold(minutes, publisher)

    after = read_by_anybody(client, meeting)
    assert NAME in before["/pertemuan/{0}/"][1]
    assert meeting.reference in before["/cari/?q=lestari"][1]
    assert meeting.reference not in after["/cari/?q=lestari"][1]
    assert not [pattern for pattern, (_status, body) in after.items() if NAME in body]
    assert after["/pertemuan/{0}/versi/1/"][0] == after["/r/{0}/versi/1.json"][0] == 404
    assert after["/pertemuan/{0}/notula.json"][0] == 404
    assert fingerprint in after["/pertemuan/{0}/"][1]


def test_the_history_says_that_a_version_was_closed_and_nobody_reads_it(
    minutes, meeting, publisher
) -> None:
    withhold(minutes, publisher)

    assert current(meeting).record.version is None
    assert Entry.objects.get(event="version.closed").is_public
    assert not meeting.record.versions.shown().exists()


def test_minutes_that_are_final_again_are_the_next_version(minutes, meeting, publisher) -> None:
    withhold(minutes, publisher)

    finalise(minutes, by=publisher)

    version = current(meeting).record.version
    assert (version.number, version.closed_because) == (2, "")
    assert NAME not in str(version.content)


def test_words_shown_again_are_frozen_anew_and_not_read_from_the_closed_version(
    minutes, meeting, publisher
) -> None:
    withhold(minutes, publisher)
    veils.remove(minutes.veils.get(), by=publisher)

    finalise(minutes, by=publisher)

    version = current(meeting).record.version
    assert (version.number, version.closed_because) == (2, "")


def test_a_version_that_does_not_say_the_words_stays(minutes, meeting, publisher) -> None:
    minutes.points.update(text=f"{NAME} dan Budi meminta data.")

    withhold(minutes, publisher, "Budi")

    assert current(meeting).record.version.number == 1


def test_a_version_whose_facts_say_the_words_is_closed_too(publisher) -> None:
    meeting = make_meeting("Rapat", place=f"Rumah {NAME}", is_public=True, by=publisher)
    rows = make_minutes(meeting, "Disepakati.")
    finalise(rows, by=publisher)
    reopen(rows, by=publisher, reason="Salah")
    rows.points.update(text=f"{NAME} setuju.")

    withhold(rows, publisher)

    assert current(meeting).record.version is None


def test_lines_of_history_that_say_the_words_are_left_to_the_secretariat(
    meeting, publisher
) -> None:
    meetings.change(meeting, {"place": f"Rumah {NAME}"}, seen=meeting.revision, by=publisher)
    rows = make_minutes(meeting, f"{NAME} setuju.")
    task = follow_ups.add(meeting, action=f"{NAME} mengirim data", by=publisher, counts=True)
    follow_ups.change(task, {"action": "Mengirim data"}, seen=task.revision, by=publisher)
    telling = Entry.objects.filter(event__in=["meeting.changed", "follow-up.changed"])
    assert all(line.is_public for line in telling)

    withhold(rows, publisher)

    assert not any(line.is_public for line in telling.all())
    assert Entry.objects.filter(event="history.concealed", is_public=True).count() == 2
    assert all(line.is_untouched() for line in telling.all())


def test_a_later_line_that_says_the_words_never_becomes_public(meeting, publisher) -> None:
    rows = make_minutes(meeting, f"{NAME} setuju.")
    task = follow_ups.add(meeting, action=f"{NAME} mengirim data", by=publisher, counts=True)
    withhold(rows, publisher)

    follow_ups.change(task, {"action": "Mengirim data"}, seen=task.revision, by=publisher)
    meetings.change(
        meeting,
        {"summary": Bilingual(id="Ringkas")},
        seen=meeting.revision,
        by=publisher,
        reason=f"Permintaan {NAME}",
    )

    assert not Entry.objects.get(event="follow-up.changed").is_public
    assert not Entry.objects.get(event="meeting.changed").is_public


def test_minutes_that_become_a_summary_are_closed_at_once_with_their_follow_ups(
    publisher, client, django_capture_on_commit_callbacks
) -> None:
    summary = Bilingual(id="Ringkas")
    meeting = make_meeting("Lelang", is_public=True, summary=summary, by=publisher)
    rows = make_minutes(meeting, f"{NAME} setuju.")
    task = follow_ups.add(meeting, action="Mengirim data", by=publisher)
    finalise(rows, by=publisher)
    reopen(rows, by=publisher, reason="Rapat tertutup")
    meeting.refresh_from_db()

    with django_capture_on_commit_callbacks(execute=True):
        values = {"access": Access.SUMMARY}
        meetings.change(meeting, values, seen=meeting.revision, by=publisher)

    after = read_by_anybody(client, meeting)
    task.record.refresh_from_db()
    assert not [pattern for pattern, (_status, body) in after.items() if NAME in body]
    assert meeting.reference not in after["/cari/?q=lestari"][1]
    assert (current(meeting).record.version, task.record.is_public) == (None, False)


def test_what_a_meeting_said_about_what_came_back_is_looked_through_too(publisher) -> None:
    first = make_meeting(state=MeetingState.HELD, by=publisher)
    task = follow_ups.add(first, action="Mengirim data", by=publisher, counts=True)
    following = meetings.next_of(first, day=date(2018, 11, 1), by=publisher)
    rows = make_minutes(following, f"{NAME} setuju.")
    carrying.say(following, task, said=f"{NAME} belum mengirim.", by=publisher)
    withhold(rows, publisher)

    with pytest.raises(SaidElsewhereError) as refused:
        finalise(rows, by=publisher)

    assert [place.text for place in refused.value.places] == [f"{NAME} belum mengirim."]
