"""One table told again and again: who came in between is a table too, and protected like one."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import product

from kokreasi.insights.disclosure.cells import Cell, circles_withheld
from kokreasi.insights.disclosure.counted import Numbers, difference
from kokreasi.insights.disclosure.memory import Part, Standing
from kokreasi.insights.disclosure.told import TOGETHER, Told

Merged = dict[str, dict[str, int]]
"""People by group and answer, where some groups, and some answers, are counted as one."""


def standing_after(
    before: Standing,
    now: Numbers,
    groups_together: frozenset[str],
    answers_together: frozenset[str],
    *,
    k: int,
) -> Standing | None:
    """Say how a table stands with its counts of now; None where a count fell since `before`.

    Who was told together `before` is so still. What is withheld is what hides small counts among
    the newcomers, and what hid small counts of earlier batches until newcomers can hide them. If
    that is most, the table is not told, and the newcomers stay `untold`.
    """
    names = groups_together, answers_together
    newcomers = difference(_merged(now, *names), _merged(before.counts, *names))
    if any(number < 0 for row in newcomers.values() for number in row.values()):
        return None
    growing = frozenset((g, a) for g, row in newcomers.items() for a, n in row.items() if n >= k)
    parts = [part for part in (_renamed(part, *names) for part in before.parts) if part - growing]
    for batch in before.untold:
        parts += _parts_among(_merged(batch, *names), growing, k)
    parts += _parts_among(newcomers, frozenset(), k)
    told = Standing(now, *names, tuple(parts))
    if _is_useful(told):
        return told
    return Standing(now, *names, before.parts, (*before.untold, newcomers))


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


def _renamed(part: Part, groups: AbstractSet[str], answers: AbstractSet[str]) -> Part:
    return frozenset((_name(group, groups), _name(answer, answers)) for group, answer in part)


def _parts_among(batch: Merged, growing: Part, k: int) -> Iterator[Part]:
    groups = list(batch)
    answers = list(dict.fromkeys(answer for row in batch.values() for answer in row))
    table = [[batch[group][answer] for answer in answers] for group in groups]
    places = product(range(len(groups)), range(len(answers)))
    cells = (Cell(row, column) for row, column in places)
    free = frozenset(cell for cell in cells if (groups[cell.row], answers[cell.column]) in growing)
    for part in circles_withheld(table, k=k, growing=free):
        yield frozenset((groups[cell.row], answers[cell.column]) for cell in part)


def _is_useful(standing: Standing) -> bool:
    """Tell whether most people are in counts that are shown."""
    told = told_of(standing)
    shown = sum(number for row in told.cells.values() for number in row.values() if number)
    return 2 * shown >= sum(told.sizes.values())
