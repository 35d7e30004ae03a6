"""People who answer a consultation, counted as an office counts them, at several times."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from random import Random
from typing import Any, NamedTuple

from kokreasi.insights.disclosure import Crosstab, Memory, Release, release
from kokreasi.insights.tests.disclosure_attack import Ask, Publication, Reader, Secret, Unknown

Person = Mapping[str, str]
"""A group of each characteristic, and an answer to each question that the person was asked."""


class Batch(NamedTuple):
    """Who came, and who withdrew, between two publications."""

    came: Sequence[Person]
    went: Sequence[Person]

    def number(self, is_meant: Callable[[Person], bool]) -> int:
        return sum(map(is_meant, self.came)) - sum(map(is_meant, self.went))


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
            name: {group: sum(each[name] == group for each in people) for group in groups}
            for name, groups in self.groups.items()
        }

    def crosstabs(self, people: Sequence[Person]) -> Iterator[Crosstab]:
        for name, ask in product(self.groups, self.asks):
            counts = self._counts(people, name, ask)
            yield Crosstab(name, ask.name, counts, ask.of, frozenset(ask.after))
        for one, other in self.crossings:
            yield Crosstab(one, other, self._counts(people, one, Ask(other, self.groups[other])))

    def _counts(self, people: Sequence[Person], name: str, ask: Ask) -> dict[str, dict[str, int]]:
        found = Counter((each[name], each.get(ask.name)) for each in people)
        return {group: {a: found[group, a] for a in ask.answers} for group in self.groups[name]}

    def plain(self, people: Sequence[Person]) -> dict[str, dict[str, int]]:
        found = Counter((ask.name, each.get(ask.name)) for ask in self.asks for each in people)
        return {ask.name: {a: found[ask.name, a] for a in ask.answers} for ask in self.asks}


@dataclass
class Office:
    """Publishes results of a form again and again, and keeps what it must keep, as text does.

    One that `forgets` protects each publication as if it were the first.
    """

    form: Form
    k: int
    forgets: bool = False
    memory: Memory | None = None
    people: Sequence[Person] = ()
    batches: list[Batch] = field(default_factory=list)
    published: list[Publication] = field(default_factory=list)
    releases: list[Release] = field(default_factory=list)

    def publish(self, people: Sequence[Person]) -> Release:
        tables = self.form.crosstabs(people)
        earlier = None if self.forgets else self.memory
        told, memory = release(self.form.sizes(people), tables, k=self.k, earlier=earlier)
        self.memory = Memory.from_json(memory.as_json())
        self.note(people, told)
        return told

    def note(self, people: Sequence[Person], told: Release) -> None:
        before, now = map(set, (map(id, self.people), map(id, people)))
        came = [each for each in people if id(each) not in before]
        went = [each for each in self.people if id(each) not in now]
        self.batches.append(Batch(came, went))
        self.releases.append(told)
        self.published.append(Publication(len(people), self.form.plain(people), told.as_json()))
        self.people = people

    def told_at(self, name: str, question: str | None) -> set[int]:
        """Give how many releases there were when a characteristic, or a table of it, was told."""
        return {
            number
            for number, told in enumerate(self.releases, start=1)
            if (name in told.groups if question is None else (name, question) in told.tables)
        }

    def reader(self, *, reckons_with_withdrawals: bool = False) -> Reader:
        return Reader(
            self.form.groups,
            self.form.tables,
            self.published,
            reckons_with_withdrawals=reckons_with_withdrawals,
        )

    def secrets(self) -> Iterator[Secret]:
        """Give what the promise of `disclosure` is about: any batches in a row, and all cells.

        Of what came between two publications that did not tell the table, it is only promised
        that small numbers are not known exactly.
        """
        for first, end in combinations(range(len(self.batches) + 1), 2):
            span = Span(self.batches[first:end], first, self.k)
            for name, groups in self.form.groups.items():
                is_told = {first, end} <= {0} | self.told_at(name, None)
                yield from (s for g in groups if (s := span.of_group(name, g, is_told=is_told)))
                for ask in self.form.tables:
                    is_told = {first, end} <= {0} | self.told_at(name, ask.name)
                    for group, answer in product(groups, ask.answers if ask.name != name else ()):
                        secret = span.of_cell(name, group, ask, answer, is_told=is_told)
                        if secret:
                            yield secret


class Span(NamedTuple):
    """Several batches in a row."""

    batches: Sequence[Batch]
    first: int
    k: int

    def _unknowns(self, *what: str) -> list[Unknown]:
        return [Unknown(self.first + i, *what) for i in range(len(self.batches))]

    def of_group(self, name: str, group: str, *, is_told: bool) -> Secret | None:
        number = sum(batch.number(lambda each: each[name] == group) for batch in self.batches)
        people = sum(batch.number(lambda _each: True) for batch in self.batches)
        if not 0 < abs(number) < self.k:
            return None
        if not is_told or number < 0:
            return Secret(self._unknowns(name, group), number, number - 0.5, number + 0.5, True)
        return Secret(self._unknowns(name, group), number, 0, min(self.k, people))

    def of_cell(
        self, name: str, group: str, ask: Ask, answer: str, *, is_told: bool
    ) -> Secret | None:
        number, size, given, least, most = 0, 0, 0, 0, 0
        for batch in self.batches:
            asked = batch.number(lambda each: ask.name in each)
            ours = batch.number(lambda each: each[name] == group and ask.name in each)
            by_all = batch.number(lambda each: each.get(ask.name) == answer)
            here = batch.number(lambda each: each[name] == group and each.get(ask.name) == answer)
            number, size, given = number + here, size + ours, given + by_all
            least += max(0, ours + by_all - asked)
            most = max(most, by_all) if here > 0 else most
        unknowns = self._unknowns(name, group, ask.name, answer)
        if 0 < abs(number) < self.k:
            if not is_told or number < 0:
                return Secret(unknowns, number, number - 0.5, number + 0.5, True)
            return Secret(unknowns, number, least, min(self.k, most))
        if is_told and number > 0 and number in {size, given}:
            return Secret(unknowns, number, number - min(self.k, number - least), 0)
        return None


def at_random(rng: Random, form: Form, *, people: int) -> list[Person]:
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
