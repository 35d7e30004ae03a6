"""What a machine suggests about free-text answers, until people have decided.

Nothing here is a result: whoever shows a suggestion says that a machine made it, and publishes
only what people made of it. Texts are named by their places in the order they were given in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kokreasi.insights.free_text import Aside


class NoThemes(StrEnum):
    """Why no themes are suggested."""

    TOO_FEW = "too_few"
    NOTHING_SHARED = "nothing_shared"
    NOTHING_STEADY = "nothing_steady"


@dataclass(frozen=True, slots=True)
class Gathered:
    """Texts that say nearly the same: the place of the first, and of all with it, ascending."""

    first: int
    places: tuple[int, ...]

    @property
    def number(self) -> int:
        return len(self.places)


@dataclass(frozen=True, slots=True)
class Membership:
    """A text in a theme; `weight`, from 0 to 1, is how much the text is of the theme."""

    place: int
    weight: float


@dataclass(frozen=True, slots=True)
class SuggestedTheme:
    """What a machine takes for a theme: words as people wrote them, the most telling first.

    `members` are the texts that belong, the heaviest first; a text may be in two themes.
    `typical` are the places of the few texts that stand for it best, no two of them copies.
    """

    words: tuple[str, ...]
    members: tuple[Membership, ...]
    typical: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SuggestedThemes:
    """Themes suggested by a machine, the largest first, or the reason why there are none.

    Each text is exactly one of: set aside (it says nothing by itself), in one theme or more, or
    unplaced. `gathered` are the copies, several texts each. `steadiness` tells how alike the
    texts are sorted when only half of them are looked at: 1 is the same, 0 is chance.
    """

    themes: tuple[SuggestedTheme, ...]
    unplaced: tuple[int, ...]
    set_aside: Mapping[int, Aside]
    gathered: tuple[Gathered, ...]
    steadiness: float | None = None
    none_because: NoThemes | None = None
