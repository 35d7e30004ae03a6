"""The head of notes as different offices write it."""

from datetime import date

import pytest

from kokreasi.reading.documents.opening import read_document
from kokreasi.reading.minutes.header import HeaderRead, read_header
from kokreasi.reading.minutes.model import Counts

COLONS = """NOTULEN RAPAT
Koordinasi Keterbukaan Informasi

Hari/Tanggal   : Rabu, 12 Maret 2025
Waktu          : Pukul 09.00 - 11.30 WITA
Tempat         : Aula Dinas Kominfo, Makassar
Pimpinan Rapat : Sekretaris Daerah
Notulis        : Rina Wulandari
Agenda         : 1. Pembukaan
                 2. Laporan PPID
                 3. Penutup
Peserta        :
1. Dinas Kominfo (4 orang)
2. Bappeda (2 orang)
3. PATTIRO Makassar (1 orang)
Jumlah: 7 orang (L: 4, P: 3)

A. PEMBAHASAN
1. Sekretaris Daerah membuka rapat.
"""
WITHOUT_COLONS = """NOTULA

Penyusunan Peta Jalan Data Terbuka

Hari, Tanggal Rabu, 12 Maret 2025

Pukul 09.00 - 11.30 WITA

Tempat Aula Dinas Kominfo, Makassar

Agenda Laporan PPID

Moderator Sekretaris Daerah

Peserta Dinas Kominfo

Bappeda

II. Diskusi Rapat

1. Sekretaris Daerah membuka rapat.
"""
ONE_LINE = """RISALAH RAPAT

Koordinasi Keterbukaan Informasi

Rabu, 12 Maret 2025 | 09.00 – 11.30 WITA | Zoom Meeting

LATAR BELAKANG

Rapat ini diadakan untuk menyusun daftar informasi.
"""
OPENING = """BERITA ACARA MUSYAWARAH DESA
Nomor: 140/07/2025

Pada hari ini Rabu tanggal dua belas bulan Maret tahun dua ribu dua puluh lima, bertempat di Balai \
Desa Sukamaju, telah dilaksanakan Musyawarah Desa tentang penetapan rencana kerja, yang dihadiri \
oleh 31 orang. Musyawarah dimulai pukul 09.00 WITA. Musyawarah dipimpin oleh Ketua BPD dan dicatat \
oleh Siti Aminah.

Musyawarah ditutup pukul 11.30 WITA.
"""
MARKDOWN = """# Rapat Komunitas Data Terbuka

**Tanggal:** 2025-03-12
**Waktu:** 09:00–11:30 WITA
**Tempat:** Jitsi
**Moderator:** Andi
**Notulis:** Budi

## Peserta
- Andi (Kawal Data)
- Budi
- Citra

## Pembahasan
- Andi membuka rapat.
"""
ENGLISH = """Minutes of Meeting
Open Data Road Map

Date: Wednesday, March 12, 2025
Time: 9:00 AM - 11:30 AM
Location: Bappenas, Room 204
Chair: Rina
Minutes by: Budi
Attendees: Rina, Budi, Citra and Dewi
Apologies: Eko

Discussion
1. Rina opened the meeting.
"""


def header_of(text: str, name: str = "notula.txt") -> HeaderRead:
    return read_header(read_document(text.encode(), name))


@pytest.mark.parametrize("text", [COLONS, WITHOUT_COLONS, ONE_LINE, OPENING, MARKDOWN, ENGLISH])
def test_day_and_hours_are_read_from_every_layout(text) -> None:
    header = header_of(text)

    assert (header.day, header.start, header.end) == (date(2025, 3, 12), "09:00", "11:30")
    assert header.zone == (None if text is ENGLISH else "WITA")
    assert header.warnings == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (COLONS, "Koordinasi Keterbukaan Informasi"),
        (WITHOUT_COLONS, "Penyusunan Peta Jalan Data Terbuka"),
        (ONE_LINE, "Koordinasi Keterbukaan Informasi"),
        (OPENING, "BERITA ACARA MUSYAWARAH DESA"),
        (MARKDOWN, "Rapat Komunitas Data Terbuka"),
        (ENGLISH, "Open Data Road Map"),
    ],
)
def test_the_title_says_what_the_meeting_was_about(text, title) -> None:
    assert header_of(text).title == title


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (COLONS, "Aula Dinas Kominfo, Makassar"),
        (WITHOUT_COLONS, "Aula Dinas Kominfo, Makassar"),
        (ONE_LINE, "Zoom Meeting"),
        (OPENING, "Balai Desa Sukamaju"),
        (MARKDOWN, "Jitsi"),
        (ENGLISH, "Bappenas, Room 204"),
    ],
)
def test_the_place(text, place) -> None:
    assert header_of(text).place == place


@pytest.mark.parametrize(
    ("text", "chair", "note_taker"),
    [
        (COLONS, "Sekretaris Daerah", "Rina Wulandari"),
        (WITHOUT_COLONS, "Sekretaris Daerah", None),
        (ONE_LINE, None, None),
        (OPENING, "Ketua BPD", "Siti Aminah"),
        (MARKDOWN, "Andi", "Budi"),
        (ENGLISH, "Rina", "Budi"),
    ],
)
def test_who_led_and_who_wrote(text, chair, note_taker) -> None:
    header = header_of(text)

    assert (header.chair, header.note_taker) == (chair, note_taker)


@pytest.mark.parametrize(
    ("text", "agenda"),
    [
        (COLONS, ["Pembukaan", "Laporan PPID", "Penutup"]),
        (WITHOUT_COLONS, ["Laporan PPID"]),
        (ONE_LINE, None),
        (OPENING, ["penetapan rencana kerja"]),
    ],
)
def test_the_agenda(text, agenda) -> None:
    assert header_of(text).agenda == agenda


@pytest.mark.parametrize(
    ("text", "participants", "counts"),
    [
        (
            COLONS,
            ["Dinas Kominfo (4 orang)", "Bappeda (2 orang)", "PATTIRO Makassar (1 orang)"],
            Counts(7, 4, 3),
        ),
        (WITHOUT_COLONS, ["Dinas Kominfo", "Bappeda"], Counts()),
        (ONE_LINE, None, Counts()),
        (OPENING, None, Counts(31)),
        (MARKDOWN, ["Andi (Kawal Data)", "Budi", "Citra"], Counts()),
        (ENGLISH, ["Rina", "Budi", "Citra", "Dewi"], Counts()),
    ],
)
def test_those_who_took_part(text, participants, counts) -> None:
    header = header_of(text)

    assert header.participants == participants
    assert header.counts == counts


def test_a_letter_and_those_who_were_absent() -> None:
    assert header_of(OPENING).letter_number == "140/07/2025"
    assert header_of(ENGLISH).absent == ["Eko"]


def test_signatures_name_the_chair_and_the_note_taker() -> None:
    foot = "Pimpinan Rapat,          Notulis,\n\n(ttd)                    (ttd)\n\n"
    header = header_of(f"{ONE_LINE}\n\n{foot}Rina                     Budi\n")

    assert (header.chair, header.note_taker) == ("Rina", "Budi")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Rabu, 12 Maret 2025", "Kamis, 12 Maret 2025", "weekday_disagrees"),
        ("Rabu, 12 Maret 2025", "31 Februari 2025", "no_such_day"),
        ("Rabu, 12 Maret 2025", "Rabu, 12 Maret", "year_missing"),
        ("09.00 - 11.30", "11.30 - 09.00", "end_before_start"),
        ("Jumlah: 7 orang", "Jumlah: 9 orang", "counts_disagree"),
        ("Informasi\n", "Informasi 13 Maret 2025\n", "date_in_title_differs"),
    ],
)
def test_what_disagrees_is_flagged(old, new, code) -> None:
    header = header_of(COLONS.replace(old, new))

    assert [notice.code for notice in header.warnings] == [code]
    assert header.day == (None if code in {"no_such_day", "year_missing"} else date(2025, 3, 12))


def test_a_form_that_nobody_filled_in_says_nothing() -> None:
    text = "NOTULEN RAPAT\nHari/Tanggal : ..........\nWaktu : ____\nTempat : -\nNotulis : ……\n"
    header = header_of(text)

    assert (header.day, header.start, header.place, header.note_taker) == (None,) * 4


def test_days_of_tasks_are_not_the_day_of_the_meeting() -> None:
    text = "Notula Rapat Redaksi\nHadir: Nana\n\nPR:\n- Nana: kerangka (Jumat 7 Juni 2024)\n"
    header = header_of(text)

    assert (header.day, header.participants) == (None, ["Nana"])


def test_the_facts_of_the_samples(samples) -> None:
    found = {
        path.name: read_header(read_document(path.read_bytes(), path.name))
        for path in samples.glob("not*.txt")
    }
    online, visit = found.values() if len(found) == 2 else (None, None)

    assert {header.day for header in found.values()} == {date(2020, 10, 8), date(2023, 8, 23)}
    assert {header.place for header in (online, visit)} == {"Zoom Meeting", None}
