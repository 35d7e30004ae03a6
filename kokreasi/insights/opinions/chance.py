"""How clear groups would look if opinions on one statement had nothing to do with those on others.

K-means finds groups in anything, and their silhouette in a round cloud is no less than 0.33; with
few people or few statements it is higher. So the votes on each statement are dealt out anew among
those who cast them, which leaves what everybody knows (how many agreed, who voted on what) and
takes away what makes groups; and groups are sought again in the same way. (A permutation test, as
parallel analysis is for components: Horn 1965; Buja and Eyuboglu 1992.)
"""

from collections.abc import Iterator

import numpy as np

from kokreasi.insights.opinions.clusters import clusters_of
from kokreasi.insights.opinions.components import plane_of, points_of
from kokreasi.insights.opinions.votes import Flags, Numbers, Votes

ROUNDS = 10
MOST_PEOPLE = 1_000
"""Of more people that many are drawn."""
MOST_POINTS = 300
"""Groups are sought among every n-th of them, so that there are as many as this or fewer: among
fewer, chance makes groups look clearer, not less."""
STRENGTH_DEVIATIONS, SILHOUETTE_DEVIATIONS = 3.0, 2.0
"""How far beyond the mean of the rounds something must be. Of votes without structure, fewer than
one set in a hundred exceeds both."""


def is_more_than_chance(
    votes: Votes, is_placed: Flags, silhouette: float, *, k: int, seed: int
) -> bool:
    """Tell whether people differ in one direction, and fall into groups, as chance has it rarely.

    `silhouette` is that of the groups of all who are placed.
    """
    random = np.random.default_rng(seed)
    some = _of_some(votes, is_placed, random)
    rounds = np.array([_round(dealt, k, seed) for dealt in _dealt_anew(some, random)])
    deviations = np.array([STRENGTH_DEVIATIONS, SILHOUETTE_DEVIATIONS])
    bounds: Numbers = rounds.mean(axis=0) + deviations * rounds.std(axis=0)
    return bool(plane_of(some).strength > bounds[0] and silhouette > bounds[1])


def _of_some(votes: Votes, is_placed: Flags, random: np.random.Generator) -> Votes:
    """Give the votes of those who are placed, or of as many as are drawn from them."""
    placed = np.flatnonzero(is_placed)
    if len(placed) > MOST_PEOPLE:
        placed = random.choice(placed, MOST_PEOPLE, replace=False)
    is_drawn = np.zeros(votes.people, bool)
    is_drawn[placed] = True
    own = is_drawn[votes.participants]
    return Votes.of(votes.participants[own], votes.ids[votes.statements[own]], votes.values[own])


def _dealt_anew(votes: Votes, random: np.random.Generator) -> Iterator[Votes]:
    in_order = np.argsort(votes.statements, kind="stable")
    for _round in range(ROUNDS):
        values = np.empty_like(votes.values)
        shuffled = np.lexsort((random.random(len(values)), votes.statements))
        values[in_order] = votes.values[shuffled]
        yield Votes(votes.participants, votes.statements, values, votes.people, votes.ids)


def _round(votes: Votes, k: int, seed: int) -> tuple[float, float]:
    """Give the strength of the first direction, and the silhouette of groups."""
    plane = plane_of(votes)
    every = -(-votes.people // MOST_POINTS)
    found = clusters_of(points_of(votes, plane)[::every], smallest=k, seed=seed)
    return plane.strength, found.silhouette if found else 0.0
