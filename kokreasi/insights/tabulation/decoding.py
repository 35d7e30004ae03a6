"""Numbers out of an engine as tallies: places become keys again, units become numbers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from typing import cast

from kokreasi.insights.tabulation.encoding import WAS_NOT_ASKED, codes
from kokreasi.insights.tabulation.layout import (
    NOT_ASKED,
    Choice,
    Choices,
    Coded,
    Column,
    Flag,
    NotAsked,
    Number,
    Ranking,
    Scale,
    Value,
)
from kokreasi.insights.tabulation.summaries import quartiles_of
from kokreasi.insights.tabulation.tallies import (
    AnyTally,
    ChoicesTally,
    ChoiceTally,
    DayTally,
    FlagTally,
    NumberTally,
    Placing,
    RankingTally,
    Response,
    ScaleTally,
)

Cells = dict[int | None, int]
"""How many have each code, and None for those without an answer."""
Placed = tuple[int, int, int]
"""A number in units, how often it was given, and how many are at most as large."""

EXACT = Context(prec=60)


def by_code(column: Coded) -> dict[int | None, Value | NotAsked | None]:
    """Give the value of every code that a column may hold."""
    return {code: value for value, code in codes(column).items()} | {
        WAS_NOT_ASKED: NOT_ASKED,
        None: None,
    }


def tally(column: Coded, cells: Cells) -> AnyTally:
    """Turn the counts of codes into the tally of a column of one value."""
    counts = {value: cells.get(code, 0) for value, code in codes(column).items()}
    response = Response(sum(cells.values()), cells.get(WAS_NOT_ASKED, 0), sum(counts.values()))
    match column:
        case Choice():
            return ChoiceTally(response, cast("dict[str, int]", counts))
        case Scale():
            return ScaleTally(response, cast("dict[int, int]", counts))
        case Flag():
            return FlagTally(response, cast("dict[bool, int]", counts))
    given = {day: number for day, number in counts.items() if number}
    return DayTally(response, cast("dict[date, int]", given))


def summed(column: Column, sums: Sequence[int]) -> AnyTally:
    """Turn what stands in `statements.sums_of`, after how many rows there are, into a tally."""
    received, not_asked, answered, total, *rest = sums
    response = Response(received, not_asked, answered)
    if isinstance(column, Choices):
        return ChoicesTally(response, dict(zip(column.options, rest, strict=True)))
    if isinstance(column, Ranking):
        placings = (Placing(*rest[start : start + 4]) for start in range(0, len(rest), 4))
        return RankingTally(response, dict(zip(column.options, placings, strict=True)), total)
    decimals = column.decimals if isinstance(column, Number) else 0
    return NumberTally(response, None, None, None, _number(total, decimals), tuple(rest))


def with_quartiles(column: Number, tally: AnyTally, placed: Sequence[Placed]) -> AnyTally:
    """Complete the tally of a number by the values at its ends and quarters, the smallest first."""
    if not placed or not isinstance(tally, NumberTally):
        return tally
    unit = Fraction(1, 10**column.decimals)
    return replace(
        tally,
        smallest=_number(placed[0][0], column.decimals),
        largest=_number(placed[-1][0], column.decimals),
        quartiles=quartiles_of([(value * unit, upto) for value, _number, upto in placed]),
    )


def _number(units: int, decimals: int) -> Decimal:
    return EXACT.scaleb(Decimal(units), -decimals)
