"""Letters of groups that stay with them while votes come in, so that pages do not jump."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations
from string import ascii_uppercase

import numpy as np

from kokreasi.insights.opinions import results
from kokreasi.insights.opinions.clusters import nearest
from kokreasi.insights.opinions.components import Plane, points_of
from kokreasi.insights.opinions.results import Result
from kokreasi.insights.opinions.votes import Votes, Whole

NOWHERE = -1


def letters_of(votes: Votes, labels: Whole, groups: int, previous: Result | None) -> list[str]:
    """Give each group the letter of the earlier group with most of the same people, or a new one.

    Who is in which earlier group is not kept: it is where people's votes of today would stand in
    the earlier plane. Without earlier groups the largest is A.
    """
    sizes = np.bincount(labels[labels != NOWHERE], minlength=groups)
    taken: dict[int, str] = {}
    if previous is not None and previous.plane is not None:
        earlier = _earlier_labels(votes, previous, previous.plane)
        shared = _shared(earlier, labels, len(previous.groups), groups)
        taken = _best_match(shared, [group.letter for group in previous.groups])
    new = _free_letters(previous)
    by_size = sorted(range(groups), key=lambda group: (-sizes[group], group))
    given = taken | {group: next(new) for group in by_size if group not in taken}
    return [given[group] for group in range(groups)]


def oriented(plane: Plane, ids: Whole, previous: Result | None) -> Plane:
    """Turn each direction to the side it pointed to before; else the map would be mirrored."""
    if previous is None or previous.plane is None:
        return plane
    before, now = _common(ids, previous)
    earlier = np.array(previous.plane.directions)[:, before]
    sides = np.where((earlier * plane.directions[:, now]).sum(axis=1) < 0, -1, 1)
    return replace(plane, directions=plane.directions * sides[:, np.newaxis])


def _common(ids: Whole, previous: Result) -> tuple[Whole, Whole]:
    """Give the places, before and now, of the statements that are in both."""
    earlier = np.array([statement.id for statement in previous.statements])
    _ids, before, now = np.intersect1d(earlier, ids, return_indices=True)
    return before, now


def _earlier_labels(votes: Votes, previous: Result, plane: results.Plane) -> Whole:
    """Give which earlier group each of today's participants would be in."""
    before, now = _common(votes.ids, previous)
    means = np.zeros(len(votes.ids))
    directions = np.zeros((2, len(votes.ids)))
    means[now] = np.array(plane.means)[before]
    directions[:, now] = np.array(plane.directions)[:, before]
    points = points_of(votes, Plane(means, directions))
    return nearest(points, np.array([group.centre for group in previous.groups]))


def _shared(earlier: Whole, labels: Whole, before: int, now: int) -> Whole:
    """Count people by earlier group, in rows, and present one, in columns."""
    is_in = labels != NOWHERE
    pairs = earlier[is_in] * now + labels[is_in]
    return np.bincount(pairs, minlength=before * now).reshape(before, now)


def _best_match(shared: Whole, letters: Sequence[str]) -> dict[int, str]:
    """Match groups one to one so that most people keep their letter; five at most, so try all.

    Gives the letters by the places of present groups.
    """
    before, now = shared.shape
    width = max(before, now)
    square = np.zeros((width, width), np.int64)
    square[:before, :now] = shared
    kept = {way: int(square[way, range(width)].sum()) for way in permutations(range(width))}
    best = max(kept, key=kept.__getitem__)
    pairs = ((earlier, group) for group, earlier in enumerate(best) if square[earlier, group])
    return {group: letters[earlier] for earlier, group in pairs}


def _free_letters(previous: Result | None) -> Iterator[str]:
    used = {group.letter for group in previous.groups} if previous else set()
    return (letter for letter in ascii_uppercase if letter not in used)
