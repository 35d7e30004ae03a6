"""Whole documents as PDF and Word: everything said, text taken as text, structure for readers."""

import io
import re

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from kokreasi.writing import child
from kokreasi.writing.tests.booklets import HOSTILE, booklet, heading, said
from kokreasi.writing.tests.test_writing import text_of_pdf, text_of_word

SAID = (
    "Daftar isi",
    "Paragraf satu",
    "Paragraf dua",
    "Janji utama",
    "[dalam bahasa Inggris]",
    "Keterangan kecil",
    "Cucu bagian",
    "Label fakta",
    "Kolom B",
    "sel satu [EN]",
    "sel dua",
    "Hanya dinyatakan",
    "dinyatakan: 14 [1]",
    "2019–2020",
)


def squeezed(text: str) -> str:
    """Drop what a line end in a PDF adds or takes away."""
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return child.booklet_pdf(booklet())


@pytest.fixture(scope="module")
def word() -> bytes:
    return child.booklet_word(booklet())


def test_both_say_everything(pdf, word) -> None:
    for text in (text_of_pdf(pdf), text_of_word(word)):
        assert [part for part in SAID if squeezed(part) not in squeezed(text)] == []
        assert squeezed("ab" * 32) in squeezed(text)


def test_words_that_look_like_a_program_stay_words(pdf, word) -> None:
    wanted = squeezed(HOSTILE)

    assert squeezed(text_of_word(word)).count(wanted) >= 4
    assert squeezed(text_of_pdf(pdf)).count(wanted) >= 4


def test_the_pdf_is_tagged_names_its_language_and_lists_its_headings(pdf) -> None:
    document = pypdfium2.PdfDocument(pdf)

    assert b"/StructTreeRoot" in pdf
    assert b"/Lang" in pdf
    assert document.get_metadata_dict()["Title"] == HOSTILE
    assert [entry.get_title() for entry in document.get_toc()][1:3] == ["Bagian", "Anak bagian"]


def test_pages_carry_head_number_and_short_fingerprint_but_the_cover_none(pdf) -> None:
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]

    assert "Kepala halaman" not in pages[0]
    for number, text in enumerate(pages[1:], start=2):
        assert "Kepala halaman" in text
        assert f"{number} / {len(pages)}" in text
        assert "Sidik jari cdcdcdcdcdcdcdcd" in text
        assert "cd" * 9 not in text


def test_word_has_styles_contents_that_lead_somewhere_and_rows_that_stay_whole(word) -> None:
    document = Document(io.BytesIO(word))
    styles = [p.style.name for p in document.paragraphs if p.style.name.startswith("Heading")]
    body = document.element.body
    anchors = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]

    assert styles == ["Heading 1", "Heading 2", "Heading 3", "Heading 4"]
    assert anchors == marks[:2]
    assert body.findall(f".//{qn('w:tblHeader')}")
    assert len(body.findall(f".//{qn('w:cantSplit')}")) >= 4
    assert "Sidik jari cdcdcdcdcdcdcdcd" in document.sections[0].footer.paragraphs[0].text


def test_words_of_the_other_language_are_read_out_in_it(word) -> None:
    runs = Document(io.BytesIO(word)).element.body.iter(qn("w:r"))
    spoken = {run.text: run.find(f".//{qn('w:lang')}") for run in runs}

    assert spoken["Janji utama"].get(qn("w:val")) == "en-GB"
    assert spoken["Keterangan kecil"] is None


@pytest.mark.parametrize("write", [child.booklet_pdf, child.booklet_word])
def test_a_short_document_has_neither_cover_nor_contents(write) -> None:
    written = write(booklet(cover=None, contents_depth=0, blocks=[heading(1, "Satu")]))
    text = text_of_pdf(written) if written.startswith(b"%PDF") else text_of_word(written)

    assert "Satu" in text
    assert "Daftar isi" not in text


@pytest.mark.parametrize("write", [child.booklet_pdf, child.booklet_word])
def test_a_draft_says_so(write) -> None:
    written = write(booklet(mark="Rancangan", fingerprint=""))
    text = text_of_pdf(written) if written.startswith(b"%PDF") else text_of_word(written)

    assert "RANCANGAN" in text


def test_a_table_of_many_rows_repeats_its_head_on_every_page() -> None:
    rows = [[[said(f"baris {number}")], [said("isi " * 30)]] for number in range(80)]
    table = {"kind": "table", "widths": [1, 3], "head": ["Kolom A", "Kolom B"], "rows": rows}

    written = child.booklet_pdf(booklet(contents_depth=0, blocks=[heading(1, "Satu"), table]))

    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(written)]
    assert len(pages) > 4
    assert all("Kolom A" in text for text in pages[1:])
