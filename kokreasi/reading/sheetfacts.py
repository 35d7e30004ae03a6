"""What calamine does not tell about a sheet: how far it reaches, what is merged, hidden, percent.

Read before calamine sees the file, because calamine reserves room for every cell between the
first and the last: one stray cell in the last line asks for half a terabyte.
"""

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from posixpath import normpath
from xml.parsers import expat

from kokreasi.reading.codes import Code
from kokreasi.reading.errors import TooLargeError, UnreadableError
from kokreasi.reading.guard import parse

Attributes = dict[str, str]
ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
PERCENT_FORMATS = frozenset({"9", "10"})
"""The two that Excel has built in; all others spell their % out."""
QUOTED = re.compile(r'"[^"]*"|\\.')
DIGITS = 9


@dataclass(frozen=True)
class Bounds:
    """How much one sheet may hold. Lines and columns count from 1, as Excel shows them."""

    rows: int = 5_000
    """Lines with something in them, above the table and under it included."""
    last_line: int = 20_000
    last_column: int = 300
    merges: int = 20_000
    covered: int = 2_000_000
    """Cells under merges, counted once for each merge."""


@dataclass(frozen=True)
class Merge:
    """A merged range, first and last line and column included, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Facts:
    """What was seen in one sheet."""

    sheet: str
    bounds: Bounds
    is_hidden: bool = False
    rows: int = 0
    last_line: int = 0
    last_column: int = 0
    merges: list[Merge] = field(default_factory=list)
    percents: set[tuple[int, int]] = field(default_factory=set)
    unvalued: list[tuple[int, int]] = field(default_factory=list)
    """Cells with a formula whose result was never saved."""
    faulty: list[tuple[int, int]] = field(default_factory=list)
    """Cells whose value is an error such as #REF!."""
    hidden_lines: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def fill(self, line: int, column: int, *, lines: int = 1) -> None:
        """Count a cell with a value, in `lines` equal lines; cells come line by line."""
        last_line = line + lines - 1
        if last_line > self.bounds.last_line or column > self.bounds.last_column:
            cell = f"{letters(column)}{last_line}"
            raise TooLargeError(Code.STRAY_CELL, {"cell": cell, "sheet": self.sheet})
        if line > self.last_line:
            self.rows += lines
        if self.rows > self.bounds.rows:
            limit = self.bounds.rows
            raise TooLargeError(Code.TOO_MANY_ROWS, {"limit": limit, "sheet": self.sheet})
        self.last_line = max(self.last_line, last_line)
        self.last_column = max(self.last_column, column)

    def merge(self, merge: Merge) -> None:
        self.merges.append(merge)
        if len(self.merges) > self.bounds.merges:
            raise TooLargeError(Code.MERGES_TOO_LARGE, {"sheet": self.sheet})

    def clip_merges(self) -> None:
        """Cut merges to the lines and columns in use: a range may claim the whole sheet."""
        clipped = (
            Merge(
                merge.top,
                merge.left,
                min(merge.bottom, self.last_line),
                min(merge.right, self.last_column),
            )
            for merge in self.merges
        )
        self.merges = [merge for merge in clipped if area(merge) > 1]
        if sum(map(area, self.merges)) > self.bounds.covered:
            raise TooLargeError(Code.MERGES_TOO_LARGE, {"sheet": self.sheet})


def area(merge: Merge) -> int:
    return max(0, merge.bottom - merge.top + 1) * max(0, merge.right - merge.left + 1)


def letters(column: int) -> str:
    """Name a column as Excel does: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def place(address: str) -> tuple[int, int]:
    """Turn B8 into line 8, column 2."""
    match = ADDRESS.fullmatch(address.replace("$", ""))
    if match is None:
        raise UnreadableError(Code.BROKEN)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


def count(text: str | None, *, default: int = 1) -> int:
    """Read a count that a file states; nonsense makes the file unreadable."""
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= DIGITS):
        raise UnreadableError(Code.BROKEN)
    return int(text)


# Excel ------------------------------------------------------------------------------------------


def facts_of_xlsx(archive: zipfile.ZipFile, bounds: Bounds) -> list[Facts]:
    """Look through every worksheet of the workbook, in the order of its tabs."""
    names = set(archive.namelist())
    targets = _targets(archive)
    percent_styles = _percent_styles(archive) if "xl/styles.xml" in names else frozenset()
    found = []
    for sheet in _elements(archive, "xl/workbook.xml", "sheet"):
        path = targets.get(sheet.get("id", ""), "")
        facts = Facts(sheet.get("name", ""), bounds)
        facts.is_hidden = sheet.get("state", "visible") != "visible"
        if path in names and "/worksheets/" in path:
            walk = _XlsxSheet(facts, percent_styles)
            _scan(archive, path, walk.see, walk.hear)
        facts.clip_merges()
        found.append(facts)
    return found


def _targets(archive: zipfile.ZipFile) -> dict[str, str]:
    relations = _elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")
    return {
        relation.get("Id", ""): normpath("xl/" + target).lstrip("/")
        if not (target := relation.get("Target", "")).startswith("/")
        else target.lstrip("/")
        for relation in relations
    }


def _percent_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    """The numbers of the cell styles that show 0.75 as 75%."""
    formats = set(PERCENT_FORMATS)
    styles: list[str] = []
    in_cell_styles = False

    def see(name: str, attributes: Attributes) -> None:
        nonlocal in_cell_styles
        if name == "numFmt" and "%" in QUOTED.sub("", attributes.get("formatCode", "")):
            formats.add(attributes.get("numFmtId", ""))
        elif name in {"cellXfs", "cellStyleXfs", "dxfs", "cellStyles"}:
            in_cell_styles = name == "cellXfs"
        elif name == "xf" and in_cell_styles:
            styles.append(attributes.get("numFmtId", ""))

    _scan(archive, "xl/styles.xml", see)
    return frozenset(str(at) for at, style in enumerate(styles) if style in formats)


class _XlsxSheet:
    """Walks through the elements of one worksheet."""

    def __init__(self, facts: Facts, percent_styles: frozenset[str]) -> None:
        self.facts = facts
        self.percent_styles = percent_styles
        self.line = self.column = 0
        self.is_percent = self.has_formula = self.in_value = False
        self.steps: dict[str, Callable[[Attributes], None]] = {
            "row": self.row,
            "c": self.cell,
            "f": self.formula,
            "v": self.value,
            "is": self.value,
            "col": self.columns,
            "mergeCell": self.merge,
            "sheetData": self.data,
        }

    def see(self, name: str, attributes: Attributes) -> None:
        step = self.steps.get(name)
        if step:
            step(attributes)

    def data(self, _attributes: Attributes) -> None:
        self.line = 0

    def row(self, attributes: Attributes) -> None:
        self.end_cell()
        self.line = count(attributes.get("r"), default=self.line + 1)
        self.column = 0
        if attributes.get("hidden") in {"1", "true"}:
            self.facts.hidden_lines.add(self.line)

    def cell(self, attributes: Attributes) -> None:
        self.end_cell()
        if "r" in attributes:
            self.line, self.column = place(attributes["r"])
        else:
            self.column += 1
        kind = attributes.get("t", "n")
        if kind == "e":
            self.facts.faulty.append((self.line, self.column))
        self.is_percent = kind == "n" and attributes.get("s") in self.percent_styles

    def formula(self, _attributes: Attributes) -> None:
        self.has_formula, self.in_value = True, False

    def hear(self, _text: str) -> None:
        """Text inside a value: so the formula's result was saved."""
        if self.in_value:
            self.has_formula = False

    def value(self, _attributes: Attributes) -> None:
        self.in_value = True
        self.facts.fill(self.line, self.column)
        if self.is_percent:
            self.facts.percents.add((self.line, self.column))

    def end_cell(self) -> None:
        if self.has_formula:
            self.facts.unvalued.append((self.line, self.column))
        self.has_formula = self.in_value = False

    def columns(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in {"1", "true"}:
            first = count(attributes.get("min"))
            last = min(count(attributes.get("max")), self.facts.bounds.last_column)
            self.facts.hidden_columns.update(range(first, last + 1))

    def merge(self, attributes: Attributes) -> None:
        self.end_cell()
        first, _, last = attributes.get("ref", "").partition(":")
        self.facts.merge(Merge(*place(first), *place(last or first)))


# OpenDocument -----------------------------------------------------------------------------------


def facts_of_ods(archive: zipfile.ZipFile, bounds: Bounds) -> list[Facts]:
    """Look through every table of content.xml."""
    walk = _OdsTables(bounds)
    _scan(archive, "content.xml", walk.see)
    for facts in walk.found:
        facts.clip_merges()
    return walk.found


class _OdsTables:
    """Walks through the tables; lines and cells may be repeated by a number."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self.found: list[Facts] = []
        self.line, self.lines, self.column = 1, 0, 0
        self.steps: dict[str, Callable[[Attributes], None]] = {
            "table": self.table,
            "table-row": self.row,
            "table-cell": self.cell,
            "covered-table-cell": self.cell,
        }

    def see(self, name: str, attributes: Attributes) -> None:
        step = self.steps.get(name)
        if step:
            step(attributes)

    def table(self, attributes: Attributes) -> None:
        self.found.append(Facts(attributes.get("name", ""), self.bounds))
        self.line, self.lines = 1, 0

    def row(self, attributes: Attributes) -> None:
        self.line += self.lines
        self.lines = count(attributes.get("number-rows-repeated"))
        self.column = 0
        if attributes.get("visibility") in {"collapse", "filter"} and self.found:
            shown = min(self.lines, self.bounds.last_line)
            self.found[-1].hidden_lines.update(range(self.line, self.line + shown))

    def cell(self, attributes: Attributes) -> None:
        if not self.found:
            return
        first = self.column + 1
        self.column += count(attributes.get("number-columns-repeated"))
        if "value-type" in attributes:
            self.value(first, kind=attributes["value-type"])
        tall = count(attributes.get("number-rows-spanned"))
        wide = count(attributes.get("number-columns-spanned"))
        if tall * wide > 1:
            self.found[-1].merge(Merge(self.line, first, self.line + tall - 1, first + wide - 1))

    def value(self, first: int, *, kind: str) -> None:
        facts = self.found[-1]
        facts.fill(self.line, self.column, lines=self.lines)
        if kind == "error":
            facts.faulty.append((self.line, first))
        if kind == "percentage":
            facts.percents.update(
                (line, column)
                for line in range(self.line, self.line + self.lines)
                for column in range(first, self.column + 1)
            )


# Both -------------------------------------------------------------------------------------------


def _elements(archive: zipfile.ZipFile, path: str, wanted: str) -> list[Attributes]:
    found: list[Attributes] = []

    def see(name: str, attributes: Attributes) -> None:
        if name == wanted:
            found.append(attributes)

    _scan(archive, path, see)
    return found


def _scan(
    archive: zipfile.ZipFile,
    path: str,
    see: Callable[[str, Attributes], None],
    hear: Callable[[str], None] | None = None,
) -> None:
    """Call `see` for every element that starts, its names without prefixes, `hear` for text."""

    def start(name: str, attributes: Attributes) -> None:
        local = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        see(name.rpartition(":")[2], local)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.CharacterDataHandler = hear
    try:
        with archive.open(path) as part:
            parse(part, parser, name=path)
    except KeyError as error:  # the archive has no such part
        raise UnreadableError(Code.BROKEN) from error
