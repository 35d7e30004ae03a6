"""How clear groups would look if opinions on one statement had nothing to do with those on others.

K-means finds groups in anything, and their silhouette in a round cloud is no less than 0.33; with
few people or few statements it is higher. So the votes on each statement are dealt out anew among
those who cast them, which leaves what everybody knows (how many agreed, who voted on what) and
takes away what makes groups; and groups are sought again in the same way.
"""

from collections.abc import Iterator

import numpy as np

from kokreasi.insights.opinions.clusters import clusters_of
from kokreasi.insights.opinions.components import plane_of, points_of
from kokreasi.insights.opinions.votes import Flags, Votes

ROUNDS = 8
MOST_PEOPLE = 300
"""Of more people that many are drawn: with fewer, chance makes groups look clearer, not less."""
DEVIATIONS = 3.0


def chance_silhouette(votes: Votes, is_placed: Flags, *, k: int, seed: int) -> float:
    """Give the silhouette that groups must exceed: what chance gives, and three deviations."""
    random = np.random.default_rng(seed)
    some = _of_some(votes, is_placed, random)
    found = [_silhouette(dealt, k, seed) for dealt in _dealt_anew(some, random)]
    return float(np.mean(found) + DEVIATIONS * np.std(found))


def _of_some(votes: Votes, is_placed: Flags, random: np.random.Generator) -> Votes:
    """Give the votes of those who are placed, or of as many as are drawn from them."""
    placed = np.flatnonzero(is_placed)
    if len(placed) > MOST_PEOPLE:
        placed = random.choice(placed, MOST_PEOPLE, replace=False)
    is_drawn = np.zeros(votes.people, bool)
    is_drawn[placed] = True
    own = is_drawn[votes.participants]
    return Votes.of(votes.participants[own], votes.statements[own], votes.values[own])


def _dealt_anew(votes: Votes, random: np.random.Generator) -> Iterator[Votes]:
    in_order = np.argsort(votes.statements, kind="stable")
    for _round in range(ROUNDS):
        values = np.empty_like(votes.values)
        shuffled = np.lexsort((random.random(len(values)), votes.statements))
        values[in_order] = votes.values[shuffled]
        yield Votes(votes.participants, votes.statements, values, votes.people, votes.ids)


def _silhouette(votes: Votes, k: int, seed: int) -> float:
    found = clusters_of(points_of(votes, plane_of(votes)), smallest=k, seed=seed)
    return found.silhouette if found else 0.0
