"""What is said of a distribution in a few numbers, exactly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate

from kokreasi.insights.tabulation.shares import Share
from kokreasi.insights.tabulation.tallies import (
    NumberTally,
    Placing,
    Quartiles,
    RankingTally,
    ScaleTally,
)

TOP = 2


class Note(StrEnum):
    """What has to stand beside a mean."""

    EQUAL_STEPS = "equal_steps"
    """It takes the steps of the scale for equally far apart, which nobody has asked."""
    PULLED_BY_EXTREMES = "pulled_by_extremes"
    """A few very large or small numbers move it; the median stays."""


@dataclass(frozen=True, slots=True)
class NotedMean:
    """A mean and the note that is printed wherever the mean is."""

    value: Fraction
    note: Note


def quartiles(counts: Mapping[int, int]) -> Quartiles | None:
    """Give the quartiles of values that occur so often; None of nothing. See `Quartiles`."""
    values = sorted(value for value, number in counts.items() if number)
    places = accumulate(counts[value] for value in values)
    return quartiles_of(
        [(Fraction(value), upto) for value, upto in zip(values, places, strict=True)]
    )


def quartiles_of(placed: Sequence[tuple[Fraction, int]]) -> Quartiles | None:
    """Give the quartiles of values in their order, each with how many are at most as large.

    Values that no quarter touches may be left out, but not the largest.
    """
    if not placed:
        return None
    everyone = placed[-1][1]
    return Quartiles(*(_at(placed, quarter * everyone) for quarter in (1, 2, 3)))


def _at(placed: Sequence[tuple[Fraction, int]], quarters: int) -> Fraction:
    """Give the value at a place that is told in quarters; between two places their mean."""
    lower = next(value for value, upto in placed if 4 * upto >= quarters)
    upper = next(value for value, upto in placed if 4 * upto > quarters)
    return (lower + upper) / 2


def top_share(tally: ScaleTally, steps: int = TOP) -> Share:
    """Give how many of those who answered chose one of the highest steps, two by default."""
    highest = sorted(tally.counts, reverse=True)[:steps]
    return Share(sum(tally.counts[step] for step in highest), tally.response.answered)


def mean_of_scale(tally: ScaleTally) -> NotedMean | None:
    """Give the mean of the steps, which is only a convention; None where nobody answered."""
    total = sum(step * number for step, number in tally.counts.items())
    return _mean(Fraction(total), tally.response.answered, Note.EQUAL_STEPS)


def mean_of_numbers(tally: NumberTally) -> NotedMean | None:
    """Give the mean of the numbers; None where nobody answered."""
    return _mean(Fraction(tally.total), tally.response.answered, Note.PULLED_BY_EXTREMES)


def _mean(total: Fraction, number: int, note: Note) -> NotedMean | None:
    return NotedMean(total / number, note) if number else None


def first_places(tally: RankingTally) -> dict[str, Share]:
    """Give how many of those who answered ranked each key first."""
    answered = tally.response.answered
    return {key: Share(placing.first, answered) for key, placing in tally.placings.items()}


def mean_rank(placing: Placing) -> Fraction | None:
    """Give the mean rank among those who ranked a key at all: say how many they are beside it."""
    return Fraction(placing.ranks, placing.ranked) if placing.ranked else None


def borda(tally: RankingTally) -> dict[str, Fraction]:
    """Give each key its points after Borda ("Mémoire sur les élections au scrutin", 1781).

    Of m keys the first gets m − 1 points, the next m − 2, the last 0. Who ranked only some shares
    the points that are left equally among the others, so that every ballot gives away as many
    (average scores for truncated ballots: Baumeister, Faliszewski, Lang and Rothe, "Campaigns for
    lazy voters", AAMAS 2012).
    """
    most = len(tally.placings) - 1
    answered = tally.response.answered
    points = {}
    for key, placing in tally.placings.items():
        ranked = most * placing.ranked - (placing.ranks - placing.ranked)
        others, lengths = answered - placing.ranked, tally.lengths - placing.lengths
        points[key] = ranked + Fraction(most * others - lengths, 2)
    return points
