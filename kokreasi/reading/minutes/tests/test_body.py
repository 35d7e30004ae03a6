"""Sections, points, agreements, leftovers: the body of a note in small."""

import pytest

from kokreasi.reading.codes import Code
from kokreasi.reading.errors import WrongKindError
from kokreasi.reading.minutes.headings import is_mixed, role_of
from kokreasi.reading.minutes.model import Why
from kokreasi.reading.minutes.reader import read_minutes_file
from kokreasi.reading.minutes.speakers import speaker_of

HEAD = """NOTULEN RAPAT KOORDINASI
Hari/Tanggal : Rabu, 12 Maret 2025
Waktu : 10.00 - 11.00 WIB
Tempat : Aula

"""


def read(body, head=HEAD):
    return read_minutes_file((head + body).encode(), "notula.txt")


def tasks(body):
    return [(each.actor, each.action) for each in read(body).follow_ups]


#    a heading                                  what it announces
HEADINGS = [
    ("Tindak Lanjut", "follow_ups"),
    ("III. RENCANA TINDAK LANJUT (RTL)", "follow_ups"),
    ("Next follow up:", "follow_ups"),
    ("Langkah-langkah selanjutnya", "follow_ups"),
    ("Pembagian Tugas", "follow_ups"),
    ("Action Items", "follow_ups"),
    ("Kesimpulan dan Tindak Lanjut", "follow_ups"),
    ("Tindak Lanjut Rapat Sebelumnya", "discussion"),
    ("K E S I M P U L A N", "conclusions"),
    ("KESIMPULAN/KEPUTUSAN RAPAT", "agreements"),
    ("Hasil Pembahasan", "discussion"),
    ("Hasil Rapat", "conclusions"),
    ("Sesi Tanya Jawab", "questions"),
    ("PEM BAHASAN", "discussion"),
    ("2. Jalannya Rapat", "discussion"),
    ("Latar Belakang", "background"),
    ("Maksud dan Tujuan", "aims"),
    ("Dokumentasi Kegiatan", "documentation"),
    ("Penutup", "closing"),
    ("Tindak lanjut usulan warga dibahas bulan depan", None),
    ("Bappenas", None),
]


@pytest.mark.parametrize(("title", "role"), HEADINGS)
def test_what_a_heading_announces(title, role) -> None:
    assert role_of(title) == role


def test_some_headings_announce_two_things() -> None:
    assert is_mixed("Kesimpulan dan Tindak Lanjut")
    assert not is_mixed("Rencana Tindak Lanjut")


#    the beginning of a point                                       who, of which body
SPEAKERS = [
    ("Perwakilan Seknas FITRA menyampaikan:", "Perwakilan Seknas FITRA", "Seknas FITRA"),
    ("Ibu Ufi sebagai perwakilan Lakpesdam menjelaskan hal ini", "Ibu Ufi", "Lakpesdam"),
    ("Bapak Antun dari Dinas Sosial memberi tanggapan", "Bapak Antun", "Dinas Sosial"),
    ("Budi selaku Direktur Eksekutif Pattiro memaparkan", "Budi", "Pattiro"),
    ("Pak Hadi (Bappeda): data belum lengkap", "Pak Hadi", "Bappeda"),
    ("Dr. Ratih: indikator harus mudah", "Dr. Ratih", None),
]


@pytest.mark.parametrize(("text", "name", "organisation"), SPEAKERS)
def test_who_speaks(text, name, organisation) -> None:
    speaker = speaker_of(text)

    assert (speaker.name, speaker.organisation) == (name, organisation)


@pytest.mark.parametrize(
    "text", ["Anggaran: Rp 5 juta", "Catatan: rapat ditunda", "Data menjelaskan tren", "Tarif naik"]
)
def test_nobody_speaks(text) -> None:
    assert speaker_of(text) is None


def test_what_stands_below_a_name_is_said_by_it() -> None:
    points = read(
        "Pembahasan\n1. Kepala Dinas menyampaikan:\n   - data\n   - peta\n2. Jalan rusak.\n"
    ).points

    assert [(each.speaker, each.level) for each in points] == [
        ("Kepala Dinas", 0),
        ("Kepala Dinas", 1),
        ("Kepala Dinas", 1),
        (None, 0),
    ]


def test_akan_in_a_discussion_is_a_story() -> None:
    body = "Pembahasan\n1. Dinas Sosial akan memperluas bantuan.\n\nTindak Lanjut\n1. "

    assert tasks(f"{body}Bappeda menyusun data.\n") == [("Bappeda", "menyusun data")]
    assert tasks(body.partition("Tindak")[0]) == []


def test_an_agreement_keeps_what_stands_below_it() -> None:
    minutes = read(
        "Kesepakatan\n1. Tarif disepakati:\n   a. dewasa 5000\n   b. anak 2000\n2. Lain.\n"
    )

    assert minutes.agreements == ["Tarif disepakati:\na. dewasa 5000\nb. anak 2000", "Lain."]
    assert minutes.agreement_lines == [7, 10]


def test_under_a_mixed_heading_tasks_are_told_from_agreements() -> None:
    minutes = read(
        "Kesimpulan dan Tindak Lanjut\n1. Tarif lama berlaku.\n2. Bappeda akan menyusun data.\n"
    )

    assert minutes.agreements == ["Tarif lama berlaku."]
    assert [(each.actor, each.implied) for each in minutes.follow_ups] == [("Bappeda", False)]


def test_a_conclusion_inside_a_list_ends_with_its_item() -> None:
    minutes = read(
        "Pembahasan\n1. Sesi tanya jawab menghasilkan kesimpulan sebagai berikut:\n"
        "   - Bappeda akan menyusun data.\n2. Kepala Dinas menyampaikan bahwa Camat akan hadir.\n"
    )

    assert [(each.actor, each.implied) for each in minutes.follow_ups] == [("Bappeda", True)]
    assert minutes.points[-1].text.startswith("Kepala Dinas")


def test_an_explicit_task_counts_wherever_it_stands() -> None:
    body = (
        "Pembahasan\n1. Cek harga tenda (PIC: Andi)\n\nTindak Lanjut\n1. Bappeda menyusun data.\n"
    )

    assert tasks(body) == [("Andi", "Cek harga tenda"), ("Bappeda", "menyusun data")]


@pytest.mark.parametrize("words", ["Tidak ada.", "-", "Nihil"])
def test_no_follow_up_is_none(words) -> None:
    assert (
        tasks(f"Pembahasan\n1. Data baru dibahas.\n2. Peta.\n3. Pagu.\n\nTindak Lanjut\n{words}\n")
        == []
    )


def test_the_paper_is_left_out_and_listed() -> None:
    minutes = read(
        "Tindak Lanjut\n1. Bappeda menyusun data.\n\nDemikian notulen ini dibuat.\n\n"
        "Mengetahui,\nKepala Bappeda\n\n(Budi)\nNIP. 19800101\n\nDOKUMENTASI\nGambar 1. Rapat\n",
        "PEMERINTAH KOTA CONTOH\nJl. Merdeka 1 Telp. 123456\n\n" + HEAD,
    )

    assert [(each.text, each.why) for each in minutes.left_out if each.line < 3] == [
        ("PEMERINTAH KOTA CONTOH", Why.LETTERHEAD),
        ("Jl. Merdeka 1 Telp. 123456", Why.LETTERHEAD),
    ]
    assert {Why.CLOSING_WORDS, Why.SIGNATURE} <= {each.why for each in minutes.left_out}
    assert [each.action for each in minutes.follow_ups] == ["menyusun data"]
    assert minutes.unread == []


def test_a_comment_form_ends_the_note() -> None:
    minutes = read(
        "Tindak Lanjut\n1. Bappeda menyusun data.\n\nLeave a Reply\n\nBudi akan datang.\n"
    )

    assert [each.why for each in minutes.left_out] == [Why.COMMENT_FORM] * 2


#    papers that look like one, and are no note of a meeting
OTHERS = {
    "a poem": "Hujan bulan Juni\n\nTak ada yang lebih tabah\ndari hujan\n",
    "an invitation": (
        "Hal : Undangan Rapat\n\nKami mengundang Saudara:\nHari/Tanggal : Senin, 3 Maret 2025\n"
        "Waktu : 09.00 WIB\nTempat : Aula\nAgenda : Pembahasan usulan\n"
    ),
    "an article": (
        "Portal Baru Diluncurkan\n\nJakarta, 12 Maret 2024 - Menteri mengatakan rapat sudah"
        " dilakukan. Kementerian akan memuat data baru bulan depan.\n\nPengamat menilai ini baik.\n"
    ),
    "an empty form": "NOTULEN RAPAT\nHari/Tanggal :\nTempat :\nPeserta :\n",
}


@pytest.mark.parametrize("paper", OTHERS.values(), ids=OTHERS)
def test_another_paper_is_refused(paper) -> None:
    with pytest.raises(WrongKindError) as refusal:
        read_minutes_file(paper.encode(), "surat.txt")

    assert refusal.value.code == Code.NO_MINUTES


@pytest.mark.parametrize(
    "title",
    ["Hasil Rapat Tim", "Ringkasan diskusi", "Meeting notes 11-03-2025", "Resume Pertemuan"],
)
def test_a_note_needs_no_official_word(title) -> None:
    note = (
        f"{title}\nTanggal: 11 Maret 2025\n\nTindak lanjut\n- Sari kirim surat\n- Andi pesan kue\n"
    )

    assert len(read_minutes_file(note.encode(), "x.txt").follow_ups) == 2


def test_progress_is_told_to_the_end() -> None:
    told: list[float] = []

    read_minutes_file(
        (HEAD + "Tindak Lanjut\n1. Bappeda menyusun data.\n").encode(), "x", told.append
    )

    assert told == sorted(told)
    assert told[-1] == 1


HOSTILE = {
    "one word again and again": "akan " * 20_000,
    "names without end": "1. " + "Bappenas dan KSP, " * 2_000 + "akan menyusun",
    "days without end": "1. " + "30 Mei 2025 " * 5_000,
    "open brackets": "1. " + "(" * 20_000,
    "blanks": "1. a" + " " * 50_000 + "b",
    "labels": "1. " + "PIC: a " * 5_000,
    "dashes": "1. " + "a - " * 10_000,
    "deep lists": "".join(f"{' ' * min(at, 60)}- butir {at}\n" for at in range(2_000)),
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_are_read_in_a_moment(body) -> None:
    assert read(f"Tindak Lanjut\n{body}\n2. Bappeda menyusun data.\n\nPembahasan\n1. Data.\n").date


def test_deadlines_that_cannot_be_are_flagged_and_kept() -> None:
    minutes = read(
        "Tindak Lanjut\n1. Andi mengirim data paling lambat 31 Februari 2025.\n"
        "2. Budi mengirim peta paling lambat Senin, 18 Maret 2025.\n"
        "3. Sari mengirim foto paling lambat 1 Maret 2025.\n"
    )

    assert [each.due_on for each in minutes.follow_ups] == [None, "2025-03-18", "2025-03-01"]
    assert [(each.code, each.line) for each in minutes.warnings] == [
        ("no_such_day", 7),
        ("weekday_disagrees", 8),
        ("due_before_meeting", 9),
    ]
