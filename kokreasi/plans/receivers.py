"""What plans do when something happens to what they name."""

from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver

from kokreasi.organisations.events import organisations_merged
from kokreasi.organisations.models import Organisation
from kokreasi.people.events import person_erased
from kokreasi.people.models import User
from kokreasi.people.visitors import Visitor
from kokreasi.plans.queries.trace import drafts_on
from kokreasi.plans.services import confirming, merging
from kokreasi.register.events import stations_asked
from kokreasi.register.models import Record
from kokreasi.register.trace import Station


@receiver(organisations_merged, dispatch_uid="plans.follow_merge")
def follow_merge(
    *, loser: Organisation, into: Organisation, by: User, reason: str, **_signal: Any
) -> None:
    """Move what plans hold, inside the transaction of the merge: together or not at all."""
    merging.take_over(loser, into=into, by=by, reason=reason)


@receiver(person_erased, dispatch_uid="plans.forget_signer")
def forget_signer(*, user: User, **_signal: Any) -> None:
    """Names go; what an institution stands by stays."""
    confirming.forget(user)


@receiver(stations_asked, dispatch_uid="plans.name_drafts")
def name_drafts(*, way: Sequence[Record], visitor: Visitor, **_signal: Any) -> list[Station]:
    """Show through which drafts a proposal became a commitment."""
    return [drafts_on(way, visitor)]
