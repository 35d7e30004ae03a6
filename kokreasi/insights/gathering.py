"""Answers that are copies of each other, or nearly, gathered under the first of them.

For tasks and commands, like `similar_pairs`, which it uses: both import numpy.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kokreasi.insights.similar_pairs import pairs_among
from kokreasi.insights.similarity import features
from kokreasi.insights.suggestions import Gathered

COPIED = 0.7
"""The Jaccard of roots from which one answer is a copy of another: one root of six changed."""

IN_TURNS = 100


def gather(texts: Iterable[str], threshold: float = COPIED) -> list[Gathered]:
    """Gather texts that are nearly the same; see `gather_sets`."""
    return gather_sets([features(text) for text in texts], threshold)


def gather_sets(sets: Sequence[frozenset[str]], threshold: float = COPIED) -> list[Gathered]:
    """Gather sets of roots under the first that they are like, in the order of the first ones.

    Every member has the Jaccard `threshold` with the first, or with one that has it. A set without
    roots stays alone. It is done in turns, so that ten thousand variants of one text never become
    fifty million pairs.
    """
    turns = [range(start, len(sets))[:IN_TURNS] for start in range(0, len(sets), IN_TURNS)]
    leader = [place for turn in turns for place in _leaders(sets, turn, threshold)]
    firsts = sorted(set(leader))
    further = dict(zip(firsts, _leaders(sets, firsts, threshold), strict=True))
    places: dict[int, list[int]] = defaultdict(list)
    for place, first in enumerate(leader):
        places[further[first]].append(place)
    return [Gathered(first, tuple(found)) for first, found in sorted(places.items())]


def _leaders(sets: Sequence[frozenset[str]], places: Sequence[int], threshold: float) -> list[int]:
    """Give for each place the first place that its set is like and that leads itself."""
    leader = list(range(len(places)))
    for pair in pairs_among([sets[place] for place in places], threshold):
        leads, is_free = leader[pair.first] == pair.first, leader[pair.second] == pair.second
        if leads and is_free:
            leader[pair.second] = pair.first
    return [places[number] for number in leader]
