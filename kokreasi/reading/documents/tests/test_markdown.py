"""Markdown: signs become shapes, words stay words."""

import pytest

from kokreasi.reading.codes import Remark
from kokreasi.reading.documents.markdown import looks_like_markdown, plain
from kokreasi.reading.documents.opening import read_document
from kokreasi.reading.documents.tests.makers import rows, shapes, texts

NOTE = """\
# Rapat Komunitas

**Tanggal:** 11 Maret 2025
**Tempat:** [Google Meet](https://contoh.example.org)

## Pembahasan

1. Andi menyampaikan bahwa
   kegiatan berjalan.
   - butir dalam
2. Budi _setuju_.

## Tindak lanjut
- [ ] Membuat grup
- [x] Mengirim surat
"""


def test_a_note_in_markdown() -> None:
    assert shapes(NOTE) == [
        ("heading", "", "Rapat Komunitas", 0),
        ("paragraph", "", "Tanggal: 11 Maret 2025", 0),
        ("paragraph", "", "Tempat: Google Meet", 0),
        ("heading", "", "Pembahasan", 1),
        ("item", "1.", "Andi menyampaikan bahwa kegiatan berjalan.", 0),
        ("item", "-", "butir dalam", 1),
        ("item", "2.", "Budi setuju.", 0),
        ("heading", "", "Tindak lanjut", 1),
        ("item", "[ ]", "Membuat grup", 0),
        ("item", "[x]", "Mengirim surat", 0),
    ]


def test_lines_stay_as_they_are_written() -> None:
    document = read_document(NOTE.encode())

    assert document.kind == "markdown"
    assert document.lines[2] == "**Tanggal:** 11 Maret 2025"
    assert document.blocks[1].line == 3


def test_tables_without_their_signs() -> None:
    text = "# A\n\n| No | **Aksi** |\n|:--|--:|\n| 1 | Kirim `surat`<br>dan data \\| peta |"

    assert rows(text) == [["No", "Aksi"], ["1", "Kirim surat\ndan data | peta"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**a** dan __b__", "a dan b"),
        ("*a* dan _b_", "a dan b"),
        ("snake_case_name 2*3*4", "snake_case_name 2*3*4"),
        ("[teks](https://x.y) <https://z.w>", "teks https://z.w"),
        ("`kode` ~~salah~~", "kode salah"),
        (r"1\. bukan \*daftar\*", "1. bukan *daftar*"),
        ("![gambar](a.png)teks", "teks"),
        ("**PIC:** Budi  ", "PIC: Budi"),
    ],
)
def test_signs_are_taken_off(text, expected) -> None:
    assert plain(text) == expected


def test_headings_drawn_with_a_line_and_comments_and_pictures() -> None:
    text = "Rapat\n=====\n\n<!-- catatan\nrahasia -->\n## Isi\n![foto](a.png)\nteks"
    document = read_document(text.encode())

    assert [(block.shape.value, block.text, block.line) for block in document.blocks] == [
        ("heading", "Rapat", 1),
        ("heading", "Isi", 6),
        ("paragraph", "teks", 8),
    ]
    assert document.warnings == [Remark.PICTURES]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("biasa", "a.md", True),
        ("# Judul", "", True),
        ("biasa # bukan", "", False),
        ("- [ ] aksi\n**tebal**", "", True),
        ("NOTULA\n\n- butir\n- butir", "a.txt", False),
    ],
)
def test_markdown_is_known_by_its_name_or_by_its_signs(text, name, expected) -> None:
    assert looks_like_markdown(text, name) is expected


def test_quotes_are_read_without_their_sign() -> None:
    assert texts("# A\n> Dinas akan\n> hadir") == ["A", "Dinas akan", "hadir"]
