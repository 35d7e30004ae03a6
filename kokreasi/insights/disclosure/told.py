"""What is told of a consultation by personal characteristics: fit for everybody to read."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from kokreasi.insights.disclosure.one_table import Shown

Key = tuple[str, str]
"""A characteristic and a question."""

TOGETHER = ""
"""Stands among groups (or answers) for all of them that are told together, as one."""


class Reason(StrEnum):
    """Why a characteristic or a table is not told (again); the application turns it into words."""

    TOO_FEW_PEOPLE = "too_few_people"  # fewer than k people answered
    TOO_FEW_MORE = "too_few_more"  # fewer than k people more than when it was last told
    SMALL_GROUPS = "small_groups"  # hiding the small groups would hide most people
    MOSTLY_WITHHELD = "mostly_withheld"  # hiding the small counts would hide most people
    COUNTS_FELL = "counts_fell"  # answers were withdrawn: the difference would be of few people
    NEEDS_ANOTHER = "needs_another"  # the question or characteristic it depends on is not told


class Withheld(NamedTuple):
    """A characteristic (then `question` is None) or a table of it that a release does not tell."""

    characteristic: str
    question: str | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Groups:
    """Who answered: people by group. Those of all groups in `together` are counted at TOGETHER."""

    sizes: Mapping[str, int]
    together: Sequence[str] = ()

    def as_json(self) -> dict[str, Any]:
        return {"sizes": dict(self.sizes), "together": list(self.together)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Groups":
        return cls(stored["sizes"], tuple(stored["together"]))


@dataclass(frozen=True, slots=True)
class Told:
    """One table: people by group and answer, None where withheld; `sizes` sums the rows.

    The groups in `groups_together` have no row of their own: their people are counted in the row
    TOGETHER. Likewise the answers in `answers_together`; there are some only where the answers
    are groups of another characteristic.
    """

    sizes: Mapping[str, int]
    cells: Mapping[str, Mapping[str, Shown]]
    groups_together: Sequence[str] = ()
    answers_together: Sequence[str] = ()

    def tells(self, group: str, answers: AbstractSet[str]) -> bool:
        """Tell whether a reader knows how many of a group gave one of these answers."""
        if group in self.groups_together:
            return False
        withheld = {answer for answer, number in self.cells[group].items() if number is None}
        return withheld <= answers or withheld.isdisjoint(answers)

    def as_json(self) -> dict[str, Any]:
        return {
            "sizes": dict(self.sizes),
            "cells": {group: dict(row) for group, row in self.cells.items()},
            "groups_together": list(self.groups_together),
            "answers_together": list(self.answers_together),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Told":
        return cls(
            stored["sizes"],
            stored["cells"],
            tuple(stored["groups_together"]),
            tuple(stored["answers_together"]),
        )


@dataclass(frozen=True, slots=True)
class Release:
    """What one publication tells by personal characteristics, and why it does not tell the rest.

    What it does not tell again may have been told before, and stays as it was.
    """

    k: int
    groups: Mapping[str, Groups]
    tables: Mapping[Key, Told]
    withheld: Sequence[Withheld]

    @property
    def withheld_characteristics(self) -> dict[str, Reason]:
        return {each.characteristic: each.reason for each in self.withheld if not each.question}

    def as_json(self) -> dict[str, Any]:
        return {
            "k": self.k,
            "groups": {name: told.as_json() for name, told in self.groups.items()},
            "tables": [[*key, told.as_json()] for key, told in self.tables.items()],
            "withheld": [list(each) for each in self.withheld],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Release":
        return cls(
            k=stored["k"],
            groups={name: Groups.from_json(told) for name, told in stored["groups"].items()},
            tables={
                (characteristic, question): Told.from_json(told)
                for characteristic, question, told in stored["tables"]
            },
            withheld=tuple(
                Withheld(characteristic, question, Reason(reason))
                for characteristic, question, reason in stored["withheld"]
            ),
        )
