"""Groups are found where they were planted, and not offered where there are none to speak of."""

import doctest
import json
from collections import Counter
from dataclasses import replace

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kokreasi.insights import opinions
from kokreasi.insights.opinions.grouping import Limits, group
from kokreasi.insights.opinions.results import Answers, Band, Leaning, Reason, Result, Way
from kokreasi.insights.opinions.standing import stand
from kokreasi.insights.opinions.tests.planted import Planted, planted, without_structure
from kokreasi.insights.opinions.votes import Votes

K = 5


def own_votes(made: Planted) -> dict[int, dict[int, int]]:
    """Give everybody's votes by statement."""
    own: dict[int, dict[int, int]] = {}
    for who, what, how in zip(*(column.tolist() for column in made.columns), strict=True):
        own.setdefault(who, {})[what] = how
    return own


def letters_of(made: Planted, result: Result) -> dict[int, str]:
    """Say in which group everybody stands who stands anywhere."""
    standing = {who: stand(result, votes) for who, votes in own_votes(made).items()}
    return {who: place.letter for who, place in standing.items() if place}


@pytest.fixture(scope="module")
def made() -> Planted:
    return planted(600, 24, 16, groups=3, together=3)


@pytest.fixture(scope="module")
def result(made) -> Result:
    return group(Votes.of(*made.columns))


def test_the_example_of_the_package_is_true():
    assert doctest.testmod(opinions).failed == 0


def test_planted_groups_are_found(made, result):
    letters = letters_of(made, result)

    pairs = Counter((made.group_of[who], letter) for who, letter in letters.items())
    assert result.reason is None
    assert [each.letter for each in result.groups] == ["A", "B", "C"]
    assert sum(count for _pair, count in pairs.most_common(3)) >= 0.95 * len(letters)
    assert (result.participants, result.grouped, result.votes) == (600, 600, 600 * 16)


def test_everybody_stands_in_the_group_in_which_they_are_counted(made, result):
    sizes = Counter(letters_of(made, result).values())

    assert sizes == {each.letter: each.size for each in result.groups}


def test_consensus_and_division_are_told(result):
    """Three statements for all; on each of the others one group is alone against the rest."""
    agreed, disagreed = {0, 1}, {2}

    ways = {way: {e.statement for e in result.consensus if e.way is way} for way in Way}
    assert ways == {Way.AGREE: agreed, Way.DISAGREE: disagreed}
    assert set(result.dividing) == set(range(3, 24))


def test_a_group_stands_for_that_in_which_it_is_alone(made, result):
    members = Counter(
        (made.group_of[who], letter) for who, letter in letters_of(made, result).items()
    )
    planted_as = {letter: number for (number, letter), _count in members.most_common(3)}

    for each in result.groups:
        strongest = {leaning.statement % 3 for leaning in each.stands_for[:3]}
        assert strongest == {planted_as[each.letter]}


def test_the_same_votes_give_the_same_result(made, result):
    assert group(Votes.of(*made.columns)) == result


def test_a_result_is_kept_as_json(result):
    kept = json.loads(json.dumps(result.as_json()))

    assert Result.from_json(kept) == result
    with pytest.raises(msgspec.ValidationError):
        Result.from_json({**kept, "groups": "A"})


def test_a_result_tells_counts_of_groups_only_as_bands(made, result):
    told = result.statements[5].by_group["A"]

    letters = letters_of(made, result)
    votes = own_votes(made)
    answers = Counter(votes[who].get(5) for who, letter in letters.items() if letter == "A")
    for band, answer in ((told.agrees, 1), (told.disagrees, -1), (told.passes, 0)):
        assert band.low <= answers[answer] <= band.high
        assert band.high - band.low >= K


def test_shares_are_about_right():
    told = Answers(Band(30, 35), Band(0, 5), Band(6, 11))

    assert told.about == (75, 6, 20)
    assert Answers(Band(0, 0), Band(0, 0), Band(0, 0)).about == (0, 0, 0)


# --- what is not offered ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "statements", "reason"),
    [
        (29, 10, Reason.TOO_FEW_PARTICIPANTS),
        (300, 6, Reason.TOO_FEW_STATEMENTS),
        (1, 10, Reason.TOO_FEW_PARTICIPANTS),
    ],
)
def test_few_people_or_statements_make_no_groups(people, statements, reason):
    made = planted(people, statements, statements)

    result = group(Votes.of(*made.columns))

    assert result.reason is reason
    assert (result.groups, result.plane, result.consensus) == ((), None, ())
    assert result.participants == people
    assert sum(s.agrees + s.disagrees + s.passes for s in result.statements) == result.votes
    assert stand(result, own_votes(made)[0]) is None


def test_people_with_few_votes_do_not_make_groups_large_enough():
    """Forty people, but only twenty of them with seven votes or more."""
    many, few = planted(20, 12, 10), planted(20, 12, 6)
    who = np.concatenate([many.participants, few.participants + 20])
    columns = (np.concatenate(pair) for pair in zip(many.columns[1:], few.columns[1:], strict=True))

    result = group(Votes.of(who, *columns))

    assert result.reason is Reason.TOO_FEW_PARTICIPANTS
    assert (result.participants, result.grouped) == (40, 0)


def test_more_statements_than_can_be_compared_are_refused():
    made = planted(60, 40, 20)

    result = group(Votes.of(*made.columns), limits=Limits(most_statements=39))

    assert result.reason is Reason.TOO_MANY_STATEMENTS


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("people", "statements", "votes_each"), [(40, 8, 8), (100, 20, 12), (600, 40, 20)]
)
def test_votes_without_structure_make_no_clear_groups(people, statements, votes_each, seed):
    made = without_structure(people, statements, votes_each, seed=seed)

    assert group(Votes.of(*made.columns)).reason is Reason.NO_CLEAR_GROUPS


def test_one_statement_that_everybody_saw_makes_no_groups():
    """Its yes and no would lie far apart in the plane, and mean nothing for the rest."""
    made = without_structure(400, 60, 8)
    everybody = np.arange(400)
    values = np.where(everybody % 2, 1, -1)

    result = group(
        Votes.of(
            np.concatenate([made.participants, everybody]),
            np.concatenate([made.statements, np.full(400, 60)]),
            np.concatenate([made.values, values]),
        )
    )

    assert result.reason is Reason.NO_CLEAR_GROUPS


@pytest.mark.parametrize("value", [1, 0, -1])
def test_when_all_answer_alike_there_are_no_groups(value):
    who, what = np.divmod(np.arange(50 * 10), 10)

    result = group(Votes.of(who, what, np.full(500, value)))

    assert result.reason is Reason.NO_CLEAR_GROUPS


def test_no_votes_at_all_are_too_few_statements():
    result = group(Votes.of([], [], []))

    assert result.reason is Reason.TOO_FEW_STATEMENTS
    assert Result.from_json(result.as_json()) == result


def test_a_handful_far_from_the_others_is_no_group_of_its_own():
    """Two camps, and four people against all on everything they agree on."""
    made = planted(200, 30, 20, together=12, firmness=0.95)
    what = np.tile(np.arange(12), 4)
    who = np.repeat(np.arange(200, 204), 12)
    columns = (
        (made.participants, who),
        (made.statements, what),
        (
            made.values,
            np.where(what == 11, 1, -1),
        ),
    )

    result = group(Votes.of(*map(np.concatenate, columns)))

    assert len(result.groups) == 2
    assert result.grouped == 204


def test_statements_left_out_are_nowhere(made):
    result = group(Votes.of(*made.columns, left_out={5, 6}))

    assert {5, 6}.isdisjoint(statement.id for statement in result.statements)
    assert {5, 6}.isdisjoint(result.dividing)
    assert len(result.plane.means) == 22


# --- from one run to the next -------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(2))
def test_groups_keep_their_letters_while_votes_come_in(seed):
    """The first half of the people, then all: who was in A is in A, whatever the order of sizes."""
    made = planted(600, 24, 16, groups=3, seed=seed)
    early = made.participants < 300
    first = group(Votes.of(*(column[early] for column in made.columns)))
    names = iter("XQM")
    renamed = {each.letter: next(names) for each in first.groups}
    first = replace(
        first,
        groups=tuple(replace(each, letter=renamed[each.letter]) for each in first.groups),
    )

    second = group(Votes.of(*made.columns), previous=first, seed=7)

    before, now = letters_of(made, first), letters_of(made, second)
    assert {each.letter for each in second.groups} == {"X", "Q", "M"}
    assert sum(now[who] == before[who] for who in range(300)) >= 285


def test_the_plane_keeps_its_sides(made, result):
    turned = replace(
        result,
        plane=replace(
            result.plane,
            directions=tuple(tuple(-each for each in row) for row in result.plane.directions),
        ),
        groups=tuple(
            replace(each, centre=tuple(-place for place in each.centre)) for each in result.groups
        ),
    )

    again = group(Votes.of(*made.columns), previous=turned)

    assert np.array(again.plane.directions) == pytest.approx(np.array(turned.plane.directions))
    assert letters_of(made, again) == letters_of(made, result)


def test_a_further_group_gets_a_letter_of_its_own(made):
    """Two of three groups first, then the third as well."""
    of_two = made.group_of[made.participants] < 2
    first = group(Votes.of(*(column[of_two] for column in made.columns)))

    second = group(Votes.of(*made.columns), previous=first)

    before, now = letters_of(made, first), letters_of(made, second)
    newcomers = Counter(now[who] for who in now if made.group_of[who] == 2)
    assert len(first.groups) == 2
    assert newcomers.most_common(1)[0][0] == "C"
    same = [who for who in before if made.group_of[who] < 2]
    assert sum(now[who] == before[who] for who in same) >= 0.95 * len(same)


def test_a_previous_result_without_groups_changes_nothing(made, result):
    nothing = group(Votes.of([], [], []))

    assert group(Votes.of(*made.columns), previous=nothing) == result


# --- any votes ----------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_any_votes_give_a_result_that_keeps_its_promises(data):
    people, statements = data.draw(st.integers(1, 25)), data.draw(st.integers(1, 9))
    seed = data.draw(st.integers(0, 2**32 - 1))
    random = np.random.default_rng(seed)
    camps = np.where(np.arange(people) % 2, 1, -1)[:, np.newaxis]
    values = np.where(random.random((people, statements)) < 0.9, camps, -camps)
    who, what = np.nonzero(random.random((people, statements)) < 0.9)
    limits = Limits(participants=10, statements=3, k=3)

    result = group(Votes.of(who, what, values[who, what]), limits=limits)

    assert Result.from_json(json.loads(json.dumps(result.as_json()))) == result
    assert (result.reason is None) == (len(result.groups) >= 2)
    assert all(each.size >= 3 for each in result.groups)
    assert sum(each.size for each in result.groups) == result.grouped <= people
    known = {each.id for each in result.statements}
    assert {each.statement for each in result.consensus} | set(result.dividing) <= known


def test_leanings_are_ordered_by_strength(result):
    shares = {
        statement.id: np.prod([each.agrees.low for each in statement.by_group.values()])
        for statement in result.statements
    }
    agreed = [each for each in result.consensus if each.way is Way.AGREE]

    assert agreed == sorted(agreed, key=lambda each: -shares[each.statement])
    assert Leaning(0, Way.AGREE) in agreed
