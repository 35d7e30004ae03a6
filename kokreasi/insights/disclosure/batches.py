"""One table told again and again: who came in between is a table too, and protected like one."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from kokreasi.insights.disclosure.cells import circles_withheld
from kokreasi.insights.disclosure.counted import Numbers
from kokreasi.insights.disclosure.memory import Part, Standing
from kokreasi.insights.disclosure.told import TOGETHER, Reason, Told

Merged = dict[str, dict[str, int]]
"""People by group and answer, where some groups, and some answers, are counted as one."""


def standing_after(
    before: Standing,
    now: Numbers,
    groups_together: frozenset[str],
    answers_together: frozenset[str],
    *,
    k: int,
) -> Standing | Reason:
    """Say how a table stands once its counts of now are told; or why they should not be.

    Who was told together `before` is so still. What is withheld is what hides small counts among
    the newcomers, and what hid small counts of earlier batches until newcomers can hide them.
    """
    newcomers = _difference(
        _merged(now, groups_together, answers_together),
        _merged(before.counts, groups_together, answers_together),
    )
    if any(number < 0 for row in newcomers.values() for number in row.values()):
        return Reason.COUNTS_FELL
    open_still = (_renamed(part, groups_together, answers_together) for part in before.parts)
    parts = [part for part in open_still if any(newcomers[g][a] < k for g, a in part)]
    parts += _parts_among(newcomers, k)
    standing = Standing(now, groups_together, answers_together, tuple(parts))
    return standing if _is_useful(standing) else Reason.MOSTLY_WITHHELD


def told_of(standing: Standing) -> Told:
    """Give what everybody may read of a table that stands so."""
    counts = _merged(standing.counts, standing.groups_together, standing.answers_together)
    withheld = frozenset[tuple[str, str]]().union(*standing.parts)
    return Told(
        sizes={group: sum(row.values()) for group, row in counts.items()},
        cells={
            group: {a: None if (group, a) in withheld else n for a, n in row.items()}
            for group, row in counts.items()
        },
        groups_together=tuple(sorted(standing.groups_together)),
        answers_together=tuple(sorted(standing.answers_together)),
    )


def _merged(counts: Numbers, groups: AbstractSet[str], answers: AbstractSet[str]) -> Merged:
    columns = {_name(answer, answers): 0 for row in counts.values() for answer in row}
    merged: Merged = {}
    for group, row in counts.items():
        into = merged.setdefault(_name(group, groups), dict(columns))
        for answer, number in row.items():
            into[_name(answer, answers)] += number
    return merged


def _name(of: str, together: AbstractSet[str]) -> str:
    return TOGETHER if of in together else of


def _difference(now: Merged, before: Merged) -> Merged:
    answers = {answer: None for row in [*now.values(), *before.values()] for answer in row}
    return {
        group: {
            answer: now.get(group, {}).get(answer, 0) - before.get(group, {}).get(answer, 0)
            for answer in answers
        }
        for group in {**before, **now}
    }


def _renamed(part: Part, groups: AbstractSet[str], answers: AbstractSet[str]) -> Part:
    return frozenset((_name(group, groups), _name(answer, answers)) for group, answer in part)


def _parts_among(newcomers: Merged, k: int) -> Iterator[Part]:
    groups = list(newcomers)
    answers = list(dict.fromkeys(answer for row in newcomers.values() for answer in row))
    table = [[newcomers[group][answer] for answer in answers] for group in groups]
    for part in circles_withheld(table, k=k):
        yield frozenset((groups[cell.row], answers[cell.column]) for cell in part)


def _is_useful(standing: Standing) -> bool:
    """Tell whether most people are in counts that are shown."""
    told = told_of(standing)
    shown = sum(number for row in told.cells.values() for number in row.values() if number)
    return 2 * shown >= sum(told.sizes.values())
