"""Counts within groups as bands, so wide that no small count can be worked out.

Who reads a result knows how many people are in each group, how many took part, and how many of
all agreed with a statement, disagreed, or passed. Within a group we tell only the band in which a
count lies, 0 to k being the first: so a count of 1 to k - 1 looks like none and like k. A reader
can still subtract bands from totals. Therefore every small count is tried: can people change
places with others, within all bands and totals, until it is 0 or k? Where they cannot, all bands
of the statement are made twice as wide, and at last it is not told by groups at all.

Whatever else is told of groups is worked out from these bands, and so gives nothing away.
(Bands by steps and protection intervals: Hundepool and others, "Statistical Disclosure Control",
2012, chapter 4. The exchange is a cycle in the table's network, as in `insights.disclosure`.)
"""

from dataclasses import dataclass
from itertools import product

import numpy as np

from kokreasi.insights.opinions.votes import Flags, Whole


@dataclass(frozen=True, slots=True, eq=False)
class Bands:
    """The lowest and the highest count that may be, by answers, groups and statements.

    `is_shown` says of which statements anything is told by groups; else the band is everything.
    """

    low: Whole
    high: Whole
    is_shown: Flags


def bands_of(counts: Whole, sizes: Whole, *, k: int) -> Bands:
    """Give the bands of counts by answers, groups and statements.

    The last row of `counts` and of `sizes` are those who are in no group; it gets no bands.
    Each group has at least k people.
    """
    groups = len(sizes) - 1
    most = np.minimum(sizes[np.newaxis, :, np.newaxis], counts.sum(axis=1, keepdims=True))
    low, high = np.zeros_like(counts), most.copy()
    is_shown = np.zeros(counts.shape[2], bool)
    table = np.concatenate([counts, [sizes[:, np.newaxis] - counts.sum(axis=0)]])
    step = k + 1
    while step <= sizes[:groups].max() and not is_shown.all():
        left = np.flatnonzero(~is_shown)
        lowest = counts[:, :, left] // step * step
        highest = np.minimum(lowest + step - 1, most[:, :, left])
        lowest[:, groups], highest[:, groups] = 0, most[:, groups, left]
        told = _is_safe(table[:, :, left], _unbanded(lowest, 0), _unbanded(highest, sizes), k)
        low[:, :, left[told]], high[:, :, left[told]] = lowest[:, :, told], highest[:, :, told]
        is_shown[left[told]] = True
        step *= 2
    return Bands(low[:, :groups], high[:, :groups], is_shown)


def _unbanded(bounds: Whole, bound: Whole | int) -> Whole:
    """Add the bounds of how many have no vote, of which nothing is told."""
    rest = np.zeros_like(bounds[:1]) + np.reshape(bound, (1, -1, 1))
    return np.concatenate([bounds, rest])


def _is_safe(table: Whole, low: Whole, high: Whole, k: int) -> Flags:
    """Tell for which statements every small count of a group may as well be 0 or k."""
    is_safe = np.ones(table.shape[2], bool)
    answers, groups = len(table) - 1, table.shape[1] - 1
    for cell in product(range(answers), range(groups)):
        count = table[cell]
        small = np.flatnonzero((count > 0) & (count < k))
        part, lowest, highest = (each[:, :, small] for each in (table, low, high))
        can_fall = _can_give(part, lowest, highest, cell, count[small])
        can_rise = _can_give(-part, -highest, -lowest, cell, k - count[small])
        is_safe[small[~(can_fall | can_rise)]] = False
    return is_safe


def _can_give(table: Whole, low: Whole, high: Whole, cell: tuple[int, int], number: Whole) -> Flags:
    """Tell for which statements a count can be smaller by `number` without anybody noticing.

    Somebody of the group with this answer changes places with somebody of another group with
    another answer, one pair of counts after the other: enough ways, if perhaps not all.
    """
    answer, group = cell
    table, left = table.copy(), number.copy()
    is_within: Flags = table[cell] - low[cell] >= number
    for other, row in product(range(len(table)), range(table.shape[1])):
        if other == answer or row == group:
            continue
        room = [
            left,
            high[answer, row] - table[answer, row],
            table[other, row] - low[other, row],
            high[other, group] - table[other, group],
        ]
        moved = np.minimum.reduce(room)
        table[answer, row] += moved
        table[other, row] -= moved
        table[other, group] += moved
        left = left - moved
    can_give: Flags = is_within & (left == 0)
    return can_give
