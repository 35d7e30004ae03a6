"""Deciding what one release tells, table by table, in the light of those before it."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from kokreasi.insights.disclosure.batches import standing_after, told_of
from kokreasi.insights.disclosure.counted import Crosstab, Numbers, difference, require_agreement
from kokreasi.insights.disclosure.groups import is_told_apart, joined_by_others, told_together
from kokreasi.insights.disclosure.memory import NEVER_TOLD, Memory, Stance, Standing
from kokreasi.insights.disclosure.told import TOGETHER, Groups, Key, Reason, Release, Told, Withheld


def is_due(people: int, *, told_before: int | None, k: int) -> Reason | None:
    """Say why results may not be published now, or None where they may.

    `told_before` is how many people the last publication was about, None where there was none.
    This is for plain results too: a single newcomer's answers could be read from the difference.
    """
    if people < k:
        return Reason.TOO_FEW_PEOPLE
    if told_before is not None and people - told_before < k:
        return Reason.TOO_FEW_MORE
    return None


def release(
    groups: Numbers,
    tables: Iterable[Crosstab],
    *,
    k: int,
    earlier: Memory | None = None,
    openly: AbstractSet[str] = frozenset(),
) -> tuple[Release, Memory]:
    """Say what may be published now of people by characteristics, and what to keep for next time.

    `groups` counts everybody who answered, by characteristic and group. `tables` are protected in
    their order; a question comes before its follow-ups. `earlier` is what was to be kept of the
    release before this one, and remembers all that came before it. Of the characteristics named in
    `openly` the sizes of all groups are published besides, small ones too. Raises `ValueError`
    where counts contradict each other.
    """
    asked_for = tuple(tables)
    require_agreement(groups, asked_for)
    making = _Making(k, frozenset(groups), earlier or Memory(), openly)
    for characteristic, sizes in groups.items():
        making.tell_groups(characteristic, sizes)
    for table in asked_for:
        if table.characteristic in making.stances:
            making.tell_table(table)
    return making.release(), making.memory()


@dataclass(slots=True)
class _Making:
    """A release while it is being put together."""

    k: int
    characteristics: frozenset[str]
    earlier: Memory
    openly: AbstractSet[str]
    stances: dict[str, Stance] = field(default_factory=dict)
    standings: dict[Key, Standing] = field(default_factory=dict)
    tables: dict[Key, Told] = field(default_factory=dict)
    withheld: list[Withheld] = field(default_factory=list)

    def tell_groups(self, characteristic: str, sizes: Mapping[str, int]) -> None:
        stance = _stance(sizes, self.earlier.groups.get(characteristic), self.k)
        if isinstance(stance, Reason):
            self.withheld.append(Withheld(characteristic, None, stance))
        else:
            self.stances[characteristic] = stance

    def tell_table(self, table: Crosstab) -> None:
        why_not = self._why_not(table)
        if why_not:
            self.withheld.append(Withheld(*table.key, why_not))
        else:
            self.tables[table.key] = told_of(self.standings[table.key])

    def _why_not(self, table: Crosstab) -> Reason | None:
        """Work out how a table stands now; say why it is not told."""
        if not self._stands_alone(table):
            return Reason.NEEDS_ANOTHER
        before = self.earlier.tables.get(table.key, NEVER_TOLD)
        batch = difference(table.counts, before.counts)
        newcomers = {group: sum(row.values()) for group, row in batch.items()}
        groups = told_together(newcomers, k=self.k, already=self._without_row(table, before))
        nameless = self._of_unknown_size(table.characteristic)
        groups = joined_by_others(batch, groups, nameless=nameless, k=self.k)
        if not is_told_apart(newcomers, groups, table.of_groups()):
            return Reason.SMALL_GROUPS
        other = self.stances.get(table.question)
        answers = other.together if other else frozenset()
        standing = standing_after(before, table.counts, groups, answers, k=self.k)
        if standing is None:
            return Reason.COUNTS_FELL
        self.standings[table.key] = standing
        return Reason.MOSTLY_WITHHELD if standing.untold else None

    def _of_unknown_size(self, characteristic: str) -> frozenset[str]:
        """Name the groups of which nobody knows how many they are."""
        if characteristic in self.openly:
            return frozenset()
        return self.stances[characteristic].together

    def _stands_alone(self, table: Crosstab) -> bool:
        """Tell whether all that a reader needs to know the margins of the table is told."""
        is_told = table.asked_of is None or (table.characteristic, table.asked_of) in self.tables
        return is_told and (
            table.question not in self.characteristics or table.question in self.stances
        )

    def _without_row(self, table: Crosstab, before: Standing) -> frozenset[str]:
        """Name the groups that cannot have a row, because it is not told how many were asked."""
        nameless = self.stances[table.characteristic].together | before.groups_together
        if table.asked_of is None:
            return nameless
        parent = self.tables[table.characteristic, table.asked_of]
        return nameless | {g for g in table.counts if not parent.tells(g, table.asked_after)}

    def release(self) -> Release:
        groups = {name: _groups(stance) for name, stance in self.stances.items()}
        return Release(self.k, groups, self.tables, tuple(self.withheld))

    def memory(self) -> Memory:
        return Memory(
            groups={**self.earlier.groups, **self.stances},
            tables={**self.earlier.tables, **self.standings},
        )


def _stance(sizes: Mapping[str, int], before: Stance | None, k: int) -> Stance | Reason:
    told_before = sum(before.sizes.values()) if before else None
    why_not = is_due(sum(sizes.values()), told_before=told_before, k=k)
    if why_not:
        return why_not
    newcomers = _grown(sizes, before.sizes if before else {})
    together = told_together(newcomers, k=k, already=before.together if before else frozenset())
    if not is_told_apart(newcomers, together, sizes):
        return Reason.SMALL_GROUPS
    return Stance(sizes, together)


def _grown(now: Mapping[str, int], before: Mapping[str, int]) -> dict[str, int]:
    return {group: now.get(group, 0) - before.get(group, 0) for group in {**before, **now}}


def _groups(stance: Stance) -> Groups:
    sizes = {group: n for group, n in stance.sizes.items() if group not in stance.together}
    if stance.together:
        sizes[TOGETHER] = sum(stance.sizes.get(group, 0) for group in stance.together)
    return Groups(sizes, tuple(sorted(stance.together)))
