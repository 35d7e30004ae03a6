"""Numbers that sources state, as they lie in `content/`."""

from dataclasses import dataclass

from kokreasi.core.bilingual import Bilingual


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number that a source states, never one that we count."""

    measure: str
    value: int
    source: Bilingual
    unit: str = ""
