"""Which pages and questions somebody is shown, given the answers so far.

Answers are a mapping from keys (`definition.keys.answer_key`) to values (`definition.values`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kokreasi.consultations.choices import Comparison, Repeats
from kokreasi.consultations.definition.keys import answer_key
from kokreasi.consultations.definition.wording import (
    Asked,
    Choice,
    Condition,
    Definition,
    Screen,
)

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """A page as one person goes through it: repeated ones once for each commitment."""

    screen: Screen
    item: Choice | None = None

    @property
    def key(self) -> str:
        return answer_key(self.screen.key, self.item_key)

    @property
    def item_key(self) -> str:
        return self.item.key if self.item else ""


def steps(definition: Definition, answers: Answers) -> list[Step]:
    """Give the pages that somebody with these answers is shown, in order."""
    leads = leading(definition, answers)
    return [
        step
        for screen in definition.screens
        for step in _asked_on(definition, screen, leads)
        if _asks(step, leads)
    ]


def leading(definition: Definition, answers: Answers) -> Answers:
    """Give the answers that decide what is asked: those to what somebody is asked.

    A draft keeps an answer to which no way leads any more, should its author come back to it; until
    then it brings no further questions.
    """
    leads: dict[str, Any] = {}
    for screen in definition.screens:
        for step in _asked_on(definition, screen, leads):
            for question in screen.questions:
                key = answer_key(question.key, step.item_key)
                if key in answers and holds(question.shown_if, leads, item=step.item_key):
                    leads[key] = answers[key]
    return leads


def _asked_on(definition: Definition, screen: Screen, leads: Answers) -> list[Step]:
    """Give a page as often as somebody is asked it."""
    return [
        step
        for step in _repeated(definition, screen, leads)
        if holds(screen.shown_if, leads, item=step.item_key)
    ]


def every_step(definition: Definition) -> list[Step]:
    """Give all pages, whoever is asked: those for commitments once for each of them."""
    return [
        Step(screen, item)
        for screen in definition.screens
        for item in ((None,) if screen.repeats == Repeats.ONCE else definition.items)
    ]


def _repeated(definition: Definition, screen: Screen, leads: Answers) -> Iterator[Step]:
    if screen.repeats == Repeats.ONCE:
        yield Step(screen)
        return
    chosen = chosen_items(definition, leads) if screen.repeats == Repeats.CHOSEN else set()
    for item in definition.items:
        if screen.repeats == Repeats.COMMITMENTS or item.key in chosen:
            yield Step(screen, item)


def chosen_items(definition: Definition, answers: Answers) -> set[str]:
    """Give the commitments that somebody chose in any question whose choices they are."""
    chosen: set[str] = set()
    for question in definition.questions():
        if question.asks_commitments:
            value = answers.get(question.key, ())
            chosen.update([value] if isinstance(value, str) else value)
    return chosen


def _asks(step: Step, leads: Answers) -> bool:
    """Tell whether anything is left to show on a page that has questions."""
    return not step.screen.questions or bool(shown(step, leads))


def shown(step: Step, leads: Answers) -> list[Asked]:
    """Give the questions of a page that somebody is shown whose answers lead there (`leading`)."""
    return [
        question
        for question in step.screen.questions
        if holds(question.shown_if, leads, item=step.item_key)
    ]


def asked(definition: Definition, answers: Answers) -> set[str]:
    """Give the keys of all answers that somebody with these answers was asked for."""
    leads = leading(definition, answers)
    return {
        answer_key(question.key, step.item_key)
        for step in steps(definition, answers)
        for question in shown(step, leads)
    }


def holds(conditions: tuple[Condition, ...], answers: Answers, *, item: str = "") -> bool:
    """Tell whether all conditions hold; what was not answered passes only `none_of`."""
    return all(_holds(condition, answers, item) for condition in conditions)


def _holds(condition: Condition, answers: Answers, item: str) -> bool:
    value = answers.get(answer_key(condition.question, item))
    if value is None:
        value = answers.get(condition.question)
    if condition.test == Comparison.ANSWERED:
        return value is not None
    if condition.test in (Comparison.ANY_OF, Comparison.NONE_OF):
        given = _as_keys(value)
        return bool(given & set(condition.values)) is (condition.test == Comparison.ANY_OF)
    return value is not None and _compares(condition, value)


def _as_keys(value: Any) -> set[str]:
    if value is None:
        return set()
    return {str(one) for one in value} if isinstance(value, list | tuple) else {str(value)}


def _compares(condition: Condition, value: Any) -> bool:
    """Compare a number, or a day as it is written (2026-11-30), with the bound."""
    bound = condition.values[0] if condition.values else ""
    try:
        left, right = float(value), float(bound)
    except (TypeError, ValueError):
        pair = (str(value), bound)
        return pair[0] >= pair[1] if condition.test == Comparison.AT_LEAST else pair[0] <= pair[1]
    return left >= right if condition.test == Comparison.AT_LEAST else left <= right
