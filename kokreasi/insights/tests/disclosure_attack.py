"""Somebody who has kept everything that was published and computes what must be true.

Knows nothing of how it was protected. Unknown are, for each batch of people who came between two
publications, how many there are by group, and by group and answer; everything published is a sum
of these. A linear programme gives the least and the most that any of it can be.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array, vstack

TOLERANCE = 1e-6
EVERYBODY = "everybody"


class Ask(NamedTuple):
    """A question as everybody can read it in the form; `of` names the one it follows up."""

    name: str
    answers: Sequence[str]
    of: str | None = None
    after: Sequence[str] = ()


class Unknown(NamedTuple):
    batch: int
    characteristic: str
    group: str
    question: str = EVERYBODY
    answer: str = EVERYBODY


class Fact(NamedTuple):
    """What some numbers are together, less what others are."""

    plus: Sequence[Unknown]
    minus: Sequence[Unknown]
    number: int


@dataclass(frozen=True)
class Publication:
    """What was published at one time: plain results by question and answer, and a release."""

    people: int
    plain: Mapping[str, Mapping[str, int]]
    release: Mapping[str, Any]


class Reader:
    """Everything that follows from publications, in the order in which they appeared.

    Who reckons with withdrawn answers holds possible that a batch takes more away than it adds.
    """

    def __init__(
        self,
        groups: Mapping[str, Sequence[str]],
        asks: Sequence[Ask],
        publications: Sequence[Publication],
        *,
        reckons_with_withdrawals: bool = False,
    ) -> None:
        self.groups = groups
        self.asks = asks
        self.publications = publications
        self.number: dict[Unknown, int] = {}
        self.batches = range(len(publications))
        facts = [fact for batch in self.batches for fact in self._facts_at(batch)]
        self.matrix = self._matrix([(fact.plus, fact.minus) for fact in facts])
        self.sums = np.array([fact.number for fact in facts], dtype=float)
        self.bounds = (None, None) if reckons_with_withdrawals else (0, None)
        self.never_negative = vstack([self._up_to(batch) for batch in self.batches])

    def _facts_at(self, batch: int) -> Iterator[Fact]:
        yield from self._from_the_form(batch)
        yield from self._from_plain_results(batch)
        for one, other in combinations(self.groups, 2):
            yield from self._from_turning_tables(batch, one, other)
        yield from self._from_sizes(batch)
        yield from self._from_tables(batch)

    def _asked_of(self, characteristic: str) -> Iterator[Ask]:
        return (ask for ask in self.asks if ask.name != characteristic)

    def _from_the_form(self, batch: int) -> Iterator[Fact]:
        """Everybody asked is at one answer."""
        for name, groups in self.groups.items():
            for group in groups:
                for ask in self._asked_of(name):
                    answers = [Unknown(batch, name, group, ask.name, a) for a in ask.answers]
                    asked = [Unknown(batch, name, group, str(ask.of), a) for a in ask.after]
                    yield Fact(answers, asked or [Unknown(batch, name, group)], 0)

    def _from_plain_results(self, batch: int) -> Iterator[Fact]:
        now = self.publications[batch]
        before = self.publications[batch - 1] if batch else Publication(0, {}, {})
        for name, groups in self.groups.items():
            everybody = [Unknown(batch, name, group) for group in groups]
            yield Fact(everybody, [], now.people - before.people)
            for ask in self._asked_of(name):
                for answer, number in now.plain.get(ask.name, {}).items():
                    came = number - before.plain.get(ask.name, {}).get(answer, 0)
                    yield Fact(
                        [Unknown(batch, name, g, ask.name, answer) for g in groups], [], came
                    )

    def _from_turning_tables(self, batch: int, one: str, other: str) -> Iterator[Fact]:
        """Women and men of a province are its people."""
        if any(ask.name == other for ask in self.asks):
            for group in self.groups[other]:
                parts = [Unknown(batch, one, each, other, group) for each in self.groups[one]]
                yield Fact(parts, [Unknown(batch, other, group)], 0)

    def _from_sizes(self, batch: int) -> Iterator[Fact]:
        for name, told in self.publications[batch].release["groups"].items():
            for group, number in told["sizes"].items():
                meant = [group] if group else told["together"]
                yield Fact(
                    [Unknown(i, name, g) for i in range(batch + 1) for g in meant], [], number
                )

    def _from_tables(self, batch: int) -> Iterator[Fact]:
        for name, question, told in self.publications[batch].release["tables"]:
            for group, cells in told["cells"].items():
                groups = [group] if group else told["groups_together"]
                for answer, number in cells.items():
                    answers = [answer] if answer else told["answers_together"]
                    if number is not None:
                        meant = [
                            Unknown(i, name, g, question, a)
                            for i in range(batch + 1)
                            for g in groups
                            for a in answers
                        ]
                        yield Fact(meant, [], number)

    def _place(self, unknown: Unknown) -> int:
        return self.number.setdefault(unknown, len(self.number))

    def _matrix(self, sums: Sequence[tuple[Sequence[Unknown], Sequence[Unknown]]]) -> Any:
        entries: dict[tuple[int, int], int] = {}
        for row, (plus, minus) in enumerate(sums):
            for sign, unknowns in ((1, plus), (-1, minus)):
                for unknown in unknowns:
                    key = row, self._place(unknown)
                    entries[key] = entries.get(key, 0) + sign
        places = tuple(np.array(list(entries)).T)
        return coo_array((list(entries.values()), places), shape=(len(sums), len(self.number)))

    def _up_to(self, batch: int) -> Any:
        """Sum up every number from the first batch to this one, to be less than nobody never."""
        ends = [unknown for unknown in self.number if unknown.batch == batch]
        sums = [[end._replace(batch=i) for i in range(batch + 1)] for end in ends]
        return -self._matrix([(each, []) for each in sums])

    def possible(self, weights: Mapping[Unknown, float]) -> np.ndarray:
        """Give the state of affairs that, of all that fit, makes the weighted sum the largest."""
        objective = np.zeros(len(self.number))
        for unknown, weight in weights.items():
            objective[self.number[unknown]] -= weight
        found = linprog(
            objective,
            A_ub=self.never_negative,
            b_ub=np.zeros(self.never_negative.shape[0]),
            A_eq=self.matrix,
            b_eq=self.sums,
            bounds=self.bounds,
            method="highs",
        )
        if found.status == UNBOUNDED:
            raise UnboundedError
        assert found.status == 0, found.message
        return found.x

    def value(self, state: np.ndarray, unknowns: Sequence[Unknown]) -> float:
        return float(sum(state[self.number[unknown]] for unknown in unknowns))


UNBOUNDED = 3


class UnboundedError(Exception):
    """Nothing at all limits what is asked for."""


class Secret(NamedTuple):
    """A number of people that must not be known to be more than `least`, nor less than `most`.

    Of what is `loose`, it is enough if one of the two is not known.
    """

    unknowns: Sequence[Unknown]
    number: int
    least: float
    most: float
    loose: bool = False


def leaks(reader: Reader, secrets: Sequence[Secret]) -> list[Secret]:
    """Find what a reader can work out after all: nothing, if the tables are protected.

    One state of affairs may show for many secrets at once that they are kept.
    """
    states: list[np.ndarray] = []

    def is_kept(secret: Secret, sign: float) -> bool:
        if not any(_keeps(reader, state, secret, sign) for state in states):
            try:
                states.append(reader.possible(dict.fromkeys(secret.unknowns, sign)))
            except UnboundedError:
                return True
        return _keeps(reader, states[-1], secret, sign) or any(
            _keeps(reader, state, secret, sign) for state in states
        )

    return [
        secret
        for secret in secrets
        if not (any if secret.loose else all)(is_kept(secret, sign) for sign in (-1.0, 1.0))
    ]


def _keeps(reader: Reader, state: np.ndarray, secret: Secret, sign: float) -> bool:
    value = reader.value(state, secret.unknowns)
    if sign < 0:
        return value <= secret.least + TOLERANCE
    return value >= secret.most - TOLERANCE
