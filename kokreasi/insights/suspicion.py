"""Answers that look as if somebody sent many of them: marked by published rules, never dropped.

A mark is no verdict. It rests on nothing but what its rule says, so that a result can be given
with the marked answers and without them, beside the rule, its threshold and how many it marks.

- Burst: ten minutes with more web answers than four times the usual number would bring by chance.
- Identical: the same answers to everything more often than ten times what chance expects.
- Device: one device more than once, on the channels on which a device answers once.
- Straight: one and the same answer down a whole long matrix.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import compress, pairwise
from math import ceil, exp, lgamma, log
from operator import itemgetter
from statistics import median_low

CHANCE = 1e-6
"""How probable a mark may be, at most, in a whole consultation to which only chance is at work."""

FEWEST_SUBMISSIONS = 30
"""Submissions under which nothing is told of chance: people look at each of them."""

TIMES_USUAL, FEWEST_IN_A_BURST = 4, 20
"""Daytime and a newspaper bring four times the usual; a class in one room brings twenty answers."""

TIMES_EXPECTED, FEWEST_ALIKE, FEWEST_ANSWERED = 10, 5, 5
"""People of one mind answer alike ten times as often as a chain of answers expects."""

PLAIN_SHARE = 0.75
"""Where so much of a pattern is one answer, such as 8 down all scales, many people give it."""

LONG_MATRIX = 8

Pattern = tuple[Hashable, ...]
"""The answers in the order of the questions; None where a question was left out."""


class Rule(StrEnum):
    """What an answer is marked for."""

    BURST = "burst"
    IDENTICAL = "identical"
    DEVICE = "device"
    STRAIGHT = "straight"


@dataclass(frozen=True, slots=True)
class Submissions:
    """The columns of what was sent in, one place in each column a submission.

    A slot counts ten minutes since any moment. A device is a hash, or "" where none is known.
    Raises `ValueError` where columns or patterns differ in length.
    """

    slots: Sequence[int]
    devices: Sequence[str]
    patterns: Sequence[Pattern]
    channels: Sequence[str]

    def __post_init__(self) -> None:
        columns = (self.slots, self.devices, self.patterns, self.channels)
        if len(set(map(len, columns))) > 1 or len(set(map(len, self.patterns))) > 1:
            raise ValueError("columns, and patterns, of one length are needed")


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule as it was applied: from what number on it marks, and how many it marked.

    The threshold is of answers in ten minutes, of equal patterns, of answers of one device, or of
    equal answers in one matrix. It is None where the rule was not applied.
    """

    rule: Rule
    threshold: int | None
    marked: int


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What every rule found, and for each marked place the rules by which it is marked."""

    findings: tuple[Finding, ...]
    marks: Mapping[int, frozenset[Rule]]


Found = tuple[int | None, Iterable[int]]
"""A threshold, and the places that reach it."""


def suspicious(
    given: Submissions,
    *,
    web: Collection[str] = ("web",),
    one_a_device: Collection[str] = ("web",),
    matrices: Iterable[Sequence[int]] = (),
) -> Suspicion:
    """Mark the submissions that a rule speaks of; the order of submissions does not matter.

    `web` are the channels on which bursts are looked for, `one_a_device` those on which a device
    should answer once, and each of `matrices` the places of its questions in the pattern.
    """
    found: dict[Rule, Found] = {
        Rule.BURST: bursts(given, web),
        Rule.IDENTICAL: identical(given.patterns),
        Rule.DEVICE: devices_again(given, one_a_device),
        Rule.STRAIGHT: straight(given.patterns, matrices),
    }
    by_place: dict[int, set[Rule]] = defaultdict(set)
    findings = []
    for rule, (threshold, places) in found.items():
        marked = set(places)
        findings.append(Finding(rule, threshold, len(marked)))
        for place in marked:
            by_place[place].add(rule)
    marks = {place: frozenset(rules) for place, rules in sorted(by_place.items())}
    return Suspicion(tuple(findings), marks)


def bursts(given: Submissions, web: Collection[str]) -> Found:
    """Find the web answers of slots with improbably many.

    The usual number is the median of the slots with any answer. A slot is a burst from 20 answers
    on, where Poisson's law with four times the usual number leaves it a chance of one in a million,
    divided by the number of slots looked at.
    """
    looked_at = [place for place, channel in enumerate(given.channels) if channel in web]
    if len(looked_at) < FEWEST_SUBMISSIONS:
        return None, []
    counts = Counter(given.slots[place] for place in looked_at)
    threshold = burst_from(counts.values())
    return threshold, [place for place in looked_at if counts[given.slots[place]] >= threshold]


def burst_from(counts: Collection[int]) -> int:
    """Give from how many answers on a slot is a burst, by the answers of each slot with any."""
    usual = median_low(counts)
    improbable = least_improbable(TIMES_USUAL * usual, CHANCE / len(counts))
    return max(FEWEST_IN_A_BURST, improbable)


def least_improbable(expected: float, chance: float) -> int:
    """Give the least count that Poisson's law gives at most this chance to be reached or passed.

    The chance is bounded from above by a geometric series: P(N ≥ n) ≤ p(n) · (n + 1) / (n + 1 − m)
    for a mean m under n + 1; so it never errs towards marking.
    """
    if expected <= 0:
        return 1
    number = ceil(expected)
    while _tail(number, expected) > chance:
        number += 1
    return max(number, 1)


def _tail(number: int, mean: float) -> float:
    density = exp(number * log(mean) - mean - lgamma(number + 1))
    return density * (number + 1) / (number + 1 - mean)


def identical(patterns: Sequence[Pattern]) -> Found:
    """Find the answers whose whole pattern comes improbably often.

    Expected is what a chain of answers gives, each depending on the one before, as counted among
    all answers but the copies in question: so stuffing does not vouch for itself, and answers that
    go together do so in the expectation. A pattern is marked from 5 copies on where Poisson's law
    with ten times the expected number leaves it one chance in a million, divided by the number of
    different patterns. Patterns with under five answers, and plain ones, are not looked at.
    """
    if len(patterns) < FEWEST_SUBMISSIONS:
        return None, []
    counts = Counter(patterns)
    often = [each for each, number in counts.items() if number >= FEWEST_ALIKE and _tells(each)]
    chain = _Chain(patterns) if often else None
    marked = {
        each
        for each in often
        if chain and counts[each] >= _least_alike(chain.expected(each, counts[each]), len(counts))
    }
    places = [place for place, each in enumerate(patterns) if each in marked] if marked else []
    return FEWEST_ALIKE, places


def _least_alike(expected: float, patterns: int) -> int:
    return least_improbable(TIMES_EXPECTED * expected, CHANCE / patterns)


def _tells(pattern: Pattern) -> bool:
    answered = Counter(answer for answer in pattern if answer is not None)
    number = answered.total()
    return number >= FEWEST_ANSWERED and max(answered.values()) < PLAIN_SHARE * number


class _Chain:
    """How often an answer follows an answer, question by question, and the first by itself."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.total = len(patterns)
        length = len(patterns[0])
        self.alone = [Counter(map(itemgetter(place), patterns)) for place in range(length)]
        self.pairs = [
            Counter(map(itemgetter(place - 1, place), patterns)) for place in range(1, length)
        ]

    def expected(self, pattern: Pattern, copies: int) -> float:
        """Give the number of such patterns to expect, counted without the copies themselves.

        Every answer that was ever given counts as given once more, so that nothing is impossible.
        """
        alone = self.alone[0]
        share = (alone[pattern[0]] - copies + 1) / (self.total - copies + len(alone))
        for place, (one, two) in enumerate(pairwise(pattern)):
            follows = self.pairs[place][one, two] - copies + 1
            share *= follows / (self.alone[place][one] - copies + len(self.alone[place + 1]))
        return self.total * share


def devices_again(given: Submissions, one_a_device: Collection[str]) -> Found:
    """Find the answers of devices that answered more than once where they should answer once."""
    asked = [channel in one_a_device for channel in given.channels]
    counts = Counter(device for device in compress(given.devices, asked) if device)
    again = {device for device, number in counts.items() if number > 1}
    places = (
        place for place, is_asked in enumerate(asked) if is_asked and given.devices[place] in again
    )
    return 2, places if again else []


def straight(patterns: Sequence[Pattern], matrices: Iterable[Sequence[int]]) -> Found:
    """Find the answers that are the same down a whole matrix of eight questions or more."""
    long = [tuple(places) for places in matrices if len(places) >= LONG_MATRIX]
    same = _same_in_one(long)
    places = [place for place, pattern in enumerate(patterns) if same(pattern)] if long else []
    return (LONG_MATRIX if long else None), places


def _same_in_one(matrices: Sequence[tuple[int, ...]]) -> Callable[[Pattern], bool]:
    getters = [itemgetter(*places) for places in matrices]

    def same(pattern: Pattern) -> bool:
        return any(_is_one_answer(set(get(pattern))) for get in getters)

    return same


def _is_one_answer(answers: Collection[Hashable]) -> bool:
    return len(answers) == 1 and None not in answers
