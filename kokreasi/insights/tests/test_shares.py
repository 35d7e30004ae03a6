"""Shares, intervals and summaries against what is published, and against other programs."""

from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from kokreasi.insights import tabulation as tab


def choices(counts, *, answered):
    return tab.ChoicesTally(tab.Response(answered, 0, answered), counts)


def scale(counts):
    answered = sum(counts.values())
    return tab.ScaleTally(tab.Response(answered, 0, answered), counts)


def ranked(*ballots):
    """Tally ballots, each a number of people and their keys, the best first."""
    people = sum(number for number, _keys in ballots)
    keys = sorted({key for _number, keys in ballots for key in keys})
    placings = {
        key: tab.Placing(
            ranked=sum(number for number, order in ballots if key in order),
            first=sum(number for number, order in ballots if order[0] == key),
            ranks=sum(number * (order.index(key) + 1) for number, order in ballots if key in order),
            lengths=sum(number * len(order) for number, order in ballots if key in order),
        )
        for key in keys
    }
    lengths = sum(number * len(order) for number, order in ballots)
    return tab.RankingTally(tab.Response(people, 0, people), placings, lengths)


def test_the_published_percentages_of_2018_are_shares_of_choices() -> None:
    """17 people made 19 choices; "16 %" and "11 %" fit no count of people."""
    published = {"budget openness": 3, "e-legislation": 2, "forums": 2}
    tally = choices({**published, **{f"other {n}": 1 for n in range(12)}}, answered=17)

    both = tab.both_shares(tally)

    assert tally.made == 19
    assert [both.of_choices.of[key].percent for key in published] == [16, 11, 11]
    assert [both.of_people.of[key].percent for key in published] == [18, 12, 12]


@pytest.mark.parametrize(
    ("count", "base", "percent"),
    [(1, 200, 1), (3, 200, 2), (5, 200, 3), (29, 200, 15), (2, 3, 67), (0, 7, 0), (7, 7, 100)],
)
def test_a_half_percent_is_rounded_up(count, base, percent) -> None:
    """Where `round` would give the even neighbour, and 0.145 is a little less than it says."""
    assert tab.Share(count, base).percent == percent


def test_a_share_of_nothing_is_none() -> None:
    assert (tab.Share(0, 0).percent, tab.Share(0, 0).exact) == (None, None)


@given(st.integers(0, 10**20), st.integers(1, 10**20))
def test_rounding_is_off_by_half_a_percent_at_most(count, base) -> None:
    share = tab.Share(min(count, base), base)
    assert Fraction(-1, 2) < share.percent - 100 * share.exact <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("counts", "base", "rounded_sum", "needs_note"),
    [
        ({"a": 1, "b": 1, "c": 1}, 3, 99, True),
        ({"a": 1, "b": 1, "c": 2}, 4, 100, False),
        ({"a": 1, "b": 7}, 8, 101, True),
        ({"a": 3, "b": 2}, 4, 125, False),
        ({"a": 1, "b": 1}, 3, 66, False),
        ({"a": 0}, 0, 0, False),
    ],
)
def test_a_note_is_needed_where_parts_of_a_whole_miss_100(
    counts, base, rounded_sum, needs_note
) -> None:
    """Not where people could choose several, or where only a part is shown."""
    shares = tab.shares(counts, base=base)
    assert (shares.rounded_sum, shares.needs_note) == (rounded_sum, needs_note)


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_are_those_that_newcombe_published(count, of, low, high) -> None:
    """Table I of Newcombe 1998, method 3."""
    interval = tab.wilson(count, of)
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


@given(st.integers(1, 10**7), st.floats(0, 1), st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_intervals_are_those_of_scipy(of, share, confidence) -> None:
    count = round(of * share)
    theirs = binomtest(count, of).proportion_ci(confidence, method="wilson")

    ours = tab.wilson(count, of, confidence=confidence)

    assert ours == pytest.approx((theirs.low, theirs.high), abs=1e-9)
    assert 0 <= ours.low <= count / of <= ours.high <= 1


@pytest.mark.parametrize(
    ("count", "of", "confidence"), [(1, 0, 0.9), (3, 2, 0.9), (-1, 2, 0.9), (1, 2, 1)]
)
def test_an_interval_without_sense_is_refused(count, of, confidence) -> None:
    with pytest.raises(ValueError, match="no interval"):
        tab.wilson(count, of, confidence=confidence)


@pytest.mark.parametrize(
    ("base", "selection", "does_count_lead", "has_interval"),
    [
        (29, tab.Selection.BY_THEMSELVES, True, False),
        (30, tab.Selection.BY_THEMSELVES, False, False),
        (10_000_000, tab.Selection.BY_THEMSELVES, False, False),
        (29, tab.Selection.BY_CHANCE, True, False),
        (30, tab.Selection.BY_CHANCE, False, True),
        (34, tab.Selection.EVERYBODY, False, False),
        (0, tab.Selection.BY_CHANCE, True, False),
    ],
)
def test_how_a_share_may_be_said(base, selection, does_count_lead, has_interval) -> None:
    said = tab.wording(tab.Share(base // 3, base), selection=selection)

    assert said.does_count_lead is does_count_lead
    assert (said.interval is not None) is has_interval
    assert not has_interval or said.interval == tab.wilson(base // 3, base)


def test_nobody_gets_an_interval_without_saying_how_people_were_found() -> None:
    assert tab.wording(tab.Share(400, 1_000)).interval is None


@pytest.mark.parametrize(
    ("values", "lower", "median", "upper"),
    [
        ([6, 7, 15, 36, 39, 40, 41, 42, 43, 47, 49], 15, 40, 43),
        ([7, 15, 36, 39, 40, 41], 15, Fraction(75, 2), 40),
        ([1, 2], 1, Fraction(3, 2), 2),
        ([8], 8, 8, 8),
    ],
)
def test_quartiles_of_small_examples(values, lower, median, upper) -> None:
    """The first two are the textbook examples for this definition (Wikipedia: "Quartile")."""
    counts = {value: values.count(value) for value in values}
    assert tab.quartiles(counts) == tab.Quartiles(lower, median, upper)


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=60))
def test_quartiles_are_those_of_numpy_in_definition_2(values) -> None:
    theirs = np.quantile(values, [0.25, 0.5, 0.75], method="averaged_inverted_cdf")

    ours = tab.quartiles({value: values.count(value) for value in values} | {99: 0})

    assert [float(ours.lower), float(ours.median), float(ours.upper)] == theirs.tolist()


def test_nothing_has_no_summary() -> None:
    nobody = scale(dict.fromkeys(range(1, 11), 0))

    assert tab.quartiles(nobody.counts) is None
    assert tab.mean_of_scale(nobody) is None
    assert tab.top_share(nobody).percent is None


def test_scores_of_a_scale() -> None:
    tally = scale({**dict.fromkeys(range(1, 11), 0), 5: 2, 8: 11, 9: 3, 10: 1})

    assert tab.quartiles(tally.counts) == tab.Quartiles(8, 8, 8)
    assert tab.top_share(tally) == tab.Share(4, 17)
    assert tab.top_share(tally, 3) == tab.Share(15, 17)


def test_a_mean_never_comes_without_its_note() -> None:
    mean = tab.mean_of_scale(scale({1: 1, 2: 0, 3: 2}))
    assert (mean.value, mean.note) == (Fraction(7, 3), tab.Note.EQUAL_STEPS)


def test_borda_of_the_capital_of_tennessee() -> None:
    """The worked example of Wikipedia ("Borda count"): 42, 26, 15 and 17 per cent of the voters."""
    tally = ranked(
        (42, "MNCK"),
        (26, "NCKM"),
        (15, "CKNM"),
        (17, "KCNM"),
    )

    assert tab.borda(tally) == {"M": 126, "N": 194, "C": 173, "K": 107}
    assert tab.first_places(tally)["M"] == tab.Share(42, 100)
    assert tab.mean_rank(tally.placings["N"]) == Fraction(42 * 2 + 26 + 15 * 3 + 17 * 3, 100)


def test_borda_takes_short_ballots_as_all_their_completions() -> None:
    """Who ranks two of five gives as many points as the mean over all orders of the other three."""
    rest = list(permutations("cde"))
    completed = ranked(*((1, f"ab{''.join(order)}") for order in rest), (6, "edcba"))
    short = ranked((6, "ab"), (6, "edcba"))

    assert tab.borda(short) == tab.borda(completed)
    assert sum(tab.borda(short).values()) == 12 * (4 + 3 + 2 + 1)


def test_who_ranks_nothing_has_no_mean_rank() -> None:
    assert tab.mean_rank(tab.Placing(0, 0, 0, 0)) is None
