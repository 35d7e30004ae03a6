"""People who answer a consultation, counted as an office counts them, at several times."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from random import Random
from typing import Any

from kokreasi.insights.disclosure import Crosstab, Memory, Release, release
from kokreasi.insights.tests.disclosure_attack import (
    EVERYBODY,
    Ask,
    Publication,
    Reader,
    Secret,
    Unknown,
)

Person = Mapping[str, str]
"""A group of each characteristic, and an answer to each question that the person was asked."""


@dataclass(frozen=True)
class Form:
    groups: Mapping[str, Sequence[str]]
    asks: Sequence[Ask]
    crossings: Sequence[tuple[str, str]] = ()

    @property
    def tables(self) -> Sequence[Ask]:
        """Give what people are counted by: questions, and characteristics crossed with others."""
        return [*self.asks, *(Ask(other, self.groups[other]) for _one, other in self.crossings)]

    def sizes(self, people: Sequence[Person]) -> dict[str, dict[str, int]]:
        return {
            name: {g: sum(each[name] == g for each in people) for g in groups}
            for name, groups in self.groups.items()
        }

    def crosstabs(self, people: Sequence[Person]) -> Iterator[Crosstab]:
        for characteristic, groups in self.groups.items():
            for ask in self.asks:
                counts = self._counts(people, characteristic, groups, ask.name, ask.answers)
                yield Crosstab(characteristic, ask.name, counts, ask.of, frozenset(ask.after))
        for one, other in self.crossings:
            counts = self._counts(people, one, self.groups[one], other, self.groups[other])
            yield Crosstab(one, other, counts)

    def _counts(self, people, characteristic, groups, question, answers):
        found = Counter((each[characteristic], each.get(question)) for each in people)
        return {g: {a: found[g, a] for a in answers} for g in groups}

    def plain(self, people: Sequence[Person]) -> dict[str, dict[str, int]]:
        return {
            ask.name: {a: sum(each.get(ask.name) == a for each in people) for a in ask.answers}
            for ask in self.asks
        }


@dataclass
class Office:
    """Publishes results of a form again and again, and keeps what it must keep, as text does."""

    form: Form
    k: int
    memory: Memory | None = None
    published: list[Publication] = field(default_factory=list)
    releases: list[Release] = field(default_factory=list)

    def publish(self, people: Sequence[Person]) -> Release:
        tables = self.form.crosstabs(people)
        told, memory = release(self.form.sizes(people), tables, k=self.k, earlier=self.memory)
        self.memory = Memory.from_json(memory.as_json())
        self.releases.append(told)
        plain = self.form.plain(people)
        self.published.append(Publication(len(people), plain, told.as_json()))
        return told

    def told_at(self, characteristic: str, question: str | None = None) -> set[int]:
        """Give the numbers of the releases that told a characteristic, or a table of it."""
        return {
            time
            for time, told in enumerate(self.releases)
            if (
                (characteristic, question) in told.tables
                if question
                else characteristic in told.groups
            )
        }

    def reader(self) -> Reader:
        return Reader(self.form.groups, self.form.tables, self.published)


@dataclass(frozen=True)
class Span:
    """People of one or several batches in a row."""

    batches: Sequence[Sequence[Person]]
    first: int
    number: int
    k: int

    def each(self) -> Iterator[tuple[int, Sequence[Person]]]:
        return ((i, self.batches[i]) for i in range(self.first, self.first + self.number))

    def ends_at(self, times: set[int]) -> bool:
        """Tell whether the span lies between two of the times, or before one."""
        return {self.first, self.first + self.number} <= {0} | {time + 1 for time in times}


def secrets(office: Office, batches: Sequence[Sequence[Person]]) -> Iterator[Secret]:
    """Give what the promise of `disclosure` is about.

    That a small count may be large is promised of every batch, and of several in a row. That it
    may also be 0 is promised of those between two releases that told the table.
    """
    form = office.form
    for first, end in combinations(range(len(batches) + 1), 2):
        span = Span(batches, first, end - first, office.k)
        for name, groups in form.groups.items():
            is_told = span.ends_at(office.told_at(name))
            yield from filter(None, (_of_group(span, name, g, is_told) for g in groups))
            for ask in form.tables:
                is_told = span.ends_at(office.told_at(name, ask.name))
                for group, answer in product(groups, ask.answers) if ask.name != name else ():
                    secret = _of_cell(span, name, group, ask, answer, is_told)
                    if secret:
                        yield secret


def _of_group(span, name, group, is_told) -> Secret | None:
    number = sum(each[name] == group for _i, people in span.each() for each in people)
    unknowns = [Unknown(i, name, group, EVERYBODY, EVERYBODY) for i, _people in span.each()]
    if not 0 < number < span.k:
        return None
    people = sum(len(people) for _i, people in span.each())
    return Secret(unknowns, number, 0 if is_told else number, min(span.k, people))


def _of_cell(span, name, group, ask, answer, is_told) -> Secret | None:
    number, most, least, size, given = 0, 0, 0, 0, 0
    for _i, people in span.each():
        asked = [each for each in people if ask.name in each]
        ours = sum(each[name] == group for each in asked)
        here = sum(each[name] == group and each[ask.name] == answer for each in asked)
        by_all = sum(each[ask.name] == answer for each in asked)
        number, size, given = number + here, size + ours, given + by_all
        least += max(0, ours + by_all - len(asked))
        most = max(most, by_all) if here else most
    unknowns = [Unknown(i, name, group, ask.name, answer) for i, _people in span.each()]
    if 0 < number < span.k:
        return Secret(unknowns, number, least if is_told else number, min(span.k, most))
    if is_told and number and number in {size, given}:
        return Secret(unknowns, number, number - min(span.k, number - least), 0)
    return None


def at_random(rng: Random, *, people: int, form: Form) -> list[Person]:
    """Make people whose answers have to do with who they are, some groups being rare."""
    weights = {
        name: [rng.choice([1, 1, 3, 10, 30]) for _group in groups]
        for name, groups in form.groups.items()
    }
    habits: dict[Any, list[float]] = {}
    found = []
    for _number in range(people):
        person = {
            name: rng.choices(groups, weights[name])[0] for name, groups in form.groups.items()
        }
        for ask in form.asks:
            if ask.of and person.get(ask.of) not in ask.after:
                continue
            key = ask.name, person[rng.choice(list(form.groups))]
            if key not in habits:
                habits[key] = [rng.choice([0, 0.2, 1, 5, 20]) + 0.001 for _a in ask.answers]
            person[ask.name] = rng.choices(ask.answers, habits[key])[0]
        found.append(person)
    return found
