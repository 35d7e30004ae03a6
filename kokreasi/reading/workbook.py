"""Spreadsheets as plain cells: Excel, OpenDocument and comma-separated text look the same after."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from kokreasi.reading.cleaning import clean
from kokreasi.reading.codes import Code
from kokreasi.reading.errors import TooLargeError, UnreadableError, WrongKindError
from kokreasi.reading.guard import Kind, decode, kind_of, open_archive
from kokreasi.reading.sheetfacts import (
    Bounds,
    Facts,
    Merge,
    facts_of_ods,
    facts_of_xlsx,
    letters,
)

Value = str | int | Decimal | date | datetime | time | timedelta | bool | None
DEFAULT_BOUNDS = Bounds()
SAMPLE_LINES = 50
DELIMITERS = (",", ";", "\t")
SIGNIFICANT = ".15g"
"""What a spreadsheet shows of a number: 0.1 + 0.2 is 0.3 there."""
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
ERROR_VALUES = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"}
)
DEFUSED = re.compile(r"'[=+\-@\t\r\n]")
"""An apostrophe that an export put before what a spreadsheet would take for a formula."""


@dataclass(frozen=True)
class Cell:
    """One cell: numbers as int or Decimal, percentages as the number before the %."""

    value: Value = None
    is_percent: bool = False
    merged: bool = False
    """Whether the value is that of the first cell of a merged range."""

    @property
    def text(self) -> str:
        """The value as an Indonesian office would read it; dates as 2018-09-24."""
        match self.value:
            case None:
                return ""
            case str():
                return self.value
            case bool():
                return "TRUE" if self.value else "FALSE"
            case Decimal():
                shown = f"{self.value:f}".replace(".", ",")
            case datetime():
                return self.value.isoformat(" ", "minutes")
            case _:
                shown = str(self.value)
        return shown + "%" if self.is_percent else shown

    @property
    def is_own(self) -> bool:
        """Whether something stands in this very cell."""
        return self.value is not None and not self.merged


EMPTY = Cell()


@dataclass
class Sheet:
    """A sheet from A1 to its last filled cell; every line has the same width."""

    name: str
    rows: list[list[Cell]]
    merges: list[Merge] = field(default_factory=list)
    is_hidden: bool = False
    hidden_lines: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unvalued: list[tuple[int, int]] = field(default_factory=list)
    """Lines and columns of formulas whose result the file does not hold."""
    faulty: list[tuple[int, int]] = field(default_factory=list)
    """Lines and columns of errors such as #REF!."""


def read_workbook(data: bytes, name: str = "", bounds: Bounds = DEFAULT_BOUNDS) -> list[Sheet]:
    """Read every sheet. Call it in a child process (see `child`) for files from outside.

    The bytes decide what the file is; its name only names the sheet of a text file.
    """
    if not data.strip():
        raise WrongKindError(Code.EMPTY_FILE)
    kind = kind_of(data)
    match kind:
        case Kind.XLSX:
            with open_archive(data) as archive:
                return _read_cells(data, facts_of_xlsx(archive, bounds))
        case Kind.ODS:
            with open_archive(data) as archive:
                return _read_cells(data, facts_of_ods(archive, bounds))
        case Kind.TEXT:
            return [_read_text(decode(data), name, bounds)]
        case Kind.ENCRYPTED:
            raise UnreadableError(Code.PASSWORD)
    raise WrongKindError(Code.WRONG_KIND, {"kind": kind.value})


# Excel and OpenDocument -------------------------------------------------------------------------


def _read_cells(data: bytes, facts: list[Facts]) -> list[Sheet]:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = [str(each.visible) for each in workbook.sheets_metadata]
        if len(shown) != len(facts):
            raise UnreadableError(Code.BROKEN)
        return [
            _sheet(workbook, at, known, is_hidden=not shown[at].endswith(".Visible"))
            for at, known in enumerate(facts)
        ]
    except PasswordError as error:
        raise UnreadableError(Code.PASSWORD) from error
    except CalamineError as error:
        raise UnreadableError(Code.BROKEN) from error


def _sheet(workbook: CalamineWorkbook, at: int, facts: Facts, *, is_hidden: bool) -> Sheet:
    if not facts.rows:
        return Sheet(facts.sheet, [], is_hidden=is_hidden)
    values = workbook.get_sheet_by_index(at).to_python(skip_empty_area=False)
    rows = [
        [
            _cell(value, is_percent=(line, column) in facts.percents)
            for column, value in enumerate(row, start=1)
        ]
        for line, row in enumerate(values, start=1)
    ]
    rows += [[] for _ in range(facts.last_line - len(rows))]
    width = max(facts.last_column, *map(len, rows))
    rows = [row + [EMPTY] * (width - len(row)) for row in rows]
    return Sheet(
        facts.sheet,
        _spread(rows, facts.merges),
        merges=facts.merges,
        is_hidden=is_hidden,
        hidden_lines=facts.hidden_lines,
        hidden_columns=facts.hidden_columns,
        unvalued=facts.unvalued,
        faulty=facts.faulty,
    )


def _cell(value: object, *, is_percent: bool) -> Cell:
    match value:
        case str():
            text = clean(ESCAPED.sub(_unescape, value))
            return Cell(text) if text else EMPTY
        case bool() | datetime() | date() | time() | timedelta():
            return Cell(value)
        case int() | float():
            number = Decimal(format(value, SIGNIFICANT))
            if not number.is_finite():  # 1e400 is a number in the file and none here
                return Cell(str(value))
            return Cell(_whole(number * 100 if is_percent else number), is_percent)
    return EMPTY


def _unescape(match: re.Match[str]) -> str:
    """Excel writes a character that XML cannot hold as _x000D_."""
    return chr(int(match[1], 16))


def _whole(number: Decimal) -> int | Decimal:
    return int(number) if number == number.to_integral_value() else number.normalize()


def _spread(rows: list[list[Cell]], merges: list[Merge]) -> list[list[Cell]]:
    """Give the cells under a merge the value of its first cell, marked as merged."""
    for merge in merges:
        first = rows[merge.top - 1][merge.left - 1]
        if not first.is_own:
            continue
        covered = replace(first, merged=True)
        for row in rows[merge.top - 1 : merge.bottom]:
            for column in range(merge.left - 1, min(merge.right, len(row))):
                if row[column].value is None:
                    row[column] = covered
    return rows


# Text -------------------------------------------------------------------------------------------


def _read_text(text: str, name: str, bounds: Bounds) -> Sheet:
    delimiter = None
    if text.startswith("sep=") and (end := text.find("\n")) > 0:  # a line only Excel knows
        delimiter, text = text[4:5], text[end + 1 :]
    rows = list(_text_rows(text, delimiter or _delimiter(text), bounds))
    width = max(map(len, rows), default=0)
    padded = [row + [EMPTY] * (width - len(row)) for row in rows]
    faulty = [
        (line, column)
        for line, row in enumerate(padded, start=1)
        for column, cell in enumerate(row, start=1)
        if cell.value in ERROR_VALUES
    ]
    return Sheet(name, padded, faulty=faulty)


def _delimiter(text: str) -> str:
    """Choose the separator that gives the most lines of one width, then the widest."""

    def fits(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in islice(_lines(text, delimiter), SAMPLE_LINES)]
        several = [width for width in widths if width > 1]
        usual = max(set(several), key=several.count, default=0)
        return several.count(usual), usual

    return max(DELIMITERS, key=fits)


def _text_rows(text: str, delimiter: str, bounds: Bounds) -> Iterator[list[Cell]]:
    filled = 0
    for line, row in enumerate(_lines(text, delimiter), start=1):
        if len(row) > bounds.last_column:
            cell = f"{letters(len(row))}{line}"
            raise TooLargeError(Code.STRAY_CELL, {"cell": cell, "sheet": ""})
        filled += any(row)
        if filled > bounds.rows or line > bounds.last_line:
            raise TooLargeError(Code.TOO_MANY_ROWS, {"limit": bounds.rows, "sheet": ""})
        yield [_text_cell(value) for value in row]


def _lines(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise UnreadableError(Code.BROKEN) from error


def _text_cell(value: str) -> Cell:
    text = clean(value[1:] if DEFUSED.match(value) else value)
    return Cell(text) if text else EMPTY
