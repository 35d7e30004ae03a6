"""Where one participant stands among groups that are known, without counting anybody again."""

from collections.abc import Mapping
from math import dist, sqrt
from typing import NamedTuple

from kokreasi.insights.opinions.results import Result


class Standing(NamedTuple):
    """A place in the plane, and the letter of the group whose middle is nearest."""

    across: float
    along: float
    letter: str


def stand(result: Result, own: Mapping[int, int]) -> Standing | None:
    """Say where somebody with these votes stands: 1, 0 or -1 by the statement's id.

    Votes on statements that the result does not know count nothing. None where no groups are
    offered, and for who has cast too few votes to stand anywhere. The same formula as for
    everybody: see `components`.
    """
    if result.plane is None:
        return None
    places = {statement.id: place for place, statement in enumerate(result.statements)}
    votes = {places[key]: value for key, value in own.items() if key in places}
    if len(votes) < result.votes_needed:
        return None
    means, spread = result.plane.means, sqrt(len(places) / len(votes))
    across, along = (
        spread * sum((value - means[place]) * weights[place] for place, value in votes.items())
        for weights in result.plane.directions
    )
    group = min(result.groups, key=lambda each: dist(each.centre, (across, along)))
    return Standing(across, along, group.letter)
