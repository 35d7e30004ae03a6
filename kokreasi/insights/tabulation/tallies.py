"""What counting gives, before anything is computed from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Generic, TypeVar

from kokreasi.insights.tabulation.layout import NotAsked, Value

Given = TypeVar("Given", bound=Value)
Group = tuple[Value | NotAsked | None, ...]
"""The characteristics of a group in the order asked for; None who did not say. () is everybody."""


@dataclass(frozen=True, slots=True)
class Response:
    """How many submissions there are, and how many of them answered a question."""

    received: int
    not_asked: int
    answered: int

    @property
    def asked(self) -> int:
        return self.received - self.not_asked

    @property
    def missing(self) -> int:
        """How many saw the question and gave no answer."""
        return self.asked - self.answered


@dataclass(frozen=True)
class Counted(Generic[Given]):
    """How often each value was given, in the order of the column; also those nobody gave."""

    response: Response
    counts: Mapping[Given, int]


class ChoiceTally(Counted[str]):
    """How many chose each key, where one was allowed."""


class FlagTally(Counted[bool]):
    """How many said no, and how many yes."""


class ScaleTally(Counted[int]):
    """How many chose each step; the median and more of it stand in `summaries`."""


class DayTally(Counted[date]):
    """How many gave each day; only days that occur."""


@dataclass(frozen=True, slots=True)
class ChoicesTally:
    """How many chose each key, where several were allowed."""

    response: Response
    counts: Mapping[str, int]

    @property
    def made(self) -> int:
        """How many choices were made: the base of shares of choices; that of people answered."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Placing:
    """How one key was ranked: `ranks` and `lengths` are sums over those who ranked it at all.

    A rank is 1 for the best; a length is how many keys somebody ranked.
    """

    ranked: int
    first: int
    ranks: int
    lengths: int


@dataclass(frozen=True, slots=True)
class RankingTally:
    """How the keys were ranked; `lengths` is the sum over everybody who answered."""

    response: Response
    placings: Mapping[str, Placing]
    lengths: int


@dataclass(frozen=True, slots=True)
class Quartiles:
    """A quarter of the values is at most `lower`, half at most the median, and so on.

    Definition 2 of Hyndman and Fan, "Sample quantiles in statistical packages" (The American
    Statistician 50, 1996): the inverse of the empirical distribution, with the mean of both
    neighbours where the quarter falls between two values. So on a scale it is a step, or half way
    between two.
    """

    lower: Fraction
    median: Fraction
    upper: Fraction


@dataclass(frozen=True, slots=True)
class NumberTally:
    """What numbers were given; `bands` are those between the edges of the column.

    Smallest, largest and quartiles are None where nobody answered.
    """

    response: Response
    smallest: Decimal | None
    largest: Decimal | None
    quartiles: Quartiles | None
    total: Decimal
    bands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Completion:
    """How far submissions got: `finished` answered every question that they were asked."""

    received: int
    begun: int
    finished: int


AnyTally = (
    ChoiceTally | FlagTally | ScaleTally | DayTally | ChoicesTally | RankingTally | NumberTally
)
