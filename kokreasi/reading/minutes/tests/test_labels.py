"""Names of fields, and words that only look like one."""

import time

import pytest

from kokreasi.reading.blocks import Block, Document
from kokreasi.reading.minutes.entries import Entry
from kokreasi.reading.minutes.header import read_header
from kokreasi.reading.minutes.labels import (
    Field,
    bare_label_in,
    fields_of,
    is_blank,
    label_in,
    loose_label_in,
)
from kokreasi.reading.minutes.prose import prose_of
from kokreasi.reading.minutes.titlewords import is_generic


@pytest.mark.parametrize(
    ("label", "fields"),
    [
        ("Hari/Tanggal", {Field.DAY}),
        ("Hari, Tanggal", {Field.DAY}),
        ("Hari dan Tanggal Rapat", {Field.DAY}),
        ("Hari / Tgl.", {Field.DAY}),
        ("**Hari/Tanggal**", {Field.DAY}),
        ("📅 Tanggal", {Field.DAY}),
        ("Hari/Tanggal/Jam", {Field.DAY, Field.TIME}),
        ("Waktu dan Tempat", {Field.TIME, Field.PLACE}),
        ("WAKTU", {Field.TIME}),
        ("Tempat Kegiatan", {Field.PLACE}),
        ("Pimpinan Rapat", {Field.CHAIR}),
        ("Nama Notulis", {Field.NOTE_TAKER}),
        ("Peserta (12 orang)", {Field.PARTICIPANTS}),
        ("Anggota yang Hadir", {Field.PARTICIPANTS}),
        ("Yg hadir", {Field.PARTICIPANTS}),
        ("Apologies", {Field.ABSENT}),
        ("Pokok bahasan", {Field.TOPIC}),
        ("Pembahasan", {Field.BODY}),
        ("Kementerian Keuangan", set()),
        ("Rapat dibuka oleh ketua", set()),
        ("", set()),
    ],
)
def test_labels_are_known_in_their_variants(label, fields) -> None:
    assert fields_of(label) == fields


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Tempat : Aula", "Aula"),
        ("Tempat\tAula", "Aula"),
        ("Tempat    Aula", "Aula"),
        ("Tempat = Aula", "Aula"),
        ("**Tempat:** Aula", "Aula"),
        ("Tempat :", ""),
    ],
)
def test_a_label_ends_at_a_colon_or_a_gap(line, value) -> None:
    label = label_in(line)

    assert label is not None
    assert (label.fields, label.value) == ({Field.PLACE}, value)


@pytest.mark.parametrize("line", ["Bappenas: data sudah siap", "Tempat Aula", "Rapat dibuka"])
def test_lines_without_a_label(line) -> None:
    assert label_in(line) is None


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Pukul 15.00 - 16.30 WIB", Field.TIME, "15.00 - 16.30 WIB"),
        ("Tempat Zoom Meeting", Field.PLACE, "Zoom Meeting"),
        ("Pimpinan Rapat Deputi II", Field.CHAIR, "Deputi II"),
        ("Agenda Rapat Koordinasi Data", Field.AGENDA, "Rapat Koordinasi Data"),
        ("Agenda Rapat Capaian Aksi", Field.AGENDA, "Capaian Aksi"),
        ("Peserta meminta penjelasan", None, None),
        ("Ruang Rapat 204", None, None),
        ("tempat Aula", None, None),
    ],
)
def test_a_scan_may_have_lost_the_colon(line, field, value) -> None:
    label = loose_label_in(line)

    assert (label and label.fields, label and label.value) == (field and {field}, value)


def test_what_is_a_section_alone_is_a_field_before_its_value() -> None:
    alone, valued = bare_label_in("Pokok pembicaraan:"), label_in("Pokok pembicaraan: anggaran")

    assert alone is not None
    assert alone.fields == {Field.BODY}
    assert valued is not None
    assert valued.fields == {Field.TOPIC}


@pytest.mark.parametrize("value", ["", "....", "______", "-", "…", " : "])
def test_a_form_left_empty(value) -> None:
    assert is_blank(value)
    assert not is_blank(value + "a")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("NOTULEN RAPAT", True),
        ("Laporan Singkat", True),
        ("MINUTES OF MEETING", True),
        ("Notulen Rapat Koordinasi", False),
        ("", False),
    ],
)
def test_a_title_that_says_only_what_kind_of_paper_it_is(title, expected) -> None:
    assert is_generic(title) is expected


def _said(*sentences: str):
    return prose_of(Entry(at, at + 1, text) for at, text in enumerate(sentences))


@pytest.mark.parametrize(
    ("sentence", "chair"),
    [
        ("Rapat dipimpin oleh Kepala Bappeda dan dihadiri 20 orang.", "Kepala Bappeda"),
        ("Rapat dipimpin langsung oleh Dr. Budi, M.Si. pada pukul 09.00.", "Dr. Budi, M.Si."),
        ("Diskusi dipandu oleh Tata Khoiriyah.", "Tata Khoiriyah"),
        ("The meeting was chaired by Rina and attended by all.", "Rina"),
        ("Lembaga itu dipimpin oleh seorang direktur.", None),
    ],
)
def test_sentences_name_the_chair_of_the_meeting_only(sentence, chair) -> None:
    said = _said(sentence).chair

    assert (said and said.text) == chair


def test_hours_come_from_opening_and_closing() -> None:
    prose = _said(
        "Rapat dibuka pukul 09.10 WIB.",
        "Layanan pengaduan dibuka pukul 08.00.",
        "Rapat ditutup pada pukul 11.45 WIB.",
    )

    assert prose.start is not None
    assert prose.end is not None
    assert (prose.start.text, prose.end.text) == ("09:10", "11:45")


@pytest.mark.parametrize(
    "words",
    ["rapat dilaksanakan ", "10 orang  ", "hasil ", "Budi, S.H., ", "1. A ", "Pada hari ini ", "("],
)
def test_hostile_heads_take_linear_time(words) -> None:
    lines = [f"Peserta: {words * 2_000}", words * 10_000, *[words * 100] * 20]
    blocks = [Block(at, line) for at, line in enumerate(lines, start=1)]
    began = time.perf_counter()

    read_header(Document("text", lines, blocks))

    assert time.perf_counter() - began < 4
