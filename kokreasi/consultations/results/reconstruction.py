"""Whether answers may be published as rows beside tables by groups.

A row of answers without a name is still one person. Whoever has all rows, and a table that says
how the members of a group answered each of forty questions, can look for the rows that add up to
that table: the more is told of a group, the fewer choices of rows fit, until only the true one is
left (Dinur and Nissim, "Revealing information while preserving privacy", PODS 2003). So rows are
given only where what was told of each group leaves enough choices: of n people, s of whom are in a
group, there are C(n, s); a count told of it, from 0 to at most s, excludes all but one of s + 1.
"""

from collections.abc import Iterable, Mapping
from math import lgamma, log, log2

from kokreasi.insights.disclosure import Release, Told

MARGIN = 4
"""How many times as many bits as were told must be left to choose from."""


def hides_rows(releases: Iterable[Release], *, people: int) -> bool:
    """Tell whether rows of so many people can be given beside all that was told of groups."""
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
