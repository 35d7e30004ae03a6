"""Which groups of a characteristic are told apart, and which together with others."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from kokreasi.insights.disclosure.counted import Numbers, of_answers


def told_together(
    newcomers: Mapping[str, int], *, k: int, already: AbstractSet[str] = frozenset()
) -> frozenset[str]:
    """Choose the groups whose counts are told as those of one.

    `newcomers` says by how many each group has grown since it was last told; fewer than none is
    possible where answers were withdrawn. Whoever is told together stays so (`already`), or else
    the difference would give them away. The smallest groups are chosen, until they are k people
    together (or nobody) and at least two groups: then each of them may be nobody, or all of these.
    """
    chosen = {group for group, number in newcomers.items() if number < k and number != 0}
    chosen |= already & newcomers.keys()
    others = sorted((n, group) for group, n in newcomers.items() if group not in chosen)
    by_size = [group for n, group in others if n] + [group for n, group in others if not n]
    for group in by_size:
        if not _needs_company(chosen, newcomers, k):
            break
        chosen.add(group)
    return frozenset(newcomers if _needs_company(chosen, newcomers, k) else chosen)


def _needs_company(chosen: AbstractSet[str], newcomers: Mapping[str, int], k: int) -> bool:
    together = sum(newcomers[group] for group in chosen)
    return bool(chosen) and (len(chosen) == 1 or (together < k and together != 0))


def is_told_apart(
    newcomers: Mapping[str, int], together: AbstractSet[str], sizes: Mapping[str, int]
) -> bool:
    """Tell whether rows are worth telling, and safe to tell.

    Most people must be in groups that have rows of their own. And newcomers must not all be in one
    row: then every small plain result would be known to be about that group.
    """
    apart = {group: number for group, number in newcomers.items() if group not in together}
    came = sum(newcomers.values())
    rows = [*apart.values(), came - sum(apart.values())]
    named = sum(sizes.get(group, 0) for group in apart)
    return bool(apart) and 2 * named >= sum(sizes.values()) and not (came and came in rows)


def joined_by_others(
    batch: Numbers, together: frozenset[str], *, nameless: AbstractSet[str], k: int
) -> frozenset[str]:
    """Let as many more groups be told together as it takes for all to hide the counts of each."""
    sizes = {group: sum(row.values()) for group, row in batch.items() if group not in together}
    for group in sorted(sizes, key=lambda group: (sizes[group] <= 0, sizes[group], group)):
        if _hides_each(batch, together, together - nameless, k):
            break
        together |= {group}
    return together


def _hides_each(
    batch: Numbers, together: AbstractSet[str], known: AbstractSet[str], k: int
) -> bool:
    """Tell whether the counts of all that are told together hide those of each.

    They do where nobody knows how many each is. Of `known` groups somebody may: of a group of ten,
    at least two said yes if only eight of all that are told together did not.
    """
    block = of_answers({group: row for group, row in batch.items() if group in together})
    everybody = of_answers(batch)
    for group in known & batch.keys():
        size = sum(batch[group].values())
        for answer, number in batch[group].items():
            least = max(0, size + block[answer] - sum(block.values()))
            public = max(0, size + everybody[answer] - sum(everybody.values()))
            is_all = 0 < number in {size, everybody[answer]}
            room = number - public if 0 < number < k else min(k, number - public) * is_all
            if number - least < room:
                return False
    return True
