"""How a matrix is laid out as a table of an office: its headers, its names, its workbook.

What is written here is read back by `reading.matrix`, cell by cell.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Any, Generic

from kokreasi.core.tabular import FORMULA_STARTS, LONGEST_CELL, Column, Row
from kokreasi.organisations.models import Organisation
from kokreasi.organisations.queries import Finder
from kokreasi.plans.choices import Semester
from kokreasi.reading.names import names_in

NUMBER, REFERENCE, THEME = "No", "Referensi", "Tema"
TITLE, STATUS, REMARKS = "Usulan Komitmen", "Status", "Keterangan"
PROPOSERS, LEADS, SUPPORTERS = "OMS Pengusul", "K/L Penanggung Jawab", "K/L Pendukung"
MEASURES = "Ukuran Keberhasilan"
WIDTHS = {NUMBER: 6, REFERENCE: 14, THEME: 20, TITLE: 46, STATUS: 18, REMARKS: 30}
OTHER_WIDTH = 24
FIRST_ROW = 2
"""Below the two lines of the header."""


class Naming:
    """Writes organisations so that the same ones are found when the cell is read again.

    An abbreviation where that is certain, else the full name, else the reference.
    """

    def __init__(self) -> None:
        self._finder = Finder()

    def cell(self, organisations: Sequence[Organisation]) -> str:
        names = [self._name(organisation) for organisation in organisations]
        cell = "; ".join(names)
        if names_in(cell).names == names:
            return cell
        return "; ".join(organisation.reference for organisation in organisations)

    def _name(self, organisation: Organisation) -> str:
        names = (organisation.abbreviation, organisation.name.id, organisation.name.en)
        certain = (name for name in names if name and self._finder.find(name) == organisation)
        return next(certain, organisation.reference)


@dataclass(frozen=True)
class Sheet(Generic[Row]):
    """The columns of one plan's matrix; those of its semesters stand together."""

    columns: tuple[Column[Row], ...]
    first_measure: int
    measures: int
    hidden: Column[Row] | None = None
    """A last column that nobody sees, by which rows are known again."""

    @property
    def all_columns(self) -> tuple[Column[Row], ...]:
        return (*self.columns, self.hidden) if self.hidden else self.columns


def semester_header(semester: Semester) -> str:
    """Write the header of a semester, the same in every language."""
    return f"Semester {'I' * semester.half} {semester.year}"


def workbook(sheet: Sheet[Row], rows: Sequence[Row], note: str) -> IO[bytes]:
    """Write the matrix as offices know it: two lines of headers, and a note with the counts."""
    import xlsxwriter  # noqa: PLC0415 - 12 MB, and few requests write a workbook

    file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        page = book.add_worksheet("Matriks")
        _write_header(book, page, sheet)
        _write_rows(book, page, sheet, rows)
        page.write_string(FIRST_ROW + len(rows), 0, note)
    file.seek(0)
    return file


def _write_header(book: Any, page: Any, sheet: Sheet[Any]) -> None:
    look = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#e2efec"}
    )
    first, last = sheet.first_measure, sheet.first_measure + sheet.measures - 1
    for at, column in enumerate(sheet.all_columns):
        hidden = {"hidden": True} if column is sheet.hidden else {}
        page.set_column(at, at, WIDTHS.get(column.name, OTHER_WIDTH), None, hidden)
        if first <= at <= last:
            page.write_string(1, at, column.name, look)
        else:
            page.merge_range(0, at, 1, at, column.name, look)
    if sheet.measures > 1:
        page.merge_range(0, first, 0, last, MEASURES, look)
    elif sheet.measures:
        page.write_string(0, first, MEASURES, look)
    page.freeze_panes(FIRST_ROW, 0)


def _write_rows(book: Any, page: Any, sheet: Sheet[Row], rows: Sequence[Row]) -> None:
    plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    quoted = {"text_wrap": True, "valign": "top", "border": 1, "quote_prefix": True}
    defused = book.add_format(quoted)
    for line, row in enumerate(rows, start=FIRST_ROW):
        for at, column in enumerate(sheet.all_columns):
            value = column.value(row)
            if isinstance(value, int):
                page.write_number(line, at, value, plain)
            else:
                text = str(value or "")[:LONGEST_CELL]
                look = defused if text.startswith(FORMULA_STARTS) else plain
                page.write_string(line, at, text, look)
