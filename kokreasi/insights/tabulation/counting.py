"""Count answers: each question alone, and by one or several characteristics, in few scans."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from kokreasi.insights.tabulation import decoding, statements
from kokreasi.insights.tabulation.engines import Answers
from kokreasi.insights.tabulation.layout import Choices, Number, Ranking
from kokreasi.insights.tabulation.statements import Where
from kokreasi.insights.tabulation.tallies import AnyTally, Completion, Group

SETS_AT_ONCE = 24
SUMS_AT_ONCE = 500

Table = dict[Group, AnyTally]


def count(
    answers: Answers,
    keys: Collection[str] | None = None,
    *,
    by: Sequence[str] = (),
    where: Where | None = None,
) -> dict[str, Table]:
    """Count the questions of these keys, or all; each in every group of the characteristics `by`.

    Without `by` there is one group, `()`: everybody. Only groups that somebody is in are there.
    `where` says whose answers are counted: `{"channel": {"web"}, "suspicious": {False, None}}`.
    Columns of one value take one scan for two dozen of them, those of several and numbers another
    one, and the quartiles of each number one more. Raises `UnknownColumnError`, and
    `WrongValueError` where one groups or filters by a column of several values or a number, or by
    a value that is not in its list.
    """
    layout = answers.layout
    asked = _all(answers) if keys is None else list(dict.fromkeys(keys))
    summed = [key for key in asked if isinstance(layout.column(key), Choices | Ranking | Number)]
    coded = [key for key in asked if key not in set(summed)]
    scans = _Scans(answers, by, where or {})
    tables = scans.of_values(coded) | scans.of_sums(summed)
    for key in summed:
        column = layout.column(key)
        if isinstance(column, Number):
            tables[key] = scans.with_quartiles(column, tables[key])
    return {key: tables[key] for key in asked}


def completion(
    answers: Answers,
    keys: Collection[str] | None = None,
    *,
    by: Sequence[str] = (),
    where: Where | None = None,
) -> dict[Group, Completion]:
    """Tell how many began and finished the questions of these keys, or all; else as `count`."""
    layout = answers.layout
    asked = _all(answers) if keys is None else list(keys)
    columns = [(layout.column(key), layout.name(key)) for key in asked]
    rows = _Scans(answers, by, where or {}).sums(statements.sums_of_completion(columns))
    return {group: Completion(*numbers) for group, numbers in rows}


def _all(answers: Answers) -> list[str]:
    return [column.key for column in answers.layout.columns]


class _Scans:
    """Some rows of the answers in some groups, and what may be asked of them."""

    def __init__(self, answers: Answers, by: Sequence[str], where: Where) -> None:
        self._layout = answers.layout
        self._engine = answers.engine
        self._by = [self._layout.name(key) for key in by]
        self._groups = [decoding.by_code(self._layout.coded(key)) for key in by]
        self._from = (self._engine.source, statements.chosen(self._layout, where), self._by)

    def of_values(self, keys: Sequence[str]) -> dict[str, Table]:
        counted: dict[str, dict[Group, decoding.Cells]] = {key: {} for key in keys}
        for start in range(0, len(keys), SETS_AT_ONCE):
            turn = keys[start : start + SETS_AT_ONCE]
            names = [self._layout.name(key) for key in turn]
            for place, *group, code, number in self._ask(statements.of_values(*self._from, names)):
                counted[turn[place]].setdefault(self._group(group), {})[code] = int(number)
        return {key: self._tallies(key, counted[key]) for key in keys}

    def _tallies(self, key: str, counted: Mapping[Group, decoding.Cells]) -> Table:
        column = self._layout.coded(key)
        if not self._by:
            return {(): decoding.tally(column, counted.get((), {}))}
        return {group: decoding.tally(column, cells) for group, cells in counted.items()}

    def of_sums(self, keys: Sequence[str]) -> dict[str, Table]:
        columns = {key: self._layout.column(key) for key in keys}
        sums = {key: statements.sums_of(columns[key], self._layout.name(key)) for key in keys}
        tables: dict[str, Table] = {key: {} for key in keys}
        for turn in _turns({key: len(sums[key]) for key in keys}):
            every = ["COUNT(*)", *(one for key in turn for one in sums[key])]
            for group, (received, *numbers) in self.sums(every):
                left = iter(numbers)
                for key in turn:
                    own = [received, *islice(left, len(sums[key]))]
                    tables[key][group] = decoding.summed(columns[key], own)
        return tables

    def with_quartiles(self, column: Number, table: Table) -> Table:
        placed: dict[Group, list[decoding.Placed]] = defaultdict(list)
        for row in self._ask(statements.of_number(*self._from, self._layout.name(column.key))):
            group, (value, number, upto) = self._group(row[:-3]), map(int, row[-3:])
            placed[group].append((value, number, upto))
        return {
            group: decoding.with_quartiles(column, tally, placed[group])
            for group, tally in table.items()
        }

    def sums(self, sums: Sequence[str]) -> Iterator[tuple[Group, list[int]]]:
        """Give the sums in every group; a sum of nothing is 0."""
        width = len(self._by)
        for row in self._ask(statements.of_sums(*self._from, sums)):
            yield self._group(row[:width]), [int(number or 0) for number in row[width:]]

    def _group(self, raw: Sequence[int | None]) -> Group:
        return tuple(values[code] for values, code in zip(self._groups, raw, strict=True))

    def _ask(self, sql: str) -> list[tuple[Any, ...]]:
        return sorted(self._engine.rows(sql), key=_order)


def _order(row: Sequence[Any]) -> list[tuple[bool, Any]]:
    """Order rows by their numbers, so that they are the same from every engine; NULL comes last."""
    return [(value is None, value or 0) for value in row]


def _turns(widths: Mapping[str, int]) -> Iterator[list[str]]:
    """Give keys together as long as their sums do not become too many for one statement."""
    turn: list[str] = []
    for key, width in widths.items():
        if turn and sum(widths[one] for one in turn) + width > SUMS_AT_ONCE:
            yield turn
            turn = []
        turn.append(key)
    if turn:
        yield turn
