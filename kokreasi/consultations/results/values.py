"""Answers as columns store them: each kind of answer as one value out of a list, or a number."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any

from kokreasi.consultations.choices import QuestionKind
from kokreasi.consultations.definition.keys import OTHER
from kokreasi.consultations.definition.values import is_day
from kokreasi.consultations.definition.wording import Asked

NUMBER_DECIMALS = 2
LARGEST_COUNTED = 10**15
HUNDREDTH = Decimal("0.01")
FIRST_YEAR, LAST_YEAR = 1900, 2100
EARLIER, LATER = "earlier", "later"
MONTHS = (
    EARLIER,
    *(f"{year}-{month:02}" for year in range(FIRST_YEAR, LAST_YEAR) for month in range(1, 13)),
    LATER,
)
"""Days are counted by month: a day alone may be the birthday of one person."""
PROVINCES = tuple(f"{number:02}" for number in range(100))
KNOWN_MONTHS, KNOWN_PROVINCES = frozenset(MONTHS), frozenset(PROVINCES)
BANDS = 5
NICE = (1, 2, 5)
OPEN_EDGES = tuple(Decimal(edge) for edge in (0, 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000))

AGE_EDGES = (18, 25, 35, 45, 55, 65)
AGES = ("<18", *(f"{low}-{high - 1}" for low, high in pairwise(AGE_EDGES)), "65+")

Reader = Callable[[Any], Any]
"""Turns an answer, as `definition.values` describes it, into what its column stores."""


def edges_of(lowest: int | None, highest: int | None) -> tuple[Decimal, ...]:
    """Cut numbers into about five bands of round width, or by powers of ten without bounds."""
    if lowest is None or highest is None:
        return OPEN_EDGES
    width = _round_width(max(1, (highest - lowest) // BANDS))
    first = lowest - lowest % width + width
    edges = tuple(Decimal(edge) for edge in range(first, highest + 1, width))
    return edges or (Decimal(first),)


def _round_width(at_least: int) -> int:
    power = int("1" + "0" * (len(str(at_least)) - 1))
    return next(step * power for step in (*NICE, 10) if step * power >= at_least)


def bands_of(edges: tuple[Decimal, ...]) -> list[str]:
    """Name the bands between edges: "<10", "10-20" up to under the second, "20+"."""
    inner = (f"{low}-{high}" for low, high in pairwise(edges))
    return [f"<{edges[0]}", *inner, f"{edges[-1]}+"]


def reader_of(question: Asked) -> Reader:
    """Give the reader of answers to a question; what it does not know is no answer."""
    if question.kind in {QuestionKind.SINGLE, QuestionKind.MATRIX}:
        known = _known(question)
        return lambda value: value if value in known else None
    if question.kind in {QuestionKind.MULTIPLE, QuestionKind.RANKING}:
        known = _known(question)
        return lambda value: [one for one in value if one in known] or None
    return READERS.get(question.kind, bool)


def _known(question: Asked) -> set[str]:
    other = {OTHER} if question.has_other else set()
    return {choice.key for choice in question.choices} | other


def province_of(value: str) -> str | None:
    """Give the code of the province in which a region lies; None for what is no code."""
    return value[:2] if value[:2] in KNOWN_PROVINCES else None


def month_of(value: str) -> str | None:
    """Give the month of a day, or that it lies outside two centuries; None for what is no day."""
    if not is_day(value):
        return None
    year = int(value[:4])
    if FIRST_YEAR <= year < LAST_YEAR:
        return value[:7] if value[:7] in KNOWN_MONTHS else None
    return EARLIER if year < FIRST_YEAR else LATER


def number_of(value: int | str) -> Decimal:
    """Give a number to two decimals; what is astronomically large counts as the largest."""
    number = Decimal(value)
    bounded = max(min(number, Decimal(LARGEST_COUNTED)), Decimal(-LARGEST_COUNTED))
    return bounded.quantize(HUNDREDTH, ROUND_HALF_UP)


def age_band(years: int | str) -> str:
    """Give the band of an age in years."""
    return AGES[bisect_right(AGE_EDGES, number_of(years))]


def point_of(value: int) -> int:
    return value


READERS: Mapping[QuestionKind, Reader] = {
    QuestionKind.DAY: month_of,
    QuestionKind.REGION: province_of,
    QuestionKind.NUMBER: number_of,
    QuestionKind.SCALE: point_of,
}
"""How answers are read that need no choices; of words and consents only that they are there."""
