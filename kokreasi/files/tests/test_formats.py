import pytest

from kokreasi.files import formats
from kokreasi.files.errors import FileRefusedError
from kokreasi.files.formats import match, recognise
from kokreasi.files.tests import content

GOOD = [
    ("rencana.pdf", content.PDF, formats.PDF),
    ("RENCANA.PDF", content.PDF, formats.PDF),
    ("notula.docx", content.DOCX, formats.DOCX),
    ("matriks.xlsx", content.XLSX, formats.XLSX),
    ("notula.odt", content.ODT, formats.ODT),
    ("matriks.ods", content.ODS, formats.ODS),
    ("matriks.csv", content.CSV, formats.CSV),
    ("matriks.csv", content.SPREADSHEET_OF_2003, formats.CSV),
    ("catatan.txt", "Catatan – rapat".encode(), formats.TEXT),
    ("foto.png", content.picture("PNG"), formats.PNG),
    ("foto.jpg", content.picture("JPEG"), formats.JPEG),
    ("foto.jpeg", content.picture("JPEG"), formats.JPEG),
    ("foto.webp", content.picture("WEBP"), formats.WEBP),
]


@pytest.mark.parametrize(("name", "data", "expected"), GOOD)
def test_match_believes_name_and_content_together(name, data, expected) -> None:
    assert match(name, data) == expected


MISNAMED = [
    ("rencana.docx", content.PDF, ".pdf"),
    ("rencana.pdf", content.DOCX, ".docx"),
    ("matriks.csv", content.XLSX, ".xlsx"),
    ("foto.png", content.picture("JPEG"), ".jpg"),
    ("halaman.html", b"<script>alert(1)</script>", ".txt"),
    ("gambar.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", ".txt"),
    ("rencana", content.PDF, ".pdf"),
]


@pytest.mark.parametrize(("name", "data", "right"), MISNAMED)
def test_match_refuses_a_wrong_name_and_says_the_right_ending(name, data, right) -> None:
    with pytest.raises(FileRefusedError) as refused:
        match(name, data)

    assert f"“{name}”" in str(refused.value)
    assert right in str(refused.value)


UNKNOWN = [
    ("program.pdf", b"MZ\x90\x00\x03\x00"),
    ("makro.docx", content.MACROS),
    ("makro.docm", content.MACROS),
    ("arsip.docx", content.archive(**{"readme.txt": b"x"})),
    ("rusak.xlsx", content.XLSX[:40]),
    ("tua.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ("kosong.txt", b"a\0b"),
    ("bukan.csv", b"\x81\x8d\x8f"),
]


@pytest.mark.parametrize(("name", "data"), UNKNOWN, ids=[name for name, _data in UNKNOWN])
def test_match_refuses_what_is_none_of_ours_and_names_what_is(name, data) -> None:
    with pytest.raises(FileRefusedError, match="Word"):
        match(name, data)


def test_match_refuses_what_this_form_does_not_ask_for() -> None:
    with pytest.raises(FileRefusedError, match="XLSX"):
        match("rencana.pdf", content.PDF, among=(formats.XLSX, formats.CSV))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("catatan.md", formats.MARKDOWN),
        ("halaman.html", formats.WEBPAGE),
        ("halaman.htm", formats.WEBPAGE),
        ("notula.txt", formats.TEXT),
    ],
)
def test_written_documents_may_also_be_markdown_and_web_pages(name, expected) -> None:
    assert match(name, b"<h1>Notula</h1>", among=formats.NOTES) == expected


def test_a_table_is_no_written_document() -> None:
    with pytest.raises(FileRefusedError):
        match("matriks.csv", content.CSV, among=formats.NOTES)


@pytest.mark.parametrize("length", [0, 1, 3, 4, 30, 200])
def test_recognise_survives_archives_cut_anywhere(length) -> None:
    assert recognise(content.DOCX[:length] + b"\0") == ()
