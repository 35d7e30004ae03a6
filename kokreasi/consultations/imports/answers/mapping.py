"""What each column of a file means in a consultation, and what was decided about its values."""

from collections.abc import Mapping as ReadOnly
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import msgspec

from kokreasi.consultations.imports.answers.days import DayOrder
from kokreasi.consultations.imports.answers.splitting import Mark

LEFT_OUT = ""
DAY = "@day"
CHANNEL = "@channel"
IGNORED = "-"
"""The decision that a value says nothing: the question counts as not answered."""
NEW = "+"
"""The decision that a value is a choice of its own, as it is written."""
Decisions = ReadOnly[str, ReadOnly[str, str]]
"""For the target of a column and a value (`folding.folded`): the key of a choice, or one above."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column means: nothing, the day, the channel, or the key of an answer.

    `mark` stands between the choices of one cell.
    """

    target: str = LEFT_OUT
    mark: Mark = Mark.COMMA


@dataclass(frozen=True, slots=True)
class Mapping:
    """All that was decided about a file.

    `day_order` is asked where the column of days can be read both ways; `all_on` is the day of
    rows without one. `takes_outside` confirms days outside of the consultation's, `drops_faulty`
    that rows which cannot be right stay outside.
    """

    columns: tuple[Column, ...] = ()
    values: Decisions = field(default_factory=dict)
    day_order: DayOrder | None = None
    all_on: str = ""
    takes_outside: bool = False
    drops_faulty: bool = False

    def content(self) -> dict[str, Any]:
        """Give the JSON that is kept; `read` is its opposite."""
        content: dict[str, Any] = msgspec.to_builtins(self)
        return content

    @classmethod
    def read(cls, content: ReadOnly[str, Any]) -> Self:
        return msgspec.convert(content, cls)

    def column_of(self, target: str) -> int | None:
        """Give the place of the column that means something, from 0."""
        places = (at for at, column in enumerate(self.columns) if column.target == target)
        return next(places, None)

    def twice(self) -> list[str]:
        """Give what more than one column means."""
        targets = [column.target for column in self.columns if column.target]
        return sorted({target for target in targets if targets.count(target) > 1})


def merged(before: Decisions, after: Decisions) -> dict[str, dict[str, str]]:
    """Add decisions to those made before; the later ones count."""
    targets = [*before, *(target for target in after if target not in before)]
    return {target: {**before.get(target, {}), **after.get(target, {})} for target in targets}


def fitted(columns: Sequence[Column], width: int) -> tuple[Column, ...]:
    """Give exactly one column for each of the file."""
    return (*columns[:width], *[Column()] * (width - len(columns)))
