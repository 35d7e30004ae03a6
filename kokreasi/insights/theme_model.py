"""Which roots of many texts belong together: the arithmetic behind `themes`.

Roots that stand in the same texts more often than chance expects are close. The matrix of their
closeness is factorised into parts that only add up, and a text is laid beside the parts by its
roots. Compared with a factorisation of the texts themselves (TF-IDF), the phrases that everybody
uses and the rare words of single texts lose their pull: see docs/decisions/0014.
For tasks and commands: imports numpy.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Row = NDArray[np.int64]
"""The different roots of a text, as numbers from 0, in ascending order."""

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]
Labels = NDArray[np.int64]

IN_TURNS = 500
ROUNDS, ROUNDS_FOR_TRIAL = 100, 40
TINY = 1e-12
HALVED, SEED = 4, 5


def closeness(rows: Sequence[Row], size: int) -> Matrix:
    """Give how much more often than by chance two roots share a text, from 0, size × size.

    It is the positive pointwise mutual information (Church and Hanks, Computational Linguistics
    1990), of which little is left where it rests on few texts (the discount of Pantel and Lin,
    "Discovering word senses from text", KDD 2002).
    """
    shared = together(rows, size)
    number = shared.diagonal().copy()
    np.fill_diagonal(shared, 0)
    met = np.maximum(shared.sum(axis=0), 1)
    ratio = shared * shared.sum() / np.outer(met, met)
    rarer = np.minimum.outer(number, number)
    discount = shared / (shared + 1) * rarer / (rarer + 1)
    return np.asarray(np.log(np.maximum(ratio, 1)) * discount)


def together(rows: Sequence[Row], size: int) -> Matrix:
    """Count the texts that two roots share; on the diagonal, those that have the root."""
    counts = np.zeros(size * size)
    for first in range(0, len(rows), IN_TURNS):
        codes = [np.add.outer(row * size, row).ravel() for row in rows[first : first + IN_TURNS]]
        counts += np.bincount(np.concatenate(codes), minlength=size * size)
    return counts.reshape(size, size)


def parts(close: Matrix, guess: Matrix, *, rounds: int = ROUNDS) -> Matrix:
    """Split roots into parts that only add up, as many as are guessed: roots × parts, length 1.

    Non-negative factorisation of a symmetric matrix by hierarchical alternating least squares
    (Cichocki and Phan, IEICE Transactions 2009). No chance is in it.
    """
    one, other = guess.copy(), guess.copy()
    for _round in range(rounds):
        _improve(one, close, other)
        _improve(other, close, one)
        _balance(one, other)
    found = one + other
    return np.asarray(found / np.maximum(np.linalg.norm(found, axis=0), TINY))


def first_guess(close: Matrix, number: int) -> Matrix:
    """Guess so many parts from the first eigenvectors; the first columns are a guess of fewer.

    As Boutsidis and Gallopoulos begin a factorisation (Pattern Recognition 2008).
    """
    values, vectors = np.linalg.eigh(close)
    strength = np.sqrt(np.maximum(values[-number:][::-1], 0))
    vectors = vectors[:, -number:][:, ::-1]
    above, below = np.maximum(vectors, 0), np.maximum(-vectors, 0)
    is_above = np.linalg.norm(above, axis=0) >= np.linalg.norm(below, axis=0)
    guess = np.where(is_above, above, below) * strength
    return np.asarray(np.maximum(guess, close.mean() / 100 + TINY))


def _improve(one: Matrix, close: Matrix, other: Matrix) -> None:
    wanted, overlap = close @ other, other.T @ other
    for part in range(one.shape[1]):
        step = (wanted[:, part] - one @ overlap[:, part]) / max(overlap[part, part], TINY)
        one[:, part] = np.maximum(one[:, part] + step, TINY)


def _balance(one: Matrix, other: Matrix) -> None:
    """Make the columns of both equally long, so that their sum gives neither more weight."""
    ratio = np.sqrt(np.linalg.norm(other, axis=0) / np.linalg.norm(one, axis=0))
    one *= ratio
    other /= ratio


def laid_out(rows: Sequence[Row], weights: Vector) -> Matrix:
    """Give texts as rows of the weights of their roots, each of length 1: texts × roots.

    So a long text does not count for more than a short one; one without roots is all 0.
    """
    table = np.zeros((len(rows), len(weights)))
    for place, row in enumerate(rows):
        if row.size:
            table[place, row] = weights[row] / np.linalg.norm(weights[row])
    return table


def loads(rows: Sequence[Row], weights: Vector, split: Matrix) -> Matrix:
    """Tell how much each text is of each part, from 0 to 1: texts × parts."""
    turns = range(0, len(rows), IN_TURNS)
    told = [laid_out(rows[first : first + IN_TURNS], weights) @ split for first in turns]
    return np.concatenate([np.zeros((0, split.shape[1])), *told])


def steadiness(rows: Sequence[Row], weights: Vector, numbers: Sequence[int]) -> dict[int, float]:
    """Tell for each number of parts how alike texts are sorted by parts found in two halves.

    1 is the same, 0 is chance: the adjusted Rand index, in the mean of four ways to halve the
    texts (Lange, Roth, Braun and Buhmann, "Stability-based validation of clustering solutions",
    Neural Computation 2004). The ways to halve are drawn from a fixed seed.
    """
    table, most = laid_out(rows, weights), max(numbers)
    ways: list[list[Labels]] = []
    for half in _halves(rows):
        close = closeness(half, len(weights))
        guess = first_guess(close, most)
        tried = (parts(close, guess[:, :number], rounds=ROUNDS_FOR_TRIAL) for number in numbers)
        ways.append([(table @ split).argmax(axis=1) for split in tried])
    pairs = list(zip(ways[::2], ways[1::2], strict=True))
    return {
        number: sum(agreement(one[place], other[place]) for one, other in pairs) / HALVED
        for place, number in enumerate(numbers)
    }


def _halves(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Give both halves of the texts, several times, halved in other ways."""
    draw = np.random.default_rng(SEED)
    middle = len(rows) // 2
    for _time in range(HALVED):
        order = draw.permutation(len(rows)).tolist()
        yield from ([rows[n] for n in half] for half in (order[:middle], order[middle:]))


def agreement(one: Labels, other: Labels) -> float:
    """Give the adjusted Rand index of two ways to sort the same things (Hubert and Arabie 1985)."""
    table = np.zeros((one.max() + 1, other.max() + 1))
    np.add.at(table, (one, other), 1)

    def pairs(counts: Matrix) -> float:
        return float((counts * (counts - 1) / 2).sum())

    both, first, second = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    expected = first * second / max(pairs(table.sum(keepdims=True)), 1)
    most = (first + second) / 2
    return (both - expected) / (most - expected) if most > expected else 1.0
