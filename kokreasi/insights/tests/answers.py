"""Answers made up for tests, and a count of them that is slow and plain: row by row, by hand."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from kokreasi.insights.tabulation import (
    NOT_ASKED,
    Choice,
    Choices,
    ChoicesTally,
    ChoiceTally,
    Completion,
    Day,
    DayTally,
    Flag,
    FlagTally,
    Layout,
    Number,
    NumberTally,
    Placing,
    Quartiles,
    Ranking,
    RankingTally,
    Response,
    Scale,
    ScaleTally,
)

HOSTILE = (
    "'; DROP TABLE answers; --",
    'he said "no", twice',
    "e-legislasi, forum; dan \\ lain-lain\n\t",
    "🗳️👩🏽‍⚖️",
    "مشاركة \u202eitnas\u202c",
    "%s {} $1 ? :name",
    "k" * 300,
    "",
)
"""Keys as a person might write them."""

LAYOUT = Layout(
    (
        Choice("gender", ("f", "m", "other")),
        Choice("province", tuple(f"P{number}" for number in range(6))),
        Choice("channel", ("web", "paper")),
        Flag("suspicious"),
        Scale("clarity", -2, 3),
        Day("given_on", date(2018, 8, 1), date(2018, 9, 30)),
        Choices("topics", HOSTILE[:4]),
        Ranking("order", HOSTILE[4:]),
        Number("age", 0, (Decimal(18), Decimal(60))),
        Number("budget", 2, (Decimal("0.05"),)),
        Choice(HOSTILE[0], HOSTILE),
        Scale(HOSTILE[6], 1, 10),
    )
)


def made_up(random, number, layout=LAYOUT):
    """Give rows in which every column is now and then not answered and now and then not asked."""
    for _row in range(number):
        row = {}
        for column in layout.columns:
            luck = random.random()
            if luck > 0.2:
                row[column.key] = value_for(column, random)
            elif luck > 0.1:
                row[column.key] = NOT_ASKED
            elif luck > 0.05:
                row[column.key] = None
        yield row


def value_for(column, random):
    match column:
        case Choice():
            return random.choice(column.options)
        case Flag():
            return random.random() < 0.3
        case Scale():
            return random.randint(column.lowest, column.highest)
        case Day():
            return column.first + timedelta(days=random.randint(0, 60))
        case Choices() | Ranking():
            return random.sample(column.options, random.randint(1, len(column.options)))
    return Decimal(random.choice([random.randint(-5, 90), 10**11 - 1])) / 10**column.decimals


def groups_of(rows, by, where):
    """Give the rows that are counted, by their characteristics."""
    groups = {} if by else {(): []}
    for row in rows:
        if all(row.get(key) in values for key, values in where.items()):
            groups.setdefault(tuple(row.get(key) for key in by), []).append(row)
    return groups


def counted(layout, rows, keys, *, by=(), where=None):
    """Count as `tabulation.count` does."""
    groups = groups_of(rows, by, where or {})
    return {
        key: {group: tally(layout.column(key), members) for group, members in groups.items()}
        for key in keys
    }


def completed(layout, rows, keys, *, by=(), where=None):
    def answered(row, key):
        return row.get(key) is not None and row[key] is not NOT_ASKED

    return {
        group: Completion(
            received=len(members),
            begun=sum(any(answered(row, key) for key in keys) for row in members),
            finished=sum(all(row.get(key) is not None for key in keys) for row in members),
        )
        for group, members in groups_of(rows, by, where or {}).items()
    }


def tally(column, rows):
    said = [row.get(column.key) for row in rows]
    given = [value for value in said if value is not None and value is not NOT_ASKED]
    response = Response(len(said), sum(value is NOT_ASKED for value in said), len(given))
    return TALLIES[type(column)](column, response, given)


def choice(column, response, given):
    return ChoiceTally(response, {one: given.count(one) for one in column.options})


def flag(_column, response, given):
    return FlagTally(response, {one: given.count(one) for one in (False, True)})


def scale(column, response, given):
    steps = range(column.lowest, column.highest + 1)
    return ScaleTally(response, {one: given.count(one) for one in steps})


def day(_column, response, given):
    return DayTally(response, {one: given.count(one) for one in sorted(set(given))})


def several(column, response, given):
    counts = {one: sum(one in chosen for chosen in given) for one in column.options}
    return ChoicesTally(response, counts)


def ranking(column, response, given):
    placings = {one: placing(one, given) for one in column.options}
    return RankingTally(response, placings, sum(map(len, given)))


def placing(key, given):
    having = [ranked for ranked in given if key in ranked]
    ranks = [ranked.index(key) + 1 for ranked in having]
    return Placing(len(having), ranks.count(1), sum(ranks), sum(map(len, having)))


def numbers(column, response, given):
    given = sorted(given)
    ends = [Decimal("-Infinity"), *column.edges, Decimal("Infinity")]
    bands = tuple(sum(low <= value < high for value in given) for low, high in pairwise(ends))
    if not given:
        return NumberTally(response, None, None, None, Decimal(0), bands)
    return NumberTally(response, given[0], given[-1], quartiles(given), sum(given), bands)


TALLIES = {
    Choice: choice,
    Flag: flag,
    Scale: scale,
    Day: day,
    Choices: several,
    Ranking: ranking,
    Number: numbers,
}


def quartiles(given):
    """Take the quartiles from the sorted list itself: definition 2 of Hyndman and Fan."""

    def at(share):
        place = share * len(given)
        return (Fraction(given[ceil(place) - 1]) + Fraction(given[floor(place)])) / 2

    return Quartiles(*(at(Fraction(quarter, 4)) for quarter in (1, 2, 3)))
