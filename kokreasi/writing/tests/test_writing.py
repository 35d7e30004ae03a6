"""Minutes as Word and PDF, and templates that an office brings or that mean harm."""

import io

import pypdfium2
import pytest
from docx import Document

from kokreasi.writing import child
from kokreasi.writing.errors import Code, WritingError
from kokreasi.writing.tests.values import NASTY, values

SAID = (NASTY, "Butir bawah", "Butir terbawah", "Dua sektor dahulu", "Menyusun daftar")


def text_of_word(written: bytes) -> str:
    document = Document(io.BytesIO(written))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def text_of_pdf(written: bytes) -> str:
    pages = pypdfium2.PdfDocument(written)
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    return " ".join(text.split())


def template(*paragraphs: str) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_word_says_everything_and_takes_text_as_text() -> None:
    written = child.word(values())

    text = text_of_word(written)
    assert [
        part for part in (*SAID, "Kementerian Contoh", "28 September 2018") if part not in text
    ] == []
    assert "{%" not in text


def test_pdf_says_everything_takes_text_as_text_and_is_tagged() -> None:
    written = child.pdf("notula", values())

    text = text_of_pdf(written)
    assert [part for part in SAID if part not in text] == []
    assert b"/StructTreeRoot" in written


def test_what_is_empty_leaves_no_heading() -> None:
    bare = values(agreements=[], follow_ups=[], withheld=[], signatures=[], letterhead=[])

    word, pdf = text_of_word(child.word(bare)), text_of_pdf(child.pdf("notula", bare))

    for heading in ("Kesepakatan", "Tidak dibuka", "Tindak lanjut", "Pimpinan"):
        assert heading not in word
        assert heading not in pdf


def test_a_draft_says_so_in_both() -> None:
    draft = values(is_draft=True, fingerprint="")

    assert "DRAF" in text_of_word(child.word(draft))
    assert "DRAF" in text_of_pdf(child.pdf("notula", draft))


def test_a_long_note_is_written_within_the_limits() -> None:
    points = [
        {"number": f"{n}.", "level": n % 3, "by": "Ketua", "text": "Panjang sekali " * 30}
        for n in range(1, 201)
    ]

    written = child.pdf("notula", values(sections=[{"title": "Pembahasan", "points": points}]))

    assert len(pypdfium2.PdfDocument(written)) > 10


def test_an_office_brings_its_own_template() -> None:
    own = template(
        "Kantor kami: {{ reference }}", "{% for each in follow_ups %}{{ each.action }}{% endfor %}"
    )

    assert text_of_word(child.word(values(), template=own)).startswith(
        "Kantor kami: RPT-2018-001\nMenyusun daftar"
    )


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (b"%PDF-1.7", Code.NOT_WORD),
        (b"", Code.NOT_WORD),
        (b"PK\x03\x04 cut off", Code.BROKEN),
        (template("{{ title"), Code.SYNTAX),
        (template("{% for x in follow_ups %}"), Code.SYNTAX),
        (template("{{ no_such_field }}"), Code.UNKNOWN_FIELD),
        (template("{{ title.no_such_part }}"), Code.UNKNOWN_FIELD),
        (template("{{ title.__class__.__mro__ }}"), Code.FORBIDDEN),
        (template("{{ follow_ups.append(1) }}"), Code.FORBIDDEN),
        (template("{% for a in range(10**9) %}x{% endfor %}"), Code.FORBIDDEN),
    ],
)
def test_a_template_that_cannot_be_filled_is_refused_by_its_reason(given, code) -> None:
    with pytest.raises(WritingError) as refusal:
        child.word(values(), template=given)

    assert refusal.value.code == code


def test_a_template_that_never_ends_is_stopped(monkeypatch) -> None:
    slow = "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}"
    few = child.Limits(memory_bytes=child.LIMITS.memory_bytes, cpu_seconds=2, wall_seconds=20)
    monkeypatch.setattr(child, "LIMITS", few)

    with pytest.raises(WritingError) as refusal:
        child.word(values(), template=template(slow))

    assert refusal.value.code == Code.TOOK_TOO_LONG


def test_a_template_sees_no_secret_of_the_server(monkeypatch) -> None:
    monkeypatch.setenv("KOKREASI_SECRET_KEY", "geheim")

    with pytest.raises(WritingError):
        child.word(values(), template=template("{{ environ }}"))
