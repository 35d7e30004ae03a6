"""Whether answers may be published as rows beside tables by groups.

A row of answers without a name is still one person. Whoever has all rows, and a table that says
how the members of a group answered each of forty questions, can look for the rows that add up to
that table: the more is told of a group, the fewer choices of rows fit, until only the true one is
left (Dinur and Nissim, "Revealing information while preserving privacy", PODS 2003). So rows are
given only where what was told of each group leaves enough choices: of n people, s of whom are in a
group, there are C(n, s); a count told of it, from 0 to at most s, excludes all but one of s + 1.

A count of nobody tells more than that: no row with this answer is of that group. Where every group
but one is excluded by some answer, a row with all of these answers is of the one that is left. So
there must be two groups at least that no answer excludes.
"""

from collections.abc import Iterable, Iterator, Mapping
from math import lgamma, log, log2

from kokreasi.insights.disclosure import TOGETHER, Release, Told

MARGIN = 4
"""How many times as many bits as were told must be left to choose from."""
FEWEST_LEFT = 2


def hides_rows(releases: Iterable[Release], *, people: int) -> bool:
    """Tell whether rows of so many people can be given beside all that was told of groups."""
    published = list(releases)
    return _leaves_groups(published) and _leaves_choices(published, people)


def _leaves_groups(releases: Iterable[Release]) -> bool:
    """Tell whether each row may be of two groups of each characteristic, whatever it says."""
    groups: dict[str, set[str]] = {}
    excluded: dict[str, set[str]] = {}
    for release in releases:
        for name, told in release.groups.items():
            some = {group for group, size in told.sizes.items() if size and group != TOGETHER}
            groups[name] = some | set(told.together)
        for (name, _question), table in release.tables.items():
            excluded.setdefault(name, set()).update(_excluded(table))
    return all(len(groups[name] - found) >= FEWEST_LEFT for name, found in excluded.items())


def _excluded(table: Told) -> Iterator[str]:
    """Name the groups of which nobody gave an answer that others gave."""
    rows = {group: row for group, row in table.cells.items() if table.sizes[group]}
    for answer in {answer for row in rows.values() for answer in row}:
        without = [group for group, row in rows.items() if row[answer] == 0]
        if len(without) < len(rows):
            for group in without:
                yield from table.groups_together if group == TOGETHER else (group,)


def _leaves_choices(releases: Iterable[Release], people: int) -> bool:
    """Tell whether there are choices of rows enough for each group."""
    told: dict[tuple[str, str], float] = {}
    sizes: dict[tuple[str, str], int] = {}
    for release in releases:
        for characteristic, groups in release.groups.items():
            sizes |= {(characteristic, group): size for group, size in groups.sizes.items()}
        for (characteristic, _question), table in release.tables.items():
            for group, bits in _bits_told(table).items():
                key = characteristic, group
                told[key] = told.get(key, 0) + bits
                sizes[key] = max(sizes.get(key, 0), table.sizes[group])
    return all(
        MARGIN * bits <= _bits_to_choose(people, sizes.get(group, 0))
        for group, bits in told.items()
        if bits
    )


def _bits_told(table: Told) -> Mapping[str, float]:
    """Say how much a table tells of each group; one count in a row follows from the others."""
    return {group: _bits(table.sizes[group], row.values()) for group, row in table.cells.items()}


def _bits(size: int, counts: Iterable[int | None]) -> float:
    shown = sum(count is not None for count in counts)
    return max(0, shown - 1) * log2(size + 1)


def _bits_to_choose(people: int, size: int) -> float:
    inside = min(size, people)
    ways = lgamma(people + 1) - lgamma(inside + 1) - lgamma(people - inside + 1)
    return ways / log(2)
