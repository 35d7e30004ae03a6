"""Where a commitment comes from."""

from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Commitment
from kokreasi.register.choices import Tie
from kokreasi.register.models import Link, Record, RecordQuerySet


def origins_of(commitment: Commitment, visitor: Visitor) -> RecordQuerySet:
    """Give the proposals out of which a commitment grew."""
    ties = Link.objects.filter(target=commitment.record_id, tie=Tie.ADOPTED_AS)
    return Record.objects.visible_to(visitor).filter(pk__in=ties.values("source"))
