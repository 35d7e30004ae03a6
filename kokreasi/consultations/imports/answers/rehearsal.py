"""What an import would do, row by row and in sums; nothing is written, nothing is asked again."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from kokreasi.consultations.choices import Channel, QuestionKind
from kokreasi.consultations.definition.judging import Judged, judge
from kokreasi.consultations.definition.keys import MAY_QUOTE, OTHER, answer_key, split_key
from kokreasi.consultations.definition.naming import key_for
from kokreasi.consultations.definition.values import Fault
from kokreasi.consultations.definition.wording import Asked, Choice, Definition
from kokreasi.consultations.imports.answers.converting import ColumnReader, Value
from kokreasi.consultations.imports.answers.days import DayOrder, Stamp, stamp_of
from kokreasi.consultations.imports.answers.folding import folded
from kokreasi.consultations.imports.answers.mapping import CHANNEL, DAY, NEW, Column, Mapping
from kokreasi.consultations.imports.answers.sources import Sign, sources
from kokreasi.core.bilingual import Bilingual
from kokreasi.reading.answers import AnswerTable

Progress = Callable[[int, int], None]
STEP = 500
"""Rows after which progress is told."""
CHANNELS = Asked(
    key=CHANNEL,
    kind=QuestionKind.SINGLE,
    wording=Bilingual(),
    choices=tuple(Choice(one.value, Bilingual.of(one.label)) for one in Channel),
)


def no_progress(_done: int, _all: int) -> None:
    """Tell nobody."""


@dataclass(slots=True)
class Row:
    """A line of the file as an answer; `source` is by what it is known again."""

    line: int
    source: str
    stamp: Stamp | None
    channel: Channel
    judged: Judged


@dataclass(slots=True)
class Seen:
    """What stands in one column: cells that say something, empty ones, and what is not known.

    What a cell says goes under `key` into the answers of its row, own words under `other_key`.
    """

    place: int
    header: str
    column: Column
    question: Asked | None = None
    key: str = ""
    other_key: str = ""
    filled: int = 0
    empty: int = 0
    unknown: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Rehearsal:
    """What would be written (`rows`), what is here already (`known`), what stands in the way."""

    definition: Definition
    mapping: Mapping
    columns: list[Seen]
    rows: list[Row] = field(default_factory=list)
    known: int = 0
    outside: int = 0
    without_day: list[int] = field(default_factory=list)
    faults: Counter[tuple[str, Fault]] = field(default_factory=Counter)
    faulty_lines: list[int] = field(default_factory=list)

    @property
    def unknown(self) -> list[Seen]:
        return [seen for seen in self.columns if seen.unknown]

    def totals(self) -> Iterator[tuple[Asked, Counter[str]]]:
        """Count the choices of every question, over the rows that would be written."""
        counted = _counted(self.definition, self.rows)
        for question in self.definition.questions():
            if question.key in counted:
                yield question, counted[question.key]

    def days(self) -> tuple[date, date] | None:
        days = [row.stamp.day for row in self.rows if row.stamp]
        return (min(days), max(days)) if days else None


def _counted(definition: Definition, rows: Iterable[Row]) -> dict[str, Counter[str]]:
    """Count each choice that was made, of whichever commitment or row of a matrix, by question."""
    asked = {one.key: one for one in definition.questions() if _has_choices(one)}
    about = {str(one.characteristic): key for key, one in asked.items() if one.characteristic}
    named: dict[str, str] = {}
    counted: dict[str, Counter[str]] = {}
    for row in rows:
        background = {about.get(key, ""): value for key, value in row.judged.background.items()}
        for key, value in (*row.judged.answers.items(), *background.items()):
            if key not in named:
                name, of, _item = split_key(key)
                named[key] = name if of not in (OTHER, MAY_QUOTE) else ""
            if named[key] in asked:
                made = value if isinstance(value, list) else [value]
                counted.setdefault(named[key], Counter()).update(map(str, made))
    return counted


def _has_choices(question: Asked) -> bool:
    return bool(question.choices) or question.kind == QuestionKind.SCALE


def with_new_choices(definition: Definition, mapping: Mapping) -> Definition:
    """Add the choices that were decided to be new, under keys made of their words."""
    wanted: dict[str, list[str]] = {}
    for target, decisions in mapping.values.items():
        words = [value for value, decision in decisions.items() if decision == NEW]
        if words:
            wanted.setdefault(split_key(target)[0], []).extend(words)
    if not wanted:
        return definition
    screens = (
        replace(
            screen,
            questions=tuple(_extended(one, wanted.get(one.key, ())) for one in screen.questions),
        )
        for screen in definition.screens
    )
    return replace(definition, screens=tuple(screens))


def _extended(question: Asked, words: Sequence[str]) -> Asked:
    choices = list(question.choices)
    for text in words:
        taken = {choice.key for choice in choices}
        choices.append(Choice(key_for(text, taken, otherwise="pilihan"), Bilingual(id=text)))
    return replace(question, choices=tuple(choices))


class Rehearsing:
    """Turns a table into answers, with the decisions made so far."""

    def __init__(
        self,
        table: AnswerTable,
        definition: Definition,
        mapping: Mapping,
        *,
        period: tuple[date, date],
        sign: Sign,
        known: Set[str],
        regions: ReadOnly[str, str],
    ) -> None:
        self.table = table
        self.mapping = mapping
        self.definition = with_new_choices(definition, mapping)
        self.period = period
        self.known = known
        self.regions = regions
        self.day = mapping.column_of(DAY)
        self.sources = sources(
            table.headers, table.rows, day=self.day, order=mapping.day_order, sign=sign
        )
        self.all_on = stamp_of(mapping.all_on, None)
        columns = zip(table.headers, mapping.columns, strict=True)
        self.seen = [self._seen(at, header, column) for at, (header, column) in enumerate(columns)]
        self.readers = {seen.place: self._reader(seen) for seen in self.seen if seen.question}

    def _seen(self, place: int, header: str, column: Column) -> Seen:
        name, of, item = split_key(column.target)
        key = answer_key(name, item) if of == OTHER else column.target
        other_key = answer_key(name, item, of=OTHER)
        return Seen(place, header, column, self._question(column.target), key, other_key)

    def _question(self, target: str) -> Asked | None:
        return CHANNELS if target == CHANNEL else self.definition.question(split_key(target)[0])

    def _reader(self, seen: Seen) -> ColumnReader:
        assert seen.question is not None  # noqa: S101 - whoever calls has asked
        decisions = self.mapping.values.get(seen.column.target, {})
        own = {value: meaning for value, meaning in decisions.items() if meaning != NEW}
        order = self.mapping.day_order
        return ColumnReader(
            seen.question,
            mark=seen.column.mark,
            decisions=own,
            order=order,
            regions=self.regions,
        )

    def run(self, progress: Progress = no_progress) -> Rehearsal:
        """Read every row. `progress` is told how many are read, of how many."""
        found = Rehearsal(self.definition, self.mapping, self.seen)
        lines = zip(self.table.lines, self.table.rows, self.sources, strict=True)
        for done, (line, cells, source) in enumerate(lines, start=1):
            self._sort_in(found, self._row(line, cells, source))
            if done % STEP == 0:
                progress(done, len(self.table.rows))
        return found

    def _sort_in(self, found: Rehearsal, row: Row) -> None:
        """Put a row where it belongs: here already, faulty, without a day, or new."""
        if row.source in self.known:
            found.known += 1
            return
        if row.judged.faults:
            found.faulty_lines.append(row.line)
            found.faults.update(row.judged.faults.items())
        elif row.stamp is None:
            found.without_day.append(row.line)
        else:
            first, last = self.period
            found.outside += not first <= row.stamp.day <= last
            found.rows.append(row)

    def _row(self, line: int, cells: Sequence[str], source: str) -> Row:
        answers: dict[str, Any] = {}
        channel = Channel.FORM
        for seen in self.seen:
            value = self._value(seen, cells[seen.place], is_counted=source not in self.known)
            if value is None:
                continue
            if seen.column.target == CHANNEL:
                channel = Channel(value.value or Channel.FORM)
            else:
                _add(answers, seen, value)
        judged = judge(self.definition, answers)
        return Row(line, source, self._stamp(cells), channel, judged)

    def _value(self, seen: Seen, cell: str, *, is_counted: bool) -> Value | None:
        """Read one cell, and count what it holds; None for a column that is left out."""
        if is_counted:
            seen.filled += bool(cell)
            seen.empty += not cell
        reader = self.readers.get(seen.place)
        if reader is None:
            return None
        if seen.column.target == seen.other_key:
            return Value(other=cell)
        value = reader.read(cell)
        if is_counted:
            seen.unknown.update(value.unknown)
        return value

    def _stamp(self, cells: Sequence[str]) -> Stamp | None:
        read = stamp_of(cells[self.day], self.mapping.day_order) if self.day is not None else None
        return read or self.all_on


def _add(answers: dict[str, Any], seen: Seen, value: Value) -> None:
    """Put what a cell says among the answers of its row; own words bring “other” along."""
    if value.value is not None:
        answers[seen.key] = value.value
    if not value.other:
        return
    answers[seen.other_key] = value.other
    if seen.question and seen.question.kind == QuestionKind.MULTIPLE:
        answers[seen.key] = [*(one for one in answers.get(seen.key, ()) if one != OTHER), OTHER]
    else:
        answers.setdefault(seen.key, OTHER)


def undecided(seen: Seen) -> list[tuple[str, str, int]]:
    """List what nobody understands in a column: folded, as written, how often; most first."""
    counted: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for text, number in seen.unknown.items():
        counted[folded(text)] += number
        shown.setdefault(folded(text), text)
    return [(value, shown[value], number) for value, number in counted.most_common()]


def asks_order(mapping: Mapping) -> bool:
    """Tell whether one has to say if the day or the month stands first."""
    return mapping.day_order in (DayOrder.EITHER, DayOrder.MIXED)
