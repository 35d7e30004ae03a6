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
    return [
        step
        for screen in definition.screens
        for step in _repeated(definition, screen, answers)
        if holds(screen.shown_if, answers, item=step.item_key) and _asks(step, answers)
    ]


def every_step(definition: Definition) -> list[Step]:
    """Give all pages, whoever is asked: those for commitments once for each of them."""
    return [
        Step(screen, item)
        for screen in definition.screens
        for item in ((None,) if screen.repeats == Repeats.ONCE else definition.items)
    ]


def _repeated(definition: Definition, screen: Screen, answers: Answers) -> Iterator[Step]:
    if screen.repeats == Repeats.ONCE:
        yield Step(screen)
        return
    chosen = chosen_items(definition, answers)
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


def _asks(step: Step, answers: Answers) -> bool:
    """Tell whether anything is left to show on a page that has questions."""
    return not step.screen.questions or bool(shown(step, answers))


def shown(step: Step, answers: Answers) -> list[Asked]:
    """Give the questions of a page that somebody with these answers is shown."""
    return [
        question
        for question in step.screen.questions
        if holds(question.shown_if, answers, item=step.item_key)
    ]


def asked(definition: Definition, answers: Answers) -> set[str]:
    """Give the keys of all answers that somebody with these answers was asked for."""
    return {
        answer_key(question.key, step.item_key)
        for step in steps(definition, answers)
        for question in shown(step, answers)
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
