"""Matrices as different offices lay them out, made with openpyxl for the tests."""

import csv
import io
import zipfile
from dataclasses import dataclass, field

from openpyxl import Workbook

GROUP = "Ukuran Keberhasilan"
LABELS = [
    "No",
    "Tema",
    "Usulan Komitmen",
    "OMS Pengusul",
    "K/L Penanggung Jawab",
    "K/L Pendukung",
]
SEMESTERS = ["Semester I 2019", "Semester II 2019"]
FIRST = [
    1,
    "Anggaran",
    "Anggaran terbuka",
    "FITRA; JPPI",
    "Kemenkeu",
    "Kemenkes",
    "Modul",
    "5 desa",
]
SECOND = [2, "Desa", "Musyawarah desa", "WVI", "Kemendesa", "", "", "75% tepat waktu"]


@dataclass
class Layout:
    """Lines above, one or two lines of header, rows, lines below; `ranges` are merged."""

    above: list[str] = field(default_factory=list)
    header: list[list[object]] = field(
        default_factory=lambda: [[*LABELS, *SEMESTERS, "Keterangan"]]
    )
    rows: list[list[object]] = field(default_factory=lambda: [[*FIRST, "Disetujui"], [*SECOND, ""]])
    below: list[str] = field(default_factory=list)
    ranges: list[str] = field(default_factory=list)

    @property
    def lines(self) -> list[list[object]]:
        return [
            *([text] for text in self.above),
            *self.header,
            *self.rows,
            *([text] for text in self.below),
        ]


def two_lines(group: str = GROUP, semesters: list[str] = SEMESTERS) -> list[list[object]]:
    """The header of the sample: a group over the semesters, everything else over both lines."""
    empty = [""] * len(LABELS)
    return [[*LABELS, group, "", "Keterangan"], [*empty, *semesters, ""]]


TWO_LINE_RANGES = ["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2", "F1:F2", "G1:H1", "I1:I2"]


def xlsx(layout: Layout, sheet: str = "Matriks") -> bytes:
    book = Workbook()
    book.active.title = sheet
    put(book.active, layout)
    return saved(book)


def put(worksheet, layout: Layout) -> None:
    for line in layout.lines:
        worksheet.append([value if value != "" else None for value in line])
    for cells in layout.ranges:
        worksheet.merge_cells(cells)


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def text(layout: Layout, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows(layout.lines)
    return buffer.getvalue().encode(encoding)


def ods(body: str, *, before: str = "", mimetype: str = "") -> bytes:
    """An OpenDocument spreadsheet around the XML of its tables."""
    spaces = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0"?>{before}'
        f'<office:document-content xmlns:office="{spaces}:office:1.0" '
        f'xmlns:table="{spaces}:table:1.0" xmlns:text="{spaces}:text:1.0">'
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    mimetype = mimetype or "application/vnd.oasis.opendocument.spreadsheet"
    manifest = '<?xml version="1.0"?><manifest/>'
    return zipped({"mimetype": mimetype, "content.xml": content, "META-INF/manifest.xml": manifest})


def ods_cell(value: object, *, tall: int = 1, wide: int = 1, kind: str = "string") -> str:
    if value == "":
        return "<table:table-cell/>"
    span = f'table:number-rows-spanned="{tall}" table:number-columns-spanned="{wide}"'
    number = "" if kind == "string" else f' office:value="{value}"'
    return (
        f'<table:table-cell {span}{number} office:value-type="{kind}">'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


def ods_table(lines: list[list[object]], name: str = "Matriks") -> str:
    rows = "".join(
        f"<table:table-row>{''.join(map(ods_cell, line))}</table:table-row>" for line in lines
    )
    return f'<table:table table:name="{name}">{rows}</table:table>'


def zipped(parts: dict[str, str | bytes], **options: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", **options) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()
