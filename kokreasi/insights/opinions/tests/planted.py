"""Votes of made-up people: groups that lean their own way, and people who lean no way at all."""

from typing import NamedTuple

import numpy as np


class Planted(NamedTuple):
    """Columns of votes, in no order, and the group in which each participant was planted."""

    participants: np.ndarray
    statements: np.ndarray
    values: np.ndarray
    group_of: np.ndarray

    @property
    def columns(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        return self[:3]


def planted(
    people: int,
    statements: int,
    votes_each: int,
    *,
    groups: int = 2,
    seed: int = 1,
    firmness: float = 0.85,
    together: int = 0,
) -> Planted:
    """Make people who vote as their group does with the chance `firmness`, and pass one in ten.

    On the first `together` statements all groups lean the same way: all agree, but on the last of
    these all disagree. On each of the others one group is alone against the rest.
    """
    random = np.random.default_rng(seed)
    lean = np.where(np.arange(groups)[:, np.newaxis] == np.arange(statements) % groups, 1, -1)
    lean *= random.choice([-1, 1], statements)
    lean[:, :together] = 1
    lean[:, max(together - 1, 0) : together] = -1
    group_of = random.integers(0, groups, people)
    return _voted(lean[group_of], votes_each, firmness, group_of, random)


def without_structure(people: int, statements: int, votes_each: int, *, seed: int = 1) -> Planted:
    """Make people each of whose votes has nothing to do with any other."""
    random = np.random.default_rng(seed)
    lean = random.choice([-1, 1], (people, statements))
    return _voted(lean, votes_each, 0.9, np.zeros(people, int), random)


def _voted(
    lean: np.ndarray,
    votes_each: int,
    firmness: float,
    group_of: np.ndarray,
    random: np.random.Generator,
) -> Planted:
    people, statements = lean.shape
    order = np.argsort(random.random((people, statements), np.float32), axis=1)
    what = order[:, :votes_each].ravel()
    who = np.repeat(np.arange(people), votes_each)
    dice = random.random(len(who))
    values = np.where(dice < firmness, lean[who, what], -lean[who, what])
    values[random.random(len(who)) < 0.1] = 0
    mixed = random.permutation(len(who))
    return Planted(who[mixed], what[mixed], values[mixed].astype(np.int8), group_of)
