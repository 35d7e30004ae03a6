"""Scans: read by Tesseract where there is one, else refused."""

import io

import pypdf
import pytest
from PIL import Image

from kokreasi.reading.codes import Code, Remark
from kokreasi.reading.documents import scan, scannedpages
from kokreasi.reading.documents.opening import read_document
from kokreasi.reading.documents.tests.makers import pdf, rows, texts
from kokreasi.reading.documents.tests.scans import pages_of_pdf, pdf_of, saved, scan_of, worn
from kokreasi.reading.errors import ReadingError
from kokreasi.reading.typed import minutes_in

SAYS = """#!/bin/sh
case "$1" in
--list-langs) echo "List:"; echo %s ;;
*) cat >/dev/null; cat <<'HOCR'
<html xmlns="http://www.w3.org/1999/xhtml"><body>
<span class='ocr_line' title="bbox 100 1100 400 1140; baseline 0 -8; x_size 40">
<span class='ocrx_word' title='bbox 100 1100 400 1140; x_wconf 96'>NOTULA</span></span>
<span class='ocr_line' title="bbox 100 1300 340 1340; baseline 0 -8; x_size 40">
<span class='ocrx_word' title='bbox 100 1300 300 1340; x_wconf 96'>Tempat</span>
<span class='ocrx_word' title='bbox 320 1300 340 1340; x_wconf 20'>.</span></span>
<span class='ocr_line' title="bbox 600 1300 800 1340; baseline 0 -8; x_size 40">
<span class='ocrx_word' title='bbox 600 1300 610 1340; x_wconf 60'>:</span>
<span class='ocrx_word' title='bbox 620 1300 800 1340; x_wconf 96'>Zoom</span></span>
</body></html>
HOCR
;;
esac
"""
BLACK = "#rect(width: 2cm, height: 2cm, fill: black)\n"


def picture() -> bytes:
    """A picture of A4 with a black square."""
    return saved(pages_of_pdf(pdf(BLACK), 60)[0], "PNG")


def scanned(pages: int = 2) -> bytes:
    return pdf("#pagebreak()".join([BLACK] * pages))


@pytest.fixture
def tesseract(tmp_path, monkeypatch):
    """Install a program that says the same of every picture."""

    def install(says: str) -> None:
        program = tmp_path / "tesseract"
        program.write_text(says)
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    return install


def refusal(data: bytes) -> Code:
    with pytest.raises(ReadingError) as refused:
        read_document(data)
    return refused.value.code


@pytest.mark.parametrize("data", [scanned(), picture()])
def test_a_scan_is_refused_without_tesseract(data, monkeypatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    assert refusal(data) == Code.SCAN_WITHOUT_TEXT


def test_a_scan_is_refused_without_the_indonesian_model(tesseract) -> None:
    tesseract(SAYS % "eng")

    assert refusal(scanned()) == Code.SCAN_WITHOUT_TEXT


def test_the_pages_of_a_scan_are_read(tesseract) -> None:
    tesseract(SAYS % "ind")
    told: list[float] = []
    document = read_document(scanned(), on_progress=told.append)

    assert [(block.text, block.page) for block in document.blocks] == [
        ("NOTULA", 1),
        ("Tempat\t:\tZoom", 1),
        ("NOTULA", 2),
        ("Tempat\t:\tZoom", 2),
    ]
    assert document.warnings == [Remark.READ_FROM_SCAN]
    assert document.where == {"read_from_scan": [1, 2]}
    assert len(told) == 2


def test_a_photograph_is_read(tesseract) -> None:
    tesseract(SAYS % "ind")

    assert read_document(picture()).lines == ["NOTULA", "Tempat   : Zoom"]


def test_tesseract_has_its_own_time(tesseract, monkeypatch) -> None:
    tesseract("#!/bin/sh\n[ $1 = --list-langs ] && echo ind || sleep 5\n")
    monkeypatch.setattr(scan, "SECONDS", 0.3)

    assert refusal(picture()) == Code.TOOK_TOO_LONG


def test_a_scan_of_nothing_is_empty(tesseract) -> None:
    tesseract("#!/bin/sh\n[ $1 = --list-langs ] && echo ind || { cat >/dev/null; echo '<a/>'; }\n")

    assert refusal(picture()) == Code.EMPTY_DOCUMENT


def test_a_scan_of_too_many_pages_is_refused(tesseract, monkeypatch) -> None:
    tesseract(SAYS % "ind")
    monkeypatch.setattr(scannedpages, "MOST_PICTURES", 1)

    assert refusal(scanned()) == Code.TOO_MANY_PAGES


# Pages among others ---------------------------------------------------------------------------

MIXED = f"NOTULA RAPAT\n#pagebreak()\n{BLACK}#pagebreak()\nSelesai.\n#pagebreak()\n"


def test_a_scanned_page_is_read_in_its_place(tesseract) -> None:
    tesseract(SAYS % "ind")
    document = read_document(pdf(MIXED))

    assert [(block.text, block.page) for block in document.blocks] == [
        ("NOTULA RAPAT", 1),
        ("NOTULA", 2),
        ("Tempat\t:\tZoom", 2),
        ("Selesai.", 3),
    ]
    assert document.where == {"read_from_scan": [2]}


def test_a_scanned_page_among_others_is_remarked_without_tesseract(monkeypatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    document = read_document(pdf(MIXED))

    assert document.lines == ["NOTULA RAPAT", "Selesai."]
    assert document.where == {"pages_without_text": [2]}


def test_more_pictures_than_are_read_are_remarked(tesseract, monkeypatch) -> None:
    tesseract(SAYS % "ind")
    monkeypatch.setattr(scannedpages, "MOST_PICTURES", 1)
    document = read_document(pdf(f"{MIXED}{BLACK}"))

    assert document.where == {"pages_without_text": [4], "read_from_scan": [2]}


# Pictures that mean harm ----------------------------------------------------------------------


@pytest.mark.parametrize("cut", [9, 60, 1_000])
def test_a_broken_picture_is_refused(tesseract, cut) -> None:
    tesseract(SAYS % "ind")

    assert refusal(picture()[:cut]) == Code.BROKEN


def test_an_enormous_picture_is_refused(tesseract) -> None:
    tesseract(SAYS % "ind")

    assert refusal(saved(Image.new("1", (9_000, 9_000), 1), "PNG")) == Code.UNPACKS_TOO_LARGE


# The real program -----------------------------------------------------------------------------

FACTS = [["Hari, Tanggal", ":", "Kamis, 8 Oktober 2020"], ["Tempat", ":", "Gedung Bappenas"]]
TASKS = [
    ["No", "Tindak Lanjut", "Penanggung Jawab", "Batas Waktu"],
    ["1", "Menyusun daftar data yang dapat dibuka", "Kominfo", "28 September 2018"],
    ["2", "Mengirim surat kepada seluruh daerah", "Bappeda", "akhir Oktober 2018"],
]
SENTENCE = (
    "Perwakilan dinas menyampaikan bahwa data anggaran pendidikan dan kesehatan masih tersebar di"
    " beberapa portal, sehingga belum dapat diolah bersama oleh warga."
)


def grid(cells: list[list[str]], columns: str, *, stroke: str) -> str:
    inner = ", ".join(f"[{cell}]" for row in cells for cell in row)
    return f"#table(columns: ({columns}), stroke: {stroke}, {inner})\n"


NOTE = (
    "*NOTULA RAPAT*\n\n"
    + grid(FACTS, "4cm, 5mm, 1fr", stroke="none")
    + f"\n{SENTENCE}\n\n"
    + grid(TASKS, "1cm, 1fr, 4cm, 4cm", stroke="0.6pt")
)
SERIF = "Libertinus Serif"
SCANS = [(SERIF, 150, 0.0), ("New Computer Modern", 200, 1.4), ("DejaVu Sans Mono", 300, -0.8)]
"""Font, dots of an inch, degrees askew."""


def set_in(font: str) -> bytes:
    setup = f'#set page(paper: "a4")\n#set text(size: 11pt, font: "{font}")\n'
    return pdf(NOTE, setup)


@pytest.mark.tesseract
@pytest.mark.parametrize(("font", "dots", "skew"), SCANS)
def test_fields_and_tables_of_a_scan(font, dots, skew) -> None:
    data = scan_of(set_in(font), dots_per_inch=dots, skew=skew)

    assert rows(data) == FACTS + TASKS
    assert SENTENCE in texts(data)


@pytest.mark.tesseract
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_of_a_note(kind) -> None:
    page = worn(pages_of_pdf(set_in(SERIF), 200)[0], skew=0.5)

    assert rows(saved(page, kind)) == FACTS + TASKS


@pytest.mark.tesseract
def test_a_photograph_is_turned_as_the_camera_was_held() -> None:
    page = pages_of_pdf(set_in(SERIF), 200)[0].transpose(Image.Transpose.ROTATE_90)
    held = Image.Exif()
    held[0x0112] = 6
    buffer = io.BytesIO()
    page.save(buffer, "JPEG", exif=held)

    assert rows(buffer.getvalue()) == FACTS + TASKS


@pytest.mark.tesseract
def test_a_scan_with_a_stamp_of_its_program_is_read() -> None:
    scan = pdf_of(pages_of_pdf(set_in(SERIF), 150), 150)
    stamped = pypdf.PdfReader(io.BytesIO(pdf("#v(1fr) Dipindai dengan aplikasi")))
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(scan))
    writer.pages[0].merge_page(stamped.pages[0])
    buffer = io.BytesIO()
    writer.write(buffer)

    assert rows(buffer.getvalue()) == FACTS + TASKS


@pytest.mark.tesseract
def test_a_blank_page_of_a_scan_is_left_out() -> None:
    blank = Image.new("L", (1_240, 1_754), 240)
    document = read_document(pdf_of([*pages_of_pdf(set_in(SERIF), 150), blank], 150))

    assert document.where == {"read_from_scan": [1]}


@pytest.mark.tesseract
def test_a_scan_is_read_within_the_limits_of_the_child() -> None:
    head = [["Tanggal", ":", "8 Oktober 2020"], ["Tempat", ":", "Zoom"]]
    note = "NOTULA RAPAT\n" + grid(head, "4cm, 5mm, 1fr", stroke="none")
    note += "\nTINDAK LANJUT\n\n1. Dinas Kominfo akan menyusun daftar data.\n"
    minutes = minutes_in(scan_of(pdf(note)))

    assert (minutes.date, minutes.place) == ("2020-10-08", "Zoom")
    assert [each.actor for each in minutes.follow_ups] == ["Dinas Kominfo"]
    assert [(each.code, each.params) for each in minutes.warnings] == [
        ("read_from_scan", {"pages": "1"})
    ]
