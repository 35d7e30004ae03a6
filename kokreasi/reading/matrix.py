"""The proposal matrix (*matriks usulan*): a spreadsheet's rows with their meaning.

Nothing is repaired and nothing is dropped in silence: what is unclear becomes a problem or a
warning with its line and column, what is not understood is listed as unread.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kokreasi.reading.codes import Code
from kokreasi.reading.headers import Column, Header, Meaning, find_header, key
from kokreasi.reading.names import DASHES, names_in
from kokreasi.reading.quantities import Quantity, quantity_in
from kokreasi.reading.semesters import Semester
from kokreasi.reading.sheetfacts import letters
from kokreasi.reading.totals import stated_total_in
from kokreasi.reading.workbook import EMPTY, Cell, Sheet, read_workbook

AS_OF = re.compile(r"\b(?:per|as of|status|kondisi|tanggal|versi)\b.*\d|\b(?:19|20)\d{2}\s*$", re.I)
TITLE = re.compile(r"\b(?:matriks|matrix|daftar usulan|usulan komitmen)\b", re.I)
NOTE = re.compile(r"\s*(?:catatan|keterangan|sumber|notes?|source|jumlah|total|\*)", re.I)
NUMBER = re.compile(r"(\d{1,6})[.)]?")


@dataclass(frozen=True)
class Problem:
    """Something to tell, at a line and a column of the sheet (0 and "" where none)."""

    code: Code
    line: int = 0
    column: str = ""
    params: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Unread:
    """Text that was found and not used: a line, or a whole column under its label."""

    text: str
    line: int = 0
    column: str = ""


@dataclass(frozen=True)
class Measure:
    """What shall be reached in a semester, in words and, where unambiguous, as a number."""

    semester: Semester
    text: str
    number: Decimal | None = None
    unit: str = ""
    """`%` (the number is then 75 for 75%), the word behind the number, or nothing."""


@dataclass
class MatrixRow:
    """One proposal. `line` is the line in the sheet, as Excel shows it."""

    line: int
    title: str
    number: int | None = None
    reference: str = ""
    theme: str = ""
    theme_is_merged: bool = False
    """Whether the theme was taken from the merged cell above."""
    proposers: list[str] = field(default_factory=list)
    leads: list[str] = field(default_factory=list)
    supporters: list[str] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    status: str = ""
    remarks: str = ""
    row_id: str = ""
    """What a hidden column of ours says of the row."""


@dataclass
class Matrix:
    """A matrix as far as it was understood. With problems it must not be imported."""

    sheet: str = ""
    title: str = ""
    as_of: str = ""
    """The line that says of which day the matrix is, in the source's words."""
    stated_total: int | None = None
    """How many proposals the source says it lists."""
    notes: list[str] = field(default_factory=list)
    header_row: int = 0
    columns: list[Column] = field(default_factory=list)
    rows: list[MatrixRow] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def warn(self, code: Code, line: int = 0, column: str = "", **params: str | int) -> None:
        self.warnings.append(Problem(code, line, column, params))

    def object_to(self, code: Code, line: int = 0, column: str = "", **params: str | int) -> None:
        self.problems.append(Problem(code, line, column, params))


def read_matrix_file(data: bytes, name: str = "") -> Matrix:
    """Read the matrix in a file. Call it in a child process for files from outside."""
    return read_matrix(read_workbook(data, name))


def read_matrix(sheets: list[Sheet]) -> Matrix:
    """Read the first sheet that holds a matrix, shown sheets before hidden ones.

    The other sheets are reported. Without any matrix the answer has the problem `no_header`.
    """
    filled = [sheet for sheet in sheets if sheet.rows]
    headers = [(sheet, find_header(sheet.rows)) for sheet in filled]
    found = sorted(
        ((sheet, header) for sheet, header in headers if header), key=lambda it: it[0].is_hidden
    )
    if not found:
        matrix = Matrix()
        matrix.object_to(Code.NO_HEADER, sheet=", ".join(sheet.name for sheet in filled)[:200])
        return matrix
    sheet, header = found[0]
    matrix = _SheetReader(sheet, header).read()
    _report_sheets(matrix, sheet, filled, others=[other for other, _ in found[1:]])
    return matrix


def _report_sheets(matrix: Matrix, read: Sheet, filled: list[Sheet], others: list[Sheet]) -> None:
    if read.is_hidden:
        matrix.warn(Code.HIDDEN_SHEET, sheet=read.name)
    for sheet in filled:
        if sheet is not read:
            is_matrix = any(sheet is other for other in others)
            matrix.warn(Code.OTHER_MATRIX if is_matrix else Code.OTHER_SHEET, sheet=sheet.name)


@dataclass(frozen=True)
class _Gathered:
    """The cells of one proposal, of one line or joined from several."""

    line: int
    cells: list[Cell]
    band: str
    """The theme in a line across the table, above the proposals it holds for."""


class _SheetReader:
    """Reads one sheet under its header, from the top to the notes at its end."""

    def __init__(self, sheet: Sheet, header: Header) -> None:
        self.sheet = sheet
        self.header = header
        self.title_at = header.column_of(Meaning.TITLE) or 1
        self.number_at = header.column_of(Meaning.NUMBER)
        self.theme_at = header.column_of(Meaning.THEME)
        self.row_at = header.column_of(Meaning.ROW)
        self.merges = [merge for merge in sheet.merges if merge.top > header.last_line]
        self.matrix = Matrix(sheet=sheet.name, header_row=header.first_line)

    def read(self) -> Matrix:
        self.matrix.columns = list(self.header.columns.values())
        for problem in self.header.problems:
            params = problem.params
            self.matrix.object_to(problem.code, self.header.first_line, problem.column, **params)
        self.read_above()
        self.read_table()
        self.read_unknown_columns()
        self.check_numbers()
        self.check_total()
        self.report_what_a_reader_may_miss()
        return self.matrix

    # Above the table

    def read_above(self) -> None:
        """Take the title and the line with the date; list the rest as unread."""
        above = [
            (line, text)
            for line, row in enumerate(self.sheet.rows[: self.header.first_line - 1], start=1)
            if (text := _words(row))
        ]
        titles = [line for line, text in above if TITLE.search(text)] + [line for line, _ in above]
        for line, text in above:
            if line == titles[0]:
                self.matrix.title = text
            elif line > titles[0] and not self.matrix.as_of and AS_OF.search(text):
                self.matrix.as_of = text
            else:
                self.matrix.unread.append(Unread(text, line))

    # The table

    def read_table(self) -> None:
        """Gather the lines of each proposal, then read them."""
        gathered: list[_Gathered] = []
        continued = self.continued_lines()
        bands = {} if self.theme_at else self.bands()
        band = ""
        for line, row in self.lines_below():
            if line in continued and gathered:
                last = gathered[-1]
                gathered[-1] = replace(last, cells=_join(last.cells, row))
            elif self.has_title(row) or self.is_known(row):
                gathered.append(_Gathered(line, row, band))
            elif line in bands:
                band = bands[line]
            else:
                self.read_odd_line(line, row)
        self.matrix.rows = [self.read_row(each) for each in gathered]
        if not self.matrix.rows:
            self.matrix.object_to(Code.NO_ROWS)

    def continued_lines(self) -> set[int]:
        """The lines whose title is merged with that of the line above."""
        return {
            line
            for merge in self.merges
            if merge.left == self.title_at
            for line in range(merge.top + 1, merge.bottom + 1)
        }

    def bands(self) -> dict[int, str]:
        """The lines with one text across the table, other than notes."""
        across = [merge for merge in self.merges if merge.left < self.title_at <= merge.right]
        texts = {merge.top: _words(self.sheet.rows[merge.top - 1]) for merge in across}
        return {line: text for line, text in texts.items() if not NOTE.match(text)}

    def lines_below(self) -> Iterator[tuple[int, list[Cell]]]:
        """Every line under the header with something of its own, without repeated headers."""
        labels = {at: key(column.label) for at, column in self.header.columns.items()}
        start = self.header.last_line
        covered = self.covered_by_the_header()
        for line, cells in enumerate(self.sheet.rows[start:], start=start + 1):
            row = (
                [
                    EMPTY if cell.merged and (line, at) in covered else cell
                    for at, cell in enumerate(cells, start=1)
                ]
                if covered
                else cells
            )
            if not any(cell.is_own for cell in row):
                continue
            if self.repeats_header(row, labels) or _counts_columns(row):
                self.matrix.unread.append(Unread(_words(row), line))
            else:
                yield line, row

    def covered_by_the_header(self) -> set[tuple[int, int]]:
        """Places in the table under a merge that begins above it, as a whole-sheet merge does."""
        start = self.header.last_line
        return {
            (line, at)
            for merge in self.sheet.merges
            if merge.top <= start
            for line in range(start + 1, merge.bottom + 1)
            for at in range(merge.left, merge.right + 1)
        }

    def repeats_header(self, row: list[Cell], labels: dict[int, str]) -> bool:
        own = {at: key(cell.text) for at, cell in enumerate(row, start=1) if cell.is_own}
        return all(labels.get(at) == label for at, label in own.items()) and (
            self.title_at in own or len(own) > 1
        )

    def has_title(self, row: list[Cell]) -> bool:
        title = row[self.title_at - 1]
        alone = sum(cell.is_own for cell in row) == 1
        return title.is_own and not (alone and NOTE.match(title.text))

    def is_known(self, row: list[Cell]) -> bool:
        """Whether the hidden column says that it is a row of ours, with a title or without."""
        return self.row_at is not None and row[self.row_at - 1].is_own

    def read_odd_line(self, line: int, row: list[Cell]) -> None:
        """A line without title: a note, or a row that somebody forgot to finish."""
        own = [at for at, cell in enumerate(row, start=1) if cell.is_own]
        first = row[own[0] - 1].text
        is_numbered = self.number_at in own and NUMBER.fullmatch(first) is not None
        if NOTE.match(first):
            self.matrix.notes.append(_words(row))
        elif len(own) == 1 and not is_numbered and own[0] not in self.header.measures:
            self.matrix.unread.append(Unread(_words(row), line))
        else:
            self.matrix.object_to(Code.ROW_WITHOUT_TITLE, line, letters(self.title_at))

    def read_row(self, gathered: _Gathered) -> MatrixRow:
        line, row = gathered.line, gathered.cells
        merged = self.theme_at and row[self.theme_at - 1].merged
        return MatrixRow(
            line=line,
            title=self.text(row, Meaning.TITLE),
            number=self.number(line, row),
            reference=self.text(row, Meaning.REFERENCE),
            theme=self.text(row, Meaning.THEME) or gathered.band,
            theme_is_merged=bool(merged or gathered.band),
            proposers=self.names(line, row, Meaning.PROPOSERS),
            leads=self.names(line, row, Meaning.LEADS),
            supporters=self.names(line, row, Meaning.SUPPORTERS),
            measures=self.measures(row),
            status=self.text(row, Meaning.STATUS),
            remarks=self.text(row, Meaning.REMARKS),
            row_id=self.text(row, Meaning.ROW),
        )

    def text(self, row: list[Cell], meaning: Meaning) -> str:
        at = self.header.column_of(meaning)
        return row[at - 1].text if at else ""

    def number(self, line: int, row: list[Cell]) -> int | None:
        text = self.text(row, Meaning.NUMBER)
        match = NUMBER.fullmatch(text)
        if match is None and text and self.number_at:
            self.matrix.warn(Code.NUMBER_UNCLEAR, line, letters(self.number_at), text=text)
        return int(match[1]) if match else None

    def names(self, line: int, row: list[Cell], meaning: Meaning) -> list[str]:
        names = names_in(self.text(row, meaning))
        column = letters(self.header.column_of(meaning) or 0)
        for name in names.maybe_several:
            self.matrix.warn(Code.MAYBE_SEVERAL, line, column, text=name)
        for name in names.twice:
            self.matrix.warn(Code.NAME_TWICE, line, column, text=name)
        return names.names

    def measures(self, row: list[Cell]) -> list[Measure]:
        return [
            _measure(semester, row[at - 1])
            for at, semester in self.header.measures.items()
            if row[at - 1].text and row[at - 1].text not in DASHES
        ]

    # After the table

    def read_unknown_columns(self) -> None:
        """List the columns whose label means nothing to us, when they hold something."""
        start = self.header.last_line
        width = max(map(len, self.sheet.rows))
        for at in range(1, width + 1):
            values = [row[at - 1].text for row in self.sheet.rows[start:] if row[at - 1].is_own]
            if at not in self.header.columns and values:
                label = self.header.unknown.get(at, "")
                self.matrix.unread.append(Unread(label, self.header.first_line, letters(at)))

    def check_numbers(self) -> None:
        """Refuse numbers and references that occur twice; mention numbers that are left out."""
        column = letters(self.number_at or 0)
        first: dict[int | str, int] = {}
        for row in self.matrix.rows:
            if row.number is not None and row.number in first:
                params = {"number": row.number, "first": first[row.number]}
                self.matrix.object_to(Code.DUPLICATE_NUMBER, row.line, column, **params)
            if row.reference and row.reference in first:
                at = letters(self.header.column_of(Meaning.REFERENCE) or 0)
                references: dict[str, str | int] = {"reference": row.reference}
                references["first"] = first[row.reference]
                self.matrix.object_to(Code.DUPLICATE_REFERENCE, row.line, at, **references)
            for name in (row.number, row.reference):
                if name:
                    first.setdefault(name, row.line)
        self.check_gaps()

    def check_gaps(self) -> None:
        numbers = {row.number for row in self.matrix.rows if row.number is not None}
        if numbers and max(numbers) <= 2 * len(self.matrix.rows):
            missing = sorted(set(range(1, max(numbers) + 1)) - numbers)
            if missing:
                self.matrix.warn(Code.NUMBERS_SKIP, missing=", ".join(map(str, missing)))

    def check_total(self) -> None:
        totals = Counter(
            total
            for text in (*self.matrix.notes, self.matrix.as_of, *self.unread_lines())
            if (total := stated_total_in(text)) is not None
        )
        if len(totals) == 1:
            (self.matrix.stated_total,) = totals
        stated, found = self.matrix.stated_total, len(self.matrix.rows)
        if stated is not None and stated != found:
            self.matrix.warn(Code.TOTAL_DIFFERS, stated=stated, found=found)

    def unread_lines(self) -> Iterator[str]:
        return (unread.text for unread in self.matrix.unread if not unread.column)

    def report_what_a_reader_may_miss(self) -> None:
        lines = range(self.header.last_line + 1, len(self.sheet.rows) + 1)
        for line in sorted(self.sheet.hidden_lines.intersection(lines)):
            if any(cell.is_own for cell in self.sheet.rows[line - 1]):
                self.matrix.warn(Code.HIDDEN_LINE, line)
        shown = self.header.columns.keys() - {self.row_at}
        for at in sorted(self.sheet.hidden_columns.intersection(shown)):
            self.matrix.warn(Code.HIDDEN_COLUMN, column=letters(at))
        for line, at in self.unvalued():
            self.matrix.warn(Code.FORMULA_WITHOUT_VALUE, line, letters(at))
        for line, at in self.sheet.faulty:
            self.matrix.warn(Code.CELL_ERROR, line, letters(at))

    def unvalued(self) -> Iterator[tuple[int, int]]:
        """Every place of a formula without its result, and what is merged under it."""
        ends = {(merge.top, merge.left): merge.bottom for merge in self.merges}
        for line, at in self.sheet.unvalued:
            last = ends.get((line, at), line)
            yield from ((each, at) for each in range(line, last + 1))


def _measure(semester: Semester, cell: Cell) -> Measure:
    if isinstance(cell.value, int | Decimal) and not isinstance(cell.value, bool):
        quantity = Quantity(Decimal(cell.value), "%" if cell.is_percent else "")
    else:
        quantity = quantity_in(cell.text)
    return Measure(semester, cell.text, quantity.number, quantity.unit)


def _words(row: list[Cell]) -> str:
    return " ".join(cell.text for cell in row if cell.is_own)


def _join(row: list[Cell], below: list[Cell]) -> list[Cell]:
    """Put what a continued line adds under the words of the line above."""
    return [
        Cell(f"{upper.text}\n{lower.text}".strip(), merged=upper.merged) if lower.is_own else upper
        for upper, lower in zip(row, below, strict=True)
    ]


def _counts_columns(row: list[Cell]) -> bool:
    """Whether the line only numbers the columns, as forms do under their header: (1) (2) (3)."""
    texts = [cell.text.strip("() ") for cell in row if cell.is_own]
    return len(texts) > 2 and texts == [str(at) for at in range(1, len(texts) + 1)]  # noqa: PLR2004
