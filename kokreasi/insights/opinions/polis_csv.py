"""Read votes and statements in the CSV layout of public Polis data sets.

Votes: `timestamp,datetime,comment-id,voter-id,vote`, or the same without `datetime`. Statements:
`timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body`. Columns may
stand in any order, among others, after a byte order mark, and be parted by semicolons or tabs, as
spreadsheets write them. A vote is 1 for agree, -1 for disagree, 0 for pass; `moderated` is 1 for
accepted, 0 for not looked at, -1 for refused; a timestamp is in seconds, or in milliseconds.

For tasks and commands: this module imports numpy, which a web server does not hold in memory.
Whatever a file holds, what is wrong with it comes back as codes with the number of the line.
"""

from __future__ import annotations

import csv
from array import array
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from operator import itemgetter
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from kokreasi.insights.opinions.polis_layout import (
    AGREES,
    AUTHOR,
    BODY,
    COMMENT,
    COMMENT_COLUMNS,
    DISAGREES,
    FORMULA_STARTS,
    MODERATED,
    TIMESTAMP,
    VALUES,
    VOTE,
    VOTE_COLUMNS,
    VOTER,
)

SEPARATORS = ",;\t"
DIGITS = 15
"""Of the longest number: more than any id or moment needs, and safe in any database."""
MILLISECONDS = 10**11
"""From here on a timestamp is in milliseconds: as seconds it would lie after the year 5000."""
LATEST = 253_402_300_799 - 24 * 60 * 60
"""A second of the year 9999 wherever on earth one reads the clock."""
LONGEST_LINE = 100_000
LONGEST_TEXT = 10_000
MOST_PROBLEMS = 100
REMEMBERED = 50_000


class Code(StrEnum):
    """What can be wrong with a file or one of its lines."""

    EMPTY_FILE = "empty_file"
    NOT_UTF8 = "not_utf8"
    LINE_TOO_LONG = "line_too_long"
    BROKEN = "broken"
    MISSING_COLUMN = "missing_column"
    DOUBLE_COLUMN = "double_column"

    TOO_FEW_CELLS = "too_few_cells"
    NOT_A_NUMBER = "not_a_number"
    NUMBER_TOO_LARGE = "number_too_large"
    UNKNOWN_VOTE = "unknown_vote"
    UNKNOWN_STATE = "unknown_state"
    TEXT_TOO_LONG = "text_too_long"
    NO_TEXT = "no_text"
    CONTROL_CHARACTER = "control_character"
    DOUBLE_STATEMENT = "double_statement"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in which line of the file, and in which column if in one.

    Lines are counted from 1; of a row over several lines it is the last.
    """

    line: int
    code: Code
    column: str = ""


@dataclass(slots=True)
class VotesRead:
    """Votes as columns in the order in which they were cast; the last of a pair counts.

    A line with a problem is not among them. `problems` holds the first hundred, `problem_count`
    says how many there are. `repeated` counts votes that a later one of the same pair replaces.
    """

    participants: array[int] = field(default_factory=lambda: array("q"))
    statements: array[int] = field(default_factory=lambda: array("q"))
    values: array[int] = field(default_factory=lambda: array("b"))
    timestamps: array[int] = field(default_factory=lambda: array("q"))
    repeated: int = 0
    problems: list[Problem] = field(default_factory=list)
    problem_count: int = 0


@dataclass(frozen=True, slots=True)
class Comment:
    """One statement of a file; the counts are those that the file states."""

    timestamp: int
    id: int
    author: int
    agrees: int
    disagrees: int
    moderated: int
    text: str


@dataclass(slots=True)
class CommentsRead:
    """The statements of a file, and what is wrong with it, as in `VotesRead`."""

    comments: list[Comment] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    problem_count: int = 0


class _RefusedError(Exception):
    """A line, or all that follows, that cannot be read."""

    def __init__(self, code: Code, column: str = "") -> None:
        super().__init__(code)
        self.code, self.column = code, column


class _FileRefusedError(_RefusedError):
    """Nothing after this can be read."""


def read_votes(file: BinaryIO) -> VotesRead:
    """Read votes; what is wrong is in the result, not raised."""
    read = VotesRead()
    rows = _Rows(file, VOTE_COLUMNS)
    moments = _Remembered(_moment)
    statements = _Remembered(lambda text: _number(text, COMMENT))
    participants = _Remembered(lambda text: _number(text, VOTER))
    values = _Remembered(lambda text: _value(text, Code.UNKNOWN_VOTE, VOTE))
    for timestamp, comment, voter, vote in rows.each(read):
        try:
            value, moment = values[vote], moments[timestamp]
            statement, participant = statements[comment], participants[voter]
        except _RefusedError as error:
            rows.tell(read, error)
            continue
        read.timestamps.append(moment)
        read.statements.append(statement)
        read.participants.append(participant)
        read.values.append(value)
    _put_in_order(read)
    read.repeated = _repeated(read)
    return read


def read_comments(file: BinaryIO) -> CommentsRead:
    """Read statements; what is wrong is in the result, not raised."""
    read = CommentsRead()
    rows = _Rows(file, COMMENT_COLUMNS)
    seen: set[int] = set()
    for row in rows.each(read):
        try:
            comment = _comment(row, seen)
        except _RefusedError as error:
            rows.tell(read, error)
            continue
        seen.add(comment.id)
        read.comments.append(comment)
    return read


def _comment(row: Sequence[str], seen: Collection[int]) -> Comment:
    timestamp, key, author, agrees, disagrees, moderated, body = row
    number = _number(key, COMMENT)
    if number in seen:
        raise _RefusedError(Code.DOUBLE_STATEMENT, COMMENT)
    return Comment(
        _moment(timestamp),
        number,
        _number(author, AUTHOR),
        _number(agrees, AGREES),
        _number(disagrees, DISAGREES),
        _value(moderated, Code.UNKNOWN_STATE, MODERATED),
        _text(body),
    )


def _value(text: str, otherwise: Code, column: str) -> int:
    """Read one of 1, 0 and -1."""
    value = VALUES.get(text.strip())
    if value is None:
        raise _RefusedError(otherwise, column)
    return value


class _Remembered(dict[str, int]):
    """Cells by what they were read as: the same ones come again and again, a million times."""

    def __init__(self, read: Callable[[str], int]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, text: str) -> int:
        value = self.read(text)
        if len(self) < REMEMBERED:
            self[text] = value
        return value


def _number(text: str, column: str) -> int:
    """Read a whole number of 0 or more, in plain digits."""
    text = text.strip()
    if not (text.isascii() and text.isdecimal()):
        raise _RefusedError(Code.NOT_A_NUMBER, column)
    if len(text) > DIGITS:
        raise _RefusedError(Code.NUMBER_TOO_LARGE, column)
    return int(text)


def _moment(text: str) -> int:
    """Read a timestamp, and give its seconds."""
    number = _number(text, TIMESTAMP)
    seconds = number // 1000 if number >= MILLISECONDS else number
    if seconds > LATEST:
        raise _RefusedError(Code.NUMBER_TOO_LARGE, TIMESTAMP)
    return seconds


def _text(body: str) -> str:
    """Read a statement's words, without the apostrophe that kept them from being a formula."""
    if body.startswith("'") and body[1:].startswith(FORMULA_STARTS):
        body = body[1:]
    if not body.strip():
        raise _RefusedError(Code.NO_TEXT, BODY)
    if len(body) > LONGEST_TEXT:
        raise _RefusedError(Code.TEXT_TOO_LONG, BODY)
    if any(character < " " and character not in "\t\r\n" for character in body):
        raise _RefusedError(Code.CONTROL_CHARACTER, BODY)
    return body


def _put_in_order(read: VotesRead) -> None:
    """Put votes into the order of their moments; those of one moment stay as in the file."""
    order = np.argsort(_whole(read.timestamps), kind="stable")
    for name in ("participants", "statements", "values", "timestamps"):
        column = getattr(read, name)
        cells = np.frombuffer(column, column.typecode)[order]
        setattr(read, name, array(column.typecode, cells.tobytes()))


def _repeated(read: VotesRead) -> int:
    order = np.lexsort((_whole(read.statements), _whole(read.participants)))
    pairs = np.stack([_whole(read.statements)[order], _whole(read.participants)[order]])
    return int((pairs[:, 1:] == pairs[:, :-1]).all(axis=0).sum())


def _whole(column: array[int]) -> NDArray[np.int64]:
    return np.frombuffer(column, np.int64)


class _Rows:
    """The rows of a file below its header, each as the cells of the columns that are wanted."""

    def __init__(self, file: BinaryIO, columns: Sequence[str]) -> None:
        self.lines = map(_decoded, file)
        self.columns = columns
        self.reader = csv.reader(self.lines)
        self.first = 0

    def each(self, read: VotesRead | CommentsRead) -> Iterator[Sequence[str]]:
        """Give row by row; what keeps a row, or all the rest, from being given is told."""
        try:
            yield from self._each(read)
        except csv.Error:
            self.tell(read, _RefusedError(Code.BROKEN))
        except _FileRefusedError as error:
            self.first += 1
            self.tell(read, error)

    def tell(self, read: VotesRead | CommentsRead, error: _RefusedError) -> None:
        read.problem_count += 1
        if len(read.problems) < MOST_PROBLEMS:
            line = self.first + self.reader.line_num
            read.problems.append(Problem(line, error.code, error.column))

    def _each(self, read: VotesRead | CommentsRead) -> Iterator[Sequence[str]]:
        header = next(self.lines, "").removeprefix("\N{BOM}")
        if not header.strip():
            raise _FileRefusedError(Code.EMPTY_FILE)
        separator = max(SEPARATORS, key=header.count)
        places = self._places(next(csv.reader([header], delimiter=separator)))
        self.first, self.reader = 1, csv.reader(self.lines, delimiter=separator)
        wanted, width = itemgetter(*places), max(places) + 1
        for row in self.reader:
            if len(row) >= width:
                yield wanted(row)
            elif any(row):
                self.tell(read, _RefusedError(Code.TOO_FEW_CELLS))

    def _places(self, header: Sequence[str]) -> list[int]:
        """Give where the wanted columns stand."""
        names = [name.strip().lower() for name in header]
        for column in self.columns:
            if column not in names:
                raise _FileRefusedError(Code.MISSING_COLUMN, column)
            if names.count(column) > 1:
                raise _FileRefusedError(Code.DOUBLE_COLUMN, column)
        return [names.index(column) for column in self.columns]


def _decoded(line: bytes) -> str:
    if len(line) > LONGEST_LINE:
        raise _FileRefusedError(Code.LINE_TOO_LONG)
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        raise _FileRefusedError(Code.NOT_UTF8) from error
