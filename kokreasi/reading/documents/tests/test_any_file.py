"""Whatever the bytes are: a document, or one refusal with one code."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kokreasi.reading.codes import Code
from kokreasi.reading.documents.opening import read_document
from kokreasi.reading.documents.tests.makers import ODT_NAMES, odt, p, pdf, table, with_parts, word
from kokreasi.reading.errors import ReadingError
from kokreasi.reading.tests import hostile
from kokreasi.reading.tests.layouts import Layout, xlsx, zipped

WORD = word(p("I. PEMBAHASAN") + p("Tempat: Zoom") + table([["No", "Aksi"], ["1", "Surat"]]))
NOTES = {
    "docx": WORD,
    "odt": odt("<text:p>Tempat: Zoom</text:p>"),
    "pdf": pdf("= Notula\nTempat: Zoom\n#table(columns: 2, [a], [b])"),
    "html": b"<html><body><p>Tempat: Zoom</p><table><tr><td>a<td>b</table></body></html>",
    "text": b"NOTULA\n\nTempat : Zoom\n1. Satu\n   a. Dua\n",
}
RELAXED = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def read_or_refuse(data: bytes, name: str = "") -> None:
    try:
        document = read_document(data, name)
    except ReadingError:
        return
    for block in document.blocks:
        assert 1 <= block.line <= len(document.lines)
        assert block.level >= 0
    assert any(block.text for block in document.blocks)


@pytest.mark.parametrize("kind", sorted(NOTES))
def test_every_format_is_called_by_its_kind(kind) -> None:
    assert read_document(NOTES[kind]).kind == kind


@pytest.mark.parametrize("kind", sorted(NOTES))
@RELAXED
@given(
    at=st.integers(0, 10_000),
    length=st.integers(0, 400),
    junk=st.binary(max_size=200),
)
def test_a_damaged_file_is_read_or_refused(kind, at, length, junk) -> None:
    data = NOTES[kind]
    at %= len(data)

    read_or_refuse(data[:at] + junk + data[at + length :])


@RELAXED
@given(st.text())
def test_any_text_is_read_or_refused(text) -> None:
    read_or_refuse(text.encode("utf-8", "surrogatepass"))


LINES = st.lists(
    st.sampled_from(
        [
            "",
            "   ",
            "NOTULA",
            "II. Diskusi",
            "1. Satu",
            "   a) dua",
            "- [ ] tiga",
            "| a | b |",
            "|---|---|",
            "a\tb\tc",
            "Tempat      :     Zoom",
            "                  lantai 2",
            "No    Aksi       PIC",
            "# Judul",
            "**tebal** [x](y)",
            "kata " * 14,
            "-----",
            "A. Rahman",
            "=====",
        ]
    ),
    max_size=30,
)


@RELAXED
@given(LINES)
def test_lines_in_any_order_lose_no_word(lines) -> None:
    text = "\n".join(lines)
    if not text.strip(" -=\n|"):
        return
    try:
        document = read_document(text.encode())
    except ReadingError as error:
        assert error.code == Code.EMPTY_DOCUMENT  # noqa: PT017 - either end is right
        return
    read = " ".join(f"{block.marker} {block.text}" for block in document.blocks)
    for word_ in ("NOTULA", "Diskusi", "dua", "tiga", "Zoom", "lantai", "PIC", "Rahman"):
        assert read.count(word_) == text.count(word_)


BODY = st.recursive(
    st.sampled_from([p("a"), p("b", '<w:pStyle w:val="ListNumber"/>'), p(""), "<w:sectPr/>"]),
    lambda inner: st.lists(inner, max_size=4).map(
        lambda parts: (
            "<w:tbl>" + "".join(f"<w:tr><w:tc>{part}</w:tc></w:tr>" for part in parts) + "</w:tbl>"
        )
    ),
    max_leaves=8,
)


@RELAXED
@given(st.lists(BODY, max_size=6))
def test_any_word_body_is_read_or_refused(parts) -> None:
    read_or_refuse(word("".join(parts)))


def one_part(path: str, content: bytes) -> bytes:
    return with_parts(WORD, {path: content.decode("latin-1")})


def mimetype_only(kind: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Code.EMPTY_FILE),
        (b" \n\t ", Code.EMPTY_FILE),
        (b"-----\n\n", Code.EMPTY_DOCUMENT),
        (b"Tempat\0: Zoom", Code.NUL_BYTE),
        (xlsx(Layout()), Code.NO_DOCUMENT),
        (hostile.program(), Code.NO_DOCUMENT),
        (hostile.old_word(), Code.NO_DOCUMENT),
        (hostile.locked_ole(), Code.PASSWORD),
        (b"{\\rtf1 Notula}", Code.NO_DOCUMENT),
        (zipped({"a.txt": "a"}), Code.NO_DOCUMENT),
        (zipped({"word/document.xml": ""}), Code.BROKEN),
        (zipped({"word/document.xml": "<a/>"}), Code.EMPTY_DOCUMENT),
        (mimetype_only("text"), Code.BROKEN),
        (WORD[: len(WORD) // 2], Code.BROKEN),
        (one_part("word/document.xml", hostile.BILLION_LAUGHS.encode() + b"<a/>"), Code.ENTITIES),
        (one_part("word/styles.xml", b"<a><b></a>"), Code.BROKEN),
        (one_part("word/numbering.xml", b"\x00"), Code.BROKEN),
        (
            one_part("word/media/x.xml", b"<a>" + b" " * 50_000_000 + b"</a>"),
            Code.UNPACKS_TOO_LARGE,
        ),
        (odt(f"<text:list {ODT_NAMES}>" * 3_000), Code.BROKEN),
        (b"%PDF-1.4\n" + b"1 0 obj << /Length 999999999999 >> stream\n", Code.BROKEN),
    ],
)
def test_what_is_no_document_is_refused_with_one_code(data, code) -> None:
    with pytest.raises(ReadingError) as refused:
        read_document(data)

    assert refused.value.code == code
