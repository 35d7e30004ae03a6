"""What is to be published: people counted by a characteristic and an answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Numbers = Mapping[str, Mapping[str, int]]
"""People by group and answer."""


@dataclass(frozen=True, slots=True)
class Crosstab:
    """People by group of a characteristic and by answer, among those who were asked.

    Everybody who was asked is in exactly one group (one of which says "not said") and at one answer
    (one of which says "did not answer"). Of a question with several choices, each choice is a
    question of its own: chosen or not. `question` may be another characteristic: then its groups
    are the answers.

    A follow-up is `asked_of` those who gave one of `asked_after` answers to another question; of
    all others it counts nobody.
    """

    characteristic: str
    question: str
    counts: Numbers
    asked_of: str | None = None
    asked_after: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[str, str]:
        return self.characteristic, self.question

    def of_groups(self) -> dict[str, int]:
        return {group: sum(row.values()) for group, row in self.counts.items()}


def of_answers(counts: Numbers) -> dict[str, int]:
    """Add up the people of all groups, by answer."""
    found: dict[str, int] = {}
    for row in counts.values():
        for answer, number in row.items():
            found[answer] = found.get(answer, 0) + number
    return found


def difference(now: Numbers, before: Numbers) -> dict[str, dict[str, int]]:
    """Say how many more there are now, by group and answer."""
    answers = {answer: None for row in [*now.values(), *before.values()] for answer in row}
    return {
        group: {
            answer: now.get(group, {}).get(answer, 0) - before.get(group, {}).get(answer, 0)
            for answer in answers
        }
        for group in {**before, **now}
    }


def require_agreement(groups: Numbers, tables: Iterable[Crosstab]) -> None:
    """Refuse counts that cannot be of the same people, for nothing could be promised of them.

    Raises `ValueError` for numbers below 0; for characteristics that count different numbers of
    people; for a table whose groups are not as large as its characteristic, or the answer that it
    follows up, says; for a question whose answers add up differently by two characteristics.
    """
    known = {table.key: table for table in tables}
    if any("" in sizes for sizes in groups.values()):
        raise ValueError("a group needs a name")
    if not {table.characteristic for table in known.values()} <= groups.keys():
        raise ValueError("the groups of a table are not counted")
    if len({sum(sizes.values()) for sizes in groups.values()}) > 1:
        raise ValueError("characteristics count different numbers of people")
    if any(n < 0 for sizes in groups.values() for n in sizes.values()):
        raise ValueError("a group has fewer than no people")
    answers = {name: {g: n for g, n in sizes.items() if n} for name, sizes in groups.items()}
    for table in known.values():
        _require_sizes(table, _asked(table, groups, known))
        given = {answer: n for answer, n in of_answers(table.counts).items() if n}
        if answers.setdefault(table.question, given) != given:
            raise ValueError(f"the answers to {table.question!r} add up in two ways")


def _asked(
    table: Crosstab, groups: Numbers, known: Mapping[tuple[str, str], Crosstab]
) -> dict[str, int]:
    if table.asked_of is None:
        return dict(groups[table.characteristic])
    parent = known.get((table.characteristic, table.asked_of))
    if parent is None:
        raise ValueError(f"{table.question!r} follows up a question that is not there")
    return {
        group: sum(row.get(answer, 0) for answer in table.asked_after)
        for group, row in parent.counts.items()
    }


def _require_sizes(table: Crosstab, asked: Mapping[str, int]) -> None:
    if any(n < 0 for row in table.counts.values() for n in row.values()):
        raise ValueError(f"fewer than no people at {table.key}")
    sizes = table.of_groups()
    if any(sizes.get(group, 0) != asked.get(group, 0) for group in sizes.keys() | asked.keys()):
        raise ValueError(f"groups at {table.key} are not as large as they were counted")
