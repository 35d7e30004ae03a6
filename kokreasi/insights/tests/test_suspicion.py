"""Stuffing is marked, honest answers hardly ever, and nothing is dropped."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kokreasi.insights.suspicion import (
    CHANCE,
    FEWEST_IN_A_BURST,
    Rule,
    Submissions,
    least_improbable,
    suspicious,
)

HONEST, STUFFED, QUESTIONS, DAYS = 5_000, 1_000, 12, 60
SLOTS_A_DAY = 144
SEEDS = [1, 2, 3, 4, 5]


def honest_pattern(random: Random, length: int = QUESTIONS) -> tuple:
    """Answer scales of ten around a mood of one's own; one in ten answers 8 to everything."""
    if random.random() < 0.1:
        return (8,) * length
    mood = random.gauss(7, 1.2)
    return tuple(min(10, max(1, round(random.gauss(mood, 1.3)))) for _number in range(length))


def honest_slot(random: Random) -> int:
    """Come by day rather than by night, and more of us in the first days."""
    day = min(int(random.expovariate(1 / 15)), DAYS - 1)
    return day * SLOTS_A_DAY + int(random.gauss(84, 24)) % SLOTS_A_DAY


def honest(number: int, random: Random, length: int = QUESTIONS) -> list[tuple]:
    return [
        (honest_slot(random), f"device {place}", honest_pattern(random, length), "web")
        for place in range(number)
    ]


def columns(rows: list[tuple]) -> Submissions:
    slots, devices, patterns, channels = zip(*rows, strict=True) if rows else ((),) * 4
    return Submissions(slots=slots, devices=devices, patterns=patterns, channels=channels)


def marked_by(rows: list[tuple], rule: Rule, **options) -> set[int]:
    marks = suspicious(columns(rows), **options).marks
    return {place for place, rules in marks.items() if rule in rules}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_thousand_copies_in_an_afternoon_are_marked_and_few_honest_answers(seed) -> None:
    random = Random(seed)
    wanted = (9, 2, 10, 1, 9, 3, 10, 2, 9, 1, 10, 4)
    first = 20 * SLOTS_A_DAY + 80
    stuffed = [(first + place % 18, f"new {place}", wanted, "web") for place in range(STUFFED)]
    rows = honest(HONEST, random) + stuffed

    identical, burst = marked_by(rows, Rule.IDENTICAL), marked_by(rows, Rule.BURST)

    planted = set(range(HONEST, HONEST + STUFFED))
    assert identical == planted
    assert burst >= planted
    assert len(burst - planted) < 0.02 * HONEST


@pytest.mark.parametrize("seed", SEEDS)
def test_a_thousand_random_answers_in_an_afternoon_are_a_burst(seed) -> None:
    random = Random(seed)
    first = 20 * SLOTS_A_DAY + 80
    stuffed = [
        (first + place % 18, f"new {place}", honest_pattern(random), "web")
        for place in range(STUFFED)
    ]

    marked = marked_by(honest(HONEST, random) + stuffed, Rule.BURST)

    assert marked >= set(range(HONEST, HONEST + STUFFED))
    assert len(marked) < STUFFED + 0.02 * HONEST


@pytest.mark.parametrize("seed", SEEDS)
def test_copies_that_come_slowly_are_still_identical(seed) -> None:
    random = Random(seed)
    wanted = (9, 2, 10, 1, 9, 3, 10, 2, 9, 1, 10, 4)
    stuffed = [(place * 8, f"new {place}", wanted, "web") for place in range(STUFFED)]

    rows = honest(HONEST, random) + stuffed

    assert marked_by(rows, Rule.IDENTICAL) == set(range(HONEST, HONEST + STUFFED))
    assert marked_by(rows, Rule.BURST) == set()


@pytest.mark.parametrize("length", [5, 8, 12, 20])
@pytest.mark.parametrize("seed", SEEDS)
def test_honest_answers_are_not_marked_however_many_give_eight_to_everything(length, seed) -> None:
    rows = honest(HONEST, Random(seed), length)

    assert suspicious(columns(rows)).marks == {}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_small_consultation_has_no_marks(seed) -> None:
    rows = [(3, "", (8, 8, 8, "a", "b", 7), "web")] * 9 + honest(8, Random(seed), 6)

    found = suspicious(columns(rows))

    assert found.marks == {}
    assert [each.threshold for each in found.findings if each.rule is Rule.BURST] == [None]


def test_people_of_two_minds_answer_alike_without_a_mark() -> None:
    random = Random(3)
    minds = [("a", "c", "b", "d", "a", "e", "b", "c"), ("d", "a", "e", "b", "c", "a", "d", "b")]
    rows = [
        (honest_slot(random), "", _of_a_mind(random.choice(minds), random), "web")
        for _place in range(HONEST)
    ]

    assert marked_by(rows, Rule.IDENTICAL) == set()


def _of_a_mind(mind: tuple, random: Random) -> tuple:
    return tuple(each if random.random() < 0.8 else random.choice("abcde") for each in mind)


def test_a_busy_half_hour_that_is_all_there_is_is_no_burst() -> None:
    rows = [(place % 3, "", (place,), "web") for place in range(300)]

    assert marked_by(rows, Rule.BURST) == set()


@pytest.mark.parametrize("channel", ["paper", "meeting", "import"])
def test_only_web_answers_burst(channel) -> None:
    rows = honest(500, Random(1)) + [(7, "", (place,) * QUESTIONS, channel) for place in range(200)]

    assert marked_by(rows, Rule.BURST) == set()


def test_a_device_is_marked_where_it_should_answer_once() -> None:
    rows = [
        (1, "x", (1,), "import"),
        (2, "x", (2,), "import"),
        (3, "y", (3,), "import"),
        (4, "", (4,), "import"),
        (5, "", (5,), "import"),
        (6, "y", (6,), "paper"),
        (7, "y", (7,), "paper"),
    ]

    assert marked_by(rows, Rule.DEVICE, one_a_device=["import"]) == {0, 1}


@pytest.mark.parametrize(
    ("pattern", "is_marked"),
    [
        ((3,) * 8 + (1,), True),
        ((3,) * 7 + (4, 1), False),
        ((None,) * 8 + (1,), False),
        ((3,) * 7 + (None, 1), False),
    ],
)
def test_a_long_matrix_with_one_answer_is_straight(pattern, is_marked) -> None:
    found = marked_by([(1, "", pattern, "paper")], Rule.STRAIGHT, matrices=[range(8)])

    assert found == ({0} if is_marked else set())


def test_a_short_matrix_is_never_straight() -> None:
    assert marked_by([(1, "", (3,) * 7, "web")], Rule.STRAIGHT, matrices=[range(7)]) == set()


def test_a_finding_says_its_number_and_threshold() -> None:
    rows = honest(HONEST, Random(1)) + [(0, "", (1, 2, 3, 4) * 3, "web")] * 40

    found = {each.rule: each for each in suspicious(columns(rows)).findings}

    assert list(found) == list(Rule)
    assert found[Rule.IDENTICAL].marked == 40
    assert found[Rule.BURST].threshold >= FEWEST_IN_A_BURST
    assert (found[Rule.STRAIGHT].threshold, found[Rule.STRAIGHT].marked) == (None, 0)


def test_nothing_sent_in_has_nothing_marked() -> None:
    assert suspicious(columns([])).marks == {}


@pytest.mark.parametrize("patterns", [[(1, 2), (1,)], [(1, 2)]])
def test_columns_and_patterns_of_other_lengths_are_refused(patterns) -> None:
    with pytest.raises(ValueError, match="one length"):
        Submissions(slots=[1, 2], devices=["", ""], patterns=patterns, channels=["web", "web"])


@pytest.mark.parametrize("mean", [0.3, 1, 4, 25, 400])
def test_the_least_improbable_count_is_close_to_that_of_scipy(mean) -> None:
    poisson = pytest.importorskip("scipy.stats").poisson

    number = least_improbable(mean, CHANCE)

    assert poisson.sf(number - 1, mean) <= CHANCE
    assert poisson.sf(number - 3, mean) > CHANCE


ROW = st.tuples(
    st.integers(0, 4),
    st.sampled_from(["", "x", "y"]),
    st.tuples(*[st.sampled_from([None, 1, 2, "a"])] * 6),
    st.sampled_from(["web", "paper"]),
)


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(ROW, max_size=60), copies=st.integers(0, 60))
def test_marks_agree_with_their_numbers_and_not_with_the_order(rows, copies) -> None:
    rows = rows + [(1, "", (1, 2, "a", 1, 2, "a"), "web")] * copies

    found, turned = suspicious(columns(rows)), suspicious(columns(rows[::-1]))

    last = len(rows) - 1
    assert {last - place: rules for place, rules in turned.marks.items()} == found.marks
    for finding in found.findings:
        assert finding.marked == sum(finding.rule in rules for rules in found.marks.values())
