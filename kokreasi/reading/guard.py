"""What a file really is, and whether it is safe to open: by its bytes, never by its name."""

import io
import re
import zipfile
import zlib
from enum import StrEnum
from typing import IO
from xml.parsers import expat

from kokreasi.reading.codes import Code
from kokreasi.reading.errors import TooLargeError, UnreadableError

MOST_PARTS = 1_000
MOST_UNPACKED_BYTES = 100 * 1024 * 1024
SUSPECT_BYTES = 16 * 1024 * 1024
"""Below this nobody asks how well a part is packed."""
MOST_PACKED = 200
"""Sheets of an office shrink to a 50th at best; deflate can reach a 1,032nd."""
PEEK = 2_048
WORD_BODY = re.compile(r"word/document\d*\.xml")
CONTROLS = bytes(sorted({*range(32)} - {9, 10, 12, 13}))
ENCRYPTED_FLAG = 1
BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    ValueError,
    OSError,
)
TEXT_MAY_HAVE_CONTROLS = 0.01
STRAY_CONTROLS = 3


class Kind(StrEnum):
    XLSX = "xlsx"
    ODS = "ods"
    TEXT = "text"
    DOCX = "docx"
    PDF = "pdf"
    XLS = "xls"
    ENCRYPTED = "encrypted"
    HTML = "html"
    ODT = "odt"
    DOC = "doc"
    RTF = "rtf"
    PICTURE = "picture"
    ZIP = "zip"
    UNKNOWN = "unknown"


SIGNS = {
    Kind.PDF: re.compile(rb"\s*%PDF-"),
    Kind.PICTURE: re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff"),
    Kind.RTF: re.compile(rb"\s*\{\\rtf"),
}
OPEN_DOCUMENTS = {Kind.ODS: b"spreadsheet", Kind.ODT: b"text"}


def kind_of(data: bytes) -> Kind:
    """Tell what the bytes are, reading no more than needed."""
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _kind_of_ole(data)
    for kind, sign in SIGNS.items():
        if sign.match(data, 0, PEEK):
            return kind
    if re.search(rb"<(!doctype\s+html|html|table|\?xml)\b", data[:PEEK].lower()):
        return Kind.HTML
    return Kind.TEXT if _looks_like_text(data) else Kind.UNKNOWN


def _kind_of_zip(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except BROKEN_ARCHIVE as error:
        raise UnreadableError(Code.BROKEN) from error
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    if any(WORD_BODY.fullmatch(name) for name in names):
        return Kind.DOCX
    return next((kind for kind in (Kind.ODS, Kind.ODT) if _is_open_document(data, kind)), Kind.ZIP)


def _is_open_document(data: bytes, kind: Kind) -> bool:
    """The format demands `mimetype` as first part, stored as it is."""
    return b"mimetypeapplication/vnd.oasis.opendocument." + OPEN_DOCUMENTS[kind] in data[:PEEK]


def _kind_of_ole(data: bytes) -> Kind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Kind.ENCRYPTED
    if "WordDocument".encode("utf-16-le") in data:
        return Kind.DOC
    names = ("Workbook", "Book")
    return Kind.XLS if any(name.encode("utf-16-le") in data for name in names) else Kind.UNKNOWN


def _looks_like_text(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    controls = len(data) - len(data.translate(None, CONTROLS))
    return controls <= max(STRAY_CONTROLS, len(data) * TEXT_MAY_HAVE_CONTROLS)


def decode(data: bytes) -> str:
    """Read text as offices save it: UTF-8 with or without a mark, UTF-16, or Windows-1252."""
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ()
    for encoding in (*encodings, "utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise UnreadableError(Code.NUL_BYTE)
        return text
    raise UnreadableError(Code.BROKEN)


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Open a zipped document after looking at its directory and at each of its XML parts.

    Every XML part is unpacked once here, so that a size or checksum that lies is found before
    another library trusts it.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        _check_directory(archive.infolist())
        for info in archive.infolist():
            if info.filename.endswith((".xml", ".rels")):
                with archive.open(info) as part:
                    parse(part, expat.ParserCreate(), name=info.filename)
    except BROKEN_ARCHIVE as error:
        raise UnreadableError(Code.BROKEN) from error
    except RuntimeError as error:  # zipfile's word for an encrypted part
        raise UnreadableError(Code.PASSWORD) from error
    return archive


def _check_directory(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS:
        raise TooLargeError(Code.TOO_MANY_PARTS, {"limit": MOST_PARTS, "found": len(parts)})
    if sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
        raise TooLargeError(Code.UNPACKS_TOO_LARGE, {"limit": MOST_UNPACKED_BYTES})
    seen: set[str] = set()
    for part in parts:
        _check_part(part, seen)
        seen.add(part.filename.casefold())


def _check_part(part: zipfile.ZipInfo, seen: set[str]) -> None:
    if part.flag_bits & ENCRYPTED_FLAG:
        raise UnreadableError(Code.PASSWORD)
    name = part.filename
    is_outside = name.startswith("/") or "\\" in name or ".." in name.split("/")
    is_odd = part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    if is_outside or is_odd or name.casefold() in seen:
        raise UnreadableError(Code.UNSAFE_PART, {"part": name[:100]})
    if part.file_size > max(SUSPECT_BYTES, part.compress_size * MOST_PACKED):
        raise TooLargeError(Code.UNPACKS_TOO_LARGE, {"limit": SUSPECT_BYTES})


def parse(part: IO[bytes], parser: expat.XMLParserType, *, name: str) -> None:
    """Run an expat parser over a part; a document type, the root of entity bombs, is refused."""

    def refuse(*_declaration: object) -> None:
        raise UnreadableError(Code.ENTITIES, {"part": name[:100]})

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.ParseFile(part)
    except expat.ExpatError as error:
        raise UnreadableError(Code.BROKEN) from error
