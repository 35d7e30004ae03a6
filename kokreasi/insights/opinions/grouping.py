"""Opinion groups on votes of agree, disagree and pass: from votes to what is kept and shown.

For tasks and commands: this module imports numpy, which a web server does not hold in memory.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np
from threadpoolctl import threadpool_limits

from kokreasi.insights.opinions import results
from kokreasi.insights.opinions.bands import Bands, bands_of
from kokreasi.insights.opinions.chance import is_more_than_chance
from kokreasi.insights.opinions.clusters import Clusters, clusters_of, nearest
from kokreasi.insights.opinions.components import Plane, plane_of, points_of
from kokreasi.insights.opinions.letters import NOWHERE, letters_of, oriented
from kokreasi.insights.opinions.results import Answers, Band, Group, Reason, Result, Statement
from kokreasi.insights.opinions.statistics import counts_of
from kokreasi.insights.opinions.verdicts import (
    consensus_of,
    dividing_of,
    least_leans,
    stands_for,
)
from kokreasi.insights.opinions.votes import Flags, Numbers, Votes, Whole

VOTES_NEEDED = 7
"""How many votes place a participant, or as many as there are statements if those are fewer."""
DECIMALS = 3
"""How exactly the middles of groups are known; more would tell of single people in small ones."""


@dataclass(frozen=True, slots=True)
class Limits:
    """From when on groups are offered, and how few people may be a group or a count, `k`.

    Below 30 people no group is large enough to be meant by its words; with fewer than 7
    statements the plane holds nearly all there is to know of a person. More than 2,000
    statements would take minutes.
    """

    participants: int = 30
    statements: int = 7
    most_statements: int = 2_000
    k: int = 5


DEFAULT_LIMITS = Limits()


def group(
    votes: Votes,
    *,
    previous: Result | None = None,
    limits: Limits = DEFAULT_LIMITS,
    seed: int = 0,
) -> Result:
    """Find the opinion groups, or say why none are offered.

    `previous` is the last result of the same consultation: groups keep its letters and the plane
    its sides. The same votes, previous result and seed give the same result.
    """
    needed = min(VOTES_NEEDED, len(votes.ids))
    is_placed = votes.cast >= needed
    reason = _reason(len(votes.ids), int(is_placed.sum()), limits)
    if reason is not None:
        return _without_groups(votes, needed, reason)
    # Threads of the linear algebra wait for each other: on a busy machine of two cores two take
    # several times as long as one.
    with threadpool_limits(limits=1, user_api="blas"):
        plane = oriented(plane_of(votes), votes.ids, previous)
        found = _clear_groups(votes, points_of(votes, plane), is_placed, limits.k, seed)
    if found is None:
        return _without_groups(votes, needed, Reason.NO_CLEAR_GROUPS)
    return _with_groups(votes, plane, found, previous=previous, needed=needed, k=limits.k)


def _reason(statements: int, placed: int, limits: Limits) -> Reason | None:
    if statements < limits.statements:
        return Reason.TOO_FEW_STATEMENTS
    if statements > limits.most_statements:
        return Reason.TOO_MANY_STATEMENTS
    if placed < limits.participants:
        return Reason.TOO_FEW_PARTICIPANTS
    return None


def _clear_groups(
    votes: Votes, points: Numbers, is_placed: Flags, k: int, seed: int
) -> Clusters | None:
    """Find groups of k or more that are further apart than chance would have them.

    Their `labels` are those of all participants, `NOWHERE` for who is in no group.
    """
    placed = points[is_placed]
    found = clusters_of(placed, smallest=k, seed=seed)
    if found is None:
        return None
    if not is_more_than_chance(votes, is_placed, found.silhouette, k=k, seed=seed):
        return None
    centres = found.centres.round(DECIMALS)
    labels = nearest(placed, centres)
    if np.bincount(labels, minlength=len(centres)).min() < k:
        return None
    everybody = np.full(votes.people, NOWHERE)
    everybody[is_placed] = labels
    return Clusters(centres, everybody, found.silhouette)


def _without_groups(votes: Votes, needed: int, reason: Reason) -> Result:
    nowhere = np.full(votes.people, NOWHERE)
    return Result(
        reason=reason,
        participants=votes.people,
        grouped=0,
        votes=len(votes.values),
        votes_needed=needed,
        statements=_statements(votes.ids, counts_of(votes, nowhere, 0), repeat({})),
    )


def _with_groups(
    votes: Votes, plane: Plane, found: Clusters, *, previous: Result | None, needed: int, k: int
) -> Result:
    number = len(found.centres)
    counts = counts_of(votes, found.labels, number)
    sizes = np.bincount(found.labels % (number + 1), minlength=number + 1)
    bands = bands_of(counts, sizes, k=k)
    leans = least_leans(bands, sizes[:number])
    letters = letters_of(votes, found.labels, number, previous)
    groups = [
        Group(letters[place], int(sizes[place]), (x, y), stands_for(leans, votes.ids, place))
        for place, (x, y) in enumerate(found.centres.tolist())
    ]
    return Result(
        reason=None,
        participants=votes.people,
        grouped=int(sizes[:number].sum()),
        votes=len(votes.values),
        votes_needed=needed,
        statements=_statements(votes.ids, counts, _by_group(bands, letters)),
        groups=tuple(sorted(groups, key=lambda each: each.letter)),
        consensus=consensus_of(leans, votes.ids),
        dividing=dividing_of(leans, votes.ids),
        silhouette=found.silhouette,
        plane=_kept(plane),
    )


def _kept(plane: Plane) -> results.Plane:
    directions = tuple(tuple(row) for row in plane.directions.tolist())
    return results.Plane(tuple(plane.means.tolist()), directions)


def _statements(
    ids: Whole, counts: Whole, by_group: Iterable[Mapping[str, Answers]]
) -> tuple[Statement, ...]:
    agrees, disagrees, passes = counts.sum(axis=1).tolist()
    rows = zip(ids.tolist(), agrees, disagrees, passes, by_group, strict=False)
    return tuple(Statement(*row) for row in rows)


def _by_group(bands: Bands, letters: Sequence[str]) -> Iterator[Mapping[str, Answers]]:
    """Give the bands of each statement by the letters of groups; nothing where none is shown."""
    ends = np.stack([bands.low, bands.high], axis=-1).transpose(2, 1, 0, 3).tolist()
    for is_shown, groups in zip(bands.is_shown, ends, strict=True):
        answers = {
            letter: Answers(*(Band(*each) for each in group))
            for letter, group in zip(letters, groups, strict=True)
        }
        yield dict(sorted(answers.items())) if is_shown else {}
