"""Plain text: wrapped lines, labels, lists, tables of any signs."""

import pytest

from kokreasi.reading.documents.opening import read_document
from kokreasi.reading.documents.tests.makers import rows, shapes, texts

WRAPPED = """\
1. Perwakilan dinas menyampaikan bahwa data yang ada masih tersebar di
beberapa portal dan belum dapat diolah. Tahun
2025 akan dipakai untuk memperbaikinya bersama seluruh perangkat daerah

yang terkait, termasuk kecamatan.
   a. Data pertama belum diperiksa oleh siapa pun sejak tahun lalu, kata
      kepala bidang yang hadir.
   b. Data kedua sudah.
2. Ditutup."""


def test_lines_broken_by_the_width_are_joined_and_lists_keep_their_depth() -> None:
    assert shapes(WRAPPED) == [
        (
            "item",
            "1.",
            (
                "Perwakilan dinas menyampaikan bahwa data yang ada masih tersebar di beberapa"
                " portal dan belum dapat diolah. Tahun"
            ),
            0,
        ),
        (
            "paragraph",
            "",
            (
                "2025 akan dipakai untuk memperbaikinya bersama seluruh perangkat daerah yang"
                " terkait, termasuk kecamatan."
            ),
            0,
        ),
        (
            "item",
            "a.",
            (
                "Data pertama belum diperiksa oleh siapa pun sejak tahun lalu, kata kepala bidang"
                " yang hadir."
            ),
            1,
        ),
        ("item", "b.", "Data kedua sudah.", 1),
        ("item", "2.", "Ditutup.", 0),
    ]


def test_lines_of_the_document_are_those_of_the_file() -> None:
    document = read_document(b"\n\nNOTULA\n\n  Tempat : Zoom  \n")

    assert document.lines == ["", "", "NOTULA", "", "  Tempat : Zoom", ""]
    assert [block.line for block in document.blocks] == [3, 5]


LABELS = """\
Hari, Tanggal : Kamis, 8 Oktober 2020
Pukul 15.00 - 16.30 WIB
Tempat Zoom Meeting
Agenda Penyampaian usulan tentang model pelayanan yang terbuka bagi semua
warga negara di daerah
Moderator Seknas
Peserta Lembaga A
Direktorat B"""


def test_fields_are_never_joined_into_each_other() -> None:
    assert texts(LABELS) == [
        "Hari, Tanggal : Kamis, 8 Oktober 2020",
        "Pukul 15.00 - 16.30 WIB",
        "Tempat Zoom Meeting",
        (
            "Agenda Penyampaian usulan tentang model pelayanan yang terbuka bagi semua warga negara"
            " di daerah"
        ),
        "Moderator Seknas",
        "Peserta Lembaga A",
        "Direktorat B",
    ]


def test_a_text_with_one_paragraph_to_a_line_is_left_alone() -> None:
    long = "Kata " * 60
    assert texts(f"{long}\nlagi kecil\n{long}") == [long.strip(), "lagi kecil", long.strip()]


@pytest.mark.parametrize(
    ("line", "marker", "rest"),
    [
        ("1. Satu", "1.", "Satu"),
        ("12) Dua belas", "12)", "Dua belas"),
        ("(3) Tiga", "(3)", "Tiga"),
        ("1.Rapat", "1.", "Rapat"),
        ("a. Huruf", "a.", "Huruf"),
        ("iv) Romawi", "iv)", "Romawi"),
        ("- Strip", "-", "Strip"),
        ("-Strip", "-", "Strip"),
        ("• Titik", "•", "Titik"),
        ("\uf0b7 Titik", "•", "Titik"),
        ("o Bulat", "•", "Bulat"),
        ("- 1) Hiasan", "1)", "Hiasan"),
        ("- [ ] Belum", "[ ]", "Belum"),
        ("[x] Sudah", "[x]", "Sudah"),
        ("☐ Belum", "[ ]", "Belum"),
        ("KESATU : Membentuk tim.", "KESATU", "Membentuk tim."),
        ("→ Kirim", "→", "Kirim"),
    ],
)
def test_markers_are_taken_off(line, marker, rest) -> None:
    assert shapes(line) == [("item", marker, rest, 0)]


@pytest.mark.parametrize(
    "line",
    [
        "A. Rahman (Bappenas)",
        "M. Iqbal menyampaikan hal lain",
        "15.00 WIB dimulai",
        "09.30 - 12.00",
        "a.n. Direktur",
        "2020. Di tahun itu",
        "-5 derajat",
        "omong kosong",
        "D. I. Yogyakarta",
    ],
)
def test_what_only_looks_like_a_marker_stays_in_the_text(line) -> None:
    assert shapes(line) == [("paragraph", "", line, 0)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("PEMBAHASAN", ("heading", "", "PEMBAHASAN", 0)),
        ("II. Diskusi", ("heading", "II.", "Diskusi", 0)),
        ("II. Dinas akan menyusun data.", ("item", "II.", "Dinas akan menyusun data.", 0)),
        ("TEMPAT : ZOOM MEETING", ("paragraph", "", "TEMPAT : ZOOM MEETING", 0)),
        ("ICW", ("paragraph", "", "ICW", 0)),
        ("Kami sepakat.", ("paragraph", "", "Kami sepakat.", 0)),
    ],
)
def test_headings_by_their_looks(line, expected) -> None:
    assert shapes(line) == [expected]


def test_letters_and_roman_numbers_are_told_apart_by_what_came_before() -> None:
    lines = [f"{letter}. butir" for letter in "abcdefghij"]

    assert {level for _shape, _marker, _text, level in shapes("\n".join(lines))} == {0}


def test_capital_letters_are_markers_where_they_go_on() -> None:
    assert [marker for _shape, marker, _text, _level in shapes("A. Pembukaan\nB. Penutup")] == [
        "A.",
        "B.",
    ]


def test_values_under_each_other_belong_to_their_field() -> None:
    text = """\
Tempat             :      Ruang Rapat 204
                          Jakarta
Peserta            :      1. Kementerian Keuangan
                          2. Seknas FITRA"""

    assert rows(text) == [
        ["Tempat", ":", "Ruang Rapat 204\nJakarta"],
        ["Peserta", ":", "1. Kementerian Keuangan\n2. Seknas FITRA"],
    ]


def test_columns_under_each_other_are_a_table() -> None:
    text = """\
No    Tindak Lanjut              Penanggung Jawab     Batas Waktu
1     Menyusun daftar            Kominfo              20 Maret 2025
      data prioritas
2     Mengirim surat             Bappeda              segera

Demikian notula ini dibuat untuk dipergunakan sebagaimana mestinya."""

    assert rows(text) == [
        ["No", "Tindak Lanjut", "Penanggung Jawab", "Batas Waktu"],
        ["1", "Menyusun daftar data prioritas", "Kominfo", "20 Maret 2025"],
        ["2", "Mengirim surat", "Bappeda", "segera"],
    ]
    assert texts(text)[-1].startswith("Demikian notula")


@pytest.mark.parametrize(
    "text",
    [
        "| No | Aksi |\n|----|------|\n| 1 | Surat |",
        "+----+-------+\n| No | Aksi |\n+----+-------+\n| 1 | Surat |\n+----+-------+",
    ],
)
def test_bars_make_a_table(text) -> None:
    assert rows(text) == [["No", "Aksi"], ["1", "Surat"]]


def test_tabs_make_a_table() -> None:
    assert rows("No\tAksi\tPIC\n1\tSurat\tBudi") == [["No", "Aksi", "PIC"], ["1", "Surat", "Budi"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_encoding(encoding) -> None:
    assert texts("Rapat “satu” – dua".encode(encoding)) == ["Rapat “satu” – dua"]


def test_a_list_counts_beyond_a_thousand_and_a_year_is_no_marker() -> None:
    items = "\n".join(f"{at}. Dinas menyusun data." for at in range(1, 1_200))

    assert {shape for shape, _marker, _text, _level in shapes(items)} == {"item"}
    assert shapes("2020. Di tahun itu")[0][0] == "paragraph"


def test_fifty_thousand_equal_lines_are_no_single_paragraph() -> None:
    line = "Dinas menyampaikan bahwa data anggaran pendidikan dan kesehatan masih tersebar lagi\n"
    document = read_document((line * 50_000).encode())

    assert max(len(block.text) for block in document.blocks) < 10_000
