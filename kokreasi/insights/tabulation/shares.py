"""Shares: of what they are, how they are rounded, and when they may be shown.

All arithmetic is on whole numbers: 5 of 200 is 2.5 % and becomes 3 %, which binary fractions and
Python's own `round` would not promise.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import sqrt
from statistics import NormalDist
from typing import Generic, NamedTuple, TypeVar

from kokreasi.insights.tabulation.tallies import ChoicesTally

FEW = 30
"""Of fewer than so many answers the count leads, and a share stands in brackets behind it."""
WHOLE = 100

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a base: `count` of `base` people, or of `base` choices."""

    count: int
    base: int

    @property
    def exact(self) -> Fraction | None:
        """The share between 0 and 1; None of nothing."""
        return Fraction(self.count, self.base) if self.base else None

    @property
    def percent(self) -> int | None:
        """Whole percent, a half rounded up; None of nothing."""
        return (2 * WHOLE * self.count + self.base) // (2 * self.base) if self.base else None


@dataclass(frozen=True, slots=True)
class Shares(Generic[Key]):
    """Shares of one base, each rounded by itself."""

    of: Mapping[Key, Share]

    @property
    def rounded_sum(self) -> int:
        """What a reader gets who adds up the whole percentages."""
        return sum(share.percent or 0 for share in self.of.values())

    @property
    def needs_note(self) -> bool:
        """Tell whether they make up the whole, but their rounded percentages are not 100."""
        counts = sum(share.count for share in self.of.values())
        is_whole = all(share.base == counts for share in self.of.values())
        return bool(counts) and is_whole and self.rounded_sum != WHOLE


def shares(counts: Mapping[Key, int], *, base: int) -> Shares[Key]:
    """Give each count its share of `base`: the caller says which base, and the page prints it."""
    return Shares({key: Share(number, base) for key, number in counts.items()})


@dataclass(frozen=True, slots=True)
class BothShares:
    """Where several could be chosen: shares of the people who answered, and of all choices made.

    Those of people add up to more than 100 % where people chose more than one.
    """

    of_people: Shares[str]
    of_choices: Shares[str]


def both_shares(tally: ChoicesTally) -> BothShares:
    """Give the shares of a question with several choices, on both bases."""
    return BothShares(
        of_people=shares(tally.counts, base=tally.response.answered),
        of_choices=shares(tally.counts, base=tally.made),
    )


class Interval(NamedTuple):
    """Between what two shares, from 0 to 1, the true one lies at the given confidence."""

    low: float
    high: float


def wilson(count: int, of: int, *, confidence: float = 0.95) -> Interval:
    """Give the interval of a share, by the score method without correction for continuity.

    Wilson, "Probable inference, the law of succession, and statistical inference" (Journal of the
    American Statistical Association 22, 1927); method 3 of Newcombe, "Two-sided confidence
    intervals for the single proportion" (Statistics in Medicine 17, 1998). Raises `ValueError`
    where there is nothing or more than all.
    """
    if not 0 <= count <= of or not of or not 0 < confidence < 1:
        raise ValueError(f"no interval for {count} of {of} at {confidence}")
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    middle = count + z * z / 2
    reach = z * sqrt(count * (of - count) / of + z * z / 4)
    low = (middle - reach) / (of + z * z) if count else 0.0
    high = (middle + reach) / (of + z * z) if count < of else 1.0
    return Interval(low, high)


class Selection(StrEnum):
    """How those whose answers are counted came to be among them."""

    BY_THEMSELVES = "by_themselves"
    """Whoever wanted to answered, as in every open consultation."""
    BY_CHANCE = "by_chance"
    """Drawn at random out of a list of all, and nearly all of them answered."""
    EVERYBODY = "everybody"
    """All there are, such as every ministry: nothing is left to estimate."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How a share may be said; `interval` is None where none may be shown."""

    share: Share
    does_count_lead: bool
    interval: Interval | None


def wording(share: Share, *, selection: Selection = Selection.BY_THEMSELVES) -> Wording:
    """Say how a share may be shown.

    Of fewer than 30 the count leads ("3 of 19 choices"), and the share may only stand in brackets.
    An interval says how much a random sample errs. Answers of people who came by themselves are no
    such sample, however many they are: they have no margin of error, and one would pretend that
    they spoke for the public. So an interval is only for what was drawn by chance from a list of
    all (people invited by lot; answers drawn from all answers to be read and coded), of 30 or more.
    """
    is_few = share.base < FEW
    may_err = selection is Selection.BY_CHANCE and not is_few
    return Wording(share, is_few, wilson(share.count, share.base) if may_err else None)
