"""How sure one can be that a group agrees or disagrees, and that it does so unlike the others.

The formulas are those of Small and others, "Polis: Scaling deliberation by mapping high
dimensional opinion spaces" (Recerca 2021): shares and tests start from one made-up vote, so that
few votes prove little. Everything is an array of groups, in rows, by statements, in columns;
votes are agrees, disagrees and passes together.
"""

from dataclasses import dataclass

import numpy as np

from kokreasi.insights.opinions.votes import AGREE, DISAGREE, PASS, Flags, Numbers, Votes, Whole

SIGNIFICANT = 1.2816
"""What a z value must exceed: one side of the normal distribution at 90 %."""
ANSWERS = (AGREE, DISAGREE, PASS)
"""The first axis of all counts."""


@dataclass(frozen=True, slots=True, eq=False)
class Lean:
    """How a group leans one way, for example agrees, on each statement.

    `share` is that of the group's votes, `z` tests it against one half; `ratio` is the share
    over that of all other groups together, `ratio_z` tests the two shares against each other.
    """

    share: Numbers
    z: Numbers
    ratio: Numbers
    ratio_z: Numbers

    @property
    def is_significant(self) -> Flags:
        """Tell where a majority of the group leans this way."""
        return self.z > SIGNIFICANT

    @property
    def is_representative(self) -> Flags:
        """Tell where a majority of the group leans this way, and unlike the others."""
        return (self.z > SIGNIFICANT) & (self.ratio_z > SIGNIFICANT)

    @property
    def weight(self) -> Numbers:
        """Give by what representative statements are ordered, the largest first."""
        return self.share * self.z * self.ratio * self.ratio_z


def counts_of(votes: Votes, labels: Whole, groups: int) -> Whole:
    """Count answers, by groups and one row more for who is in none (label -1), by statements."""
    rows = np.where(labels < 0, groups, labels)[votes.participants]
    shape = (groups + 1, len(votes.ids))
    cells = rows * len(votes.ids) + votes.statements
    counts = [
        np.bincount(cells[votes.values == answer], minlength=shape[0] * shape[1])
        for answer in ANSWERS
    ]
    return np.stack(counts).reshape(len(ANSWERS), *shape)


def lean_of(leaning: Whole, votes: Whole) -> Lean:
    """Give how each group leans, from how many of its votes go this way."""
    return lean_against(leaning, votes, leaning.sum(axis=0) - leaning, votes.sum(axis=0) - votes)


def lean_against(leaning: Whole, votes: Whole, others_leaning: Whole, others: Whole) -> Lean:
    """Give how groups lean beside what others do."""
    share = share_of(leaning, votes)
    return Lean(
        share,
        one_proportion_z(leaning, votes),
        share / share_of(others_leaning, others),
        two_proportions_z(leaning, votes, others_leaning, others),
    )


def share_of(leaning: Whole, votes: Whole) -> Numbers:
    """Give the share of votes, as if there had been one more for and one more against."""
    share: Numbers = (leaning + 1) / (votes + 2)
    return share


def one_proportion_z(leaning: Whole, votes: Whole) -> Numbers:
    """Test whether more than half of the votes go this way."""
    z: Numbers = 2 * np.sqrt(votes + 1) * ((leaning + 1) / (votes + 1) - 0.5)
    return z


def two_proportions_z(
    leaning: Whole, votes: Whole, others_leaning: Whole, others: Whole
) -> Numbers:
    """Test whether a larger share of these votes goes this way than of the others."""
    ours, theirs = (leaning + 1) / (votes + 1), (others_leaning + 1) / (others + 1)
    pooled = (leaning + others_leaning + 2) / (votes + others + 2)
    variance = pooled * (1 - pooled) * (1 / (votes + 1) + 1 / (others + 1))
    varies = variance > 0
    return np.where(varies, (ours - theirs) / np.sqrt(np.where(varies, variance, 1)), 0)
