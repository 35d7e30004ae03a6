"""Themes that a machine suggests, as they are kept: texts by the numbers of their answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

import msgspec


@dataclass(frozen=True, slots=True)
class Theme:
    """Telling words as people wrote them, the texts that belong, and the most typical ones."""

    words: tuple[str, ...]
    texts: tuple[UUID, ...]
    typical: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Suggested:
    """What was found in the texts at one place, or a code of `insights.suggestions.NoThemes`."""

    number: int
    themes: tuple[Theme, ...] = ()
    copies: tuple[tuple[UUID, ...], ...] = ()
    unplaced: int = 0
    set_aside: int = 0
    none_because: str = ""

    def content(self) -> dict[str, Any]:
        """Give the JSON that is kept; `read` is its opposite."""
        content: dict[str, Any] = msgspec.to_builtins(self)
        return content

    @classmethod
    def read(cls, content: Mapping[str, Any]) -> Self:
        return msgspec.convert(content, cls)
