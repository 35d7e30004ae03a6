"""Votes as columns, counted once: the last vote of a person on a statement is the one that counts.

For tasks and commands: this module imports numpy, which a web server does not hold in memory.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

Whole = NDArray[np.int64]
Small = NDArray[np.int32]
Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

AGREE, PASS, DISAGREE = 1, 0, -1
NO_VOTE = 2
CELLS_A_VOTE = 24


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """One vote for each pair of a participant and a statement, in the order of participants.

    `participants` and `statements` are places: participants are numbered from 0 without a gap,
    and a statement's place is that of its id in `ids`. `values` are 1 for agree, -1 for
    disagree and 0 for pass, as in public Polis data sets (in the database of Polis itself the
    signs are the other way round). Who has no vote, and what got none, is not here.
    """

    participants: Small
    statements: Small
    values: NDArray[np.int8]
    people: int
    ids: Whole

    @classmethod
    def of(
        cls,
        participants: ArrayLike,
        statements: ArrayLike,
        values: ArrayLike,
        *,
        left_out: Collection[int] = (),
    ) -> Self:
        """Count votes that are given in the order in which they were cast.

        Participants and statements are any whole numbers, such as keys of rows. `left_out` are
        the statements that moderation took away: their votes count nowhere, not even towards
        the votes that a participant needs. Raises `ValueError` for columns of unequal length
        and for other values than 1, 0 and -1.
        """
        who, what, how = (np.asarray(each).ravel() for each in (participants, statements, values))
        if not len(who) == len(what) == len(how):
            raise ValueError("columns of votes are of unequal length")
        if not np.isin(how, (DISAGREE, PASS, AGREE)).all():
            raise ValueError("a vote is 1 (agree), 0 (pass) or -1 (disagree)")
        if left_out:
            is_kept = ~np.isin(what, list(left_out))
            who, what, how = who[is_kept], what[is_kept], how[is_kept]
        keys, who = _numbered(who)
        ids, what = _numbered(what)
        pairs, how = _last_of_each(who.astype(np.int64) * len(ids) + what, how.astype(np.int8))
        who, what = (each.astype(np.int32) for each in np.divmod(pairs, max(len(ids), 1)))
        return cls(who, what, how, len(keys), ids)

    @property
    def cast(self) -> Whole:
        """Give how many votes each participant has cast."""
        return np.bincount(self.participants, minlength=self.people)

    def starts(self) -> Whole:
        """Give where each participant's votes start, and at last where they end."""
        return np.concatenate([[0], np.cumsum(self.cast)])


def _numbered(given: NDArray[np.generic]) -> tuple[Whole, Small]:
    """Give the different keys in their order, and each key's place among them."""
    keys: Whole = given.astype(np.int64)
    if not keys.size:
        return keys, keys.astype(np.int32)
    lowest = int(keys.min())
    span = int(keys.max()) - lowest + 1
    if span > 4 * keys.size + 1024:
        different, inverse = np.unique(keys, return_inverse=True)
        return different, inverse.astype(np.int32)
    is_there = np.zeros(span, bool)
    is_there[keys - lowest] = True
    number = (np.cumsum(is_there) - 1).astype(np.int32)
    return np.flatnonzero(is_there) + lowest, number[keys - lowest]


def _last_of_each(pairs: Whole, values: NDArray[np.int8]) -> tuple[Whole, NDArray[np.int8]]:
    """Give each pair once, in their order, with the last of its values.

    Where enough of all possible pairs are there, each gets a cell of a table: that is four times
    as quick as sorting, and takes no more memory.
    """
    cells = int(pairs.max(initial=-1)) + 1
    if cells <= CELLS_A_VOTE * len(pairs):
        table = np.full(cells, NO_VOTE, np.int8)
        table[pairs] = values
        filled = np.flatnonzero(table != NO_VOTE)
        return filled, table[filled]
    order = np.argsort(pairs, kind="stable")
    pairs = pairs[order]
    is_last = np.ones(len(pairs), bool)
    is_last[:-1] = pairs[1:] != pairs[:-1]
    return pairs[is_last], values[order[is_last]]
