"""What is known of opinion groups, as it is kept and shown; without numpy, for web servers too.

Of groups nothing is told that would give a count of 1 to k - 1 people away; see `bands`. Only
`plane` is exact: it is there to say where somebody stands, and not for publication.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

import msgspec


class Reason(StrEnum):
    """Why no groups are offered."""

    TOO_FEW_STATEMENTS = "too_few_statements"
    TOO_MANY_STATEMENTS = "too_many_statements"
    TOO_FEW_PARTICIPANTS = "too_few_participants"
    NO_CLEAR_GROUPS = "no_clear_groups"


class Way(StrEnum):
    """The two ways in which a group may lean."""

    AGREE = "agree"
    DISAGREE = "disagree"


@dataclass(frozen=True, slots=True)
class Band:
    """A count of people lies somewhere from `low` to `high`, both included."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Answers:
    """How many people of one group gave each answer to one statement."""

    agrees: Band
    disagrees: Band
    passes: Band

    @property
    def about(self) -> tuple[int, int, int]:
        """Give the shares of agree, disagree and pass in per cent, from the middles of the bands.

        They are what a chart may show, with the word "about"; they add up to 100 but for rounding,
        a half up as everywhere.
        """
        bands = (self.agrees, self.disagrees, self.passes)
        middles = [band.low + band.high for band in bands]
        total = sum(middles) or 1
        agree, disagree, neither = ((2 * 100 * middle + total) // (2 * total) for middle in middles)
        return agree, disagree, neither


@dataclass(frozen=True, slots=True)
class Leaning:
    """A statement, by its id, and the way in which people lean on it."""

    statement: int
    way: Way


@dataclass(frozen=True, slots=True)
class Group:
    """One group: its letter, how many people, where its middle lies, what it stands for.

    `stands_for` are the statements on which a majority of the group leans one way and unlike the
    others, the most telling first.
    """

    letter: str
    size: int
    centre: tuple[float, float]
    stands_for: tuple[Leaning, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: how many of all agreed, disagreed and passed; and in each group, by letter.

    `by_group` is empty where groups are not offered, or where bands would give people away.
    """

    id: int
    agrees: int
    disagrees: int
    passes: int
    by_group: Mapping[str, Answers]


@dataclass(frozen=True, slots=True)
class Plane:
    """The mean vote on each statement, and its weight in each of the two directions."""

    means: tuple[float, ...]
    directions: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """Opinion groups at one moment, or the reason why there are none.

    `participants` is how many voted, `grouped` how many of them cast `votes_needed` votes or
    more and so belong to a group. `consensus` are the statements on which a majority of every
    group leans the same way, the strongest first; `dividing` the ids of those on which a majority
    of one group agrees and of another disagrees, the furthest apart first. `silhouette` says how
    well groups are told apart, up to 1. Statements without a vote are not here.
    """

    reason: Reason | None
    participants: int
    grouped: int
    votes: int
    votes_needed: int
    statements: tuple[Statement, ...]
    groups: tuple[Group, ...] = ()
    consensus: tuple[Leaning, ...] = ()
    dividing: tuple[int, ...] = ()
    silhouette: float = 0.0
    plane: Plane | None = None

    def as_json(self) -> dict[str, Any]:
        """Give the result as JSON knows it, to be kept."""
        kept: dict[str, Any] = msgspec.to_builtins(self)
        return kept

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """Read what `as_json` gave; raises `msgspec.ValidationError` for anything else."""
        return msgspec.convert(kept, cls)
