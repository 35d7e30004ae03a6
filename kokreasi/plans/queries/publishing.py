"""What is ready to be published, and who would be told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise

from kokreasi.conversations.queries.follows import Audience, audience_of
from kokreasi.plans.models import Commitment, Plan
from kokreasi.plans.queries.gaps import gaps_of
from kokreasi.plans.sheets import CommitmentSheet, read, sheet, whole
from kokreasi.register.choices import Kind
from kokreasi.register.models import Record


@dataclass(frozen=True, slots=True)
class PublishingLine:
    """A commitment that may be published: what it lacks, and whether the public has this state."""

    commitment: Commitment
    gaps: Sequence[str | Promise]
    is_public: bool
    is_changed: bool
    """Whether the draft says something that the public has not read yet."""
    is_amendment: bool = False
    """Whether the plan is final, so that this change is published as an amendment or not at all."""

    @property
    def key(self) -> str:
        """Give the value by which a form names the commitment."""
        return str(self.commitment.pk)


def publishing_lines(commitments: QuerySet[Commitment]) -> list[PublishingLine]:
    """Say of each commitment how far it is from what the public reads."""
    rows = whole(commitments).select_related("record__version", "plan__record", "theme")
    return [_publishing_line(row, sheet(row)) for row in rows]


def _publishing_line(commitment: Commitment, now: CommitmentSheet) -> PublishingLine:
    record = commitment.record
    words = [words for _code, words in gaps_of(now)]
    is_known = _is_known(record, now)
    is_amendment = commitment.plan.is_final and not is_known
    return PublishingLine(commitment, words, record.is_public, not is_known, is_amendment)


def audience_of_publishing(plan: Plan, sheets: Iterable[CommitmentSheet]) -> Audience:
    """Count who is told once these sheets are published, with those whom only they name.

    A sheet that the public has read already tells nobody anything.
    """
    records = Record.objects.filter(kind=Kind.COMMITMENT).select_related("version")
    held = {
        record.reference: record
        for record in records.filter(reference__in=[one.reference for one in sheets])
    }
    new = [one for one in sheets if not _is_known(held[one.reference], one)]
    told = Record.objects.filter(reference__in=[plan.reference, *(one.reference for one in new)])
    return audience_of(told, words=set().union(*(one.facets() for one in new)))


def _is_known(record: Record, now: CommitmentSheet) -> bool:
    return bool(record.is_public and record.version and read(record.version.content) == now)
