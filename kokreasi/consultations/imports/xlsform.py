"""Read an XLSForm as a questionnaire, and say what of it could not be taken over.

Groups become pages, groups in groups are laid out on the page around them. What has no
counterpart (locations, pictures, calculations) is passed over and told.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from kokreasi.consultations.choices import Characteristic, QuestionKind, Repeats
from kokreasi.consultations.definition.conditions import broken
from kokreasi.consultations.definition.naming import free_key
from kokreasi.consultations.definition.wording import Asked, Choice, Condition, Definition, Screen
from kokreasi.consultations.exports.xlsform import INTRO, PAGE
from kokreasi.consultations.imports.expressions import (
    InexpressibleError,
    Known,
    as_key,
    bounds,
    conditions,
    parse,
)
from kokreasi.consultations.imports.incoming import Incoming, Remark, remark, vet
from kokreasi.consultations.imports.xlsform_sheets import Row, Sheets, sheets_in
from kokreasi.core.bilingual import Bilingual

SELECT = re.compile(
    r"(?P<word>select[_ ]one|select1|select[_ ]multiple|select all that apply|rank)"
    r"(?: from)?\s+(?P<list>\S+)(?P<other>\s+(?:or_other|or specify other))?",
    re.IGNORECASE,
)
SELECTED = {"select_one": QuestionKind.SINGLE, "select1": QuestionKind.SINGLE}
SELECTED |= {"select_multiple": QuestionKind.MULTIPLE, "rank": QuestionKind.RANKING}
SELECTED |= {"select_all_that_apply": QuestionKind.MULTIPLE}
PLAIN = {
    "text": QuestionKind.SHORT_TEXT,
    "integer": QuestionKind.NUMBER,
    "int": QuestionKind.NUMBER,
    "decimal": QuestionKind.NUMBER,
    "date": QuestionKind.DAY,
    "note": QuestionKind.INFORMATION,
    "acknowledge": QuestionKind.CONSENT,
    "trigger": QuestionKind.CONSENT,
    "range": QuestionKind.SCALE,
}
SILENT = frozenset({"start", "end", "today", "deviceid", "subscriberid", "simserial"})
SILENT |= {"phonenumber", "username", "email", "audit"}
"""What a form notes by itself about a device; nothing of it is asked here."""
YES = frozenset({"yes", "true", "true()", "1", "ya"})
RANGE = re.compile(r"(start|end|step)\s*=\s*(-?\d{1,15}(?:\.\d{1,15})?)(?!\d)")
USUAL_RANGE = {"start": "1", "end": "10", "step": "1"}


@dataclass(slots=True)
class _Page:
    """A page while it is read; `outer` are the groups around it that are still open."""

    key: str
    title: Bilingual = field(default_factory=Bilingual)
    intro: Bilingual = field(default_factory=Bilingual)
    repeats: Repeats = Repeats.ONCE
    shown_if: tuple[Condition, ...] = ()
    questions: list[Asked] = field(default_factory=list)
    is_grouped: bool = True


@dataclass(slots=True)
class _Group:
    """A group that is open: a page, a group on it with its conditions, or a matrix."""

    conditions: tuple[Condition, ...] = ()
    matrix: Row | None = None
    is_page: bool = False


def read_xlsform(data: bytes, name: str) -> Incoming:
    """Read an XLSForm. Raises `ForeignQuestionnaireError` where it is none."""
    sheets = sheets_in(data, name)
    reading = _Reading(sheets)
    for row in sheets.survey:
        reading.read(row)
    screens = tuple(
        Screen(page.key, page.title, page.intro, page.repeats, page.shown_if, (*page.questions,))
        for page in reading.pages
        if page.questions or page.intro or page.title
    )
    definition, told = _without_broken(Definition(screens))
    return Incoming(vet(definition), (*sheets.remarks, *reading.remarks, *told))


def _without_broken(definition: Definition) -> tuple[Definition, list[Remark]]:
    """Leave out conditions that can never be right here, and tell so."""
    wrong = {(found.key, found.condition): found for found in broken(definition)}

    def kept(key: str, conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
        return tuple(one for one in conditions if (key, one) not in wrong)

    screens = tuple(
        replace(
            screen,
            shown_if=kept(screen.key, screen.shown_if),
            questions=tuple(
                replace(one, shown_if=kept(one.key, one.shown_if)) for one in screen.questions
            ),
        )
        for screen in definition.screens
    )
    words = _("“%(key)s” is shown always: under its condition, %(flaw)s.")
    told = [remark(0, words, key=found.key, flaw=str(found.flaw.label)) for found in wrong.values()]
    return Definition(screens), told


class _Reading:
    """Goes through the lines of the survey from top to bottom."""

    def __init__(self, sheets: Sheets) -> None:
        self.sheets = sheets
        self.pages: list[_Page] = []
        self.open: list[_Group] = []
        self.remarks: list[Remark] = []
        self.keys: dict[str, str] = {}
        self.kinds: dict[str, QuestionKind] = {}
        self.whole: set[str] = set()

    def read(self, row: Row) -> None:
        word = " ".join(row.cell("type").split())
        first = word.replace(" ", "_").casefold()
        if first in {"begin_group", "begin_repeat"}:
            self.begin(row, is_repeated=first == "begin_repeat")
        elif first in {"end_group", "end_repeat"}:
            if self.open:
                self.end()
        elif word:
            self.question(row, word)

    def tell(self, row: Row, words: str, **params: str) -> None:
        self.remarks.append(remark(row.line, words, **params))

    # Groups

    def begin(self, row: Row, *, is_repeated: bool) -> None:
        own = row.own()
        if self.open and "table-list" in row.cell("appearance") and not is_repeated:
            self.open.append(_Group(matrix=row))
            self.add(self.asked(row, QuestionKind.MATRIX))
        elif self.open:
            found = self.conditions(row)
            self.open.append(_Group(conditions=found))
            if row.label:
                self.add(self.asked(row, QuestionKind.INFORMATION))
            self.tell(row, _("A group within a group: its questions stand on the page around it."))
        else:
            self.open.append(_Group(is_page=True))
            self.begin_page(row, own)
        if is_repeated and "repeats" not in own:
            self.tell(row, _("A group that repeats freely is asked once."))

    def begin_page(self, row: Row, own: Mapping[str, str]) -> None:
        name = row.cell("name").removeprefix(PAGE)
        key = free_key(as_key(name) or "halaman", {page.key for page in self.pages})
        repeats = own.get("repeats", "")
        page = _Page(key, title=row.label, shown_if=self.conditions(row))
        if repeats in Repeats.values:
            page.repeats = Repeats(repeats)
        self.pages.append(page)

    def end(self) -> None:
        group = self.open.pop()
        if group.is_page:
            return
        page = self.pages[-1]
        if group.matrix is not None and not page.questions[-1].rows:
            self.tell(group.matrix, _("A table without a row of choices is left out."))
            page.questions.pop()

    @property
    def page(self) -> _Page:
        """The page on which a question stands; one outside every group makes one."""
        if not self.open and (not self.pages or self.pages[-1].is_grouped):
            taken = {page.key for page in self.pages}
            self.pages.append(_Page(free_key("halaman", taken), is_grouped=False))
        return self.pages[-1]

    # Questions

    def question(self, row: Row, word: str) -> None:
        name = row.cell("name")
        if row.own().keys() >= {"intro"} or (name.startswith(PAGE) and name.endswith(INTRO)):
            self.page.intro = row.label
            return
        select = SELECT.fullmatch(word)
        if self.open and self.open[-1].matrix is not None:
            self.row_of_matrix(row, select)
        elif select:
            self.selected(row, select)
        elif word.casefold() in PLAIN:
            self.plain(row, word.casefold())
        elif word.casefold() not in SILENT:
            self.tell(row, _("“%(type)s” cannot be asked here; left out."), type=word[:60])

    def selected(self, row: Row, select: re.Match[str]) -> None:
        word = select["word"].replace(" ", "_").casefold()
        kind = SELECTED[word]
        asks_commitments = "commitments" in row.own()
        choices = () if asks_commitments else self.choices(row, select["list"])
        self.add(
            replace(
                self.asked(row, kind),
                choices=choices,
                has_other=bool(select["other"]),
                asks_commitments=asks_commitments,
            )
        )

    def choices(self, row: Row, name: str) -> tuple[Choice, ...]:
        if name not in self.sheets.lists:
            self.tell(row, _("The list “%(name)s” is not in the sheet “choices”."), name=name[:60])
        return tuple(
            Choice(as_key(one.cell("name")), one.label) for one in self.sheets.lists.get(name, ())
        )

    def row_of_matrix(self, row: Row, select: re.Match[str] | None) -> None:
        if select is None:
            self.tell(row, _("Only choices can stand in a table; left out."))
            return
        questions = self.page.questions
        matrix = questions[-1]
        key = as_key(row.cell("name").rpartition(".")[2])
        line = Choice(free_key(key, {one.key for one in matrix.rows}), row.label)
        choices = matrix.choices or self.choices(row, select["list"])
        questions[-1] = replace(
            matrix,
            rows=(*matrix.rows, line),
            choices=choices,
            is_required=matrix.is_required or _is_yes(row),
        )

    def plain(self, row: Row, word: str) -> None:
        kind = PLAIN[word]
        if row.own().get("kind") == "region":
            kind = QuestionKind.REGION
        elif kind == QuestionKind.SHORT_TEXT and "multiline" in row.cell("appearance"):
            kind = QuestionKind.LONG_TEXT
        question = self.asked(row, kind)
        if kind == QuestionKind.SCALE:
            question = self.scaled(row, question)
        if word in {"integer", "int", "range"}:
            self.whole.add(row.cell("name"))
        self.add(question)

    def scaled(self, row: Row, question: Asked) -> Asked:
        given = USUAL_RANGE | dict(RANGE.findall(row.cell("parameters")))
        numbers = {name: float(text) for name, text in given.items()}
        if numbers["step"] != 1 or any(number % 1 for number in numbers.values()):
            self.tell(row, _("A scale here goes by whole points."))
        labels = re.search(r"tick_labelset\s*=\s*(\S+)", row.cell("parameters"))
        choices = self.choices(row, labels[1]) if labels else ()
        low, high = int(numbers["start"]), int(numbers["end"])
        return replace(question, choices=choices, lowest=low, highest=high)

    def asked(self, row: Row, kind: QuestionKind) -> Asked:
        own = row.own()
        name = row.cell("name")
        key = free_key(as_key(name) or "pertanyaan", set(self.keys.values()))
        self.keys[name], self.kinds[name] = key, kind
        about = own.get("characteristic", "")
        question = Asked(
            key,
            kind,
            row.label,
            hint=row.hint,
            is_required=_is_yes(row),
            characteristic=Characteristic(about) if about in Characteristic.values else None,
            is_quotable="quotable" in own,
            shown_if=self.conditions(row),
        )
        return self.bounded(row, question)

    def add(self, question: Asked) -> None:
        inherited = tuple(one for group in self.open for one in group.conditions)
        shown_if = tuple(dict.fromkeys((*inherited, *question.shown_if)))
        self.page.questions.append(replace(question, shown_if=shown_if))

    # Expressions

    def conditions(self, row: Row) -> tuple[Condition, ...]:
        text = row.cell("relevant")
        if not text:
            return ()
        known = Known(self.keys, self.kinds, self.whole)
        try:
            return conditions(parse(text), known)
        except InexpressibleError:
            words = _("Shown always, for this condition cannot be taken over: %(text)s")
            self.tell(row, words, text=text[:200])
            return ()

    def bounded(self, row: Row, question: Asked) -> Asked:
        text = row.cell("constraint")
        if not text:
            return question
        names: dict[str, Any] = {}
        try:
            for (what, side), bound in bounds(parse(text)).items():
                names[BOUNDS[question.kind, what, side]] = bound
        except (InexpressibleError, KeyError):
            self.tell(row, _("This limit cannot be taken over: %(text)s"), text=text[:200])
            return question
        return replace(question, **names)


BOUNDS: Mapping[tuple[QuestionKind, str, str], str] = {
    (QuestionKind.MULTIPLE, "count-selected", "low"): "fewest",
    (QuestionKind.MULTIPLE, "count-selected", "high"): "most",
    (QuestionKind.RANKING, "count-selected", "low"): "fewest",
    (QuestionKind.RANKING, "count-selected", "high"): "most",
    (QuestionKind.NUMBER, "", "low"): "lowest",
    (QuestionKind.NUMBER, "", "high"): "highest",
    (QuestionKind.SHORT_TEXT, "string-length", "high"): "most",
    (QuestionKind.LONG_TEXT, "string-length", "high"): "most",
}
"""Which bound of a question limits what is counted of its answer."""


def _is_yes(row: Row) -> bool:
    return row.cell("required").strip().casefold() in YES
