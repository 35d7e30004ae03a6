"""The last vote of a pair counts; any keys will do; what moderation took away counts nowhere."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kokreasi.insights.opinions.votes import Votes

KEYS = st.integers(0, 6) | st.integers(-(2**62), 2**62)


def cells(votes: Votes, people: list[int]) -> dict[tuple[int, int], int]:
    """Give the votes by the keys of participant and statement."""
    who = [people[place] for place in votes.participants.tolist()]
    what = votes.ids[votes.statements].tolist()
    return dict(zip(zip(who, what, strict=True), votes.values.tolist(), strict=True))


@settings(deadline=None)
@given(st.lists(st.tuples(KEYS, KEYS, st.sampled_from([-1, 0, 1])), max_size=40))
def test_the_last_vote_of_a_pair_counts(cast):
    who, what, how = zip(*cast, strict=True) if cast else ((), (), ())

    votes = Votes.of(who, what, how)

    assert cells(votes, sorted(set(who))) == {(a, b): value for a, b, value in cast}
    assert len(votes.values) == len(set(zip(who, what, strict=True)))
    assert votes.people == len(set(who)) == len(votes.cast)
    assert votes.ids.tolist() == sorted(set(what))


def test_the_last_vote_counts_also_where_hardly_anybody_voted():
    """Each on a statement of their own, so that sorting is better than a table; and then again."""
    who = what = np.tile(np.arange(200), 2)
    how = np.repeat([1, -1], 200)

    votes = Votes.of(who, what, how)

    assert votes.participants.tolist() == votes.statements.tolist() == list(range(200))
    assert set(votes.values.tolist()) == {-1}


def test_votes_stand_in_the_order_of_participants():
    votes = Votes.of([9, 4, 9, 4], [2, 2, 1, 7], [1, 1, 0, -1])

    assert votes.participants.tolist() == [0, 0, 1, 1]
    assert votes.starts().tolist() == [0, 2, 4]


def test_statements_left_out_count_nowhere():
    votes = Votes.of([1, 1, 2], [10, 11, 11], [1, 1, 1], left_out={11})

    assert (votes.people, votes.ids.tolist(), votes.cast.tolist()) == (1, [10], [1])


@pytest.mark.parametrize("values", [[2], [-2], [0.5], [np.nan], ["1"], [1, 1]])
def test_other_values_than_votes_are_refused(values):
    with pytest.raises(ValueError, match="vote"):
        Votes.of([1], [1], values)
