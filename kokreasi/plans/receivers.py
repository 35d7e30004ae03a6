"""What plans do when something happens to what they name."""

from typing import Any

from django.dispatch import receiver

from kokreasi.organisations.events import organisations_merged
from kokreasi.organisations.models import Organisation
from kokreasi.people.events import person_erased
from kokreasi.people.models import User
from kokreasi.plans.services import confirming, merging


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
