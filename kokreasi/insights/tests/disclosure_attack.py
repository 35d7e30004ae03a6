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
from scipy.sparse import coo_array

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
    question: str
    answer: str


@dataclass(frozen=True)
class Publication:
    """What was published at one time: plain results by question and answer, and a release."""

    people: int
    plain: Mapping[str, Mapping[str, int]]
    release: Mapping[str, Any]


class Reader:
    """Everything that follows from publications, in the order in which they appeared."""

    def __init__(
        self,
        groups: Mapping[str, Sequence[str]],
        asks: Sequence[Ask],
        publications: Sequence[Publication],
    ) -> None:
        self.groups = groups
        self.asks = asks
        self.publications = publications
        self.number: dict[Unknown, int] = {}
        self.rows: list[tuple[list[Unknown], list[Unknown], int]] = []
        for batch in range(len(publications)):
            self._know_the_form(batch)
            self._know_the_plain_results(batch)
            self._know_the_release(batch)
        self._solve_once()

    def _at(self, batch: int, characteristic: str, group: str, ask: str, answer: str) -> Unknown:
        unknown = Unknown(batch, characteristic, group, ask, answer)
        self.number.setdefault(unknown, len(self.number))
        return unknown

    def _size(self, batch: int, characteristic: str, group: str) -> Unknown:
        return self._at(batch, characteristic, group, EVERYBODY, EVERYBODY)

    def _asks_of(self, characteristic: str) -> Iterator[Ask]:
        return (ask for ask in self.asks if ask.name != characteristic)

    def _know_the_form(self, batch: int) -> None:
        """Everybody asked is at one answer."""
        for characteristic, groups in self.groups.items():
            for group in groups:
                for ask in self._asks_of(characteristic):
                    answers = [
                        self._at(batch, characteristic, group, ask.name, a) for a in ask.answers
                    ]
                    asked = [
                        self._at(batch, characteristic, group, ask.of, a) for a in ask.after
                    ] or [self._size(batch, characteristic, group)]
                    self.rows.append((answers, asked, 0))

    def _know_the_plain_results(self, batch: int) -> None:
        now = self.publications[batch]
        before = self.publications[batch - 1] if batch else Publication(0, {}, {})
        for characteristic, groups in self.groups.items():
            sizes = [self._size(batch, characteristic, group) for group in groups]
            self.rows.append((sizes, [], now.people - before.people))
            for ask in self._asks_of(characteristic):
                for answer in ask.answers if ask.name in now.plain else ():
                    row = [self._at(batch, characteristic, g, ask.name, answer) for g in groups]
                    came = now.plain[ask.name][answer] - before.plain.get(ask.name, {}).get(
                        answer, 0
                    )
                    self.rows.append((row, [], came))
        for one, other in combinations(self.groups, 2):
            self._know_that_tables_turn(batch, one, other)

    def _know_that_tables_turn(self, batch: int, one: str, other: str) -> None:
        """Women in Aceh are people of Aceh who are women; and all of these are people of Aceh."""
        if other in {ask.name for ask in self.asks}:
            for group in self.groups[other]:
                row = [self._at(batch, one, each, other, group) for each in self.groups[one]]
                self.rows.append((row, [self._size(batch, other, group)], 0))

    def _know_the_release(self, batch: int) -> None:
        release = self.publications[batch].release
        for characteristic, told in release["groups"].items():
            for group, number in told["sizes"].items():
                named = [group] if group else told["together"]
                row = [self._size(i, characteristic, g) for i in range(batch + 1) for g in named]
                self.rows.append((row, [], number))
        for characteristic, question, told in release["tables"]:
            for group, cells in told["cells"].items():
                named = [group] if group else told["groups_together"]
                for answer, number in cells.items():
                    if number is None:
                        continue
                    meant = [answer] if answer else told["answers_together"]
                    row = [
                        self._at(i, characteristic, g, question, a)
                        for i in range(batch + 1)
                        for g in named
                        for a in meant
                    ]
                    self.rows.append((row, [], number))

    def _solve_once(self) -> None:
        entries: dict[tuple[int, int], int] = {}
        for place, (plus, minus, _number) in enumerate(self.rows):
            for sign, unknowns in ((1, plus), (-1, minus)):
                for unknown in unknowns:
                    key = place, self.number[unknown]
                    entries[key] = entries.get(key, 0) + sign
        places = np.array(list(entries)).T
        shape = len(self.rows), len(self.number)
        self.matrix = coo_array((list(entries.values()), tuple(places)), shape=shape).tocsr()
        self.sums = np.array([number for _p, _m, number in self.rows], dtype=float)

    def possible(self, weights: Mapping[Unknown, float]) -> np.ndarray:
        """Give the state of affairs that, of all that fit, makes the weighted sum the largest."""
        objective = np.zeros(len(self.number))
        for unknown, weight in weights.items():
            objective[self.number[unknown]] -= weight
        found = linprog(objective, A_eq=self.matrix, b_eq=self.sums, method="highs")
        assert found.status == 0, found.message
        return found.x

    def value(self, state: np.ndarray, unknowns: Sequence[Unknown]) -> float:
        return float(sum(state[self.number[unknown]] for unknown in unknowns))


class Secret(NamedTuple):
    """People that a reader must not know enough about.

    They may not be known to be more than `least` nor fewer than `most`.
    """

    unknowns: Sequence[Unknown]
    number: int
    least: float
    most: float


class Leak(NamedTuple):
    secret: Secret
    known: float
    is_least: bool


def leaks(reader: Reader, secrets: Sequence[Secret]) -> list[Leak]:
    """Find what a reader can work out after all: nothing, if the tables are protected.

    One state of affairs may show for many secrets at once that they are kept.
    """
    found = []
    states: list[np.ndarray] = []
    for secret in secrets:
        for is_least in (True, False):
            if any(_keeps(reader, state, secret, is_least) for state in states):
                continue
            weights = dict.fromkeys(secret.unknowns, -1.0 if is_least else 1.0)
            states.append(reader.possible(weights))
            if not _keeps(reader, states[-1], secret, is_least):
                known = reader.value(states[-1], secret.unknowns)
                found.append(Leak(secret, known, is_least))
    return found


def _keeps(reader: Reader, state: np.ndarray, secret: Secret, is_least: bool) -> bool:
    value = reader.value(state, secret.unknowns)
    if is_least:
        return value <= secret.least + TOLERANCE
    return value >= secret.most - TOLERANCE
