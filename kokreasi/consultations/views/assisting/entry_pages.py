"""The questions of a sheet on the screen: all of them, in their order, with their numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kokreasi.consultations.definition.numbers import numbers
from kokreasi.consultations.definition.path import Answers, Step, every_step
from kokreasi.consultations.definition.values import Fault
from kokreasi.consultations.definition.wording import Definition
from kokreasi.consultations.forms.answering_fields import Field, every_field_of
from kokreasi.consultations.queries.branching import only_for, only_if


@dataclass(frozen=True, slots=True)
class EntryField:
    """A question with its number on paper, and of whom it is asked."""

    field: Field
    number: int | None
    only_if: str


@dataclass(frozen=True, slots=True)
class EntryPage:
    """A page of the questionnaire; a repeated one for one commitment."""

    step: Step
    only_for: str
    fields: list[EntryField]


def pages_of(
    definition: Definition, answers: Answers, faults: Mapping[str, Fault], *, on: date
) -> list[EntryPage]:
    """Give every page with what was typed so far, and what is wrong with it."""
    known = numbers(definition)
    return [
        EntryPage(
            step,
            "" if _is_repetition(step, definition) else only_for(step.screen, definition),
            [
                EntryField(
                    field,
                    known.get(field.question.key),
                    only_if(field.question.shown_if, definition),
                )
                for field in every_field_of(step, answers, faults, on=on)
            ],
        )
        for step in every_step(definition)
    ]


def _is_repetition(step: Step, definition: Definition) -> bool:
    """Tell whether the page was shown for an earlier commitment already."""
    return step.item is not None and step.item != definition.items[0]


def wrong_on(pages: list[EntryPage]) -> Iterator[EntryField]:
    """Give the questions whose answers need another look."""
    for page in pages:
        for one in page.fields:
            if one.field.fault or any(row.fault for row in one.field.rows):
                yield one
