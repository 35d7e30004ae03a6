"""Questions as a page shows them: with what was answered so far, and what is wrong with it.

`fields_of` gives what `consultations/answering/_question.html` writes; the preview of a
questionnaire and the entry of sheets show questions by the same template.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec

from kokreasi.consultations.choices import QuestionKind
from kokreasi.consultations.definition.keys import MAY_QUOTE, OTHER, answer_key
from kokreasi.consultations.definition.path import Answers, Step, holds
from kokreasi.consultations.definition.values import REGION, Fault, check
from kokreasi.consultations.definition.wording import Asked, Choice, Condition
from kokreasi.consultations.forms import answering_words
from kokreasi.consultations.forms.answering import MATCH, keys_of
from kokreasi.consultations.queries import regions
from kokreasi.core.bilingual import Bilingual

MOST_POINTS = 11
"""A scale of more points than 0 to 10 is written as a number."""
AT_BOTH_ENDS = 2
SENT_OTHERWISE = frozenset({QuestionKind.REGION, QuestionKind.RANKING})
"""Kinds whose inputs hold something else than the answer: only the server knows it."""

Faults = Mapping[str, Fault]


@dataclass(frozen=True, slots=True)
class Tick:
    """An answer that can be chosen; `name` is that of its input, `place` its rank, 0 for none."""

    name: str
    value: str
    wording: Bilingual
    is_chosen: bool = False
    place: int = 0

    @property
    def id(self) -> str:
        return f"{self.name}-{self.value}"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a matrix: an answer of its own."""

    name: str
    wording: Bilingual
    ticks: tuple[Tick, ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A question on a page. `name` is the key of its answer and of its input.

    `value` is the answer as text; `is_hidden` where the answers so far do not ask for it, and
    `conditions` are those that the page itself can decide, as JSON for its script.
    """

    question: Asked
    name: str
    value: str = ""
    ticks: tuple[Tick, ...] = ()
    rows: tuple[Row, ...] = ()
    places: tuple[int, ...] = ()
    ends: tuple[Bilingual, Bilingual] | None = None
    matches: tuple[Tick, ...] = ()
    other_name: str = ""
    other: str = ""
    quote_name: str = ""
    is_other: bool = False
    is_quoted: bool = False
    is_answered: bool = False
    fault: str = ""
    is_hidden: bool = False
    conditions: str = ""
    longest: int = 0
    bounds: tuple[str, ...] = field(default=())

    @property
    def id(self) -> str:
        return f"j-{self.name}"

    @property
    def kind(self) -> str:
        """Name the template of the question; a scale is shown as a number where it is long."""
        if self.question.kind == QuestionKind.SCALE and not self.ticks:
            return str(QuestionKind.NUMBER)
        return str(self.question.kind)

    @property
    def is_group(self) -> bool:
        """Tell whether the question heads several inputs, and not one."""
        kind = self.question.kind
        return bool(self.ticks or self.rows) or kind == QuestionKind.RANKING

    @property
    def day_input(self) -> str:
        """Name the input: the browser's calendar would not show what is no day."""
        return "text" if self.fault else "date"

    @property
    def is_read_only(self) -> bool:
        return self.question.kind == QuestionKind.INFORMATION

    @property
    def described_by(self) -> str:
        """Name the hints and the error for screen readers."""
        named = [("petunjuk", self.question.hint or self.bounds), ("salah", self.fault)]
        return " ".join(f"{self.id}-{name}" for name, there in named if there)


def fields_of(
    step: Step,
    answers: Answers,
    faults: Faults | None = None,
    *,
    leads: Answers,
    on: date | None = None,
) -> list[Field]:
    """Give the questions of a page: those that are asked, and those its script may bring in.

    `leads` are the answers that decide which (`path.leading`); `on` is the day whose regions are
    offered, without which no names are looked up.
    """
    fields = []
    for question in step.screen.questions:
        is_shown = holds(question.shown_if, leads, item=step.item_key)
        if is_shown or _may_come(question, step, leads):
            fields.append(_field(question, step, answers, faults or {}, on, is_shown=is_shown))
    return fields


def every_field_of(
    step: Step, answers: Answers, faults: Faults | None = None, *, on: date | None = None
) -> list[Field]:
    """Give all questions of a page, whoever is asked, as a sheet of paper shows them."""
    return [
        _field(question, step, answers, faults or {}, on, is_shown=True)
        for question in step.screen.questions
    ]


def _may_come(question: Asked, step: Step, leads: Answers) -> bool:
    """Tell whether only answers on the same page keep a question from being asked."""
    here = _here(step)
    elsewhere = tuple(one for one in question.shown_if if one.question not in here)
    return holds(elsewhere, leads, item=step.item_key)


def _here(step: Step) -> set[str]:
    return {question.key for question in step.screen.questions}


def _field(
    question: Asked,
    step: Step,
    answers: Answers,
    faults: Faults,
    on: date | None,
    *,
    is_shown: bool,
) -> Field:
    item = step.item_key
    key = answer_key(question.key, item)
    value = answers.get(key)
    other, quote = (answer_key(question.key, item, of=of) for of in (OTHER, MAY_QUOTE))
    fault = faults.get(key) or faults.get(other)
    return Field(
        question=question,
        name=key,
        value=_as_text(question, value),
        ticks=_ticks(question, key, value, item),
        rows=tuple(_row(question, row, item, answers, faults) for row in question.rows),
        places=tuple(range(1, len(question.choices) + 1)),
        ends=_ends(question),
        matches=_matches(question, value, item, on),
        other_name=other if question.has_other else "",
        other=str(answers.get(other) or ""),
        quote_name=quote if question.is_quotable else "",
        is_other=value == OTHER or (isinstance(value, list) and OTHER in value),
        is_quoted=answers.get(quote) is True,
        is_answered=any(answers.get(one) is not None for one in keys_of(question, item)),
        fault=answering_words.in_words(question, fault) if fault else "",
        is_hidden=not is_shown,
        conditions=_conditions(question, step),
        bounds=_bounds(question),
    )


def _as_text(question: Asked, value: Any) -> str:
    if value is None or isinstance(value, list | bool):
        return "true" if value is True else ""
    text = str(value)
    if question.kind == QuestionKind.REGION and REGION.fullmatch(text):
        return regions.name_of(text)
    if question.kind == QuestionKind.NUMBER and not check(question, value):
        return text.replace(".", ",")
    return text


def _ticks(question: Asked, key: str, value: Any, item: str) -> tuple[Tick, ...]:
    """Give what can be chosen in a list, a scale or a ranking."""
    if question.kind == QuestionKind.RANKING:
        return tuple(_ranked(question, choice, value, item) for choice in question.choices)
    if question.kind not in {QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.SCALE}:
        return ()
    chosen = {str(one) for one in (value if isinstance(value, list) else [value])}
    return tuple(
        Tick(key, one.key, one.wording, is_chosen=one.key in chosen) for one in _options(question)
    )


def _ranked(question: Asked, choice: Choice, value: Any, item: str) -> Tick:
    order = value if isinstance(value, list) else []
    place = order.index(choice.key) + 1 if choice.key in order else 0
    name = answer_key(question.key, item, of=choice.key)
    return Tick(name, choice.key, choice.wording, is_chosen=bool(place), place=place)


def _options(question: Asked) -> tuple[Choice, ...]:
    """Give the choices; of a scale all its points, with or without a label."""
    if question.kind == QuestionKind.SCALE:
        return _points(question)
    return question.choices


def _points(question: Asked) -> tuple[Choice, ...]:
    low, high = question.lowest, question.highest
    if low is None or high is None or high - low >= MOST_POINTS:
        return ()
    words = {choice.key: choice.wording for choice in question.choices}
    numbers = (str(point) for point in range(low, high + 1))
    return tuple(Choice(one, words.get(one, Bilingual())) for one in numbers)


def _ends(question: Asked) -> tuple[Bilingual, Bilingual] | None:
    """Give the labels of the lowest and the highest point where not every point has its own."""
    points = _points(question) if question.kind == QuestionKind.SCALE else ()
    labelled = sum(bool(point.wording) for point in points)
    is_wordy = labelled == len(points) or labelled > AT_BOTH_ENDS
    return (points[0].wording, points[-1].wording) if points and not is_wordy else None


def _row(question: Asked, row: Choice, item: str, answers: Answers, faults: Faults) -> Row:
    name = answer_key(question.key, item, of=row.key)
    given, fault = answers.get(name), faults.get(name)
    ticks = (
        Tick(name, choice.key, choice.wording, is_chosen=choice.key == given)
        for choice in question.choices
    )
    words = answering_words.in_words(question, fault) if fault else ""
    return Row(name, row.wording, tuple(ticks), words)


def _matches(question: Asked, value: Any, item: str, on: date | None) -> tuple[Tick, ...]:
    """Offer the regions with the name that somebody typed, while it is not clear which is meant."""
    is_open = isinstance(value, str) and not REGION.fullmatch(value)
    if question.kind != QuestionKind.REGION or on is None or not is_open:
        return ()
    name = answer_key(question.key, item, of=MATCH)
    found = regions.named(str(value), on=on)
    return tuple(Tick(name, code, Bilingual(id=words, en=words)) for code, words in found)


def _conditions(question: Asked, step: Step) -> str:
    """Write the conditions about answers on the same page, for the script that decides at once.

    Where it could not tell, the server decides when the page is sent.
    """
    here = {one.key: one.kind for one in step.screen.questions}
    found = [one for one in question.shown_if if one.question in here]
    if not found or any(here[one.question] in SENT_OTHERWISE for one in found):
        return ""
    return msgspec.json.encode([_named(one, step) for one in found]).decode()


def _named(condition: Condition, step: Step) -> dict[str, Any]:
    return {
        "name": answer_key(condition.question, step.item_key),
        "test": condition.test,
        "values": condition.values,
    }


def _bounds(question: Asked) -> tuple[str, ...]:
    """Say how many answers may be chosen."""
    if question.kind not in {QuestionKind.MULTIPLE, QuestionKind.RANKING}:
        return ()
    least = answering_words.at_least(question.fewest) if question.fewest else ""
    most = answering_words.at_most(question.most) if question.most else ""
    return tuple(words for words in (least, most) if words)
