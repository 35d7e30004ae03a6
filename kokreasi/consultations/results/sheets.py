"""What a reader is shown of a consultation, frozen: counts, never people.

Everything in a `ResultSheet` may be read by everybody; it is also the open data of the result.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self

import msgspec

from kokreasi.consultations.choices import Channel, Characteristic, QuestionKind
from kokreasi.consultations.definition.wording import Choice
from kokreasi.core.bilingual import Bilingual
from kokreasi.insights.disclosure import Release


class WhyNot(StrEnum):
    """Why something is not told, besides the reasons of `disclosure.Reason`."""

    DROPPED = "dropped"  # what people said about themselves was dropped, as announced
    ASKED_OF_SOME = "asked_of_some"  # who is asked depends on other answers
    ASKED_OF_A_GROUP = "asked_of_a_group"  # who is asked depends on who somebody is
    ROWS_ARE_OUT = "rows_are_out"  # rows were given once; beside more, newcomers would stand out
    GROUPS_ARE_OUT = "groups_are_out"  # so much is told of groups that rows would name people
    STILL_OPEN = "still_open"  # rows are given once, after closing
    TOO_FEW_PEOPLE = "too_few_people"
    TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True)
class Placing:
    """How one choice was ranked; `points` are those of Borda, as a decimal in text."""

    ranked: int
    first: int
    points: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How one question, or one row of a matrix, was answered.

    `counts` stand in the order of the options of the question; for a ranking they say how often
    each was ranked first. `made` is how many choices were made. Quartiles are decimals in text.
    """

    asked: int
    answered: int
    counts: tuple[int, ...] = ()
    made: int = 0
    quartiles: tuple[str, str, str] | None = None
    mean: str = ""
    placings: tuple[Placing, ...] = ()

    @property
    def missing(self) -> int:
        return self.asked - self.answered


@dataclass(frozen=True, slots=True)
class Earlier:
    """Other words in which a question stood in an earlier version."""

    version: int
    wording: Bilingual


@dataclass(frozen=True, slots=True)
class QuestionOnSheet:
    """A question with its results; repeated ones once for each `item`, a commitment.

    `tallies` has one entry, or one for each of the `rows` of a matrix. `without` is the same
    without answers that look suspicious; empty where the difference would show single answers.
    `versions` are those in which it was asked, empty where it was asked in all.
    """

    key: str
    kind: QuestionKind
    wording: Bilingual
    options: tuple[Choice, ...] = ()
    rows: tuple[Choice, ...] = ()
    item: Choice | None = None
    tallies: tuple[Tally, ...] = ()
    without: tuple[Tally, ...] = ()
    versions: tuple[int, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    why_not: WhyNot | None = None

    @property
    def tally(self) -> Tally:
        return self.tallies[0]

    @property
    def place(self) -> str:
        return f"{self.key}@{self.item.key}" if self.item else self.key


@dataclass(frozen=True, slots=True)
class VersionOnSheet:
    """A version of the wording: how many answered it, since when, and why it was corrected."""

    number: int
    answers: int
    since: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """A characteristic that was asked for, in the words of its question."""

    characteristic: Characteristic
    wording: Bilingual
    groups: tuple[Choice, ...]
    why_not: WhyNot | None = None


@dataclass(frozen=True, slots=True)
class MarkRule:
    """A rule of `insights.suspicion`: from which number on it marks (None: not applied)."""

    rule: str
    threshold: int | None
    marked: int


@dataclass(frozen=True, slots=True)
class Marked:
    """Answers that look suspicious; `total` counts each once, however many rules marked it."""

    total: int = 0
    rules: tuple[MarkRule, ...] = ()
    is_compared: bool = False


@dataclass(frozen=True, slots=True)
class StatementOnSheet:
    """A statement that people voted on, by its number."""

    number: int
    text: Bilingual
    is_seed: bool = False


@dataclass(frozen=True, slots=True)
class Opinions:
    """Votes and opinion groups; `result` is JSON of an `opinions.results.Result`, without plane."""

    statements: tuple[StatementOnSheet, ...]
    result: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ThemeOnSheet:
    """A published finding: how many answers were coded under it, and words of some of them."""

    reference: str
    title: Bilingual
    summary: Bilingual
    answers: int
    quotations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatedOnSheet:
    """A number that a source states, beside what we count."""

    label: Bilingual
    value: str
    unit: str
    source: Bilingual
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class ResultSheet:
    """All that was counted of a consultation at one moment.

    `begun` counts everybody who began, `people` the answers that were sent, `finished` those in
    which every closed question that was asked is answered. `release` is JSON of a
    `disclosure.Release`; its characteristics are those of `Characteristic` and "channel".
    """

    reference: str
    number: int
    title: Bilingual
    opens_at: datetime
    closes_at: datetime
    made_at: datetime
    smallest_group: int
    begun: int
    people: int
    finished: int
    first_on: date | None = None
    last_on: date | None = None
    channels: Mapping[Channel, int] = field(default_factory=dict)
    versions: tuple[VersionOnSheet, ...] = ()
    items: tuple[Choice, ...] = ()
    questions: tuple[QuestionOnSheet, ...] = ()
    asked_about: tuple[Asking, ...] = ()
    release: Mapping[str, Any] = field(default_factory=dict)
    untabled: Mapping[str, WhyNot] = field(default_factory=dict)
    """Questions, by their key, of which there are no tables by characteristics, and why."""
    marked: Marked = field(default_factory=Marked)
    opinions: Opinions | None = None
    themes: tuple[ThemeOnSheet, ...] = ()
    stated: tuple[StatedOnSheet, ...] = ()
    no_rows: WhyNot | None = None
    """Why answers are not given as rows in the open data; None where they are."""

    def content(self) -> dict[str, Any]:
        """Give the JSON that is frozen; `read` is its opposite."""
        content: dict[str, Any] = msgspec.to_builtins(self)
        return content

    @classmethod
    def read(cls, content: Mapping[str, Any]) -> Self:
        return msgspec.convert(content, cls)

    @property
    def is_interim(self) -> bool:
        """Tell whether people could still answer when this was counted."""
        return self.made_at < self.closes_at

    @property
    def voters(self) -> int:
        """Count the people who voted on statements."""
        return int(self.opinions.result["participants"]) if self.opinions else 0

    @property
    def told(self) -> Release:
        return Release.from_json(self.release) if self.release else Release(0, {}, {}, ())

    def repeated(self) -> Iterator[tuple[str, list[QuestionOnSheet]]]:
        """Give the questions that were asked for each commitment, by key."""
        found: dict[str, list[QuestionOnSheet]] = {}
        for question in self.questions:
            if question.item and not question.why_not:
                found.setdefault(question.key, []).append(question)
        yield from found.items()
