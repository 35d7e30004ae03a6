"""A questionnaire as its editor lists it: page by page, with what is missing where."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import msgspec
from django.db.models import Count, Prefetch

from kokreasi.consultations.choices import Comparison
from kokreasi.consultations.definition.keys import OTHER
from kokreasi.consultations.definition.wording import Asked, Condition, Definition
from kokreasi.consultations.models import Consultation, Page, Question
from kokreasi.consultations.sheets import ConsultationSheet
from kokreasi.consultations.soundness import Gap, gaps


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """A condition in words; `content` is how it is sent back to be taken away."""

    question: str
    test: str
    values: tuple[str, ...]
    content: str


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question with its number through the whole questionnaire."""

    row: Question
    number: int
    gaps: list[Gap]
    conditions: list[ConditionLine]


@dataclass(frozen=True, slots=True)
class PageLine:
    row: Page
    gaps: list[Gap]
    conditions: list[ConditionLine]
    questions: list[QuestionLine] = field(default_factory=list)


def outline(consultation: Consultation, sheet: ConsultationSheet) -> list[PageLine]:
    """List pages and questions with what is missing; `sheet` is the consultation as it stands."""
    missing: Mapping[str, list[Gap]] = by_place(gaps(sheet))
    questions = Question.objects.order_by("position", "pk").annotate(offered=Count("options"))
    pages = consultation.pages.prefetch_related(Prefetch("questions", questions))
    lines, number = [], 0
    for page in pages:
        line = PageLine(page, missing[page.key], _told(page, sheet.definition))
        for row in page.questions.all():
            number += 1
            told = _told(row, sheet.definition)
            line.questions.append(QuestionLine(row, number, missing[row.key], told))
        lines.append(line)
    return lines


def by_place(found: Iterable[Gap]) -> defaultdict[str, list[Gap]]:
    """Sort what is missing by the key of the page or question."""
    sorted_: defaultdict[str, list[Gap]] = defaultdict(list)
    for gap in found:
        sorted_[gap.place].append(gap)
    return sorted_


def _told(row: Page | Question, definition: Definition) -> list[ConditionLine]:
    conditions = msgspec.convert(row.shown_if, tuple[Condition, ...])
    return in_words(conditions, definition)


def in_words(conditions: Iterable[Condition], definition: Definition) -> list[ConditionLine]:
    """Write conditions as people read them, in the reader's language."""
    return [_line(one, definition.question(one.question)) for one in conditions]


def _line(condition: Condition, question: Asked | None) -> ConditionLine:
    content = msgspec.json.encode(condition).decode()
    test = str(Comparison(condition.test).label)
    if question is None:
        return ConditionLine(condition.question, test, condition.values, content)
    values = tuple(_value(question, value) for value in condition.values)
    return ConditionLine(str(question.wording), test, values, content)


def _value(question: Asked, value: str) -> str:
    if value == OTHER and question.has_other:
        return value
    return str(question.wording_of(value))
