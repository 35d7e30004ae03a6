"""What a person decided about a note, by the keys of what it is about.

`title` is a fact, `f0.action` a value of the first follow-up, `ok.f0` that its doubts are
settled, `body.kemenkeu` which organisation a name means.
"""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

SETTLED = "ok"
BODY = "body"
SAME = "same"


class Decisions:
    """The decisions of one note; what was not decided has the value that was read."""

    def __init__(self, chosen: Mapping[str, Any]) -> None:
        self.chosen = chosen
        self._touched = {key.rpartition(".")[0] or key for key in chosen}

    def value(self, key: str, read: Any) -> Any:
        return self.chosen.get(key, read)

    def values_of(self, row: str, names: tuple[str, ...]) -> dict[str, Any]:
        """Give what was decided of a row, by the names of its values."""
        if row not in self._touched:
            return {}
        keys = {name: f"{row}.{name}" for name in names}
        return {name: self.chosen[key] for name, key in keys.items() if key in self.chosen}

    def settles(self, key: str) -> bool:
        """Tell whether a person has looked at a fact or row: corrected it, or said it is right."""
        return key in self._touched or bool(self.chosen.get(f"{SETTLED}.{key}"))


def plain(value: Any) -> Any:
    """Give a decided value as JSON keeps it; `as_day` and `as_hour` are the way back.

    What was cleared is an empty text: None would forget the decision.
    """
    if isinstance(value, time):
        return value.isoformat("minutes")
    return value.isoformat() if isinstance(value, date) else value


def as_day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def as_hour(value: str | None) -> time | None:
    return time.fromisoformat(value) if value else None
