"""Many notes from the command line."""

import io

import pytest
from django.core.management import CommandError, call_command

from kokreasi.files.models import File
from kokreasi.meetings.choices import NoteState
from kokreasi.meetings.management.commands import import_notes
from kokreasi.meetings.models import Meeting, Note
from kokreasi.meetings.tests.factories import meeting_kind
from kokreasi.plans.tests.factories import make_plan

pytestmark = pytest.mark.django_db

CLEAR = """NOTULA
Pertemuan Bilateral Nomor {number}

Hari/Tanggal: Selasa, {day} September 2018
Waktu: 09.30 - 12.15 WIB
Tempat: Ruang Rapat 204
Agenda: Pembahasan usulan

PEMBAHASAN
1. Data anggaran tersebar di beberapa portal.
2. Format dapat diolah mesin.

KESEPAKATAN
1. Ukuran dirumuskan per semester.
"""


@pytest.fixture
def folder(tmp_path):
    make_plan()
    meeting_kind()
    for number, day in ((1, 4), (2, 11)):
        path = tmp_path / f"notula-{number}.txt"
        path.write_text(CLEAR.format(number=number, day=day))
    (tmp_path / "ragu.txt").write_text(
        CLEAR.format(number=3, day=18) + "\nTINDAK LANJUT\n1. Badan Antah akan menyusun daftar.\n"
    )
    (tmp_path / "puisi.txt").write_text("Aku ingin\n\nmencintaimu\n" * 9)
    (tmp_path / "rusak.pdf").write_bytes(b"MZ\x90\0")
    (tmp_path / "foto.png").write_bytes(b"\x89PNG")
    return tmp_path


def call(folder, **options) -> str:
    out = io.StringIO()
    call_command("import_notes", str(folder), plan="2018", stdout=out, **options)
    return out.getvalue()


def test_every_note_is_read_and_waits_for_review(folder, editor) -> None:
    said = call(folder, by=editor.email)

    assert Note.objects.filter(state=NoteState.READ, sent_by=editor).count() == 3
    assert not Meeting.objects.exists()
    assert "notula-1.txt: Menunggu" in said
    assert "puisi.txt: Tidak dapat dibaca. " in said
    assert "rusak.pdf: Tidak dapat dibaca. " in said
    assert "foto.png" not in said
    assert said.rstrip().splitlines()[-1].count("·") == 1


def test_only_what_leaves_no_doubt_is_accepted(folder) -> None:
    said = call(folder, accept=True)

    assert Meeting.objects.count() == 2
    assert Note.objects.get(file__name="ragu.txt").state == NoteState.READ
    assert "ragu.txt: Menunggu tinjauan. 1 hal belum diputuskan" in said


def test_the_second_run_reads_nothing_again_and_accepts_what_was_left(folder, monkeypatch) -> None:
    call(folder)
    Note.objects.filter(state=NoteState.REFUSED).update(state=NoteState.DISCARDED)
    monkeypatch.setattr(import_notes, "minutes_in", None)

    said = call(folder, accept=True)

    assert Meeting.objects.count() == 2
    assert "puisi.txt: dibaca sebelumnya. Dibuang" in said
    assert File.objects.count() == 4
    assert "RPT-2018-001" in call(folder)


def test_an_interrupted_run_goes_on(folder, monkeypatch) -> None:
    read, minutes_in = [], import_notes.minutes_in

    def interrupted(data: bytes, name: str):
        read.append(name)
        if len(read) > 1:
            raise KeyboardInterrupt
        return minutes_in(data, name)

    monkeypatch.setattr(import_notes, "cpu_count", lambda: 1)
    monkeypatch.setattr(import_notes, "minutes_in", interrupted)
    with pytest.raises(KeyboardInterrupt):
        call(folder)
    before = set(Note.objects.filter(state=NoteState.READ))

    monkeypatch.setattr(import_notes, "minutes_in", minutes_in)
    call(folder)

    assert len(before) < 3
    assert before < set(Note.objects.filter(state=NoteState.READ))
    assert Note.objects.filter(state=NoteState.READ).count() == 3


@pytest.mark.parametrize(("code", "state"), [("took_too_long", "read"), ("broken", "refused")])
def test_what_a_busy_machine_could_not_read_is_tried_again(folder, code, state) -> None:
    call(folder)
    note = Note.objects.get(file__name="notula-1.txt")
    Note.objects.filter(pk=note.pk).update(state="refused", refusal={"code": code}, read={})

    call(folder)

    note.refresh_from_db()
    assert note.state == state


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"plan": "1999"}, "1999"),
        ({"by": "tiada@contoh.example.org"}, "tiada@contoh"),
        ({"folder": "tiada"}, "no folder"),
    ],
)
def test_what_does_not_exist_is_named(folder, options, words) -> None:
    given = {"plan": "2018"} | options
    path = folder / given.pop("folder", "")

    with pytest.raises(CommandError, match=words):
        call_command("import_notes", str(path), **given)


def test_it_speaks_english_too(folder) -> None:
    assert "Waits for review" in call(folder, language="en")


def test_a_bar_is_drawn_only_where_somebody_looks(monkeypatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    drawn = []
    for stream in (io.StringIO(), Terminal()):
        monkeypatch.setattr(import_notes.sys, "stderr", stream)
        out = io.StringIO()
        import_notes.Command(stderr=out).draw(1, 2)
        drawn.append(out.getvalue())

    assert drawn[0] == ""
    assert "1/2" in drawn[1]
