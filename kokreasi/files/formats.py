"""Which files are taken, and how their content shows what they are. The name is never believed."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokreasi.files.errors import FileRefusedError


@dataclass(frozen=True)
class Format:
    """A kind of file: what people call it, its media type, and the endings its name may have."""

    name: str | Promise
    content_type: str
    endings: tuple[str, ...]
    is_picture: bool = False


OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"

PDF = Format("PDF", "application/pdf", (".pdf",))
DOCX = Format("Word (DOCX)", f"{OFFICE}.wordprocessingml.document", (".docx",))
XLSX = Format("Excel (XLSX)", f"{OFFICE}.spreadsheetml.sheet", (".xlsx",))
ODT = Format("OpenDocument (ODT)", f"{OPEN}.text", (".odt",))
ODS = Format("OpenDocument (ODS)", f"{OPEN}.spreadsheet", (".ods",))
CSV = Format("CSV", "text/csv", (".csv",))
TEXT = Format(gettext_lazy("plain text"), "text/plain", (".txt",))
MARKDOWN = Format("Markdown", "text/markdown", (".md", ".markdown"))
WEBPAGE = Format(gettext_lazy("web page (HTML)"), "text/html", (".html", ".htm"))
PNG = Format("PNG", "image/png", (".png",), is_picture=True)
JPEG = Format("JPEG", "image/jpeg", (".jpg", ".jpeg"), is_picture=True)
WEBP = Format("WebP", "image/webp", (".webp",), is_picture=True)
FORMATS = (PDF, DOCX, XLSX, ODT, ODS, CSV, TEXT, PNG, JPEG, WEBP)
NOTES = (DOCX, ODT, PDF, TEXT, MARKDOWN, WEBPAGE)
"""Written documents, from which minutes can be read; a web page is kept for nothing else."""

PDF_STARTS_WITHIN = 1024
BINARY = frozenset(range(32)) - {0x09, 0x0A, 0x0C, 0x0D}


def match(name: str, content: bytes, *, among: tuple[Format, ...] = FORMATS) -> Format:
    """Give the format that both the content and the ending of the name say, or refuse the file."""
    ending = PurePath(name).suffix.lower()
    found = [kind for kind in recognise(content) if kind in among]
    if not found:
        raise FileRefusedError(_unknown(name, among))
    for candidate in found:
        if ending in candidate.endings:
            return candidate
    raise FileRefusedError(_misnamed(name, found[0]))


def recognise(content: bytes) -> tuple[Format, ...]:
    """Give what the content is; nothing if it is none of ours, every text format for any text."""
    if b"%PDF-" in content[:PDF_STARTS_WITHIN]:
        return (PDF,)
    if content.startswith(b"PK\x03\x04"):
        return _recognise_archive(content)
    for start, picture in ((b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG)):
        if content.startswith(start):
            return (picture,)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return (WEBP,)
    return (TEXT, CSV, MARKDOWN, WEBPAGE) if _is_text(content) else ()


def _recognise_archive(content: bytes) -> tuple[Format, ...]:
    """Look at the names in the archive only; nothing is unpacked but the short type of ODF."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = frozenset(archive.namelist())
            declared = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except Exception:  # a hostile archive may fail anywhere
        return ()
    if any(name.endswith("vbaProject.bin") for name in names):
        return ()
    return _office_format(names, declared.decode("ascii", "replace").strip())


def _office_format(names: frozenset[str], declared: str) -> tuple[Format, ...]:
    for part, office in (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX)):
        if part in names and "[Content_Types].xml" in names:
            return (office,)
    return tuple(odf for odf in (ODT, ODS) if odf.content_type == declared)


def _is_text(content: bytes) -> bool:
    """Tell whether this is UTF-8 or, as older spreadsheets write it, an 8-bit text."""
    if not content or not BINARY.isdisjoint(content):
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _decodes_as_windows_text(content)
    return True


def _decodes_as_windows_text(content: bytes) -> bool:
    try:
        content.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return True


def _unknown(name: str, among: tuple[Format, ...]) -> str:
    kinds = ", ".join(str(known.name) for known in among)
    return _("“%(name)s” is not a kind of file that can be sent here. These can: %(kinds)s.") % {
        "name": name,
        "kinds": kinds,
    }


def _misnamed(name: str, found: Format) -> str:
    return _(
        "“%(name)s” contains %(found)s, which its name does not say. Save it again from the "
        "program that made it, with the ending %(ending)s, and send that file."
    ) % {"name": name, "found": found.name, "ending": found.endings[0]}
