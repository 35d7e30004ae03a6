"""The two directions in which opinions differ most, and where each participant lies on them.

Principal components as Polis takes them (Small and others, "Polis: Scaling deliberation by
mapping high dimensional opinion spaces", Recerca 2021): a vote that was not cast is taken to be
the mean of its statement, so that it counts nothing once the means are taken away; and who voted
on few statements, and therefore lies near the middle, is moved outwards by the root of all
statements over the participant's own votes.

The centred matrix is never held as a whole: its Gram matrix grows by blocks of participants.
"""

from dataclasses import dataclass

import numpy as np

from kokreasi.insights.opinions.votes import Numbers, Votes

DIMENSIONS = 2
ROWS_AT_ONCE = 4_096


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """The mean of each statement, and what each statement counts in each of two directions.

    `means` has one number a statement, `directions` two rows of them; each row has length 1, and
    its largest entry is positive. `strength` is the share of all variation that lies in the
    first direction, from 0 to 1.
    """

    means: Numbers
    directions: Numbers
    strength: float = 0.0


def plane_of(votes: Votes) -> Plane:
    """Find the plane in which the votes differ most. Needs at least two statements."""
    number = len(votes.ids)
    counts = np.bincount(votes.statements, minlength=number)
    means = np.bincount(votes.statements, votes.values, minlength=number) / counts
    strengths, vectors = np.linalg.eigh(_gram(votes, means))
    directions = vectors[:, : -DIMENSIONS - 1 : -1].T
    largest = np.abs(directions).argmax(axis=1)[:, np.newaxis]
    signs = np.sign(np.take_along_axis(directions, largest, axis=1))
    total = strengths.sum()
    return Plane(means, directions * signs, float(strengths[-1] / total) if total > 0 else 0.0)


def _gram(votes: Votes, means: Numbers) -> Numbers:
    """Multiply the centred matrix with itself, statements by statements.

    Within a block numbers are single, which is exact to six digits and twice as quick; blocks
    are added up as doubles.
    """
    starts = votes.starts()
    centred = votes.values - means.astype(np.float32)[votes.statements]
    gram = np.zeros((len(means), len(means)))
    block = np.empty((min(ROWS_AT_ONCE, votes.people), len(means)), np.float32)
    for first in range(0, votes.people, ROWS_AT_ONCE):
        some = slice(starts[first], starts[min(first + ROWS_AT_ONCE, votes.people)])
        block.fill(0)
        block[votes.participants[some] - first, votes.statements[some]] = centred[some]
        gram += block.T @ block
    return gram


def points_of(votes: Votes, plane: Plane) -> Numbers:
    """Give where each participant lies in the plane, a row of two coordinates each."""
    centred = votes.values - plane.means[votes.statements]
    spread = np.sqrt(len(plane.means) / votes.cast)
    weighted = (centred * weights[votes.statements] for weights in plane.directions)
    sums = [np.bincount(votes.participants, each, votes.people) for each in weighted]
    return np.column_stack(sums).astype(float) * spread[:, np.newaxis]
