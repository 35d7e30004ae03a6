"""Those who took part: lists, running text, tables, numbers."""

import pytest

from kokreasi.reading.documents.opening import read_document
from kokreasi.reading.minutes.counts import counts_in, crowd_in, disagree
from kokreasi.reading.minutes.header import read_header
from kokreasi.reading.minutes.model import Attendee, Counts
from kokreasi.reading.minutes.people import attendee, split_people
from kokreasi.reading.minutes.tables import Column, columns_of, is_attendance_header


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("12 orang", Counts(12)),
        ("Jumlah: 12 orang (L: 7, P: 5)", Counts(12, 7, 5)),
        ("12 (dua belas) orang", Counts(12)),
        ("dua belas orang", Counts(12)),
        ("L = 12, P = 8, total = 20", Counts(20, 12, 8)),
        ("32 peserta (17 laki-laki dan 15 perempuan)", Counts(32, 17, 15)),
        ("laki-laki 18 orang, perempuan 9 orang", Counts(None, 18, 9)),
        ("7L/5P", Counts(None, 7, 5)),
        ("31 dari 48 Anggota", Counts(31)),
        ("28 orang Anggota dari 51 Anggota", Counts(28)),
        ("1.250 peserta", Counts(1250)),
        ("83 people (45 men, 38 women)", Counts(83, 45, 38)),
        ("", Counts()),
        ("Kementerian Keuangan", Counts()),
        ("Ruang Rapat 204", Counts()),
    ],
)
def test_numbers_of_people_are_read_as_far_as_they_go(text, counts) -> None:
    assert counts_in(text) == counts


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("62 wali murid", Counts(62)),
        ("24 ibu-ibu", Counts(24)),
        ("14 dosen (8 laki-laki, 6 perempuan)", Counts(14, 8, 6)),
        ("45 orang (22 laki-laki, 23 perempuan) dari 18 OMS", Counts(45, 22, 23)),
        ("18 organisasi", None),
        ("3 Dinas", None),
        ("Dinas Kominfo", None),
    ],
)
def test_a_crowd_is_counted_by_its_number_and_bodies_are_no_people(text, counts) -> None:
    assert crowd_in(text) == counts


def test_a_bare_number_counts_only_where_the_label_says_what() -> None:
    assert counts_in("27", is_number_enough=True) == Counts(27)
    assert counts_in("27") == Counts()


@pytest.mark.parametrize(
    ("counts", "parts", "expected"),
    [
        (Counts(12, 7, 5), [], False),
        (Counts(12, 7, 6), [], True),
        (Counts(5), [Counts(3), Counts(2)], False),
        (Counts(5), [Counts(3), Counts(3)], True),
        (Counts(5), [Counts(3), Counts()], False),
        (Counts(None, 7, 5), [Counts(3)], False),
    ],
)
def test_numbers_may_disagree(counts, parts, expected) -> None:
    assert disagree(counts, parts) is expected


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Bappenas; Kemenkominfo; TII", ["Bappenas", "Kemenkominfo", "TII"]),
        ("Bappenas, PSHK, dan SIGAB", ["Bappenas", "PSHK", "SIGAB"]),
        ("Rina, Budi dan Citra", ["Rina", "Budi", "Citra"]),
        ("Kementerian Hukum dan HAM", ["Kementerian Hukum dan HAM"]),
        (
            "Kementerian Sosial, Kementerian Pendidikan dan Kebudayaan",
            ["Kementerian Sosial", "Kementerian Pendidikan dan Kebudayaan"],
        ),
        ("Dr. Budi Santoso, S.H., M.H., Rina", ["Dr. Budi Santoso, S.H., M.H.", "Rina"]),
        ("Roni (CEO, pendiri), Karina", ["Roni (CEO, pendiri)", "Karina"]),
        ("83 orang", []),
        ("sebagaimana daftar hadir terlampir", []),
    ],
)
def test_a_running_list_is_split_where_no_name_is_cut(text, people) -> None:
    assert split_people(text) == people


@pytest.mark.parametrize(
    ("text", "person", "organisation", "role"),
    [
        ("Maria – LBH Apik", "Maria", "LBH Apik", None),
        ("Dian - Analis - Kementerian Keuangan", "Dian", "Kementerian Keuangan", "Analis"),
        ("Andi (Kawal Data)", "Andi", "Kawal Data", None),
        ("Budi", "Budi", None, None),
        ("Kementerian Keuangan", None, "Kementerian Keuangan", None),
    ],
)
def test_person_and_body_are_told_apart(text, person, organisation, role) -> None:
    assert attendee(text, 3) == Attendee(text, person, organisation, role, line=3)


def test_the_number_of_a_body_is_kept_beside_it() -> None:
    found = attendee("Kementerian Keuangan (3 orang)", 1)

    assert (found.organisation, found.total) == ("Kementerian Keuangan", 3)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["No", "Nama", "Instansi", "Jabatan", "Tanda Tangan"], True),
        (["No", "Nama", "L/P"], True),
        (["Instansi", "L", "P", "Jumlah"], True),
        (["No", "Tindak Lanjut", "PIC", "Tenggat"], False),
        (["No", "Unit", "Keterangan"], False),
        (["Nama", "Budi"], False),
        (["", ""], False),
    ],
)
def test_which_table_lists_people(cells, expected) -> None:
    assert is_attendance_header(cells) is expected


def test_the_columns_of_a_list_of_people() -> None:
    assert columns_of(["No.", "Nama Lengkap", "Unit Kerja", "L/P", "Sesuatu"]) == [
        Column.NUMBER,
        Column.NAME,
        Column.ORGANISATION,
        Column.GENDER,
        None,
    ]


def test_a_table_of_bodies_with_its_total() -> None:
    text = (
        "# Notula Rapat\n\nTanggal: 12 Maret 2025\n\n## Daftar Hadir\n\n"
        "| No | Instansi | L | P | Jumlah |\n|---|---|---|---|---|\n"
        "| 1 | Bappeda | 2 | 1 | 3 |\n| 2 | Dinas Sosial | 1 | 1 | 2 |\n| Jumlah | | 3 | 2 | 5 |\n"
    )
    header = read_header(read_document(text.encode(), "notula.md"))

    assert header.participants == ["Bappeda", "Dinas Sosial"]
    people = [(each.men, each.women, each.total) for each in header.attendees]
    assert people == [(2, 1, 3), (1, 1, 2)]
    assert header.counts == Counts(5, 3, 2)
