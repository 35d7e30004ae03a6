"""What a questionnaire asks, free of the database; it is frozen as JSON and read back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import msgspec

from kokreasi.consultations.choices import (
    Characteristic,
    Comparison,
    OptionRole,
    QuestionKind,
    Repeats,
)
from kokreasi.core.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class Condition:
    """That the answer to an earlier question passes a test; `values` are option keys or a number.

    On a repeated page the question is looked for on the same page first, for the same commitment.
    """

    question: str
    test: Comparison
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """An option, a labelled point of a scale, or a row of a matrix."""

    key: str
    wording: Bilingual


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as people read it; the fields are those of `models.Question`.

    `choices` of a scale are the labels of its points, their keys the numbers.
    """

    key: str
    kind: QuestionKind
    wording: Bilingual
    hint: Bilingual = field(default_factory=Bilingual)
    is_required: bool = False
    characteristic: Characteristic | None = None
    lowest: int | None = None
    highest: int | None = None
    fewest: int | None = None
    most: int | None = None
    has_other: bool = False
    asks_commitments: bool = False
    is_quotable: bool = False
    choices: tuple[Choice, ...] = ()
    rows: tuple[Choice, ...] = ()
    shown_if: tuple[Condition, ...] = ()

    def wording_of(self, key: str, *, role: OptionRole = OptionRole.CHOICE) -> Bilingual:
        """Give the words of an option; those that a key of old had are the key itself."""
        options = self.rows if role == OptionRole.ROW else self.choices
        return next((one.wording for one in options if one.key == key), Bilingual(id=key))


@dataclass(frozen=True, slots=True)
class Screen:
    """A page of a questionnaire, asked once or for each item."""

    key: str
    title: Bilingual = field(default_factory=Bilingual)
    intro: Bilingual = field(default_factory=Bilingual)
    repeats: Repeats = Repeats.ONCE
    shown_if: tuple[Condition, ...] = ()
    questions: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """A whole questionnaire. `items` are the commitments for which pages are repeated."""

    screens: tuple[Screen, ...] = ()
    items: tuple[Choice, ...] = ()

    def content(self) -> dict[str, Any]:
        """Give the JSON that is frozen; `read` is its opposite."""
        content: dict[str, Any] = msgspec.to_builtins(self)
        return content

    @classmethod
    def read(cls, content: Mapping[str, Any]) -> Self:
        """Read what was frozen. Raises `msgspec.ValidationError` for anything else."""
        return msgspec.convert(content, cls)

    def questions(self) -> Iterator[Asked]:
        for screen in self.screens:
            yield from screen.questions

    def question(self, key: str) -> Asked | None:
        return next((one for one in self.questions() if one.key == key), None)

    def screen_of(self, key: str) -> Screen | None:
        """Give the page on which a question stands."""
        screens = (one for one in self.screens if any(q.key == key for q in one.questions))
        return next(screens, None)
