"""The three sheets of an XLSForm as plain lines, whatever its columns are called."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from kokreasi.consultations.imports.incoming import ForeignQuestionnaireError, Remark, remark
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.reading_words import refusal_in_words
from kokreasi.reading.errors import ReadingError
from kokreasi.reading.limits import MEGABYTE, Limits
from kokreasi.reading.typed import tables_in

LIMITS = Limits(input_bytes=5 * MEGABYTE)
MOST_LINES, LONGEST_HEADER = 2_000, 100
TRANSLATED = frozenset({"label", "hint"})
READ = frozenset(
    {
        "type",
        "name",
        "required",
        "relevant",
        "constraint",
        "appearance",
        "parameters",
        "repeat_count",
        "kokreasi",
        "list_name",
        "list name",
    }
)
LANGUAGES = {
    "id": "id",
    "bahasa indonesia": "id",
    "indonesia": "id",
    "indonesian": "id",
    "bahasa": "id",
    "en": "en",
    "english": "en",
    "inggris": "en",
}
HEADER = re.compile(r"(?P<base>[a-z_ ]+?)\s*::?\s*(?P<language>.+)")
CODE = re.compile(r"\((?P<code>[a-z]{2,3})(?:-[a-z]+)?\)\s*$")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a sheet: its number in the file, its cells, and its words in both languages."""

    line: int
    cells: Mapping[str, str]
    label: Bilingual
    hint: Bilingual

    def cell(self, name: str) -> str:
        return self.cells.get(name, "")

    def own(self) -> dict[str, str]:
        """Give what the column `kokreasi` says: words, some with a value."""
        pairs = (word.partition("=") for word in self.cell("kokreasi").split())
        return {name: value for name, _sign, value in pairs}


@dataclass(frozen=True, slots=True)
class Sheets:
    """What stands in an XLSForm: its lines, its lists of choices by their names."""

    survey: list[Row]
    lists: Mapping[str, list[Row]]
    remarks: list[Remark] = field(default_factory=list)


def sheets_in(data: bytes, name: str) -> Sheets:
    """Read a workbook in a limited process. Raises `ForeignQuestionnaireError`."""
    try:
        tables = tables_in(data, name, LIMITS)
    except ReadingError as error:
        raise ForeignQuestionnaireError(refusal_in_words(error)) from error
    found = {table["name"].strip().casefold(): table["rows"] for table in tables}
    if "survey" not in found:
        words = _("This workbook has no sheet “survey”: it is no XLSForm.")
        raise ForeignQuestionnaireError(words)
    if len(found["survey"]) > MOST_LINES:
        words = _("The sheet “survey” has more than %(most)s lines.") % {"most": MOST_LINES}
        raise ForeignQuestionnaireError(words)
    default = _default_language(found.get("settings", []))
    remarks: list[Remark] = []
    survey = _rows(found["survey"], default, remarks)
    lists: defaultdict[str, list[Row]] = defaultdict(list)
    for row in _rows(found.get("choices", []), default, remarks):
        lists[row.cell("list_name") or row.cell("list name")].append(row)
    return Sheets(survey, lists, remarks)


def _default_language(rows: list[list[str]]) -> str:
    """Give the language of words whose column names none; Indonesian where nobody says."""
    if len(rows) > 1:
        settings = dict(zip([cell.casefold() for cell in rows[0]], rows[1], strict=False))
        return _language(settings.get("default_language", "")) or "id"
    return "id"


def _language(words: str) -> str:
    words = words.strip().casefold()
    code = CODE.search(words)
    return LANGUAGES.get(code["code"] if code else words, "")


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column holds: the name of its field, and the language of its words."""

    name: str
    language: str = ""


def _rows(rows: list[list[str]], default: str, remarks: list[Remark]) -> list[Row]:
    headers = next(((at, cells) for at, cells in enumerate(rows) if any(cells)), None)
    if headers is None:
        return []
    first, cells = headers
    columns = [_column(cell, default) for cell in cells]
    _tell_unread(cells, columns, remarks)
    numbered = enumerate(rows[first + 1 :], start=first + 2)
    return [_row(line, values, columns) for line, values in numbered if any(values)]


def _column(header: str, default: str) -> _Column | None:
    header = header[:LONGEST_HEADER].strip().casefold()
    if header in TRANSLATED:
        return _Column(header, default)
    match = HEADER.fullmatch(header)
    if match and match["base"] in TRANSLATED:
        language = _language(match["language"])
        return _Column(match["base"], language) if language else None
    return _Column(header) if header in READ else None


def _tell_unread(
    headers: Iterable[str], columns: Iterable[_Column | None], remarks: list[Remark]
) -> None:
    pairs = zip(headers, columns, strict=True)
    unread = [header for header, column in pairs if header and column is None]
    if unread:
        words = _("These columns are not read: %(columns)s.")
        remarks.append(remark(0, words, columns=", ".join(unread)[:300]))


def _row(line: int, values: list[str], columns: list[_Column | None]) -> Row:
    cells: dict[str, str] = {}
    words: dict[str, dict[str, str]] = {"label": {}, "hint": {}}
    for column, value in zip(columns, values, strict=False):
        if column is None or not value:
            continue
        if column.language:
            words[column.name][column.language] = value
        else:
            cells[column.name] = value
    return Row(line, cells, Bilingual(**words["label"]), Bilingual(**words["hint"]))
