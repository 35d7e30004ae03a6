"""Rows of answers as columns of whole numbers, so that no key ever meets a database.

A value is stored as its place in the list of its column. Of a question with several keys there is
a column that says how many were given, and one for each key: 1, or its rank, or nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from kokreasi.insights.tabulation.layout import (
    LARGEST,
    NOT_ASKED,
    Answer,
    Choices,
    Coded,
    Column,
    Layout,
    Number,
    Ranking,
    Row,
    Several,
    UnknownColumnError,
    Value,
    WrongValueError,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

IN_TURNS = 50_000
WAS_NOT_ASKED, WITHOUT_ANSWER = -1, -2
NUMBER_NOT_ASKED, WITHOUT_NUMBER = -LARGEST, -LARGEST - 1
LONGEST_SHOWN = 80

Batch = dict[str, "NDArray[np.signedinteger[Any]]"]


@dataclass(frozen=True, slots=True)
class Stored:
    """A column as it is stored: NULL stands for what is `nothing` on the way."""

    name: str
    is_number: bool = False

    @property
    def sql_type(self) -> str:
        return "BIGINT" if self.is_number else "SMALLINT"

    @property
    def nothing(self) -> int:
        return WITHOUT_NUMBER if self.is_number else WITHOUT_ANSWER


def stored(layout: Layout) -> list[Stored]:
    """Give the columns of the table that holds the answers, in their order."""
    return [one for column in layout.columns for one in _stored(column, layout.name(column.key))]


def _stored(column: Column, name: str) -> Iterator[Stored]:
    yield Stored(name, is_number=isinstance(column, Number))
    if isinstance(column, Choices | Ranking):
        yield from (Stored(option_name(name, place)) for place in range(len(column.options)))


def option_name(name: str, place: int) -> str:
    """Give the name under which one key of several is stored."""
    return f"{name}_{place}"


def codes(column: Coded) -> dict[Value, int]:
    """Give every value of a column its number."""
    values: Sequence[Value] = column.values
    return {value: place for place, value in enumerate(values)}


def batches(layout: Layout, rows: Iterable[Row], *, size: int = IN_TURNS) -> Iterator[Batch]:
    """Give the rows as arrays, some thousand at a time.

    Raises `UnknownColumnError` and `WrongValueError` with the number of the row, from 0.
    """
    encoders = [(column, layout.name(column.key), _known(column)) for column in layout.columns]
    waiting = iter(rows)
    first = 0
    while batch := list(islice(waiting, size)):
        _require_known(layout.keys, batch, first)
        whole: Batch = {}
        for column, name, known in encoders:
            given = [row.get(column.key) for row in batch]
            try:
                whole |= _encoded(column, name, known, given)
            except _AtPlaceError as wrong:
                raise WrongValueError(f"row {first + wrong.place}: {wrong}") from None
        yield whole
        first += len(batch)


class _AtPlaceError(Exception):
    """A wrong value, and where in the batch it is."""

    def __init__(self, place: int, column: Column, value: object) -> None:
        super().__init__(f"{column.key[:LONGEST_SHOWN]!r} cannot be {repr(value)[:LONGEST_SHOWN]}")
        self.place = place


def _require_known(keys: frozenset[str], batch: Sequence[Row], first: int) -> None:
    for place, row in enumerate(batch, first):
        if not row.keys() <= keys:
            (unknown, *_others) = sorted(row.keys() - keys)
            raise UnknownColumnError(f"row {place}: no column {unknown[:LONGEST_SHOWN]!r}")


def _known(column: Column) -> dict[Any, int]:
    if isinstance(column, Number):
        return {}
    if isinstance(column, Choices | Ranking):
        return {option: place for place, option in enumerate(column.options)}
    return {**codes(column), None: WITHOUT_ANSWER, NOT_ASKED: WAS_NOT_ASKED}


def _encoded(column: Column, name: str, known: Mapping[Any, int], given: Sequence[Answer]) -> Batch:
    import numpy as np  # noqa: PLC0415 - 20 MB, and only tasks write the columns

    if isinstance(column, Choices | Ranking):
        return _several(column, name, known, given)
    if isinstance(column, Number):
        units = [_units(column, place, value) for place, value in enumerate(given)]
        return {name: np.array(units, np.int64)}
    try:
        return {name: np.array([known[value] for value in given], np.int16)}
    except (KeyError, TypeError):
        raise _first_wrong(column, known, given) from None


def _first_wrong(column: Column, known: Mapping[Any, int], given: Sequence[Answer]) -> Exception:
    place = next(place for place, value in enumerate(given) if not _is_in(known, value))
    return _AtPlaceError(place, column, given[place])


def _is_in(known: Mapping[Any, int], value: Any) -> bool:
    try:
        return value in known
    except TypeError:  # what cannot be a key is in no list
        return False


def _units(column: Number, place: int, value: Answer) -> int:
    """Give a number in its smallest unit, exactly; refuse what is too large or too fine."""
    if value is None:
        return WITHOUT_NUMBER
    if value is NOT_ASKED:
        return NUMBER_NOT_ASKED
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise _AtPlaceError(place, column, value)
    units = column.units(value)
    if units is None:
        raise _AtPlaceError(place, column, value if isinstance(value, Decimal) else "so large")
    return units


def _several(
    column: Several, name: str, known: Mapping[str, int], given: Sequence[Answer]
) -> Batch:
    """Give how many keys each row has, and the mark of every key: 1, or its rank."""
    import numpy as np  # noqa: PLC0415 - 20 MB, and only tasks write the columns

    chosen = [_places(column, known, place, value) for place, value in enumerate(given)]
    lengths = np.array([len(places) for places in chosen], np.int64)
    sizes = np.where(lengths, lengths, WITHOUT_ANSWER).astype(np.int16)
    sizes[[place for place, value in enumerate(given) if value is NOT_ASKED]] = WAS_NOT_ASKED

    rows = np.repeat(np.arange(len(given)), lengths)
    options = np.fromiter(chain.from_iterable(chosen), np.int64, len(rows))
    ranks = np.arange(len(rows)) - np.repeat(np.cumsum(lengths) - lengths, lengths) + 1
    marks = np.full((len(column.options), len(given)), WITHOUT_ANSWER, np.int16)
    marks[options, rows] = ranks if isinstance(column, Ranking) else 1
    return {name: sizes} | {option_name(name, n): row for n, row in enumerate(marks)}


def _places(column: Several, known: Mapping[str, int], place: int, value: Answer) -> list[int]:
    """Give the places of the keys in an answer; none where nothing was answered."""
    if value is None or value is NOT_ASKED:
        return []
    kinds = (list, tuple) if isinstance(column, Ranking) else (list, tuple, set, frozenset)
    try:
        places = [known[key] for key in value] if isinstance(value, kinds) else None
    except (KeyError, TypeError):
        places = None
    if places is None or len(set(places)) != len(places):
        raise _AtPlaceError(place, column, value)
    return places
