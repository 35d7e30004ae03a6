"""What is counted: a column for each question and each characteristic, never free text.

A matrix question, or one repeated for every commitment, is one column for each of its rows.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Any, Final

MOST_VALUES = 30_000
MOST_DECIMALS = 6
LARGEST = 10**18
"""In its smallest unit a number is nearer to 0 than this."""
FINEST = -100
"""A decimal that begins further behind the point is not even looked at."""


class NotAsked(Enum):
    """What a row says of a question that its branch of the questionnaire did not show."""

    NOT_ASKED = "not asked"


NOT_ASKED: Final = NotAsked.NOT_ASKED

Value = str | int | bool | date
"""An answer out of a list that is known beforehand."""
Answer = Value | Decimal | Collection[str] | NotAsked | None
"""What stands in a row; None where somebody was asked and did not answer."""
Row = Mapping[str, Answer]


class UnknownColumnError(ValueError):
    """A key that the layout does not have."""


class WrongValueError(ValueError):
    """A value that its column cannot hold."""


@dataclass(frozen=True)
class Choice:
    """One key out of a list; gender or channel as well as a question."""

    key: str
    options: tuple[str, ...]

    def __post_init__(self) -> None:
        _require_different(self.options)

    @property
    def values(self) -> Sequence[str]:
        return self.options


@dataclass(frozen=True)
class Flag:
    """Yes or no, such as "marked as suspicious"."""

    key: str

    @property
    def values(self) -> Sequence[bool]:
        return (False, True)


@dataclass(frozen=True)
class Scale:
    """A whole number from the lowest to the highest step, both included."""

    key: str
    lowest: int
    highest: int

    def __post_init__(self) -> None:
        _require_few(len(self.values))

    @property
    def values(self) -> Sequence[int]:
        return range(self.lowest, self.highest + 1)


@dataclass(frozen=True)
class Day:
    """A day from the first to the last, both included: 82 years at most."""

    key: str
    first: date
    last: date

    def __post_init__(self) -> None:
        _require_few((self.last - self.first).days + 1)

    @cached_property
    def values(self) -> Sequence[date]:
        days = (self.last - self.first).days + 1
        return tuple(self.first + timedelta(days=number) for number in range(days))


@dataclass(frozen=True)
class Choices:
    """Several different keys out of a list, in no order. None chosen means not answered."""

    key: str
    options: tuple[str, ...]

    def __post_init__(self) -> None:
        _require_different(self.options)


@dataclass(frozen=True)
class Ranking:
    """Different keys out of a list, the best first; perhaps not all. None means not answered."""

    key: str
    options: tuple[str, ...]

    def __post_init__(self) -> None:
        _require_different(self.options)


@dataclass(frozen=True)
class Number:
    """A whole or decimal number, kept exactly, of less than 18 digits in all.

    `edges` cut the numbers into bands: under the first, from the first to under the second, and
    so on, from the last on.
    """

    key: str
    decimals: int = 0
    edges: tuple[Decimal, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.decimals <= MOST_DECIMALS:
            raise ValueError(f"0 to {MOST_DECIMALS} decimals")
        units = [self.units(edge) for edge in self.edges]
        if None in units or list(self.edges) != sorted(set(self.edges)):
            raise ValueError("edges of bands are numbers of the column, each larger than the last")

    def units(self, value: int | Decimal) -> int | None:
        """Give a number in the smallest unit of the column; None where it is too large or fine."""
        most = LARGEST // 10**self.decimals
        if isinstance(value, int):
            return value * 10**self.decimals if abs(value) < most else None
        if not value.is_finite() or not -most < value < most:
            return None
        if value and value.adjusted() < FINEST:
            return None
        above, below = value.as_integer_ratio()
        units, rest = divmod(above * 10**self.decimals, below)
        return None if rest else units


Coded = Choice | Flag | Scale | Day
"""A column with one value out of a list: it may be counted, count others by it, and filter."""
Several = Choices | Ranking
Column = Coded | Several | Number
KINDS: Mapping[str, type[Column]] = {
    kind.__name__: kind for kind in (Choice, Flag, Scale, Day, Choices, Ranking, Number)
}


@dataclass(frozen=True)
class Layout:
    """The columns of a consultation, under different keys; their order is how they are stored."""

    columns: tuple[Column, ...]

    def __post_init__(self) -> None:
        _require_different([column.key for column in self.columns])

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(self._places)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {column.key: place for place, column in enumerate(self.columns)}

    def name(self, key: str) -> str:
        """Give the name under which a column is stored: its place, for a key may be anything."""
        if key not in self._places:
            raise UnknownColumnError(key)
        return f"c{self._places[key]}"

    def column(self, key: str) -> Column:
        if key not in self._places:
            raise UnknownColumnError(key)
        return self.columns[self._places[key]]

    def coded(self, key: str) -> Coded:
        """Give a column by which one may group and filter; raises `WrongValueError` for others."""
        column = self.column(key)
        if isinstance(column, Choices | Ranking | Number):
            raise WrongValueError(f"not one value out of a list: {key}")
        return column

    def as_json(self) -> str:
        """Write the layout in ASCII, as it stands in the file beside the columns."""
        described = [{"kind": type(column).__name__} | asdict(column) for column in self.columns]
        return json.dumps(described, default=str)

    @classmethod
    def from_json(cls, text: str) -> "Layout":
        return cls(tuple(_column(**described) for described in json.loads(text)))


def _column(*, kind: str, **described: Any) -> Column:
    known = KINDS[kind]
    read = {field.name: _read(field.name, described[field.name]) for field in fields(known)}
    return known(**read)


def _read(name: str, value: Any) -> Any:
    if name == "options":
        return tuple(value)
    if name == "edges":
        return tuple(map(Decimal, value))
    return date.fromisoformat(value) if name in {"first", "last"} else value


def _require_different(keys: Iterable[str]) -> None:
    counted = Counter(keys)
    twice = [key for key, number in counted.items() if number > 1]
    if twice:
        raise ValueError(f"twice in a list: {twice}")
    _require_few(len(counted))


def _require_few(number: int) -> None:
    if not 0 < number <= MOST_VALUES:
        raise ValueError(f"1 to {MOST_VALUES} values, not {number}")
