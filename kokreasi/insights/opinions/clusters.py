"""Groups of points in a plane: k-means with two to five centres, chosen by their silhouette.

Many points are gathered on a grid first, each cell a point with the weight of those in it, so
that a hundred thousand take hardly longer than a few thousand. (MacQueen 1967; k-means++ of
Arthur and Vassilvitskii 2007; the silhouette of Rousseeuw 1987, with a weight for each point.)
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kokreasi.insights.opinions.votes import Numbers, Whole

MOST_POINTS = 2_000
"""Points up to this many are taken as they are."""
GRID = 48
"""Cells of the grid in each direction."""
STARTS = 10
MOST_STEPS = 60
POINTS_AT_ONCE = 512
FEWEST, MOST = 2, 5
"""How few and how many groups are tried."""


@dataclass(frozen=True, slots=True, eq=False)
class Clusters:
    """Centres, a row of two coordinates each; the place of each point's; their silhouette."""

    centres: Numbers
    labels: Whole
    silhouette: float


def clusters_of(points: Numbers, *, smallest: int, seed: int) -> Clusters | None:
    """Find the groups whose silhouette is best, each of at least `smallest` points.

    Who would be in a smaller group belongs to the nearest of the others. Gives None where no
    two groups remain. The same points and seed give the same groups.
    """
    cells, weights = _gathered(points)
    tried = list(_candidates(cells, weights, smallest, np.random.default_rng(seed)))
    if not tried:
        return None
    scores = silhouettes(cells, weights, [nearest(cells, centres) for centres in tried])
    best = int(np.argmax(scores))
    labels = nearest(points, tried[best])
    if np.bincount(labels, minlength=len(tried[best])).min() < smallest:
        return None
    return Clusters(tried[best], labels, float(scores[best]))


def nearest(points: Numbers, centres: Numbers) -> Whole:
    """Give the place of the centre that is nearest to each point; for each set of centres."""
    labels: Whole = np.argmin(_squares(points, centres), axis=-1)
    return labels


def _squares(points: Numbers, centres: Numbers) -> Numbers:
    """Give the squared distances of points, in rows, from centres, in columns; set by set."""
    across = points[:, :1] - centres[..., np.newaxis, :, 0]
    along = points[:, 1:] - centres[..., np.newaxis, :, 1]
    squares: Numbers = across * across + along * along
    return squares


def _gathered(points: Numbers) -> tuple[Numbers, Numbers]:
    """Give points and weights: the given ones, or the means of those in each cell of a grid."""
    if len(points) <= MOST_POINTS:
        return points, np.ones(len(points))
    lowest = points.min(axis=0)
    span = np.maximum(points.max(axis=0) - lowest, np.finfo(float).tiny)
    across, along = np.minimum((points - lowest) / span * GRID, GRID - 1).astype(np.int64).T
    cell = across * GRID + along
    weights = np.bincount(cell, minlength=GRID * GRID)
    sums = np.column_stack([np.bincount(cell, each, GRID * GRID) for each in points.T])
    is_filled = weights > 0
    return sums[is_filled] / weights[is_filled, np.newaxis], weights[is_filled].astype(float)


def _candidates(
    points: Numbers, weights: Numbers, smallest: int, random: np.random.Generator
) -> Iterator[Numbers]:
    """Give the centres that k-means settles on from many starts, each set of them once."""
    seen: set[bytes] = set()
    for number in range(FEWEST, MOST + 1):
        first = _first_centres(points, weights, number, random)
        for moved, sizes in zip(*_moved(points, weights, first), strict=True):
            centres = _without_small(points, weights, moved, sizes, smallest)
            key = centres[np.lexsort(centres.T)].round(9).tobytes()
            if len(centres) >= FEWEST and key not in seen:
                seen.add(key)
                yield centres


def _first_centres(
    points: Numbers, weights: Numbers, number: int, random: np.random.Generator
) -> Numbers:
    """Choose sets of centres among the points, each the likelier the further from the others."""
    first = random.choice(len(points), STARTS, p=weights / weights.sum())
    centres = points[first, np.newaxis]
    for _further in range(number - 1):
        sums = np.cumsum(weights * _squares(points, centres).min(axis=2), axis=1)
        chosen = (sums > random.random((STARTS, 1)) * sums[:, -1:]).argmax(axis=1)
        centres = np.concatenate([centres, points[chosen, np.newaxis]], axis=1)
    return centres


def _without_small(
    points: Numbers, weights: Numbers, centres: Numbers, sizes: Numbers, smallest: int
) -> Numbers:
    """Take away the smallest group, and move the others' centres, while it is too small.

    Its people count no more where the others' centres lie, or a handful far away would draw one
    of them to where nobody is.
    """
    while sizes.min() < smallest and len(centres) > 1:
        least = sizes.argmin()
        weights = np.where(nearest(points, centres) == least, 0, weights)
        others = np.delete(centres, least, axis=0)
        (centres,), (sizes,) = _moved(points, weights, others[np.newaxis])
    return centres


def _moved(points: Numbers, weights: Numbers, centres: Numbers) -> tuple[Numbers, Numbers]:
    """Move each centre to the middle of its points until that changes nothing (Lloyd).

    Centres come and go in sets, each with a row for every centre; the weights of their points
    come with them.
    """
    sets, number = centres.shape[:2]
    shift = np.arange(sets)[:, np.newaxis] * number
    labels, sizes = np.full((sets, len(points)), -1), np.zeros((sets, number))
    for _step in range(MOST_STEPS):
        before, labels = labels, nearest(points, centres) + shift
        if (labels == before).all():
            break
        sizes = _sums(labels, weights, sets, number)
        across, along = (_sums(labels, weights * each, sets, number) for each in points.T)
        middles = np.stack([across, along], axis=2) / np.maximum(sizes, 1)[..., np.newaxis]
        centres = np.where(sizes[..., np.newaxis] > 0, middles, centres)
    return centres, sizes


def _sums(labels: Whole, weights: Numbers, sets: int, number: int) -> Numbers:
    """Add weights up by label, set by set."""
    everywhere = np.broadcast_to(weights, labels.shape).ravel()
    sums = np.bincount(labels.ravel(), everywhere, sets * number)
    return sums.reshape(sets, number).astype(float)


def silhouettes(points: Numbers, weights: Numbers, groupings: Sequence[Whole]) -> Numbers:
    """Give for each grouping how much nearer points lie to their own group than to the next one.

    From -1 to 1: the mean over all points of (b - a) / max(a, b), where a is the mean distance
    to the others of one's own group and b that to the nearest other group. A point alone in its
    group counts 0. Each grouping gives the place of every point's group.
    """
    belongs = [_memberships(labels, weights) for labels in groupings]
    sizes = [each.sum(axis=0) for each in belongs]
    ends = np.cumsum([len(each) for each in sizes])[:-1]
    totals = np.zeros(len(groupings))
    for first in range(0, len(points), POINTS_AT_ONCE):
        some = slice(first, first + POINTS_AT_ONCE)
        sums = np.sqrt(_squares(points[some], points)) @ np.hstack(belongs)
        for place, part in enumerate(np.split(sums, ends, axis=1)):
            widths = _widths(part, sizes[place], groupings[place][some])
            totals[place] += weights[some] @ widths
    means: Numbers = totals / weights.sum()
    return means


def _memberships(labels: Whole, weights: Numbers) -> Numbers:
    """Give the weight of each point, in rows, in the column of its group."""
    table = np.zeros((len(labels), int(labels.max()) + 1))
    table[np.arange(len(labels)), labels] = weights
    return table


def _widths(sums: Numbers, sizes: Numbers, labels: Whole) -> Numbers:
    """Give the silhouette of points from the sums of their distances to each group."""
    rows = np.arange(len(labels))
    own = sizes[labels]
    inside = sums[rows, labels] / np.maximum(own - 1, 1)
    means = sums / sizes
    means[rows, labels] = np.inf
    outside = means.min(axis=1)
    larger = np.maximum(inside, outside)
    is_apart = (own > 1) & (larger > 0)
    return np.where(is_apart, (outside - inside) / np.where(is_apart, larger, 1), 0)
