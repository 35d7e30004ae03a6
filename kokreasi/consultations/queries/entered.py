"""Sheets of paper as facilitators work through them, and how two entries of one differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from kokreasi.consultations.choices import Characteristic
from kokreasi.consultations.definition.keys import answer_key, split_key
from kokreasi.consultations.definition.path import Answers, Step, asked
from kokreasi.consultations.definition.wording import Asked, Definition
from kokreasi.consultations.models import Consultation, Sheet
from kokreasi.consultations.queries.telling import told


@dataclass(frozen=True, slots=True)
class Counts:
    """How many sheets there are, by what became of them."""

    entered: int
    void: int
    out: int

    @property
    def total(self) -> int:
        return self.entered + self.void + self.out


def counts(consultation: Consultation) -> Counts:
    found = consultation.sheets.aggregate(
        entered=Count("pk", filter=Q(entered_on__isnull=False)),
        void=Count("pk", filter=Q(voided_on__isnull=False)),
        out=Count("pk", filter=Q(entered_on=None, voided_on=None)),
    )
    return Counts(**found)


def next_out(consultation: Consultation, *, after: int) -> Sheet | None:
    """Give the next sheet that waits: with a higher number, or else the lowest there is."""
    waiting = consultation.sheets.out().order_by("number")
    return waiting.filter(number__gt=after).first() or waiting.first()


def whole(
    definition: Definition, answers: Mapping[str, Any], background: Mapping[str, Any]
) -> dict[str, Any]:
    """Give answers with what is kept apart about the person, all by the keys of questions."""
    asking = {one.characteristic: one.key for one in definition.questions() if one.characteristic}
    about = {}
    for key, value in background.items():
        characteristic, of, _item = split_key(key)
        if characteristic in asking:
            about[answer_key(asking[Characteristic(characteristic)], of=of)] = value
    return {**answers, **about}


@dataclass(frozen=True, slots=True)
class Difference:
    """A question that two facilitators read differently, with both answers in words."""

    step: Step
    question: Asked
    kept: list[str]
    typed: list[str]


def differences(definition: Definition, kept: Answers, typed: Answers) -> list[Difference]:
    """Give the questions to which two sets of answers differ."""
    left, right = _lines(definition, kept), _lines(definition, typed)
    ordered = {**left, **right}
    return [
        Difference(step, question, _of(left, name), _of(right, name))
        for name, (step, question, _words) in ordered.items()
        if _of(left, name) != _of(right, name)
    ]


Line = tuple[Step, Asked, list[str]]


def _lines(definition: Definition, answers: Answers) -> dict[str, Line]:
    return {
        one.name: (page.step, one.question, one.lines)
        for page in told(definition, answers)
        for one in page.questions
    }


def _of(lines: Mapping[str, Line], name: str) -> list[str]:
    return lines[name][2] if name in lines else []


def unasked(definition: Definition, steps: list[Step], answers: Answers) -> Iterator[Asked]:
    """Give the questions that were answered although the other answers lead past them."""
    on_the_way = asked(definition, answers)
    for step in steps:
        for question in step.screen.questions:
            name = answer_key(question.key, step.item_key)
            if name not in on_the_way and _is_answered(question, step, answers):
                yield question


def _is_answered(question: Asked, step: Step, answers: Answers) -> bool:
    rows = [answer_key(question.key, step.item_key, of=row.key) for row in question.rows]
    return any(key in answers for key in (answer_key(question.key, step.item_key), *rows))
