"""What the office alone keeps of a release, so that the next one can be protected against it.

It holds true counts, small ones too. It goes when the personal data of the answers go: nothing is
counted by them any more then.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kokreasi.insights.disclosure.counted import Numbers
from kokreasi.insights.disclosure.told import Key

Part = frozenset[tuple[str, str]]
"""Cells, by group and answer, that were withheld together: each hides the others."""


@dataclass(frozen=True, slots=True)
class Stance:
    """How the groups of a characteristic stood when they were last told."""

    sizes: Mapping[str, int]
    together: frozenset[str]

    def as_json(self) -> dict[str, Any]:
        return {"sizes": dict(self.sizes), "together": sorted(self.together)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Stance":
        return cls(stored["sizes"], frozenset(stored["together"]))


@dataclass(frozen=True, slots=True)
class Standing:
    """How a table stood at a release: its true counts, and what was not told of them.

    `parts` were withheld for the sake of a batch of people that was told, and not set free since.
    `untold` are batches that came since the table was last told, the present one included: at
    those releases it was not told, but plain results and the sizes of groups were.
    """

    counts: Numbers
    groups_together: frozenset[str]
    answers_together: frozenset[str]
    parts: tuple[Part, ...]
    untold: tuple[Numbers, ...] = ()

    def sizes(self) -> dict[str, int]:
        return {group: sum(row.values()) for group, row in self.counts.items()}

    def as_json(self) -> dict[str, Any]:
        return {
            "counts": _copy(self.counts),
            "groups_together": sorted(self.groups_together),
            "answers_together": sorted(self.answers_together),
            "parts": [[list(cell) for cell in sorted(part)] for part in self.parts],
            "untold": [_copy(batch) for batch in self.untold],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Standing":
        return cls(
            counts=stored["counts"],
            groups_together=frozenset(stored["groups_together"]),
            answers_together=frozenset(stored["answers_together"]),
            parts=tuple(frozenset((g, a) for g, a in part) for part in stored["parts"]),
            untold=tuple(stored["untold"]),
        )


def _copy(counts: Numbers) -> dict[str, dict[str, int]]:
    return {group: dict(row) for group, row in counts.items()}


NEVER_TOLD = Standing({}, frozenset(), frozenset(), ())


@dataclass(frozen=True, slots=True)
class Memory:
    """The last standing of everything that was ever told of one consultation."""

    groups: Mapping[str, Stance] = field(default_factory=dict)
    tables: Mapping[Key, Standing] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {
            "groups": {name: stance.as_json() for name, stance in self.groups.items()},
            "tables": [[*key, standing.as_json()] for key, standing in self.tables.items()],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Memory":
        return cls(
            groups={name: Stance.from_json(each) for name, each in stored["groups"].items()},
            tables={(c, q): Standing.from_json(each) for c, q, each in stored["tables"]},
        )
