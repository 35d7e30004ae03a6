"""Answers in the words in which they were given, for whoever reads them again."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kokreasi.consultations.choices import UNANSWERED, OptionRole, QuestionKind
from kokreasi.consultations.definition.judging import faults_of
from kokreasi.consultations.definition.keys import MAY_QUOTE, OTHER, answer_key
from kokreasi.consultations.definition.path import Answers, Step, leading, shown, steps
from kokreasi.consultations.definition.values import REGION, Fault
from kokreasi.consultations.definition.wording import Asked, Definition
from kokreasi.consultations.queries import regions
from kokreasi.core.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class Told:
    """A question with its answer as lines of words; no line where it was not answered."""

    question: Asked
    name: str
    lines: list[str] = field(default_factory=list)
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class ToldStep:
    step: Step
    questions: list[Told]

    @property
    def is_wrong(self) -> bool:
        return any(told.fault for told in self.questions)


def told(definition: Definition, answers: Answers) -> list[ToldStep]:
    """Give every page that was asked, with the questions on it and what was answered."""
    leads = leading(definition, answers)
    return [_told_step(step, answers, leads) for step in steps(definition, answers)]


def _told_step(step: Step, answers: Answers, leads: Answers) -> ToldStep:
    questions = [_told(question, step.item_key, answers) for question in shown(step, leads)]
    return ToldStep(step, questions)


def _told(question: Asked, item: str, answers: Answers) -> Told:
    faults = faults_of(question, item, answers)
    lines = [] if question.kind in UNANSWERED else list(_lines(question, item, answers))
    name = answer_key(question.key, item)
    return Told(question, name, lines, next(iter(faults.values()), None))


def _lines(question: Asked, item: str, answers: Answers) -> Iterator[str]:
    if question.kind == QuestionKind.MATRIX:
        yield from _rows(question, item, answers)
        return
    value = answers.get(answer_key(question.key, item))
    own_words = answers.get(answer_key(question.key, item, of=OTHER))
    yield from _in_words(question, value, own_words)
    if answers.get(answer_key(question.key, item, of=MAY_QUOTE)):
        yield _("May be quoted without a name.")


def _rows(question: Asked, item: str, answers: Answers) -> Iterator[str]:
    for row in question.rows:
        value = answers.get(answer_key(question.key, item, of=row.key))
        if value is not None:
            words = question.wording_of(row.key, role=OptionRole.ROW)
            yield f"{words}: {_choice(question, value, None)}"


def _in_words(question: Asked, value: Any, own_words: Any) -> Iterator[str]:
    if value is None:
        return
    if question.kind == QuestionKind.RANKING:
        for place, key in enumerate(value, start=1):
            yield f"{place}. {_choice(question, key, None)}"
    elif isinstance(value, list):
        for key in value:
            yield _choice(question, key, own_words)
    else:
        yield _one(question, value, own_words)


def _one(question: Asked, value: Any, own_words: Any) -> str:
    if question.kind in {QuestionKind.SINGLE, QuestionKind.SCALE}:
        return _choice(question, value, own_words)
    if question.kind == QuestionKind.CONSENT:
        return _("Yes, I agree")
    if question.kind == QuestionKind.REGION and REGION.fullmatch(str(value)):
        return regions.name_of(value)
    if question.kind == QuestionKind.NUMBER:
        return str(value).replace(".", ",")
    return _day(value) if question.kind == QuestionKind.DAY else str(value)


def _choice(question: Asked, key: Any, own_words: Any) -> str:
    if key == OTHER and question.has_other:
        return _("Something else: %(words)s") % {"words": own_words or "–"}
    words = question.wording_of(str(key))
    is_labelled_point = question.kind == QuestionKind.SCALE and words != Bilingual(id=str(key))
    return f"{key} ({words})" if is_labelled_point and str(words) != str(key) else str(words)


def _day(value: Any) -> str:
    try:
        return date_format(date.fromisoformat(value), "j F Y")
    except (TypeError, ValueError):
        return str(value)
