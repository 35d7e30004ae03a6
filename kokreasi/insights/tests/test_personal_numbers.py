"""Which numbers in Indonesian texts lead to one person, and which do not."""

import pytest

from kokreasi.insights.personal_numbers import Sort, is_nik, personal_numbers

FOUND = [
    ("NIK 3374060109850002", Sort.NIK, "3374060109850002"),
    ("a woman: 3374064109850002.", Sort.NIK, "3374064109850002"),
    ("born on a leap day 3374062902840002", Sort.NIK, "3374062902840002"),
    ("3374 0601 0985 0002", Sort.NIK, "3374 0601 0985 0002"),
    ("NIK: 33.74.06.010985.0002", Sort.NIK, "33.74.06.010985.0002"),
    ("337406 010985 0002", Sort.NIK, "337406 010985 0002"),
    ("NIK=3374069999990000", Sort.NIK, "3374069999990000"),
    ("NPWP 01.234.567.8-901.000", Sort.NPWP, "01.234.567.8-901.000"),
    ("NPWP: 012345678901000", Sort.NPWP, "012345678901000"),
    ("0012345678901234", Sort.NPWP, "0012345678901234"),
    ("HP 081234567890", Sort.PHONE, "081234567890"),
    ("0812-3456-7890", Sort.PHONE, "0812-3456-7890"),
    ("0811.2233.4455", Sort.PHONE, "0811.2233.4455"),
    ("WA +62 812 3456 7890,", Sort.PHONE, "+62 812 3456 7890"),
    ("62812345678901", Sort.PHONE, "62812345678901"),
    ("HP.081234567", Sort.PHONE, "081234567"),
    ("telp (021) 3193 6207", Sort.PHONE, "(021) 3193 6207"),
    ("telp. 021-31936207", Sort.PHONE, "021-31936207"),
    ("(0274) 512345", Sort.PHONE, "(0274) 512345"),
    ("+62-21-3193-6207", Sort.PHONE, "+62-21-3193-6207"),
    ("surel budi.santoso@contoh.go.id.", Sort.EMAIL, "budi.santoso@contoh.go.id"),
    ("budi (at) contoh (dot) go (dot) id", Sort.EMAIL, "budi (at) contoh (dot) go (dot) id"),
]

LEFT_ALONE = [
    "NIP 198505012010011002",
    "tahun 2018–2020",
    "Rp12.500.000.000",
    "Rp 14.000.000,00",
    "Keppres 13/2014 dan Kepmen PPN 88/2018",
    "Surat No. B-0812/3456/2020",
    "2018-08-17 10.00-12.00",
    "pukul 08.30–12.15 WIB",
    "kode 08.123.45.678.90",
    "nomor 1234567890123456",
    "83 orang, 14 kementerian",
    "8 Oktober 2020",
    "0,08123 persen",
    "",
]


@pytest.mark.parametrize(("text", "sort", "words"), FOUND)
def test_a_personal_number_is_found_as_it_is_written(text, sort, words) -> None:
    found = personal_numbers(text)

    assert [(each.sort, each.words) for each in found] == [(sort, words)]
    assert text[found[0].start : found[0].end] == words


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_other_numbers_are_left_alone(text) -> None:
    assert personal_numbers(text) == []


def test_numbers_are_found_in_their_order_and_once_each() -> None:
    text = "Hubungi 0812 3456 7890 atau a@b.id, NIK 3374060109850002."

    found = [each.sort for each in personal_numbers(text)]

    assert found == [Sort.PHONE, Sort.EMAIL, Sort.NIK]


@pytest.mark.parametrize("text", ["0812-3456-7890", "+62 812 3456 7890", "6281234567890"])
def test_a_telephone_has_one_key_however_it_is_written(text) -> None:
    assert [each.key for each in personal_numbers(text)] == ["81234567890"]


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("3374060109850002", True),
        ("3374067110850002", True),
        ("3374067209850002", False),
        ("3374063102850002", False),
        ("3374060113850002", False),
        ("0974060109850002", False),
        ("9774060109850002", False),
        ("3374060109850000", False),
    ],
)
def test_an_identity_number_has_a_region_a_day_of_birth_and_an_order(digits, expected) -> None:
    assert is_nik(digits) == expected


def test_a_long_line_of_digits_is_read_in_no_time() -> None:
    assert personal_numbers("0812 " * 5_000 + "1-2.3 " * 20_000 + "a@" * 5_000) is not None
