"""Answers as rows of open data: nothing that leads to a person, in an order that says nothing.

Left out are words, who somebody is, channel, day, language, version and number. Days of answers are
told by year, numbers by band, regions by province. Lines are sorted by what stands in them.
"""

import csv
import io
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from kokreasi.consultations.choices import QuestionKind
from kokreasi.consultations.definition.keys import answer_key
from kokreasi.consultations.results.places import (
    Place,
    is_closed,
    is_counted_by_points,
    number_column,
    options_of,
)
from kokreasi.consultations.results.values import bands_of
from kokreasi.core.tabular import defused
from kokreasi.insights import tabulation as tab

NOT_ASKED = "not_asked"
MOST_BYTES = 19_000_000
"""A file of this size is still kept; see FILE_UPLOAD_MAX_BYTES."""

Writer = Callable[[Any], str]


class OpenRows:
    """Collects lines while rows go by on their way to the columns that are counted."""

    def __init__(self, places: Sequence[Place]) -> None:
        told = [place for place in places if is_closed(place)]
        self._cells = [cell for place in told for cell in _cells(place)]
        self._lines: list[str] = []
        self._size = 0

    @property
    def header(self) -> list[str]:
        return [name for name, _column, _write in self._cells]

    @property
    def is_too_large(self) -> bool:
        return self._size > MOST_BYTES

    def passing(self, rows: Iterable[tab.Row]) -> Iterator[tab.Row]:
        """Let rows pass, and keep a line of each."""
        for row in rows:
            if not self.is_too_large:
                line = _line(_written(write, row[column]) for _name, column, write in self._cells)
                self._lines.append(line)
                self._size += len(line)
            yield row

    def as_csv(self) -> bytes:
        """Give the file, in an order that tells nothing of who answered when."""
        return "".join([_line(self.header), *sorted(self._lines)]).encode()


def _line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(list(cells))
    return written.getvalue()


def _written(write: Writer, value: Any) -> str:
    if value is tab.NOT_ASKED:
        return NOT_ASKED
    return "" if value is None else write(value)


def _cells(place: Place) -> Iterator[tuple[str, str, Writer]]:
    """Give the columns of a question: name, column that is counted, and how a value is written."""
    kind, question = place.question.kind, place.question
    for column, key in place.parts():
        if kind in {QuestionKind.MULTIPLE, QuestionKind.RANKING}:
            write = _rank if kind == QuestionKind.RANKING else _mark
            for option in options_of(question):
                yield _named(place, option.key), column, _of(write, option.key)
        elif kind == QuestionKind.DAY:
            yield key, column, _year
        elif kind == QuestionKind.NUMBER or not _is_listed(place):
            edges = number_column(question, column).edges
            yield key, column, _band(edges)
        else:
            yield key, column, lambda value: defused(str(value))


def _named(place: Place, option: str) -> str:
    return answer_key(place.question.key, place.item_key, of=option)


def _is_listed(place: Place) -> bool:
    return place.question.kind != QuestionKind.SCALE or is_counted_by_points(place.question)


def _of(write: Callable[[Any, str], str], option: str) -> Writer:
    return lambda value: write(value, option)


def _mark(value: Sequence[str], option: str) -> str:
    return "1" if option in value else "0"


def _rank(value: Sequence[str], option: str) -> str:
    return str(list(value).index(option) + 1) if option in value else ""


def _year(value: str) -> str:
    return value.split("-", maxsplit=1)[0]


def _band(edges: Sequence[Decimal]) -> Writer:
    names = bands_of(tuple(edges))
    return lambda value: names[bisect_right(edges, value)]
