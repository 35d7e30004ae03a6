"""What a person decided about what is unclear in a file."""

from dataclasses import dataclass, field
from typing import Any

import msgspec

from kokreasi.exchange.choices import Action


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of a name: an organisation by its reference, a new one, or nothing.

    `remember` keeps the text as another spelling of the matched organisation.
    """

    text: str
    action: Action
    reference: str = ""
    kind: str = ""
    name: str = ""
    remember: bool = False


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions of one import; names stand under `organisations.folding.key`."""

    organisations: dict[str, Choice] = field(default_factory=dict)
    add_semesters: bool = False

    def content(self) -> dict[str, Any]:
        """Give the JSON that is kept; `read` is its opposite."""
        content: dict[str, Any] = msgspec.to_builtins(self)
        return content


def read(content: dict[str, Any]) -> Decisions:
    return msgspec.convert(content, Decisions)
