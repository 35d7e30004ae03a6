"""Find all pairs of texts that say nearly the same, among a hundred thousand of them.

For tasks and commands: this module imports numpy, which a web server does not hold in memory.
Texts whose signatures agree in one of many bands are looked at, first in a part of the signature,
then in all of it, and last by their roots themselves; so every pair that is told is one, and the
bands are chosen so that hardly any is missed.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as Roots
from itertools import accumulate, chain
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kokreasi.insights.similarity import HASHES, features, hash_bytes, jaccard

NEARLY_THE_SAME = 0.5
LOWEST_THRESHOLD = 0.2
FOUND_AT_THRESHOLD = 0.98
FIRST_LOOK = 32
IN_TURNS = 2_000
PAIRS_IN_TURNS = 500_000
SPREAD = 3.3

Signatures = NDArray[np.uint8]
Places = NDArray[np.int64]


class Pair(NamedTuple):
    """Two places in the given order, and the Jaccard of the roots of their texts."""

    first: int
    second: int
    score: float


def all_pairs(texts: Iterable[str], threshold: float = NEARLY_THE_SAME) -> list[Pair]:
    """Give the pairs of texts whose Jaccard is `threshold` or more; see `pairs_among`."""
    return pairs_among([features(text) for text in texts], threshold)


def pairs_among(
    sets: Sequence[frozenset[str]],
    threshold: float = NEARLY_THE_SAME,
    signed: Sequence[bytes] | None = None,
) -> list[Pair]:
    """Give the pairs of sets of roots whose Jaccard is `threshold` or more, in their order.

    `signed` are their signatures if they are known. A set that is there several times stands for
    all its copies: each copy makes one pair, with the first. A set without roots makes none.
    Raises `ValueError` under 0.2, where nearly everything would have to be compared.
    """
    if not LOWEST_THRESHOLD <= threshold <= 1:
        raise ValueError(f"a threshold between {LOWEST_THRESHOLD} and 1 is needed")
    first_of: dict[frozenset[str], int] = {}
    for place, found in enumerate(sets):
        first_of.setdefault(found, place)
    first_of.pop(frozenset(), None)
    places = list(first_of.values())
    copies = (Pair(first_of[s], n, 1.0) for n, s in enumerate(sets) if s and first_of[s] != n)
    return sorted(chain(copies, _near(sets, places, threshold, signed)))


def _near(
    sets: Sequence[frozenset[str]],
    places: Sequence[int],
    threshold: float,
    signed: Sequence[bytes] | None,
) -> Iterator[Pair]:
    if signed is None:
        rows = signatures([sets[place] for place in places])
    else:
        rows = joined([signed[place] for place in places])
    for one, other in candidates(rows, threshold):
        first, second = places[one], places[other]
        score = jaccard(sets[first], sets[second])
        if score >= threshold:
            yield Pair(first, second, score)


def signatures(sets: Sequence[Roots[str]]) -> Signatures:
    """Give the signatures of sets of roots, a row each; those of `similarity.signature_of`."""
    number_of = {root: n for n, root in enumerate(dict.fromkeys(chain.from_iterable(sets)))}
    table = np.frombuffer(b"".join(map(hash_bytes, number_of)), "<u2").reshape(-1, HASHES)
    turns = (sets[first : first + IN_TURNS] for first in range(0, len(sets), IN_TURNS))
    rows = [_some_signatures(turn, number_of, table) for turn in turns]
    return np.concatenate([np.empty((0, HASHES), np.uint8), *rows])


def _some_signatures(
    sets: Sequence[Roots[str]], number_of: dict[str, int], table: NDArray[np.uint16]
) -> Signatures:
    numbers = [number_of[root] for found in sets for root in found]
    starts = [0, *accumulate(len(found) for found in sets)][:-1]
    smallest = np.minimum.reduceat(table[numbers], starts, axis=0)
    return smallest.astype(np.uint8)


def joined(signed: Sequence[bytes]) -> Signatures:
    """Give signatures that were kept, a row each."""
    return np.frombuffer(b"".join(signed), np.uint8).reshape(-1, HASHES)


def candidates(rows: Signatures, threshold: float) -> list[tuple[int, int]]:
    """Give the pairs of rows that may well share `threshold` of their roots, each once."""
    begin = np.ascontiguousarray(rows[:, :FIRST_LOOK])
    found = [np.empty(0, np.int64)]
    for keys in _bands(rows, _rows_in_a_band(threshold)):
        for met in _that_meet(keys):
            one, other = _agreeing(rows, *_agreeing(begin, *met, threshold), threshold)
            found.append(np.minimum(one, other) * len(rows) + np.maximum(one, other))
    codes = np.unique(np.concatenate(found))
    return list(zip((codes // len(rows)).tolist(), (codes % len(rows)).tolist(), strict=True))


def _rows_in_a_band(threshold: float) -> int:
    """Give the most hashes in a band with which a pair at the threshold still meets somewhere."""
    sizes = range(HASHES, 1, -1)
    meets = (size for size in sizes if _meeting(threshold, size) >= FOUND_AT_THRESHOLD)
    return min(next(meets, 1), np.dtype(np.uint64).itemsize)


def _meeting(share: float, size: int) -> float:
    """Give the chance that two sets with this Jaccard agree in a band of this size."""
    return float(1 - (1 - share**size) ** (HASHES // size))


def _bands(rows: Signatures, size: int) -> Iterator[NDArray[np.uint64]]:
    """Give the bands of all rows, one after another, each as one number a row."""
    for first in range(0, HASHES - size + 1, size):
        keys = np.zeros(len(rows), np.uint64)
        for column in range(first, first + size):
            keys = (keys << np.uint64(8)) | rows[:, column]
        yield keys


def _that_meet(keys: NDArray[np.uint64]) -> Iterator[tuple[Places, Places]]:
    """Give the pairs of rows with the same key, some hundred thousand at a time."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    alive, waiting, number = np.arange(len(keys)), [], 0
    for step in range(1, len(keys)):
        alive = alive[alive + step < len(keys)]
        alive = alive[ordered[alive] == ordered[alive + step]]
        if not alive.size:
            break
        waiting.append((order[alive], order[alive + step]))
        number += alive.size
        if number > PAIRS_IN_TURNS:
            yield _together(waiting)
            waiting, number = [], 0
    if waiting:
        yield _together(waiting)


def _together(waiting: Sequence[tuple[Places, Places]]) -> tuple[Places, Places]:
    ones, others = zip(*waiting, strict=True)
    return np.concatenate(ones), np.concatenate(others)


def _agreeing(
    rows: Signatures, one: Places, other: Places, threshold: float
) -> tuple[Places, Places]:
    """Keep the pairs that agree in as many bytes as chance allows at the threshold."""
    number = rows.shape[1]
    least = number * threshold - SPREAD * sqrt(number * threshold * (1 - threshold))
    agree = np.count_nonzero(rows[one] == rows[other], axis=1) >= least
    return one[agree], other[agree]
