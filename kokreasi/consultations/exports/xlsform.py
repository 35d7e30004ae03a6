"""A questionnaire as XLSForm, for KoboToolbox, ODK and others; it comes in again.

What XLSForm has no word for stands in the column `kokreasi`, which other programs pass over:
`kind=region`, `characteristic=gender`, `quotable`, `commitments`, `repeats=chosen`, `intro`.
docs/consultations/building.md says what becomes what.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO, Any

from kokreasi.consultations.choices import Comparison, QuestionKind, Repeats
from kokreasi.consultations.definition.wording import Asked, Choice, Condition, Definition, Screen
from kokreasi.consultations.sheets import ConsultationSheet
from kokreasi.core.bilingual import Bilingual

INDONESIAN, ENGLISH = "Bahasa Indonesia (id)", "English (en)"
PAGE = "page-"
INTRO = "-intro"
OWN = "kokreasi"
WORDS = ("label", "hint")
SURVEY = (
    "type",
    "name",
    *(f"{base}::{language}" for base in WORDS for language in (INDONESIAN, ENGLISH)),
    "required",
    "relevant",
    "constraint",
    "appearance",
    "parameters",
    "repeat_count",
    OWN,
)
CHOICES = ("list_name", "name", f"label::{INDONESIAN}", f"label::{ENGLISH}")
SETTINGS = ("form_title", "form_id", "version", "default_language")
COMMITMENTS = "komitmen"

Cells = dict[str, str]


def xlsform_file(sheet: ConsultationSheet, *, version: int) -> IO[bytes]:
    """Write a workbook with the sheets survey, choices and settings, opened at its beginning."""
    import xlsxwriter  # noqa: PLC0415 - 12 MB, and few requests write a workbook

    file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        _write(book, "survey", SURVEY, survey_of(sheet.definition))
        _write(book, "choices", CHOICES, choices_of(sheet.definition))
        _write(book, "settings", SETTINGS, [_settings(sheet, version)])
    file.seek(0)
    return file


def _write(book: Any, name: str, columns: Iterable[str], rows: Iterable[Cells]) -> None:
    page = book.add_worksheet(name)
    page.freeze_panes(1, 0)
    head = book.add_format({"bold": True})
    quoted = book.add_format({"quote_prefix": True})
    columns = list(columns)
    for at, column in enumerate(columns):
        page.write_string(0, at, column, head)
    for line, row in enumerate(rows, start=1):
        for at, column in enumerate(columns):
            if row.get(column):
                page.write_string(line, at, row[column], quoted)


def _settings(sheet: ConsultationSheet, version: int) -> Cells:
    return {
        "form_title": sheet.title.shown("id").text,
        "form_id": sheet.reference.lower(),
        "version": str(version),
        "default_language": INDONESIAN,
    }


def survey_of(definition: Definition) -> Iterator[Cells]:
    """Give the lines of the sheet `survey`."""
    kinds = {question.key: question.kind for question in definition.questions()}
    for screen in definition.screens:
        yield from _page(screen, definition, kinds)


def _page(
    screen: Screen, definition: Definition, kinds: Mapping[str, QuestionKind]
) -> Iterator[Cells]:
    is_once = screen.repeats == Repeats.ONCE
    kind = "group" if is_once else "repeat"
    head = {
        "type": f"begin_{kind}",
        "name": f"{PAGE}{screen.key}",
        "appearance": "field-list",
        "relevant": relevant(screen.shown_if, kinds),
        **_both("label", screen.title),
    }
    if not is_once:
        head |= {"repeat_count": str(len(definition.items)), OWN: f"repeats={screen.repeats}"}
    yield head
    if screen.intro:
        name = f"{PAGE}{screen.key}{INTRO}"
        yield {"type": "note", "name": name, OWN: "intro", **_both("label", screen.intro)}
    for question in screen.questions:
        yield from _question(question, kinds)
    yield {"type": f"end_{kind}"}


def _both(base: str, words: Bilingual) -> Cells:
    return {f"{base}::{INDONESIAN}": words.id, f"{base}::{ENGLISH}": words.en}


def _question(question: Asked, kinds: Mapping[str, QuestionKind]) -> Iterator[Cells]:
    row = {
        "name": name_of(question.key),
        "relevant": relevant(question.shown_if, kinds),
        "required": "yes" if question.is_required else "",
        OWN: _own(question),
        **_both("label", question.wording),
        **_both("hint", question.hint),
    }
    if question.kind == QuestionKind.MATRIX:
        yield from _matrix(question, row)
    else:
        yield row | TYPES[question.kind](question)


def name_of(key: str) -> str:
    """Give a name that XML allows: it does not begin with a digit."""
    return key if key[:1].isalpha() else f"_{key}"


def _own(question: Asked) -> str:
    words = [
        "kind=region" if question.kind == QuestionKind.REGION else "",
        f"characteristic={question.characteristic}" if question.characteristic else "",
        "quotable" if question.is_quotable else "",
        "commitments" if question.asks_commitments else "",
        "matrix" if question.kind == QuestionKind.MATRIX else "",
    ]
    return " ".join(filter(None, words))


def _matrix(question: Asked, row: Cells) -> Iterator[Cells]:
    """Write a matrix as a table: a group whose questions share their choices."""
    required = row.pop("required")
    yield row | {"type": "begin_group", "appearance": "table-list"}
    for line in question.rows:
        yield {
            "type": f"select_one {name_of(question.key)}",
            "name": f"{name_of(question.key)}.{line.key}",
            "required": required,
            **_both("label", line.wording),
        }
    yield {"type": "end_group"}


def _select(word: str) -> Callable[[Asked], Cells]:
    def cells(question: Asked) -> Cells:
        name = COMMITMENTS if question.asks_commitments else name_of(question.key)
        other = " or_other" if question.has_other else ""
        bounds = _between("count-selected(.)", question.fewest, question.most)
        return {"type": f"{word} {name}{other}", "constraint": bounds}

    return cells


def _between(what: str, low: int | None, high: int | None) -> str:
    tests = [(">=", low), ("<=", high)]
    return " and ".join(f"{what} {test} {bound}" for test, bound in tests if bound is not None)


def _scale(question: Asked) -> Cells:
    parameters = []
    if question.lowest is not None and question.highest is not None:
        parameters = [f"start={question.lowest}", f"end={question.highest}", "step=1"]
    if question.choices:
        parameters.append(f"tick_labelset={name_of(question.key)}")
    return {"type": "range", "parameters": " ".join(parameters)}


def _number(question: Asked) -> Cells:
    return {"type": "decimal", "constraint": _between(".", question.lowest, question.highest)}


def _text(question: Asked) -> Cells:
    return {"type": "text", "constraint": _between("string-length(.)", None, question.most)}


def _long_text(question: Asked) -> Cells:
    return _text(question) | {"appearance": "multiline"}


def _plain(word: str) -> Callable[[Asked], Cells]:
    return lambda _question: {"type": word}


TYPES: Mapping[QuestionKind, Callable[[Asked], Cells]] = {
    QuestionKind.SINGLE: _select("select_one"),
    QuestionKind.MULTIPLE: _select("select_multiple"),
    QuestionKind.SCALE: _scale,
    QuestionKind.RANKING: _select("rank"),
    QuestionKind.NUMBER: _number,
    QuestionKind.DAY: _plain("date"),
    QuestionKind.REGION: _plain("text"),
    QuestionKind.SHORT_TEXT: _text,
    QuestionKind.LONG_TEXT: _long_text,
    QuestionKind.CONSENT: _plain("acknowledge"),
    QuestionKind.INFORMATION: _plain("note"),
}


def choices_of(definition: Definition) -> Iterator[Cells]:
    """Give the lines of the sheet `choices`: a list for each question, one for the commitments."""
    questions = list(definition.questions())
    if any(question.asks_commitments for question in questions):
        yield from _list(COMMITMENTS, definition.items)
    for question in questions:
        if not question.asks_commitments:
            yield from _list(name_of(question.key), question.choices)


def _list(name: str, choices: Iterable[Choice]) -> Iterator[Cells]:
    for choice in choices:
        yield {"list_name": name, "name": choice.key, **_both("label", choice.wording)}


def relevant(conditions: Iterable[Condition], kinds: Mapping[str, QuestionKind]) -> str:
    """Write conditions, all of which must hold, in the language of XLSForm."""
    written = [_condition(one, kinds.get(one.question)) for one in conditions]
    if len(written) == 1:
        return written[0]
    return " and ".join(f"({one})" if " or " in one else one for one in written)


def _condition(condition: Condition, kind: QuestionKind | None) -> str:
    name = f"${{{name_of(condition.question)}}}"
    match condition.test:
        case Comparison.ANSWERED:
            return f"{name} != ''"
        case Comparison.AT_LEAST | Comparison.AT_MOST:
            sign = ">=" if condition.test == Comparison.AT_LEAST else "<="
            bound = condition.values[0]
            return f"{name} {sign} " + (f"date('{bound}')" if kind == QuestionKind.DAY else bound)
    found = " or ".join(_is_value(name, value, kind) for value in condition.values)
    return f"not({found})" if condition.test == Comparison.NONE_OF else found


def _is_value(name: str, value: str, kind: QuestionKind | None) -> str:
    if kind in {QuestionKind.MULTIPLE, QuestionKind.RANKING}:
        return f"selected({name}, '{value}')"
    return f"{name} = '{value}'"
