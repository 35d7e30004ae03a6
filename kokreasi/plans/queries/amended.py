"""What was changed in a commitment after its plan was final, as everybody reads it."""

from collections.abc import Sequence
from dataclasses import dataclass

from kokreasi.organisations.models import Organisation
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Amendment
from kokreasi.plans.sheets import CommitmentSheet, read
from kokreasi.register.models import Record, Version


@dataclass(frozen=True, slots=True)
class Amended:
    """An amendment with both sheets; a sheet is missing where its version is closed or was none."""

    amendment: Amendment
    before: CommitmentSheet | None
    after: CommitmentSheet | None
    agreed_by: Sequence[Organisation]

    @property
    def anchor(self) -> str:
        """Give the place on the page of amendments, the same in both languages."""
        return f"perubahan-{self.amendment.number}"

    @property
    def minutes(self) -> Record | None:
        """Give the meeting in which it was agreed, where everybody may know of it."""
        meeting = self.amendment.minutes
        return meeting if meeting is not None and meeting.is_public else None


def amendments_of(record: Record, visitor: Visitor) -> list[Amended]:
    """List the amendments of a commitment, the latest first."""
    rows = Amendment.objects.visible_to(visitor).filter(commitment__record=record)
    found = rows.select_related("before", "after", "minutes").prefetch_related("agreed_by__record")
    return [
        Amended(row, sheet_of(row.before), sheet_of(row.after), list(row.agreed_by.all()))
        for row in found.order_by("-number")
    ]


def sheet_of(version: Version | None) -> CommitmentSheet | None:
    """Give the sheet of a version that may be shown."""
    if version is None or version.closed_because:
        return None
    return read(version.content)
