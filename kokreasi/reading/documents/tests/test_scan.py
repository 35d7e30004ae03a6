"""Scans: read by Tesseract where there is one, else refused."""

import io

import pytest
from PIL import Image

from kokreasi.reading.codes import Code, Remark
from kokreasi.reading.documents import scan
from kokreasi.reading.documents.opening import read_document
from kokreasi.reading.documents.tests.makers import pdf
from kokreasi.reading.errors import ReadingError

SAYS = """#!/bin/sh
case "$1" in
--list-langs) echo "List:"; echo %s ;;
*) cat >/dev/null; printf 'NOTULA\\n\\nTempat : Zoom\\n' ;;
esac
"""


def picture() -> bytes:
    target = io.BytesIO()
    Image.new("L", (40, 40), 255).save(target, "PNG")
    return target.getvalue()


def scanned(pages: int = 2) -> bytes:
    return pdf("#pagebreak()".join(["#rect(width: 2cm, height: 2cm, fill: black)\n"] * pages))


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
        ("Tempat : Zoom", 1),
        ("NOTULA", 2),
        ("Tempat : Zoom", 2),
    ]
    assert document.warnings == [Remark.READ_FROM_SCAN]
    assert told[-1] == 1


def test_a_photograph_is_read(tesseract) -> None:
    tesseract(SAYS % "ind")

    assert read_document(picture()).lines == ["NOTULA", "", "Tempat : Zoom"]


def test_tesseract_has_its_own_time(tesseract, monkeypatch) -> None:
    tesseract("#!/bin/sh\n[ $1 = --list-langs ] && echo ind || sleep 5\n")
    monkeypatch.setattr(scan, "SECONDS", 0.3)

    assert refusal(picture()) == Code.TOOK_TOO_LONG


def test_a_scan_of_nothing_is_empty(tesseract) -> None:
    tesseract("#!/bin/sh\n[ $1 = --list-langs ] && echo ind || cat >/dev/null\n")

    assert refusal(picture()) == Code.EMPTY_DOCUMENT


def test_a_scan_of_too_many_pages_is_refused(tesseract, monkeypatch) -> None:
    tesseract(SAYS % "ind")
    monkeypatch.setattr(scan, "MOST_PAGES", 1)

    assert refusal(scanned()) == Code.TOO_MANY_PAGES
