"""What can be said of groups from the bands of their counts, whatever the counts are.

Each group is taken to lean one way as little as its bands allow: its count at the low end, those
of its other answers at the high end, and for the other groups the other way round. Both tests
grow with what leans and fall with what does not, so what is found significant here is so with the
true counts too; a reader of the verdicts learns nothing beyond the bands.
"""

import numpy as np

from kokreasi.insights.opinions.bands import Bands
from kokreasi.insights.opinions.results import Leaning, Way
from kokreasi.insights.opinions.statistics import Lean, lean_against
from kokreasi.insights.opinions.votes import Flags, Whole

Weighed = tuple[float, Leaning]
PLACES = {Way.AGREE: 0, Way.DISAGREE: 1}


def least_leans(bands: Bands, sizes: Whole) -> dict[Way, Lean]:
    """Give for each way how groups lean at least."""
    return {way: _least_lean(bands, sizes, place) for way, place in PLACES.items()}


def _least_lean(bands: Bands, sizes: Whole, place: int) -> Lean:
    low, high = bands.low[place], bands.high[place]
    more = np.minimum(bands.high.sum(axis=0) - high, sizes[:, np.newaxis] - low)
    fewer = bands.low.sum(axis=0) - low
    others_high = high.sum(axis=0) - high
    others_fewer = fewer.sum(axis=0) - fewer
    return lean_against(low, low + more, others_high, others_high + others_fewer)


def consensus_of(leans: dict[Way, Lean], ids: Whole) -> tuple[Leaning, ...]:
    """Give the statements on which a majority of every group leans one way, strongest first.

    They are ordered by the product of the groups' shares (group-informed consensus).
    """
    found: list[Weighed] = []
    for way, lean in leans.items():
        shared = lean.share.prod(axis=0)
        for place in np.flatnonzero(np.all(lean.is_significant, axis=0)):
            found.append((float(shared[place]), Leaning(int(ids[place]), way)))
    return _strongest_first(found)


def dividing_of(leans: dict[Way, Lean], ids: Whole) -> tuple[int, ...]:
    """Give the statements with which one group agrees and another disagrees, furthest first.

    How far apart: the largest share that agrees and the largest that disagrees, added.
    """
    agree, disagree = leans[Way.AGREE], leans[Way.DISAGREE]
    divides: Flags = np.any(agree.is_significant, axis=0) & np.any(disagree.is_significant, axis=0)
    apart = agree.share.max(axis=0) + disagree.share.max(axis=0)
    order = np.lexsort((ids, -apart))
    return tuple(ids[order[divides[order]]].tolist())


def stands_for(leans: dict[Way, Lean], ids: Whole, group: int) -> tuple[Leaning, ...]:
    """Give the statements that are representative of one group, the most telling first."""
    found: list[Weighed] = []
    for way, lean in leans.items():
        for place in np.flatnonzero(lean.is_representative[group]):
            found.append((float(lean.weight[group, place]), Leaning(int(ids[place]), way)))
    return _strongest_first(found)


def _strongest_first(found: list[Weighed]) -> tuple[Leaning, ...]:
    found.sort(key=lambda each: (-each[0], each[1].statement))
    return tuple(leaning for _weight, leaning in found)
