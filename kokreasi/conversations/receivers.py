"""What follows here from what happens below; inside its transaction."""

from typing import Any

from django.dispatch import receiver

from kokreasi.conversations.models import Correspondent, Follow
from kokreasi.conversations.services import correspondents, follows
from kokreasi.organisations.events import organisations_merged
from kokreasi.organisations.models import Organisation
from kokreasi.people.events import person_erased
from kokreasi.people.models import User


@receiver(person_erased, dispatch_uid="conversations.forget_person")
def forget_person(*, user: User, email: str, **_: Any) -> None:
    """Tell an erased person nothing any more, and forget the same address without an account."""
    Follow.objects.filter(user=user).delete()
    for correspondent in Correspondent.objects.filter(email=email):
        correspondents.forget(correspondent)


@receiver(organisations_merged, dispatch_uid="conversations.follow_merge")
def follow_merge(*, loser: Organisation, into: Organisation, **_: Any) -> None:
    """Let those who followed the one organisation follow the other."""
    follows.move(loser.record, to=into.record)
