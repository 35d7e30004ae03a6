"""The sheet of a consultation: what the public reads and answers, free of the database.

It is frozen as a version of the consultation's record. `number` of that version stands beside each
answer (`Submission.version`), so that everybody can see which words were answered.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

import msgspec

from kokreasi.consultations.choices import PartKind
from kokreasi.consultations.definition.wording import Definition
from kokreasi.core.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class PartOnSheet:
    kind: PartKind
    title: Bilingual
    intro: Bilingual


@dataclass(frozen=True, slots=True)
class ConsultationSheet:
    """A consultation as somebody reads it; `reference` and `stage` are those of the register."""

    reference: str
    stage: str
    title: Bilingual
    summary: Bilingual
    promise: Bilingual
    thanks: Bilingual
    opens_at: datetime
    closes_at: datetime
    smallest_group: int
    keeps_background_for: int
    parts: tuple[PartOnSheet, ...] = ()
    definition: Definition = field(default_factory=Definition)

    def content(self) -> dict[str, Any]:
        """Give the JSON that is frozen; `read` is its opposite."""
        content: dict[str, Any] = msgspec.to_builtins(self)
        return content

    @classmethod
    def read(cls, content: Mapping[str, Any]) -> Self:
        return msgspec.convert(content, cls)

    def part(self, kind: PartKind) -> PartOnSheet | None:
        return next((part for part in self.parts if part.kind == kind), None)
