"""What may be told by characteristics: counts of every question by group, all protected together.

A channel is treated as a characteristic: who entered answers in a meeting knows who was there. The
number of answers by channel is told; what they answered is protected like everything else.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from kokreasi.consultations.choices import Characteristic, QuestionKind
from kokreasi.consultations.definition.wording import Choice
from kokreasi.consultations.results.following import UNSAID, YES, Follows
from kokreasi.consultations.results.places import Place, is_counted_by_points, options_of
from kokreasi.consultations.results.rows import CHANNEL
from kokreasi.insights import tabulation as tab
from kokreasi.insights.disclosure import Crosstab

BY_CHANNEL = "channel"
NO = "no"
"""Answers beside the keys of options; no key of an option is `?`."""
FEW_POINTS = 5
TOP_POINTS = 2
CHARACTERISTICS = (BY_CHANNEL, *Characteristic.values)

Sizes = Mapping[str, Mapping[str, int]]
ByGroup = Mapping[str, Mapping[str, tab.AnyTally]]
"""Tallies by column and group of one characteristic."""
Count = Callable[[Any], dict[str, int]]
"""Counts the answers of a tally of its kind, those who gave none among them."""


@dataclass(frozen=True, slots=True)
class Spec:
    """A table to be made by every characteristic: its name, its column, and how it is counted."""

    question: str
    column: str
    count: Count
    asked_of: str | None = None
    asked_after: frozenset[str] = frozenset()


def specs_of(places: Sequence[Place], follows: Follows) -> Iterator[Spec]:
    """Name the tables of each question, a question before those that follow it up."""
    for place in sorted(places, key=lambda each: follows.depth(each.column)):
        if not follows.why_untabled(place.column):
            asked_of, asked_after = follows.parent(place.column)
            for question, column, count in _counts(place):
                yield Spec(question, column, count, asked_of, asked_after)


def _counts(place: Place) -> Iterator[tuple[str, str, Count]]:
    """Give the tables of one question: name, column, and how its answers are counted."""
    kind = place.question.kind
    for column, _answer in place.parts():
        if kind in {QuestionKind.SINGLE, QuestionKind.MATRIX}:
            yield column, column, _by_choice
        elif kind == QuestionKind.RANKING:
            yield column, column, _by_first_place
        elif kind == QuestionKind.SCALE and is_counted_by_points(place.question):
            yield column, column, partial(_by_bands, bands_of_scale(place))
        elif kind == QuestionKind.MULTIPLE:
            for option in options_of(place.question):
                count = partial(_by_whether_chosen, option.key)
                yield chosen(column, option.key), column, count


def chosen(column: str, option: str) -> str:
    """Name the table that says who made one of several choices: a question of its own.

    Its base is everybody who was asked. How many of a group chose nothing at all stands in no
    table: it would be the same number in the table of every choice, and join them.
    """
    return f"{column}:{option}"


def bands_of_scale(place: Place) -> dict[str, tuple[int, ...]]:
    """Give the points of a long scale in three bands, the two highest points in the last one.

    Counts of ten points by five groups would be small ones for the most part.
    """
    return bands_of_options(options_of(place.question))


def bands_of_options(options: Sequence[Choice]) -> dict[str, tuple[int, ...]]:
    """Give the bands of points by their names, such as "1-4"."""
    points = [int(option.key) for option in options]
    if len(points) <= FEW_POINTS:
        return {str(point): (point,) for point in points}
    below = points[:-TOP_POINTS]
    middle = len(below) // 2 + len(below) % 2
    return {
        _band(part): tuple(part) for part in (below[:middle], below[middle:], points[-TOP_POINTS:])
    }


def _band(points: Sequence[int]) -> str:
    return str(points[0]) if len(points) == 1 else f"{points[0]}-{points[-1]}"


def _unsaid(tally: tab.AnyTally) -> dict[str, int]:
    return {UNSAID: tally.response.missing}


def _by_choice(tally: tab.ChoiceTally) -> dict[str, int]:
    return {**tally.counts, **_unsaid(tally)}


def _by_first_place(tally: tab.RankingTally) -> dict[str, int]:
    return {key: placing.first for key, placing in tally.placings.items()} | _unsaid(tally)


def _by_bands(bands: Mapping[str, tuple[int, ...]], tally: tab.ScaleTally) -> dict[str, int]:
    counted = {band: sum(tally.counts[point] for point in points) for band, points in bands.items()}
    return counted | _unsaid(tally)


def _by_whether_chosen(option: str, tally: tab.ChoicesTally) -> dict[str, int]:
    number = tally.counts[option]
    return {YES: number, NO: tally.response.asked - number}


def sizes_by(
    answers: tab.Answers, columns: Mapping[str, str], possible: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, int]]:
    """Count the people in each group; `columns` and `possible` groups are by characteristic."""
    counted = tab.count(answers, columns.values())
    return {
        characteristic: _sizes(counted[column][()], possible.get(characteristic, ()))
        for characteristic, column in columns.items()
    }


def _sizes(tally: tab.AnyTally, possible: Sequence[str]) -> dict[str, int]:
    if not isinstance(tally, tab.ChoiceTally):
        return {}
    counts = {
        group: number for group, number in tally.counts.items() if number or group in possible
    }
    without = tally.response.received - tally.response.answered
    return {**counts, UNSAID: without}


def columns_by(
    characteristics: Iterable[str], column_of_person: Callable[[str], str]
) -> dict[str, str]:
    return {
        name: CHANNEL if name == BY_CHANNEL else column_of_person(name) for name in characteristics
    }


def crosstabs(
    answers: tab.Answers, specs: Sequence[Spec], columns: Mapping[str, str], sizes: Sizes
) -> Iterator[Crosstab]:
    """Count every table by every characteristic; what does not add up is left out, and with it
    what follows it up.
    """
    for characteristic, column in columns.items():
        counted = _by_group(answers, {spec.column for spec in specs}, column)
        made: dict[str, Crosstab] = {}
        for spec in specs:
            table = _crosstab(characteristic, spec, counted[spec.column], sizes[characteristic])
            if _agrees(table, sizes[characteristic], made):
                made[spec.question] = table
        yield from made.values()


def _by_group(answers: tab.Answers, keys: set[str], by: str) -> ByGroup:
    tables = tab.count(answers, sorted(keys), by=[by])
    return {
        key: {str(group[0] or UNSAID): tally for group, tally in table.items()}
        for key, table in tables.items()
    }


def _crosstab(
    characteristic: str,
    spec: Spec,
    by_group: Mapping[str, tab.AnyTally],
    sizes: Mapping[str, int],
) -> Crosstab:
    counted = {group: spec.count(tally) for group, tally in by_group.items()}
    nobody = dict.fromkeys(next(iter(counted.values()), {}), 0)
    counts = {group: counted.get(group, nobody) for group in sizes}
    return Crosstab(characteristic, spec.question, counts, spec.asked_of, spec.asked_after)


def _agrees(table: Crosstab, sizes: Mapping[str, int], made: Mapping[str, Crosstab]) -> bool:
    """Tell whether everybody who is counted was asked: corrections may have changed who was."""
    if table.asked_of is None:
        return table.of_groups() == dict(sizes)
    parent = made.get(table.asked_of)
    if parent is None:
        return False
    asked = {
        group: sum(row.get(answer, 0) for answer in table.asked_after)
        for group, row in parent.counts.items()
    }
    return table.of_groups() == asked
