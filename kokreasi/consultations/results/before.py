"""What was published before: the next result is protected in its light."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kokreasi.consultations.models import Consultation
from kokreasi.consultations.results.sheets import ResultSheet
from kokreasi.insights.disclosure import Memory, Release


@dataclass(frozen=True, slots=True)
class Before:
    """The published results of a consultation, the oldest first, and what was kept of the last."""

    number: int = 0
    memory: Memory = field(default_factory=Memory)
    opinions: Mapping[str, Any] | None = None
    sheets: tuple[ResultSheet, ...] = ()

    @classmethod
    def of(cls, consultation: Consultation) -> "Before":
        rows = list(consultation.results.filter(published_at__isnull=False).order_by("number"))
        if not rows:
            return cls()
        secret = rows[-1].secret
        return cls(
            number=rows[-1].number,
            memory=Memory.from_json(secret["memory"]) if secret.get("memory") else Memory(),
            opinions=secret.get("opinions") or None,
            sheets=tuple(ResultSheet.read(row.content) for row in rows),
        )

    @property
    def told(self) -> list[Release]:
        return [sheet.told for sheet in self.sheets]

    @property
    def last(self) -> ResultSheet | None:
        return self.sheets[-1] if self.sheets else None

    @property
    def sheet_with_rows(self) -> ResultSheet | None:
        return next((sheet for sheet in self.sheets if sheet.no_rows is None), None)

    @property
    def unsent(self) -> int:
        """Give how many had begun and not sent when it closed: drafts are dropped after a while."""
        final = [sheet for sheet in self.sheets if not sheet.is_interim]
        return max((sheet.begun - sheet.people for sheet in final), default=0)

    @property
    def thresholds(self) -> dict[str, int | None]:
        """Give the thresholds by which answers were marked the last time."""
        last = self.last.marked.rules if self.last else ()
        return {each.rule: each.threshold for each in last}
