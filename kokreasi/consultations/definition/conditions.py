"""Which questions a condition may ask about, how, and which conditions hang in the air."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.choices import Comparison, QuestionKind, Repeats
from kokreasi.consultations.definition.keys import OTHER
from kokreasi.consultations.definition.values import REGION, is_day
from kokreasi.consultations.definition.wording import Asked, Condition, Definition, Screen

CHOSEN = (Comparison.ANY_OF, Comparison.NONE_OF, Comparison.ANSWERED)
MEASURED = (Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.ANSWERED)
TESTS = {
    QuestionKind.SINGLE: CHOSEN,
    QuestionKind.MULTIPLE: CHOSEN,
    QuestionKind.RANKING: CHOSEN,
    QuestionKind.REGION: CHOSEN,
    QuestionKind.SCALE: MEASURED,
    QuestionKind.NUMBER: MEASURED,
    QuestionKind.DAY: MEASURED,
    QuestionKind.SHORT_TEXT: (Comparison.ANSWERED,),
    QuestionKind.LONG_TEXT: (Comparison.ANSWERED,),
    QuestionKind.CONSENT: (Comparison.ANSWERED,),
}
"""How one may ask about an answer, by the kind of its question; the others cannot be asked."""
NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?")


class Flaw(TextChoices):
    """Why a condition can never be right."""

    UNKNOWN = "unknown", _("it asks about a question that is not there")
    LATER = "later", _("it asks about a question that comes later")
    ELSEWHERE = (
        "elsewhere",
        _("it asks about a question on a page that is repeated, from another page"),
    )
    WRONG_TEST = "wrong_test", _("answers to that question cannot be compared in this way")
    NO_VALUE = "no_value", _("it does not say with what to compare")
    UNKNOWN_VALUE = "unknown_value", _("it names a choice that is not there")


@dataclass(frozen=True, slots=True)
class Broken:
    """A condition that can never be right, and where it stands: on a page, or on its question."""

    page: str
    question: str
    condition: Condition
    flaw: Flaw

    @property
    def key(self) -> str:
        return self.question or self.page


def broken(definition: Definition) -> Iterator[Broken]:
    """Find every condition that can never be right."""
    everywhere = {question.key for question in definition.questions()}
    repeated = {
        question.key
        for screen in definition.screens
        if screen.repeats != Repeats.ONCE
        for question in screen.questions
    }
    for page, question, conditions in _stated(definition):
        known = {one.key: one for one in _before(definition, page, question)}
        for condition in conditions:
            if condition.question in known:
                flaw = flaw_of(condition, known[condition.question])
            elif condition.question in repeated:
                flaw = Flaw.ELSEWHERE
            else:
                flaw = Flaw.LATER if condition.question in everywhere else Flaw.UNKNOWN
            if flaw:
                yield Broken(page, question, condition, flaw)


def _stated(definition: Definition) -> Iterator[tuple[str, str, tuple[Condition, ...]]]:
    """Give every page and question that is shown under conditions, with these."""
    for screen in definition.screens:
        if screen.shown_if:
            yield screen.key, "", screen.shown_if
        for question in screen.questions:
            if question.shown_if:
                yield screen.key, question.key, question.shown_if


def flaw_of(condition: Condition, question: Asked) -> Flaw | None:
    """Say what is wrong with a condition about this question, or None."""
    if condition.test not in TESTS.get(question.kind, ()):
        return Flaw.WRONG_TEST
    if condition.test == Comparison.ANSWERED:
        return None
    if not condition.values:
        return Flaw.NO_VALUE
    fits = all(_fits(question, value) for value in condition.values)
    return None if fits else Flaw.UNKNOWN_VALUE


def _fits(question: Asked, value: str) -> bool:
    match question.kind:
        case QuestionKind.REGION:
            return REGION.fullmatch(value) is not None
        case QuestionKind.DAY:
            return is_day(value)
        case QuestionKind.SCALE | QuestionKind.NUMBER:
            return NUMBER.fullmatch(value) is not None
        case _:
            keys = {choice.key for choice in question.choices}
            return value in keys or (question.has_other and value == OTHER)


def askable(definition: Definition, page: str, question: str = "") -> list[Asked]:
    """Give the questions that a condition of this page, or of its question, may ask about."""
    return [one for one in _before(definition, page, question) if one.kind in TESTS]


def _before(definition: Definition, page: str, question: str) -> list[Asked]:
    """Give what somebody was asked before, once, or on the same page for the same commitment."""
    found: list[Asked] = []
    for screen in definition.screens:
        if screen.key == page:
            return found + _ahead(screen, question)
        if screen.repeats == Repeats.ONCE:
            found += screen.questions
    return found


def _ahead(screen: Screen, question: str) -> list[Asked]:
    """Give the questions of a page that stand before this one; none for the page itself."""
    keys = [one.key for one in screen.questions]
    return list(screen.questions[: keys.index(question)]) if question in keys else []
