"""PDF: the order of reading, paragraphs, tables drawn or only aligned, margins."""

import io

import pypdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from kokreasi.reading.codes import Code
from kokreasi.reading.documents import pdf as reading
from kokreasi.reading.documents.opening import read_document
from kokreasi.reading.documents.tests.makers import pdf, rows, shapes, texts
from kokreasi.reading.errors import ReadingError

SENTENCE = (
    "Perwakilan dinas menyampaikan bahwa data anggaran pendidikan dan kesehatan masih tersebar di"
    " beberapa portal, sehingga belum dapat diolah bersama oleh warga maupun perangkat daerah."
)
FOLLOW_UPS = [
    ["No", "Tindak Lanjut", "Penanggung Jawab", "Batas Waktu"],
    ["1", "Menyusun daftar dataset yang dapat dibuka untuk umum", "Kominfo", "28 September 2018"],
    ["2", "Mengirim surat", "Bappeda dan seluruh perangkat daerah", "akhir Oktober 2018"],
]


def typst_table(cells: list[list[str]], stroke: str) -> str:
    inner = ", ".join(f"[{cell}]" for row in cells for cell in row)
    return f"#table(columns: (1cm, 1fr, 4cm, 4cm), {stroke} {inner})"


def drawn(*pages: list[tuple[float, float, str]]) -> bytes:
    """Put words at places, measured from the lower left corner."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4)
    for page in pages:
        for x, y, text in page:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def test_wrapped_lines_become_paragraphs_and_items() -> None:
    data = pdf(f"= PEMBAHASAN\n{SENTENCE}\n\n{SENTENCE}\n+ {SENTENCE}\n  - {SENTENCE}\n+ Dua")

    assert shapes(data) == [
        ("heading", "", "PEMBAHASAN", 0),
        ("paragraph", "", SENTENCE, 0),
        ("paragraph", "", SENTENCE, 0),
        ("item", "1.", SENTENCE, 0),
        ("item", "•", SENTENCE, 1),
        ("item", "2.", "Dua", 0),
    ]


def test_lines_are_kept_as_shown_and_blocks_name_their_first() -> None:
    document = read_document(pdf(f"{SENTENCE}\n\nSelesai."))

    assert len(document.lines) > 2
    assert " ".join(document.lines[:-1]) == SENTENCE
    assert [block.line for block in document.blocks] == [1, len(document.lines)]
    assert document.pages == 1


@pytest.mark.parametrize("stroke", ["", "stroke: none,"])
def test_tables_with_and_without_drawn_lines(stroke) -> None:
    assert rows(pdf(typst_table(FOLLOW_UPS, stroke) + f"\n\n{SENTENCE}")) == FOLLOW_UPS


def test_merged_cells_of_drawn_tables() -> None:
    source = (
        "#table(columns: (2cm, 4cm, 4cm), [A], table.cell(colspan: 2)[Gabungan dua],"
        " [B], table.cell(rowspan: 2)[Tinggi], [c], [D], [e])"
    )

    assert rows(pdf(source)) == [
        ["A", "Gabungan dua", ""],
        ["B", "Tinggi", "c"],
        ["D", "Tinggi", "e"],
    ]


LONG = f"{SENTENCE} {SENTENCE}"


def test_a_row_that_a_page_break_divides_is_one_row() -> None:
    setup = '#set page(paper: "a5", margin: (y: 2cm))\n#set text(size: 11pt)\n'
    header = FOLLOW_UPS[0]
    cells = [[str(at), LONG, "Kominfo", "akhir Oktober 2018"] for at in range(1, 9)]
    inner = ", ".join(f"[{cell}]" for row in cells for cell in row)
    top = ", ".join(f"[{cell}]" for cell in header)
    source = f"#table(columns: (1cm, 1fr, 2.5cm, 2.5cm), table.header({top}), {inner})"
    document = read_document(pdf(source, setup))
    found = [block for block in document.blocks if block.cells]

    assert document.pages > 2
    assert [block.cells for block in found] == [header, *cells]
    assert {block.table for block in found} == {1}


def test_a_row_without_a_number_on_a_new_page_stays_where_nothing_was_numbered() -> None:
    setup = '#set page(paper: "a6", margin: 1cm)\n#set text(size: 11pt)\n'
    source = (
        "#table(columns: (2cm, 1fr), [Bappenas], [Menyusun daftar])\n#pagebreak()\n"
        "#table(columns: (2cm, 1fr), [], [Mengirim surat])"
    )

    assert rows(pdf(source, setup)) == [["Bappenas", "Menyusun daftar"], ["", "Mengirim surat"]]


def test_fields_in_two_columns() -> None:
    source = (
        "#grid(columns: (3cm, 5mm, 6cm), row-gutter: 8pt, [Tempat], [:],"
        " [Ruang Rapat 204, Gedung Utama, Bappenas], [Peserta], [:], [1. Kominfo \\ 2. Bappeda])"
    )

    assert (
        rows(pdf(source))
        == [
            ["Tempat", ":", "Ruang Rapat 204, Gedung Utama, Bappenas"],
            ["Peserta", ":", "1. Kominfo\n2. Bappeda"],
        ]
        or rows(pdf(source))[0][2].replace("\n", " ") == "Ruang Rapat 204, Gedung Utama, Bappenas"
    )


def test_headers_footers_and_page_numbers_are_margins() -> None:
    setup = (
        '#set page(paper: "a5", header: [Sekretariat Nasional], footer: context'
        " [Halaman #counter(page).display() dari 3])\n"
    )
    data = pdf(f"{SENTENCE}\n#pagebreak()\nDua.\n#pagebreak()\nTiga.", setup)

    margins = [text for shape, _mark, text, _level in shapes(data) if shape == "margin"]
    assert margins == [
        each for page in (1, 2, 3) for each in ("Sekretariat Nasional", f"Halaman {page} dari 3")
    ]


def test_a_sentence_goes_on_over_the_page() -> None:
    setup = '#set page(paper: "a6")\n#set text(size: 11pt)\n'

    assert texts(pdf(f"{SENTENCE} " * 8, setup)) == [" ".join([SENTENCE] * 8)]


def test_words_are_put_in_the_order_of_reading() -> None:
    data = drawn(
        [(72, 700, "Tempat"), (72, 720, "Waktu"), (200, 720, ": 09.00"), (200, 700, ": Zoom")]
    )

    assert rows(data) == [["Waktu", ":", "09.00"], ["Tempat", ":", "Zoom"]]


def test_an_empty_page_among_others_is_nothing_to_remark() -> None:
    data = drawn([(72, 700, "Isi rapat")], [])

    assert read_document(data).warnings == []


# What means harm ----------------------------------------------------------------------------


def refusal(data: bytes) -> Code:
    with pytest.raises(ReadingError) as refused:
        read_document(data)
    return refused.value.code


def test_a_locked_pdf_is_refused() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf("Isi")))
    writer.encrypt("rahasia", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)

    assert refusal(target.getvalue()) == Code.PASSWORD


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\xff" * 3_000])
def test_a_broken_pdf_is_refused(data) -> None:
    assert refusal(data) == Code.BROKEN


def test_too_many_pages_are_refused(monkeypatch) -> None:
    monkeypatch.setattr(reading, "MOST_PAGES", 1)

    assert refusal(drawn([(72, 700, "a")], [(72, 700, "b")])) == Code.TOO_MANY_PAGES


def test_letters_that_stand_upright_no_more_are_no_text() -> None:
    assert texts(pdf("Isi rapat\n#place(rotate(45deg, text(60pt)[DRAF]))")) == ["Isi rapat"]
