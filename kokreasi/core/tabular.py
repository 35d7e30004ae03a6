"""Tables out and in: the same columns both ways, and no cell that becomes a formula."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import IO, Any, Generic, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kokreasi.core.errors import DomainError
from kokreasi.core.reading_words import refusal_in_words
from kokreasi.reading.errors import ReadingError
from kokreasi.reading.limits import MEGABYTE, Limits
from kokreasi.reading.typed import tables_in

LIMITS = Limits(input_bytes=10 * MEGABYTE)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
LONGEST_CELL = 32_767
"""Characters that a cell of a spreadsheet can hold."""

Row = TypeVar("Row")
Value = str | int | Decimal | date | bool | Promise | None


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column by its header, which is a promise to everybody who reads the file."""

    name: str
    value: Callable[[Row], Value]


@dataclass(frozen=True, slots=True)
class Line:
    """A line that was read: its number in the file, from 1, and its cells by their headers."""

    number: int
    cells: Mapping[str, str]


class TableError(DomainError):
    """A file that is no table, or not this table; says what is wrong and what is expected."""


def defused(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def csv_lines(columns: Sequence[Column[Row]], rows: Iterable[Row]) -> Iterator[str]:
    """Write a header and one line for each row, as they come; nothing is collected."""
    writer = csv.writer(_Echo())
    yield writer.writerow([column.name for column in columns])
    for row in rows:
        yield writer.writerow([_for_csv(column.value(row)) for column in columns])


class _Echo:
    """Gives back what `csv` writes."""

    def write(self, line: str) -> str:
        return line


def _for_csv(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, date):
        return value.isoformat()
    return defused(str(value)) if isinstance(value, str | Promise) else str(value)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of a workbook."""

    title: str
    columns: Sequence[Column[Row]]
    rows: Iterable[Row]


MEASURED = 200
"""Lines that decide how wide the columns of a page are."""
NARROWEST, WIDEST = 8, 60


def xlsx_file(
    columns: Sequence[Column[Row]], rows: Iterable[Row], *, sheet: str = "Kokreasi"
) -> IO[bytes]:
    """Write a spreadsheet row by row into a temporary file, opened at its beginning."""
    return xlsx_book([Page(sheet, columns, rows)])


def xlsx_book(pages: Iterable[Page[Any]]) -> IO[bytes]:
    """Write a workbook of several pages, row by row, into a temporary file."""
    import xlsxwriter  # noqa: PLC0415 - 12 MB, and few requests write a workbook

    file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        formats = {
            "head": book.add_format({"bold": True}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "text": book.add_format({"quote_prefix": True}),
        }
        for page in pages:
            _write_page(book.add_worksheet(page.title), page, formats)
    file.seek(0)
    return file


def _write_page(sheet: Any, page: Page[Any], formats: Mapping[str, Any]) -> None:
    sheet.freeze_panes(1, 0)
    widths = [len(column.name) for column in page.columns]
    for at, column in enumerate(page.columns):
        sheet.write_string(0, at, column.name, formats["head"])
    for line, row in enumerate(page.rows, start=1):
        for at, column in enumerate(page.columns):
            value = column.value(row)
            _write_cell(sheet, line, at, value, formats)
            if line <= MEASURED and value is not None:
                widths[at] = max(widths[at], len(str(value)))
    for at, width in enumerate(widths):
        sheet.set_column(at, at, min(max(width, NARROWEST), WIDEST) + 2)


def _write_cell(page: Any, line: int, at: int, value: Value, formats: Mapping[str, Any]) -> None:
    match value:
        case None | "":
            return
        case bool():
            page.write_boolean(line, at, value)
        case int() | Decimal():
            page.write_number(line, at, value)
        case date():
            page.write_datetime(line, at, value, formats["date"])
        case _:
            text = str(value)[:LONGEST_CELL]
            shape = formats["text"] if text.startswith(FORMULA_STARTS) else None
            page.write_string(line, at, text, shape)


def read_table(
    data: bytes, *, name: str, knows: Collection[str], needs: Collection[str] = ()
) -> list[Line]:
    """Read the first filled sheet of a file from outside by the headers in its first line.

    Raises `TableError` where the file cannot be read, lacks a column that it needs, or has one
    that nobody knows: a column that is passed over in silence would be lost work.
    """
    rows = _filled_rows(data, name)
    if not rows:
        raise TableError(_("The file has no rows."))
    headers = _headers(rows[0][1], knows=knows, needs=needs)
    return [Line(number, _by_header(headers, cells)) for number, cells in rows[1:]]


def _by_header(headers: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    padded = [*cells, *[""] * (len(headers) - len(cells))]
    return dict(zip(headers, padded, strict=False))


def _filled_rows(data: bytes, name: str) -> list[tuple[int, list[str]]]:
    try:
        sheets = tables_in(data, name, LIMITS)
    except ReadingError as error:
        raise TableError(refusal_in_words(error)) from error
    for sheet in sheets:
        rows = [(at, cells) for at, cells in enumerate(sheet["rows"], start=1) if any(cells)]
        if rows:
            return rows
    return []


def _headers(cells: Sequence[str], *, knows: Collection[str], needs: Collection[str]) -> list[str]:
    headers = [cell.strip().casefold() for cell in cells]
    while headers and not headers[-1]:
        headers.pop()
    unknown = [header or "–" for header in headers if header not in knows]
    if unknown:
        raise TableError(_unknown_columns(unknown) % {"known": ", ".join(knows)})
    missing = [need for need in needs if need not in headers]
    if missing:
        words = _("These columns are missing: %(columns)s.")
        raise TableError(words % {"columns": ", ".join(missing)})
    twice = sorted({header for header in headers if headers.count(header) > 1})
    if twice:
        words = _("These columns stand twice: %(columns)s.")
        raise TableError(words % {"columns": ", ".join(twice)})
    return headers


def _unknown_columns(unknown: Sequence[str]) -> str:
    words = ngettext(
        "Nobody knows the column %(columns)s. Known are: %(known)s.",
        "Nobody knows the columns %(columns)s. Known are: %(known)s.",
        len(unknown),
    )
    return words.replace("%(columns)s", ", ".join(unknown).replace("%", "%%"))
