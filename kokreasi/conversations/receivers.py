"""What follows here from what happens below; inside its transaction."""

from typing import Any

from django.dispatch import receiver

from kokreasi.conversations.services import responses
from kokreasi.organisations.events import organisations_merged
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User


@receiver(organisations_merged, dispatch_uid="conversations.follow_merge")
def follow_merge(
    *, loser: Organisation, into: Organisation, by: User, reason: str, **_signal: Any
) -> None:
    """Move what was answered, inside the transaction of the merge: together or not at all."""
    responses.take_over(loser, into=into, by=by, reason=reason)
