"""Notes received, read, decided about, put aside."""

import pytest
from django.core.files.base import ContentFile

from kokreasi.core.errors import StaleError
from kokreasi.files.errors import FileRefusedError
from kokreasi.files.models import File
from kokreasi.meetings import note_reading
from kokreasi.meetings.choices import NoteState
from kokreasi.meetings.models import FollowUp, Meeting, Minutes, Note
from kokreasi.meetings.services import notes
from kokreasi.meetings.tests.notes import (
    NOTE,
    decided,
    in_state,
    make_note,
    make_refused,
    upload,
)
from kokreasi.people.rules import is_secretariat
from kokreasi.plans.tests.factories import make_plan
from kokreasi.reading.codes import Code
from kokreasi.reading.tests import hostile

pytestmark = pytest.mark.django_db


def receive(name: str = "notula.txt", data: bytes = NOTE.encode(), **fields) -> Note:
    """Receive a note as the site does and let the worker do what waits for it."""
    note = notes.receive(ContentFile(data, name), by=fields.pop("by", None), **fields)
    if note.state == NoteState.WAITING:
        note_reading.read_note(note.pk)
    return Note.objects.get(pk=note.pk)


def created() -> int:
    return Meeting.objects.count() + Minutes.objects.count() + FollowUp.objects.count()


def test_a_note_is_kept_read_and_waits_for_review(editor) -> None:
    plan = make_plan()

    note = receive(plan=plan, by=editor)

    assert (note.state, note.progress) == (NoteState.READ, 100)
    assert (note.plan, note.sent_by) == (plan, editor)
    assert note.read["date"] == "2018-09-18"
    assert note.read["counts"] == {"total": 12, "men": 7, "women": 5}
    assert created() == 0


def test_the_same_file_is_the_same_note() -> None:
    first = receive("satu.txt")

    second = receive("dua.txt")

    assert second == first
    assert Note.objects.count() == File.objects.count() == 1


def test_reading_is_queued_once_and_after_the_commit(
    django_capture_on_commit_callbacks,
) -> None:
    with django_capture_on_commit_callbacks() as first:
        note = notes.receive(upload(), by=None)
    note_reading.read_note(note.pk)
    with django_capture_on_commit_callbacks() as second:
        notes.receive(upload(), by=None)

    assert (len(first), len(second)) == (1, 0)


REFUSED = [
    ("puisi.txt", b"Aku ingin\nmencintaimu\n\ndengan sederhana\n" * 5, Code.NO_MINUTES),
    ("kosong.txt", b" \n \n", Code.EMPTY_FILE),
    ("rusak.docx", None, Code.BROKEN),
    ("tabel.docx", hostile.bomb, Code.NO_DOCUMENT),
    ("terkunci.docx", hostile.locked_ole, Code.PASSWORD),
]


@pytest.mark.parametrize(("name", "data", "code"), REFUSED)
def test_what_is_no_note_creates_nothing_and_says_why(name, data, code, monkeypatch) -> None:
    if data is None or callable(data):
        monkeypatch.setattr("kokreasi.files.services.match", lambda *_a, **_k: notes.NOTES[0])
        data = data() if data else b"PK\x03\x04 broken"

    note = receive(name, data)

    assert note.state == NoteState.REFUSED
    assert note.refusal["code"] == code
    assert note.read == {}
    assert created() == 0


@pytest.mark.parametrize("name", ["tabel.csv", "foto.png", "program.docx"])
def test_another_kind_of_file_is_not_even_kept(name) -> None:
    with pytest.raises(FileRefusedError):
        receive(name, b"MZ\x90\x00")

    assert not Note.objects.exists()
    assert not File.objects.exists()


def test_a_refused_note_is_read_again_when_it_is_sent_again() -> None:
    note = receive()
    Note.objects.update(state=NoteState.REFUSED, read={})

    again = receive()

    assert again == note
    assert again.state == NoteState.READ


@pytest.mark.parametrize(
    "state", [NoteState.READ, NoteState.ACCEPTED, NoteState.DISCARDED, NoteState.REFUSED]
)
def test_a_note_that_does_not_wait_is_not_read(state) -> None:
    note = in_state(state)
    before = note.read

    note_reading.read_note(note.pk)

    note.refresh_from_db()
    assert (note.state, note.read) == (state, before)


def test_a_reading_that_was_interrupted_goes_on() -> None:
    note = notes.keep_note(upload(), by=None)
    Note.objects.update(state=NoteState.READING, progress=40)

    note_reading.read_note(note.pk)

    note.refresh_from_db()
    assert note.state == NoteState.READ


def test_a_note_that_is_gone_is_nobodys_trouble() -> None:
    note_reading.read_note(0)


def test_progress_is_saved_at_most_twice_a_second(django_assert_num_queries) -> None:
    note = in_state(NoteState.READING)
    moments = iter([0.0, 0.2, 0.4, 0.6, 0.7])
    save = note_reading.progress_of(note.pk, clock=lambda: next(moments))

    with django_assert_num_queries(2):
        for part in (0.1, 0.2, 0.3, 0.4, 1.7):
            save(part)

    note.refresh_from_db()
    assert note.progress == 40


def test_a_note_that_was_put_aside_while_it_was_read_stays_aside() -> None:
    note = in_state(NoteState.READING)
    notes.discard(note)

    note_reading.refuse(note.pk, note_reading.ReadingError(Code.BROKEN))

    note.refresh_from_db()
    assert (note.state, note.refusal) == (NoteState.DISCARDED, {})


# Decisions


def test_decisions_are_counted_and_survive() -> None:
    note = decided(make_note(), title="Lain", f0__action="mengirim")

    note = decided(note, title="Lain lagi")

    note.refresh_from_db()
    assert note.decisions == {"title": "Lain lagi", "f0.action": "mengirim"}
    assert note.revision == 3
    assert note.field_revisions == {"title": 3, "f0.action": 2}


def test_the_same_decision_again_changes_nothing() -> None:
    note = decided(make_note(), title="Lain")

    assert decided(note, title="Lain").revision == note.revision


def test_a_decision_can_be_forgotten() -> None:
    note = decided(make_note(), title="Lain")

    assert decided(note, title=None).decisions == {}


def test_another_day_asks_again_about_follow_ups_that_were_right() -> None:
    note = decided(make_note(), ok__f0=True, ok__total=True, f1__due_on="2018-11-01")

    note = decided(note, day="2018-09-20")

    assert note.decisions == {"ok.total": True, "f1.due_on": "2018-11-01", "day": "2018-09-20"}


def test_two_who_decide_different_things_do_not_stop_each_other() -> None:
    note = make_note()
    notes.decide(note, {"title": "Satu"}, seen=note.revision)

    both = notes.decide(note, {"place": "Dua"}, seen=note.revision)

    assert both.decisions == {"title": "Satu", "place": "Dua"}


def test_two_who_decide_the_same_are_told() -> None:
    note = make_note()
    notes.decide(note, {"title": "Satu"}, seen=note.revision)

    with pytest.raises(StaleError):
        notes.decide(note, {"title": "Dua"}, seen=note.revision)

    note.refresh_from_db()
    assert note.decisions == {"title": "Satu"}


CLOSED = [NoteState.WAITING, NoteState.READING, NoteState.REFUSED]
CLOSED += [NoteState.ACCEPTED, NoteState.DISCARDED]


@pytest.mark.parametrize("state", CLOSED)
def test_only_what_waits_for_review_is_decided_about(state) -> None:
    note = in_state(state)

    with pytest.raises(notes.ClosedNoteError):
        notes.decide(note, {"title": "Lain"})

    note.refresh_from_db()
    assert note.decisions == {}


# Put aside, taken up


@pytest.mark.parametrize("state", [NoteState.WAITING, NoteState.READ, NoteState.REFUSED])
def test_a_note_can_be_put_aside_and_taken_up_again(state) -> None:
    note = make_refused() if state == NoteState.REFUSED else in_state(state)

    aside = notes.discard(note)
    back = notes.take_up(aside)

    assert aside.state == NoteState.DISCARDED
    assert back.state == (NoteState.READ if note.read else NoteState.WAITING)
    assert back.decisions == note.decisions


def test_accepted_notes_are_not_put_aside() -> None:
    with pytest.raises(notes.ClosedNoteError):
        notes.discard(in_state(NoteState.ACCEPTED))


@pytest.mark.parametrize("state", [NoteState.READ, NoteState.ACCEPTED, NoteState.DISCARDED])
def test_what_was_read_is_not_read_again(state) -> None:
    with pytest.raises(notes.ClosedNoteError):
        notes.read_again(in_state(state))


def test_a_note_is_seen_by_the_secretariat_alone(cast) -> None:
    make_note()

    seeing = {who for who, person in cast.items() if Note.objects.visible_to(person).exists()}

    assert seeing == {who for who, person in cast.items() if is_secretariat(person)}
    assert seeing == {"editor", "publisher", "administrator"}
