"""The SQL of counting: nothing in it was written by a person but whole numbers.

It keeps to what DuckDB and PostgreSQL run alike, and what ClickHouse, Trino and Spark know too:
grouping sets with one column in each GROUPING, CASE, COUNT, SUM, and window sums.
"""

from collections.abc import Collection, Mapping, Sequence

from kokreasi.insights.tabulation.encoding import (
    NUMBER_NOT_ASKED,
    WAS_NOT_ASKED,
    codes,
    option_name,
)
from kokreasi.insights.tabulation.layout import (
    NOT_ASKED,
    Choices,
    Coded,
    Column,
    Layout,
    NotAsked,
    Number,
    Ranking,
    Several,
    Value,
    WrongValueError,
)

Where = Mapping[str, Collection[Value | NotAsked | None]]
"""For each key the values whose rows are counted; a row must fit all of them."""


def chosen(layout: Layout, where: Where) -> str:
    """Give the condition on rows, to stand after FROM and its source."""
    conditions = [
        _one_of(layout.name(key), layout.coded(key), values) for key, values in where.items()
    ]
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


def _one_of(name: str, column: Coded, values: Collection[Value | NotAsked | None]) -> str:
    known = codes(column)
    wrong = [one for one in values if not (one is None or one is NOT_ASKED or one in known)]
    if wrong or isinstance(values, str):
        raise WrongValueError(f"no value of {column.key}: {wrong or values}")
    listed = sorted(
        WAS_NOT_ASKED if isinstance(one, NotAsked) else known[one]
        for one in values
        if one is not None
    )
    ways = [f"{name} IN ({', '.join(map(str, listed))})"] if listed else []
    ways += [f"{name} IS NULL"] if None in values else []
    return f"({' OR '.join(ways) or '1 = 0'})"


def of_values(source: str, where: str, by: Sequence[str], names: Sequence[str]) -> str:
    """Count the values of many columns in one scan.

    Rows: the place of the column among `names`, the groups, the value, the number.
    """
    groups = [f"g{place}" for place in range(len(by))]
    columns = [f"q{place}" for place in range(len(names))]
    pairs = zip([*by, *names], [*groups, *columns], strict=True)
    renamed = ", ".join(f"{name} AS {alias}" for name, alias in pairs)
    inner = f"(SELECT {renamed} FROM {source}{where}) AS chosen"  # noqa: S608
    if len(names) == 1:  # without sets a small table stays an array, which is quicker
        shown = ", ".join([*groups, "q0"])
        return f"SELECT 0, {shown}, COUNT(*) FROM {inner} GROUP BY {shown}"  # noqa: S608
    which = _of_set(columns, range(len(columns)))
    shown = ", ".join([which, *groups, _of_set(columns, columns)])
    sets = ", ".join(f"({', '.join([*groups, column])})" for column in columns)
    return f"SELECT {shown}, COUNT(*) FROM {inner} GROUP BY GROUPING SETS ({sets})"  # noqa: S608


def _of_set(columns: Sequence[str], given: Sequence[str | int]) -> str:
    """Give what belongs to the one column that a row of the answer is about."""
    pairs = zip(columns, given, strict=True)
    return f"CASE {' '.join(f'WHEN GROUPING({name}) = 0 THEN {what}' for name, what in pairs)} END"


def of_sums(source: str, where: str, by: Sequence[str], sums: Sequence[str]) -> str:
    """Add up in one scan. Rows: the groups, then the sums; without groups always one row."""
    shown = ", ".join([*by, *sums])
    grouped = f" GROUP BY {', '.join(by)}" if by else ""
    return f"SELECT {shown} FROM {source}{where}{grouped}"  # noqa: S608


def of_number(source: str, where: str, by: Sequence[str], name: str) -> str:
    """Find the values at the ends and around each quarter, whatever their number.

    Rows: the groups, a value, how often it was given, how many are at most as large. A value
    touches the quarter k of n values if four times its last place reaches kn, and four times the
    place before its first does not exceed it.
    """
    groups = [f"g{place}" for place in range(len(by))]
    within = f"PARTITION BY {', '.join(groups)} " if groups else ""
    placed = (
        f"SELECT {', '.join([*groups, 'v', 'n'])}, "  # noqa: S608
        f"SUM(n) OVER ({within}ORDER BY v) AS upto, SUM(n) OVER ({within}) AS everyone "
        f"FROM ({_of_each_number(source, where, by, name)}) AS counted"
    )
    quarters = [
        f"(4 * upto >= {quarter} * everyone AND 4 * (upto - n) <= {quarter} * everyone)"
        for quarter in range(5)
    ]
    shown = ", ".join([*groups, "v", "n", "upto"])
    return f"SELECT {shown} FROM ({placed}) AS placed WHERE {' OR '.join(quarters)}"  # noqa: S608


def _of_each_number(source: str, where: str, by: Sequence[str], name: str) -> str:
    """Count how often each value `v` was given in each group: `n`."""
    groups = [f"g{place}" for place in range(len(by))]
    renamed = [f"{one} AS {alias}" for one, alias in zip([*by, name], [*groups, "v"], strict=True)]
    inner = f"SELECT {', '.join(renamed)} FROM {source}{where}"  # noqa: S608
    shown = ", ".join([*groups, "v"])
    return (
        f"SELECT {shown}, COUNT(*) AS n FROM ({inner}) AS chosen "  # noqa: S608
        f"WHERE v > {NUMBER_NOT_ASKED} GROUP BY {shown}"
    )


def sums_of(column: Column, name: str) -> list[str]:
    """Give the sums that the tally of a column of several values or of a number is made of."""
    if isinstance(column, Number):
        return _sums_of_number(column, name)
    if isinstance(column, Choices | Ranking):
        return _sums_of_several(column, name)
    raise WrongValueError(f"one value out of a list: {column.key}")


def _sums_of_number(column: Number, name: str) -> list[str]:
    """Give not asked, answered, the sum, and the number in each band."""
    ends = [str(column.units(edge)) for edge in column.edges]
    lowest = [f"{name} > {NUMBER_NOT_ASKED}", *(f"{name} >= {end}" for end in ends)]
    highest = [*(f" AND {name} < {end}" for end in ends), ""]
    bands = [_how_many(low + high) for low, high in zip(lowest, highest, strict=True)]
    kept = f"CASE WHEN {name} > {NUMBER_NOT_ASKED} THEN {name} ELSE 0 END"
    return [
        _how_many(f"{name} = {NUMBER_NOT_ASKED}"),
        _how_many(f"{name} > {NUMBER_NOT_ASKED}"),
        f"SUM(CAST({kept} AS DECIMAL(38, 0)))",
        *bands,
    ]


def _how_many(condition: str) -> str:
    return f"COUNT(CASE WHEN {condition} THEN 1 END)"


def _sums_of_several(column: Several, name: str) -> list[str]:
    """Give not asked, answered, keys given, and for each key what its tally needs."""
    sums = [
        _how_many(f"{name} = {WAS_NOT_ASKED}"),
        _how_many(f"{name} > 0"),
        f"SUM(CASE WHEN {name} > 0 THEN {name} END)",
    ]
    for place in range(len(column.options)):
        mark = option_name(name, place)
        sums.append(f"COUNT({mark})")
        if isinstance(column, Ranking):
            lengths = f"SUM(CASE WHEN {mark} > 0 THEN {name} END)"
            sums += [_how_many(f"{mark} = 1"), f"SUM({mark})", lengths]
    return sums


def sums_of_completion(columns: Sequence[tuple[Column, str]]) -> list[str]:
    """Give how many rows there are, how many answered something, and how many everything asked."""
    something = " OR ".join(_is_answered(column, name) for column, name in columns) or "1 = 0"
    everything = " AND ".join(f"{name} IS NOT NULL" for _column, name in columns) or "1 = 1"
    return ["COUNT(*)", _how_many(something), _how_many(everything)]


def _is_answered(column: Column, name: str) -> str:
    without = NUMBER_NOT_ASKED if isinstance(column, Number) else WAS_NOT_ASKED
    return f"{name} > {without}"
