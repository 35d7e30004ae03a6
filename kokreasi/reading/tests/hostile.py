"""Files that mean harm, or are not what they say; each made of a few lines."""

import io
import zipfile

from kokreasi.reading.tests.layouts import FIRST, Layout, xlsx, zipped

BILLION_LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 10))
    + "]>"
)


def with_part(data: bytes, changes: dict[str, tuple[bytes, bytes]]) -> bytes:
    """Replace bytes in parts of a zipped document, without the care of a library."""
    parts: dict[str, str | bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            old, new = changes.get(name, (b"", b""))
            content = archive.read(name)
            assert old in content
            parts[name] = content.replace(old, new) if old else content
    return zipped(parts, compression=zipfile.ZIP_DEFLATED)


SHEET = "xl/worksheets/sheet1.xml"


def whole_sheet_merge() -> bytes:
    data = xlsx(Layout(ranges=["A2:A3"]))
    return with_part(data, {SHEET: (b'ref="A2:A3"', b'ref="A1:XFD1048576"')})


def many_whole_merges(merges: int, rows: int = 1) -> bytes:
    """Many merges, each over all there is."""
    data = xlsx(Layout(rows=[FIRST] * rows, ranges=["A2:A3"]))
    one = b'<mergeCell ref="A2:A3"'
    many = b'<mergeCell ref="A1:XFD1048576"/>' * merges
    return with_part(data, {SHEET: (one, many + one)})


def stray_cell(address: bytes = b"XFD1048576") -> bytes:
    line = address.lstrip(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    row = b'<row r="%s"><c r="%s"><v>1</v></c></row></sheetData>' % (line, address)
    return with_part(xlsx(Layout()), {SHEET: (b"</sheetData>", row)})


def with_document_type() -> bytes:
    return with_part(
        xlsx(Layout()), {SHEET: (b"<worksheet", BILLION_LAUGHS.encode() + b"<worksheet")}
    )


def bomb(megabytes: int = 50) -> bytes:
    """A sheet of 50 MB of nothing in 50 kB."""
    nothing = b" " * (megabytes * 1024 * 1024)
    return with_part(xlsx(Layout()), {SHEET: (b"</sheetData>", b"</sheetData>" + nothing)})


def lying_size() -> bytes:
    """A directory that says a part is small; the part is not."""
    data = bytearray(xlsx(Layout()))
    at = data.rindex(SHEET.encode()) - 46 + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(data)


def many_parts() -> bytes:
    parts: dict[str, str | bytes] = {f"xl/{at}.bin": b"" for at in range(1_500)}
    return zipped({"xl/workbook.xml": b"<workbook/>", **parts})


def outside_part() -> bytes:
    return zipped({"xl/workbook.xml": b"<workbook/>", "../../etc/passwd": b"x"})


def twin_parts() -> bytes:
    return zipped({"xl/workbook.xml": b"<workbook/>", "xl/Workbook.xml": b"<workbook/>"})


def locked_zip() -> bytes:
    """An archive whose parts carry the mark of encryption."""
    data = bytearray(xlsx(Layout()))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


def locked_ole() -> bytes:
    """What Excel saves when one sets a password."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    )


def old_excel() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le")


def old_word() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le")


def program() -> bytes:
    return b"MZ\x90\x00\x03\x00\x00\x00" + bytes(range(256)) * 8


def hundred_thousand_rows_xlsx() -> bytes:
    row = b"<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>"
    data = row * 100_000 + b"</sheetData>"
    return with_part(xlsx(Layout()), {SHEET: (b"</sheetData>", data)})


def hundred_thousand_rows_text() -> bytes:
    return b"No,Tema,Usulan Komitmen\n" + b"1,Desa,Musyawarah\n" * 100_000
