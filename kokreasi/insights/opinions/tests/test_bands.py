"""An attack on what is told of groups: a linear programme seeks every small count, and fails."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from kokreasi.insights.opinions import grouping
from kokreasi.insights.opinions.bands import Bands, bands_of
from kokreasi.insights.opinions.results import Answers, Way
from kokreasi.insights.opinions.standing import stand
from kokreasi.insights.opinions.statistics import lean_of
from kokreasi.insights.opinions.tests.planted import planted
from kokreasi.insights.opinions.verdicts import PLACES, least_leans
from kokreasi.insights.opinions.votes import Votes

K = 5


def room(counts, sizes, bands: Bands, place: int, cell: tuple[int, int]) -> tuple[int, int]:
    """Give the least and the most that a count can be, for who knows sizes, totals and bands.

    Counts are those of one statement by answers and, with "has no vote" last, by groups and who
    is in none. The matrix of such a table is totally unimodular: the ends are whole numbers.
    """
    rows = len(sizes)
    known = np.vstack([counts, sizes - counts.sum(axis=0)])
    low, high = np.zeros((4, rows)), np.tile(sizes, (4, 1))
    low[:3, :-1], high[:3, :-1] = bands.low[:, :, place], bands.high[:, :, place]
    sums = np.zeros((4 + rows, 4, rows))
    for answer in range(4):
        sums[answer, answer] = 1
    for row in range(rows):
        sums[4 + row, :, row] = 1
    totals = np.concatenate([known.sum(axis=1), known.sum(axis=0)])
    ends = []
    for sign in (1, -1):
        aim = np.zeros((4, rows))
        aim[cell] = sign
        found = linprog(
            aim.ravel(),
            A_eq=sums.reshape(4 + rows, -1),
            b_eq=totals,
            bounds=list(zip(low.ravel(), high.ravel(), strict=True)),
        )
        assert found.status == 0
        ends.append(round(sign * found.fun))
    return ends[0], ends[1]


def given_away(counts, sizes, bands: Bands) -> list[tuple[int, int, int]]:
    """Give the small counts of groups that must be small, whatever else is not known."""
    return [
        (answer, group, place)
        for place in range(counts.shape[2])
        for answer, group in product(range(3), range(len(sizes) - 1))
        if 0 < counts[answer, group, place] < K
        for least, most in [room(counts[:, :, place], sizes, bands, place, (answer, group))]
        if least >= 1 and most < K
    ]


def voted(random: np.random.Generator, sizes, statements: int, turnout: float) -> np.ndarray:
    """Count votes of groups that lean each its own way, often nearly all to one side."""
    counts = np.zeros((3, len(sizes), statements), int)
    for group, place in product(range(len(sizes)), range(statements)):
        leaning = random.dirichlet([0.4, 0.4, 0.2]) * turnout
        counts[:, group, place] = random.multinomial(sizes[group], [*leaning, 1 - turnout])[:3]
    return counts


@pytest.mark.parametrize("turnout", [1.0, 0.95, 0.4])
@pytest.mark.parametrize(
    "sizes", [(12, 9, 0), (30, 20, 3), (5, 5, 5, 0), (40, 25, 8, 20), (6, 7, 8, 9, 10, 2)]
)
def test_no_small_count_can_be_computed(sizes, turnout):
    sizes = np.array(sizes)
    counts = voted(np.random.default_rng(len(sizes)), sizes, 12, turnout)

    bands = bands_of(counts, sizes, k=K)

    assert given_away(counts, sizes, bands) == []


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(K, 14), min_size=2, max_size=4), st.integers(0, 4), st.randoms())
def test_no_small_count_can_be_computed_whatever_the_votes(groups, rest, random):
    sizes = np.array([*groups, rest])
    counts = voted(np.random.default_rng(random.randrange(2**32)), sizes, 2, 1.0)

    assert given_away(counts, sizes, bands_of(counts, sizes, k=K)) == []


def test_the_attack_finds_what_simple_bands_give_away():
    """Seven disagree in all, at least five of them in the second group... three in the first."""
    sizes = np.array([20, 20, 0])
    counts = np.array([[[17], [16], [0]], [[3], [4], [0]], [[0], [0], [0]]])
    low = counts[:, :2] // K * K
    simple = Bands(low, low + K - 1, np.array([True]))

    assert given_away(counts, sizes, simple) == [(1, 0, 0), (1, 1, 0)]
    assert given_away(counts, sizes, bands_of(counts, sizes, k=K)) == []


def test_bands_hold_the_counts_and_are_wide_enough():
    sizes = np.array([300, 200, 10])
    counts = voted(np.random.default_rng(1), sizes, 40, 0.5)

    bands = bands_of(counts, sizes, k=K)

    groups = counts[:, :2]
    assert (bands.low <= groups).all()
    assert (groups <= bands.high).all()
    assert bands.is_shown.all()
    is_clipped = bands.high == np.minimum(sizes[:2, np.newaxis], counts.sum(axis=1)[:, np.newaxis])
    assert (is_clipped | (bands.high - bands.low >= K)).all()


def ends_of(answers: Answers | None, size: int) -> list[tuple[int, int]]:
    """Give the lowest and highest counts by answers; anything where nothing is told."""
    if answers is None:
        return [(0, size)] * 3
    bands = (answers.agrees, answers.disagrees, answers.passes)
    return [(band.low, band.high) for band in bands]


@pytest.mark.parametrize("seed", range(3))
def test_a_result_gives_no_small_count_away(seed):
    """From all that a result tells of a consultation in which everybody answered everything."""
    made = planted(45, 10, 10, firmness=0.92, seed=seed)
    result = grouping.group(Votes.of(*made.columns))
    letters = [each.letter for each in result.groups]
    votes = np.full((45, 10), 9)
    votes[made.participants, made.statements] = made.values
    own = [stand(result, dict(enumerate(row))).letter for row in votes.tolist()]
    members = np.array(own)[:, np.newaxis] == letters

    told = [
        [ends_of(statement.by_group.get(each.letter), each.size) for each in result.groups]
        for statement in result.statements
    ]
    low, high = np.array(told).transpose(3, 2, 1, 0)
    counts = np.stack([members.T.astype(int) @ (votes == answer) for answer in (1, -1, 0)])
    sizes = np.array([*(each.size for each in result.groups), 0])
    nobody = np.zeros((3, 1, 10), int)

    assert sizes.sum() == 45
    assert ((counts > 0) & (counts < K)).any()
    assert given_away(np.concatenate([counts, nobody], axis=1), sizes, Bands(low, high, None)) == []


@pytest.mark.parametrize("way", list(Way))
def test_what_bands_prove_is_so(way):
    """No verdict from bands is stronger than the test on the counts themselves."""
    random = np.random.default_rng(5)
    sizes = np.array([80, 60, 40, 10])
    counts = voted(random, sizes, 200, 0.7)

    least = least_leans(bands_of(counts, sizes, k=K), sizes[:3])[way]

    exact = lean_of(counts[PLACES[way], :3], counts[:, :3].sum(axis=0))
    assert (least.z <= exact.z + 1e-12).all()
    assert (least.is_significant <= exact.is_significant).all()
    assert (least.is_representative <= exact.is_representative).all()
    assert least.is_representative.sum() > 0.5 * exact.is_representative.sum()
