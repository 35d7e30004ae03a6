"""Notes for tests: small files, and what a reader would say of them, built by hand."""

from dataclasses import replace
from itertools import count
from typing import Any

from kokreasi.files.tests import content
from kokreasi.meetings import note_reading
from kokreasi.meetings.choices import NoteState
from kokreasi.meetings.models import Note
from kokreasi.meetings.review.reviewing import review_of
from kokreasi.meetings.services import notes
from kokreasi.meetings.tests.factories import meeting_kind
from kokreasi.reading.codes import Code
from kokreasi.reading.errors import error_for
from kokreasi.reading.minutes.model import (
    Attendee,
    Certainty,
    Counts,
    FollowUp,
    Kind,
    LeftOut,
    Line,
    Minutes,
    Notice,
    Point,
    Role,
    Section,
    Why,
)

NUMBERS = count(1)

NOTE = """NOTULA
Pertemuan Bilateral Anggaran Terbuka
Hari/Tanggal: Selasa, 18 September 2018
Waktu: 09.30 - 12.15 WIB
Peserta: 1. Kementerian Contoh (2 orang)
2. Budi Santoso
Jumlah: 12 orang (L: 7, P: 5)
PEMBAHASAN
Forum Contoh: Data anggaran tersebar
di beberapa portal.
KESEPAKATAN
Ukuran dirumuskan per semester.
TINDAK LANJUT
Kementerian Contoh akan mengirim daftar paling lambat 28 September 2018.
Forum Contoh akan menyusun rumusan minggu I Oktober 2018.
Catatan yang sulit dibaca
Demikian notula ini dibuat"""

KNOWN = Minutes(
    title="Pertemuan Bilateral Anggaran Terbuka",
    date="2018-09-18",
    start="09:30",
    end="12:15",
    zone="WIB",
    place="Ruang Rapat 204",
    agenda=["Pemaparan", "Tanggapan"],
    chair="Kasubdit",
    note_taker="Sekretariat",
    counts=Counts(total=12, men=7, women=5),
    sections=[
        Section("PEMBAHASAN", 8, Role.DISCUSSION),
        Section("KESEPAKATAN", 11, Role.AGREEMENTS),
        Section("TINDAK LANJUT", 13, Role.FOLLOW_UPS),
    ],
    points=[
        Point(
            None,
            "Forum Contoh",
            "Data anggaran tersebar di beberapa portal.",
            9,
            section="PEMBAHASAN",
        )
    ],
    agreements=["Ukuran dirumuskan per semester."],
    agreement_lines=[12],
    follow_ups=[
        FollowUp(
            "Kementerian Contoh",
            "mengirim daftar",
            "paling lambat 28 September 2018",
            "2018-09-28",
            Certainty.EXACT,
            Kind.PROMISE,
            14,
            actors=["Kementerian Contoh"],
        ),
        FollowUp(
            "Forum Contoh",
            "menyusun rumusan",
            "minggu I Oktober 2018",
            "2018-10-07",
            Certainty.APPROXIMATE,
            Kind.PROMISE,
            15,
            actors=["Forum Contoh"],
        ),
    ],
    attendees=[
        Attendee(
            "Kementerian Contoh (2 orang)", organisation="Kementerian Contoh", total=2, line=5
        ),
        Attendee("Budi Santoso", person="Budi Santoso", line=6),
    ],
    unread=[Line(16, "Catatan yang sulit dibaca")],
    left_out=[LeftOut(17, "Demikian notula ini dibuat", Why.CLOSING_WORDS)],
    lines={"title": [2], "date": [3], "start": [4], "end": [4], "counts": [7]},
    lines_text=NOTE.split("\n"),
    format="text",
)

CLEAR = replace(
    KNOWN, unread=[], follow_ups=KNOWN.follow_ups[:1], attendees=KNOWN.attendees[1:], points=[]
)
"""A note of which only one name may be unknown: that of the responsible ministry."""


def upload(name: str = "notula.txt", text: str = NOTE) -> Any:
    return content.upload(name, text.encode())


def make_note(minutes: Minutes | None = KNOWN, **fields: Any) -> Note:
    """Receive a note of its own bytes that was read so; None leaves it waiting to be read."""
    meeting_kind()
    number = next(NUMBERS)
    by = fields.pop("by", None)
    file = upload(f"notula-{number}.txt", f"{NOTE}\n{number}")
    note = notes.keep_note(file, by=by, **fields)
    if minutes is not None:
        note_reading.finish(note.pk, minutes)
    return Note.objects.select_related("file").get(pk=note.pk)


def make_refused(code: Code = Code.NO_MINUTES, **params: str | int) -> Note:
    note = make_note(None)
    note_reading.refuse(note.pk, error_for(code, params))
    note.refresh_from_db()
    return note


def decided(note: Note, **values: Any) -> Note:
    """Decide values by their keys, a double underline for each dot: `f0__action`."""
    return notes.decide(note, {key.replace("__", "."): value for key, value in values.items()})


def settled(note: Note) -> Note:
    """Keep every unknown name as it is written, and say that everything in doubt is right."""
    review = review_of(note)
    words = {question.key: {"meant": "words"} for question in review.open_questions}
    note = notes.decide(note, words)
    keys = {doubt.key for doubt in review_of(note).doubts if not doubt.must_change}
    return notes.settle(note, keys)


def warned(code: str, line: int = 3) -> Minutes:
    return replace(CLEAR, warnings=[Notice(code, line)])


def in_state(state: NoteState) -> Note:
    """Make a note in this state."""
    note = make_note(None if state in (NoteState.WAITING, NoteState.READING) else CLEAR)
    Note.objects.filter(pk=note.pk).update(state=state)
    note.refresh_from_db()
    return note
