"""Small real files of every kind that is taken, and some that lie."""

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
CSV = b"judul,pengusul\nAnggaran terbuka,Perkumpulan Contoh\n"
SPREADSHEET_OF_2003 = "judul;pengusul\nCaf\xe9;Perkumpulan \x96 Contoh\n".encode("latin-1")


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def office(part: str, **more: bytes) -> bytes:
    return archive(**{"[Content_Types].xml": b"<Types/>", part: b"<x/>", **more})


DOCX = office("word/document.xml")
XLSX = office("xl/workbook.xml")
MACROS = office("word/document.xml", **{"word/vbaProject.bin": b"x"})
ODT = archive(mimetype=b"application/vnd.oasis.opendocument.text")
ODS = archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet")


def picture(kind: str, *, size: tuple[int, int] = (40, 30), **options) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **options)
    return out.getvalue()


def bomb(side: int) -> bytes:
    """Make a PNG of some hundred bytes that unpacks to `side` × `side` pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 100_000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
