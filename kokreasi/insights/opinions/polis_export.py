"""Write votes and statements in the CSV layout of public Polis data sets, so that nobody is in it.

- A timestamp is that of the midnight (UTC) with which the day of the vote began, in seconds, and
  `datetime` says the same: the layout is kept, and the time of day is not told.
- Participants are numbered anew, at random, in each export: two exports cannot be laid side by
  side by their numbers. Rows stand in the order of statements and of these numbers, so that
  their order tells nothing of who came when.
- Authors of statements have numbers of their own, from 1,000,000,000 on, that fit no voter's:
  nobody can look up how the author of a text voted.
- Texts that a spreadsheet would take for formulas stand behind an apostrophe; `polis_csv` takes
  it away again.
"""

from __future__ import annotations

import csv
from array import array
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import chain, islice
from random import SystemRandom

from kokreasi.insights.opinions.polis_layout import (
    COMMENT_COLUMNS,
    DATETIME,
    FORMULA_STARTS,
    TIMESTAMP,
    VOTE_COLUMNS,
)

LONG_VOTE_COLUMNS = (TIMESTAMP, DATETIME, *VOTE_COLUMNS[1:])
LONG_COMMENT_COLUMNS = (TIMESTAMP, DATETIME, *COMMENT_COLUMNS[1:])
FIRST_AUTHOR = 1_000_000_000
LINES_AT_ONCE = 500
PLACE_SHIFT, DAY_SHIFT = 32, 2
REST, VALUE = (1 << PLACE_SHIFT) - 1, 3

Vote = tuple[Hashable, int, int, date]
"""Who, the number of the statement, 1, 0 or -1, and the day; who is not written."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement to be written; `moderated` is 1 accepted, 0 not looked at, -1 refused."""

    id: int
    written_on: date
    author: Hashable
    agrees: int
    disagrees: int
    moderated: int
    text: str


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def write_votes(votes: Iterable[Vote], *, with_datetime: bool = True) -> Iterator[str]:
    """Give the file in parts of some hundred lines, without `datetime` in the shorter layout.

    Each pair of a participant and a statement is expected once, in any order. The votes are held
    while the file is written, in 8 bytes each.
    """
    by_statement, voters = _gathered(votes)
    numbers = _random_numbers(voters)
    header = LONG_VOTE_COLUMNS if with_datetime else VOTE_COLUMNS
    moments = _Moments(with_datetime=with_datetime)
    lines = chain([",".join(header)], _vote_lines(by_statement, numbers, moments))
    while part := list(islice(lines, LINES_AT_ONCE)):
        yield "\r\n".join([*part, ""])


def write_comments(statements: Iterable[Statement]) -> Iterator[str]:
    """Give the file line by line, in the order of the statements' numbers."""
    ordered = sorted(statements, key=lambda each: each.id)
    authors = {author: place for place, author in enumerate({each.author for each in ordered})}
    numbers = _random_numbers(len(authors))
    writer = csv.writer(_Echo())
    yield writer.writerow(LONG_COMMENT_COLUMNS)
    for each in ordered:
        author = FIRST_AUTHOR + numbers[authors[each.author]]
        counts = (each.agrees, each.disagrees, each.moderated)
        yield writer.writerow(
            (*_moment(each.written_on), each.id, author, *counts, _defused(each.text))
        )


def _gathered(votes: Iterable[Vote]) -> tuple[dict[int, array[int]], int]:
    """Give the votes of each statement, packed into numbers, and how many participants there are.

    A number holds the participant's place, the day and the vote, in this order.
    """
    places: dict[Hashable, int] = {}
    by_statement: dict[int, array[int]] = defaultdict(lambda: array("Q"))
    for voter, statement, value, cast_on in votes:
        place = places.setdefault(voter, len(places))
        code = place << PLACE_SHIFT | cast_on.toordinal() << DAY_SHIFT | value + 1
        by_statement[statement].append(code)
    return by_statement, len(places)


def _vote_lines(
    by_statement: dict[int, array[int]], numbers: list[int], moments: _Moments
) -> Iterator[str]:
    for statement in sorted(by_statement):
        codes = by_statement.pop(statement)
        rows = [numbers[code >> PLACE_SHIFT] << PLACE_SHIFT | code & REST for code in codes]
        for row in sorted(rows):
            moment = moments[(row & REST) >> DAY_SHIFT]
            yield f"{moment},{statement},{row >> PLACE_SHIFT},{(row & VALUE) - 1}"


def _random_numbers(number: int) -> list[int]:
    """Give 0, 1, 2 and so on in an order that nobody can guess."""
    numbers = list(range(number))
    SystemRandom().shuffle(numbers)
    return numbers


def _moment(day: date) -> tuple[str, str]:
    """Give the midnight of a day as a timestamp and in the words that Polis uses."""
    midnight = datetime.combine(day, time(), UTC)
    words = midnight.strftime("%d %Y %H:%M:%S GMT+0000 (Coordinated Universal Time)")
    return str(int(midnight.timestamp())), f"{midnight.ctime()[:7]} {words}"


class _Moments(dict[int, str]):
    """The first cells of a line by the day's ordinal, each written once."""

    def __init__(self, *, with_datetime: bool) -> None:
        super().__init__()
        self.cells = 2 if with_datetime else 1

    def __missing__(self, ordinal: int) -> str:
        self[ordinal] = ",".join(_moment(date.fromordinal(ordinal))[: self.cells])
        return self[ordinal]


def _defused(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
