"""Classes of heads that offices write and the first lexicon did not know, each in several words."""

import pytest

from kokreasi.reading.documents.opening import read_document
from kokreasi.reading.minutes.header import HeaderRead, read_header

TITLE = "NOTULEN RAPAT PERSIAPAN PAMERAN\n\n"


def head_of(text: str, name: str = "notula.txt") -> HeaderRead:
    return read_header(read_document(text.encode(), name))


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("P u k u l : 08.15 WIB", "08:15"),
        ("W a k t u : 13.40 s.d. 15.00", "13:40"),
        ("1. Waktu : 07.45 WITA", "07:45"),
        ("| 2. | Jam | 19.05 WIT |\n| 3. | Tempat | Aula |", "19:05"),
        ("Waktu : jam 3 sore sampai jam 5 sore", "15:00"),
        ("Jam : 7 malam - selesai WIB", None),
        ("Waktu : pukul 8 pagi s.d. 11 siang", "08:00"),
        ("Mulai 16.10, bubar 17.30", "16:10"),
        ("Waktu : dibuka 10.05 dan berakhir pukul 11.20 WIB", "10:05"),
        ("Durasi : 01:12:09", None),
        ("Waktu : bakda Magrib s.d. 20.15 WIB", None),
    ],
)
def test_hours_are_read_whatever_stands_around_them(text, start) -> None:
    body = f"{TITLE}Tanggal : 3 Juni 2025\n{text}\n"

    assert head_of(body).start == start


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Waktu : bakda Magrib s.d. 20.15 WIB", "20:15"),
        ("Waktu : selepas apel sampai dengan 09.40", "09:40"),
        ("Mulai 16.10, selesai pukul 17.30", "17:30"),
        ("Waktu : jam 1 siang sampai jam 3 sore", "15:00"),
        ("Waktu : pukul 19.30 dan ditutup 21.00 WITA", "21:00"),
    ],
)
def test_the_end_is_not_taken_for_the_beginning(text, end) -> None:
    assert head_of(f"{TITLE}Tanggal : 3 Juni 2025\n{text}\n").end == end


SIGNED_BELOW = """Tanggal: 4 Mei 2025
Pimpinan Rapat: Wulan Sari

Tindak Lanjut
1. Budi kirim surat.

Notulis: Damar Aji
"""


@pytest.mark.parametrize(
    "text",
    [
        "Tanggal: 4 Mei 2025\nModerator: Wulan Sari | Notulis: Damar Aji",
        "Tanggal: 4 Mei 2025\nModerator: Wulan Sari; Notulen: Damar Aji",
        "Tanggal: 4 Mei 2025\nPimpinan: Wulan Sari      Pencatat: Damar Aji",
        "Tanggal: 4 Mei 2025\nDipimpin oleh: Wulan Sari · Scribe: Damar Aji",
        "Tanggal: 4 Mei 2025\nPeserta:\n1. Wulan Sari (moderator)\n2. Damar Aji (notulis)\n3. Budi",
        "Tanggal: 4 Mei 2025\nPeserta:\n1. Wulan Sari - Pimpinan Rapat\n2. Damar Aji - Notulen",
        "Rapat dipandu Wulan Sari dan dicatat Damar Aji pada hari Minggu, 4 Mei 2025.",
        "Pada hari Minggu, 4 Mei 2025 rapat dipimpin Sdri. Wulan Sari dengan notulis Damar Aji.",
        SIGNED_BELOW,
    ],
)
def test_who_led_and_who_wrote_are_found_beside_each_other(text) -> None:
    head = head_of(TITLE + text)

    assert "Wulan Sari" in (head.chair or "")
    assert "Damar Aji" in (head.note_taker or "")


@pytest.mark.parametrize(
    "text",
    [
        "PIMPINAN RAPAT\nMengajukan sumber pendapatan sebagai berikut :",
        "Ketua : menyampaikan bahwa stok bibit habis.",
        "Tindak lanjut\n1. Notulis: mengirim notula paling lambat besok",
    ],
)
def test_a_sentence_is_nobodys_name(text) -> None:
    head = head_of(f"{TITLE}Tanggal: 4 Mei 2025\n\n{text}\n")

    assert (head.chair, head.note_taker) == (None, None)


OF_WORKS = """Kegiatan : Pembangunan Jalan
Lokasi : Dusun Timur

Pada hari ini Senin tanggal 5 Mei 2025, bertempat di Pendopo Lama, rapat dihadiri oleh:
1. Budi
2. Sari
"""


@pytest.mark.parametrize(
    "text",
    [
        "Senin, 5 Mei 2025\nPukul 09.00 WIB\ndi Pendopo Lama",
        "Senin, 5 Mei 2025 jam 09.00 di Pendopo Lama",
        "Hari : Senin, 5 Mei 2025\nWaktu : 09.00\nBertempat di Pendopo Lama",
        OF_WORKS,
        "Pada hari Senin, 5 Mei 2025 bertempat di Pendopo Lama untuk rapat bulanan, pukul 09.00.",
    ],
)
def test_a_place_is_found_below_the_day_and_before_the_site_of_works(text) -> None:
    assert (head_of(TITLE + text).place or "").endswith("Pendopo Lama")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Rapat berlangsung pada hari Kamis, 8 Mei 2025 di aula.\n\nBogor, 9 Mei 2025\nPenyusun",
            8,
        ),
        ("Friday, May 9, 2025\n\nPada hari Kamis tanggal 8 Mei 2025 diadakan rapat di aula.", 8),
        ("Kamis, 8 Mei 2025 Pukul WIB Ruang Sidang Utama\n\nBogor, 9 Mei 2025", 8),
        ("Tanggal : 8 Mei 2025\n\nBogor, 9 Mei 2025\nNotulis", 8),
        ("Acara\nPemeriksaan Pendahuluan\nKamis, 8 Mei 2025, Pukul 14.04 – 14.34 WIB\n", 8),
    ],
)
def test_the_day_of_the_meeting_is_not_that_of_the_paper(text, day) -> None:
    found = head_of(TITLE + text).day

    assert found is not None
    assert found.day == day


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Undangan : 128 orang tua, hadir 94 orang", 94),
        ("Peserta : diundang 40 orang, yang hadir 31 orang", 31),
        ("Hadir : 18 izin 9 orang dari 74 orang Anggota", 18),
        ("Hadir : L : 4   P : 29   Jml : 33 orang", 33),
        ("Peserta : Bagian Umum, Bagian Keuangan (jml 12 org)", 12),
        ("Rapat dihadiri perwakilan siswa, setiap kelas lima orang siswa.", None),
        ("Peserta : masing-masing RT 3 orang", None),
    ],
)
def test_those_who_came_are_counted_not_those_asked(text, total) -> None:
    assert head_of(f"{TITLE}Tanggal : 3 Juni 2025\n{text}\n").counts.total == total


@pytest.mark.parametrize(
    "text",
    [
        "Rapat dihadiri oleh:\n1. Sari Dewi\n2. Budi Utama",
        "Pihak yang hadir:\nA. Pemohon:\nSari Dewi\nB. Kuasa Hukum:\n1. Anton\n2. Budi Utama",
        "No | Name | Division\n1 | Sari Dewi | Teknik\n2 | Budi Utama | PMO",
        "Undangan hadir : Sari Dewi, Budi Utama",
        "Narasumber:\n1. Sari Dewi\n2. Budi Utama\nYang hadir: 27 orang",
        "Peserta : Sari Dewi, Budi Utama (daftar hadir terlampir)",
    ],
)
def test_people_are_found_however_they_are_announced(text) -> None:
    people = " ".join(head_of(f"{TITLE}Tanggal : 3 Juni 2025\n{text}\n").participants or [])

    assert "Sari Dewi" in people
    assert "Budi Utama" in people
    assert "terlampir" not in people


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("N O T U L E N\n\nRapat : Penataan Arsip\nTanggal : 3 Juni 2025", "Penataan Arsip"),
        ("NOTULA\n\nAcara : Rapat Penataan Arsip\nTanggal : 3 Juni 2025", "Rapat Penataan Arsip"),
        (
            "DINAS KEARSIPAN KOTA RISALAH RAPAT PENATAAN ARSIP\n\nTanggal : 3 Juni 2025",
            "RISALAH RAPAT PENATAAN ARSIP",
        ),
    ],
)
def test_a_title_is_freed_from_the_kind_of_paper_and_the_office(text, title) -> None:
    assert head_of(text).title == title


@pytest.mark.parametrize(
    "basis", ["Surat Sekda Nomor 180/11 tanggal 2 Mei 2025", "Disposisi Kadis", "DPA Tahun 2025"]
)
def test_a_letter_is_no_agenda(basis) -> None:
    assert head_of(f"{TITLE}Dasar : {basis}\nTanggal : 3 Juni 2025\n").agenda is None


RUN_ON = (
    "1 DEWAN PERWAKILAN RAKYAT DAERAH RISALAH RAPAT PENYUSUNAN JADWAL Tahun Sidang : 2024"
    " Masa Sidang : II Jenis Rapat : Pleno Hari, tanggal : Selasa, 6 Mei 2025"
    " Pukul : 10.20 WIB Tempat : Ruang Komisi Ketua Rapat : H. Ahmad Soleh, S.E."
    " Acara : Penyusunan jadwal masa sidang Hadir : 12 dari 18 Anggota"
)


def test_a_head_without_line_ends_is_taken_apart() -> None:
    head = head_of(f"RISALAH RAPAT\n\n{RUN_ON}\n")

    assert (str(head.day), head.start, head.place) == ("2025-05-06", "10:20", "Ruang Komisi")
    assert (head.chair, head.counts.total) == ("H. Ahmad Soleh, S.E.", 12)
    assert head.agenda == ["Penyusunan jadwal masa sidang"]


@pytest.mark.parametrize(
    "sender",
    ["[3/6/25 08.02] Bu Lurah: ", "03/06/2025 08:02 - Bu Lurah: ", "[03.06.25, 08:02:11] Lurah: "],
)
def test_an_exported_chat_is_read_without_its_senders(sender) -> None:
    lines = [
        "*NOTULEN RAPAT KEBERSIHAN*",
        "Senin, 2 Juni 2025, pkl 08.30 WIB, aula kelurahan",
        "Hasil:",
    ]
    head = head_of("".join(f"{sender}{line}\n" for line in lines))

    assert (str(head.day), head.start, head.title) == (
        "2025-06-02",
        "08:30",
        "NOTULEN RAPAT KEBERSIHAN",
    )
