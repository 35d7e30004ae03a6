import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kokreasi.reading.codes import Code
from kokreasi.reading.errors import ReadingError, UnreadableError
from kokreasi.reading.guard import Kind, decode, kind_of, open_archive
from kokreasi.reading.tests import hostile
from kokreasi.reading.tests.layouts import Layout, ods, ods_table, text, xlsx, zipped

KINDS = [
    (xlsx(Layout()), Kind.XLSX),
    (ods(ods_table([["a"]])), Kind.ODS),
    (text(Layout()), Kind.TEXT),
    (text(Layout(), encoding="utf-16"), Kind.TEXT),
    (zipped({"word/document.xml": "<x/>"}), Kind.DOCX),
    (zipped({"a.txt": "a"}), Kind.ZIP),
    (b"%PDF-1.7\n", Kind.PDF),
    (hostile.old_excel(), Kind.XLS),
    (hostile.locked_ole(), Kind.ENCRYPTED),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Kind.UNKNOWN),
    (b"<html><table><tr><td>1</td></tr></table></html>", Kind.HTML),
    (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', Kind.HTML),
    (b"\n<!DOCTYPE html>", Kind.HTML),
    (hostile.program(), Kind.UNKNOWN),
    (b"\x7fELF\x02\x01\x01" + b"\0" * 100, Kind.UNKNOWN),
    (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, Kind.PICTURE),
    (b"\xff\xd8\xff\xe0" + b"\0" * 100, Kind.PICTURE),
    (b"{\\rtf1\\ansi Notula}", Kind.RTF),
    (hostile.old_word(), Kind.DOC),
    (zipped({"word/document2.xml": "<x/>"}), Kind.DOCX),
    (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), Kind.ODT),
]


@pytest.mark.parametrize(("data", "kind"), KINDS)
def test_the_bytes_tell_the_kind(data, kind) -> None:
    assert kind_of(data) == kind


def test_half_an_archive_is_broken() -> None:
    data = xlsx(Layout())

    with pytest.raises(ReadingError) as refused:
        kind_of(data[: len(data) // 2])

    assert refused.value.code == Code.BROKEN


@given(data=st.binary(max_size=500), start=st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe"]))
def test_any_bytes_have_a_kind_or_are_broken(data, start) -> None:
    with suppress(UnreadableError):
        assert kind_of(start + data) in Kind


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_decoded_as_offices_save_it(encoding) -> None:
    assert decode("Isu – “strategis” é".encode(encoding)) == "Isu – “strategis” é"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"No,Tema\n1,De\0sa\n", Code.NUL_BYTE),
        ("a\0b".encode("utf-16"), Code.NUL_BYTE),
        (b"caf\x81", Code.BROKEN),
    ],
)
def test_text_that_cannot_be_stored_is_refused(data, code) -> None:
    with pytest.raises(ReadingError) as refused:
        decode(data)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (hostile.with_document_type(), Code.ENTITIES),
        (hostile.bomb(), Code.UNPACKS_TOO_LARGE),
        (hostile.lying_size(), Code.BROKEN),
        (hostile.many_parts(), Code.TOO_MANY_PARTS),
        (hostile.outside_part(), Code.UNSAFE_PART),
        (hostile.twin_parts(), Code.UNSAFE_PART),
        (hostile.locked_zip(), Code.PASSWORD),
        (zipped({"a.xml": "<a>"}), Code.BROKEN),
        (zipped({"a.xml": "<a/>" * 9}, compression=zipfile.ZIP_LZMA), Code.UNSAFE_PART),
        (b"PK\x03\x04 and nothing", Code.BROKEN),
    ],
)
def test_an_archive_is_looked_at_before_anybody_trusts_it(data, code) -> None:
    with pytest.raises(ReadingError) as refused:
        open_archive(data)

    assert refused.value.code == code


def test_the_sum_of_all_parts_is_limited(monkeypatch) -> None:
    monkeypatch.setattr("kokreasi.reading.guard.MOST_UNPACKED_BYTES", 1_000)

    with pytest.raises(ReadingError) as refused:
        open_archive(xlsx(Layout()))

    assert refused.value.code == Code.UNPACKS_TOO_LARGE
    assert refused.value.params == {"limit": 1_000}


def test_an_honest_archive_opens() -> None:
    with open_archive(xlsx(Layout())) as archive:
        assert "xl/workbook.xml" in archive.namelist()
