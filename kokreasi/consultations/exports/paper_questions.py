"""Questions as a form of paper shows them; repeated ones as tables with a row a commitment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kokreasi.consultations.choices import QuestionKind
from kokreasi.consultations.definition.numbers import letter, numbers
from kokreasi.consultations.definition.wording import Asked, Choice, Definition, Screen
from kokreasi.consultations.queries.branching import only_if
from kokreasi.core.bilingual import Bilingual

Values = dict[str, Any]

MOST_POINTS = 11
"""A scale of more points than 0 to 10 is answered by a number that one writes."""
LINES_SHORT, LINES_LONG = 1, 6
ROOM, ROOM_LARGE = 26, 18
"""How wide the columns of a table may be together, in em; the rest is for the commitment."""
MARK, MARGIN, WRITE = 1.5, 1.0, 4.0
MOST_MARKS = 7

KINDS: Mapping[QuestionKind, str] = {
    QuestionKind.NUMBER: "blank",
    QuestionKind.DAY: "blank",
    QuestionKind.REGION: "blank",
    QuestionKind.SHORT_TEXT: "lines",
    QuestionKind.LONG_TEXT: "lines",
}
"""What is drawn below a question; the others are named like their kind."""


def words_of(words: Bilingual) -> Values:
    """Give words with the language they are in where it is not that of the form."""
    shown = words.shown()
    return {"text": shown.text, "language": shown.language if shown.is_fallback else ""}


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A questionnaire as it goes on paper; `is_large` for readers with low vision."""

    definition: Definition
    is_large: bool = False

    def page(self, screen: Screen) -> Values:
        """Give a page that everybody is asked once."""
        return {"questions": [self.question(one) for one in screen.questions]}

    def question(self, question: Asked) -> Values:
        number = numbers(self.definition).get(question.key)
        points = points_of(question)
        return {
            "number": str(number or ""),
            "text": words_of(question.wording),
            "hint": words_of(question.hint),
            "only_if": only_if(question.shown_if, self.definition),
            "notes": list(notes_on(question)),
            "kind": _drawn(question),
            "is_quotable": question.is_quotable,
            "has_other": question.has_other,
            "options": [words_of(one.wording) for one in question.choices],
            "rows": [words_of(one.wording) for one in question.rows],
            "points": points,
            "ends": _labels(question) if points else [],
            "lines": LINES_LONG if question.kind == QuestionKind.LONG_TEXT else LINES_SHORT,
        }

    def repeated(self, screen: Screen) -> Values:
        """Give a page that is asked for each commitment: its legend and its tables."""
        written = [one for one in screen.questions if one.kind == QuestionKind.LONG_TEXT]
        columns = [
            column
            for question in screen.questions
            if question.kind not in {QuestionKind.LONG_TEXT, QuestionKind.INFORMATION}
            for column in self._columns(question)
        ]
        return {
            "items": [
                {"key": one.key.upper(), "text": words_of(one.wording)}
                for one in self.definition.items
            ],
            "legend": [self._legend(one) for one in screen.questions if one not in written],
            "tables": list(self._tables(columns)),
            "written": [self.question(one) for one in written],
        }

    def _legend(self, question: Asked) -> Values:
        is_written = not marks_of(question)[0]
        notes = [_written(question)] if is_written else notes_on(question)
        return {**self.question(question), "notes": [*filter(None, notes), *_key_to(question)]}

    def _columns(self, question: Asked) -> Iterator[Values]:
        """Give the columns of a question: one, or one for each row of a matrix."""
        number = str(numbers(self.definition)[question.key])
        marks, shape = marks_of(question)
        names = [f"{number}{letter(place)}" for place in range(len(question.rows))] or [number]
        for name in names:
            width = MARK * len(marks) + MARGIN if marks else WRITE
            kind = "marks" if marks else "write"
            yield {"number": name, "kind": kind, "shape": shape, "marks": marks, "width": width}

    def _tables(self, columns: list[Values]) -> Iterator[list[Values]]:
        """Part the columns into tables that fit on the page."""
        room = ROOM_LARGE if self.is_large else ROOM
        table: list[Values] = []
        for column in columns:
            if table and sum(one["width"] for one in [*table, column]) > room:
                yield table
                table = []
            table.append(column)
        if table:
            yield table


def _drawn(question: Asked) -> str:
    if question.kind == QuestionKind.SCALE:
        return "points" if points_of(question) else "blank"
    return KINDS.get(question.kind, str(question.kind))


def points_of(question: Asked) -> list[str]:
    """Give the numbers of a scale that is drawn as a row of them."""
    low, high = question.lowest, question.highest
    is_row = question.kind == QuestionKind.SCALE and low is not None and high is not None
    if not is_row or high - low >= MOST_POINTS:  # type: ignore[operator]
        return []
    return [str(point) for point in range(low, high + 1)]  # type: ignore[arg-type,operator]


def marks_of(question: Asked) -> tuple[list[str], str]:
    """Give what is written into the circles or squares of a table; nothing where one writes."""
    shape = "square" if question.kind == QuestionKind.MULTIPLE else "round"
    if question.kind == QuestionKind.CONSENT:
        return [""], "square"
    if question.kind == QuestionKind.SCALE:
        marks = points_of(question)
    elif question.kind == QuestionKind.RANKING:
        marks = []
    else:
        marks = [letter(place) for place in range(len(_options(question)))]
    return (marks, shape) if len(marks) <= MOST_MARKS else ([], shape)


def _options(question: Asked) -> list[str]:
    """Give the words of what can be chosen, with "something else" where that is offered."""
    if question.kind == QuestionKind.SCALE:
        return []
    listed = [str(one.wording) for one in question.choices]
    return [*listed, _("something else (write it in words)")] if question.has_other else listed


def _key_to(question: Asked) -> Iterator[str]:
    """Say what the letters and numbers of a table mean."""
    options = _options(question)
    if options:
        yield "   ".join(f"{letter(place)} = {words}" for place, words in enumerate(options))
    if _labels(question):
        yield "   ".join(_labels(question))
    if question.rows:
        yield "   ".join(_row(place, row) for place, row in enumerate(question.rows))


def _row(place: int, row: Choice) -> str:
    return _("column %(letter)s: %(row)s") % {"letter": letter(place), "row": row.wording}


def _labels(question: Asked) -> list[str]:
    """Give the labels of the points of a scale: "1 = unclear"."""
    if question.kind != QuestionKind.SCALE:
        return []
    labelled = (one for one in question.choices if one.wording and str(one.wording) != one.key)
    return [f"{one.key} = {one.wording}" for one in labelled]


def notes_on(question: Asked) -> Iterator[str]:
    """Say how a question is answered with a pen."""
    if question.kind == QuestionKind.SINGLE:
        yield _("Choose one.")
    if question.kind == QuestionKind.MULTIPLE:
        yield _several(question)
    if question.kind == QuestionKind.RANKING:
        yield _("Write 1 beside the most important, then 2, and so on. You may leave some empty.")
        yield from _bounds(question)
    if question.kind == QuestionKind.SCALE:
        yield _scale(question)
    if question.kind == QuestionKind.DAY:
        yield _("Day, month and year, for example 30/11/2018.")
    if question.kind == QuestionKind.REGION:
        yield _("Write the regency or city, and the province.")
    if question.kind == QuestionKind.NUMBER:
        yield from _range(question)


def _several(question: Asked) -> str:
    return " ".join([_("You may choose several."), *_bounds(question)])


def _bounds(question: Asked) -> Iterator[str]:
    if question.fewest:
        words = ngettext(
            "Choose at least %(count)d.", "Choose at least %(count)d.", question.fewest
        )
        yield words % {"count": question.fewest}
    if question.most:
        words = ngettext("Choose at most %(count)d.", "Choose at most %(count)d.", question.most)
        yield words % {"count": question.most}


def _scale(question: Asked) -> str:
    return _("Circle one number.") if points_of(question) else _from_to(question)


def _from_to(question: Asked) -> str:
    ends = {"low": question.lowest, "high": question.highest}
    return _("Write a number from %(low)s to %(high)s.") % ends


def _written(question: Asked) -> str:
    """Say what one writes into the column of a table in which there is nothing to mark."""
    if question.kind == QuestionKind.SCALE:
        return _from_to(question)
    if question.kind == QuestionKind.RANKING:
        return _("Write the letters in your order, the most important first.")
    return _("Write the letter.") if question.choices else " ".join(notes_on(question))


def _range(question: Asked) -> Iterator[str]:
    if question.lowest is not None and question.highest is not None:
        yield _from_to(question)
