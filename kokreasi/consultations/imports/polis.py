"""Votes and statements of another service, as they were read in the limited process."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Self

from kokreasi.core.days import WIB
from kokreasi.reading.child import read as read_in_child
from kokreasi.reading.limits import MEGABYTE, Limits

LIMITS = Limits(
    output_bytes=64 * MEGABYTE, memory_bytes=2_048 * MEGABYTE, cpu_seconds=60, wall_seconds=120.0
)
"""A million votes take some seconds; the memory is mostly that which numpy sets aside."""
HIGHEST_NUMBER = 10**9
"""Of a statement; what people send afterwards is numbered on from there."""
PROGRAM = "kokreasi.consultations.imports.polis_reading"
"""Named and not imported: it loads numpy, which a web server does not hold in memory."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A statement of the file; `moderated` is 1 accepted, 0 not looked at, -1 refused."""

    number: int
    text: str
    moderated: int
    written_on: date


@dataclass(frozen=True, slots=True)
class Ballots:
    """What files hold: who voted on what and how, in the order of time, and the statements."""

    voters: list[int]
    numbers: list[int]
    values: list[int]
    moments: list[int]
    comments: tuple[Comment, ...] = ()
    repeated: int = 0
    problem_count: int = 0
    problems: list[Mapping[str, Any]] = field(default_factory=list)

    @classmethod
    def read(cls, votes: bytes, comments: bytes | None) -> Self:
        """Read both files in a process of their own. Raises `ReadingError`."""
        cast = read_in_child("votes", votes, "votes.csv", LIMITS, program=PROGRAM)
        said: dict[str, Any] = {"comments": [], "problems": [], "problem_count": 0}
        if comments is not None:
            said = read_in_child("comments", comments, "comments.csv", LIMITS, program=PROGRAM)
        return cls(
            cast["participants"],
            cast["statements"],
            cast["values"],
            cast["timestamps"],
            tuple(_comment(row) for row in said["comments"]),
            cast["repeated"],
            cast["problem_count"] + said["problem_count"],
            [
                {"file": name, **problem}
                for name, read in (("votes", cast), ("comments", said))
                for problem in read["problems"]
            ],
        )

    def last_votes(self) -> Iterator[tuple[int, int, int, date]]:
        """Give voter, number of the statement, value and day; of each pair the last one."""
        seen: set[tuple[int, int]] = set()
        rows = zip(
            reversed(self.voters),
            reversed(self.numbers),
            reversed(self.values),
            reversed(self.moments),
            strict=True,
        )
        for voter, number, value, moment in rows:
            if (voter, number) not in seen:
                seen.add((voter, number))
                yield voter, number, value, day_of(moment // 3600)


def _comment(row: Mapping[str, Any]) -> Comment:
    day = day_of(row["timestamp"] // 3600)
    return Comment(row["id"], " ".join(row["text"].split()), row["moderated"], day)


@lru_cache(100_000)
def day_of(hour: int) -> date:
    """Give the day in western Indonesia of an hour since 1970."""
    return datetime.fromtimestamp(hour * 3600, UTC).astimezone(WIB).date()


def source_of(name: str, voter: int) -> str:
    """Give what is kept of a voter of another service: the same for the same one, and no more."""
    return hashlib.sha256(f"{name}:{voter}".encode()).hexdigest()
