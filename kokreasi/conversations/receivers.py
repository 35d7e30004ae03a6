"""What follows here from what happens below; inside its transaction."""

from typing import Any

from django.dispatch import receiver

from kokreasi.conversations.models import Correspondent, Follow, Remark
from kokreasi.conversations.services import correspondents, follows, remarks, responses
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
def follow_merge(
    *, loser: Organisation, into: Organisation, by: User, reason: str, **_: Any
) -> None:
    """Move follows and answers, inside the transaction of the merge: together or not at all."""
    follows.move(loser.record, to=into.record)
    responses.take_over(loser, into=into, by=by, reason=reason)


@receiver(organisations_merged, dispatch_uid="conversations.move_remarks")
def move_remarks(*, loser: Organisation, into: Organisation, **_signal: Any) -> None:
    """Let the survivor stand behind the remarks of the other; together with the merge or not."""
    remarks.take_over(loser, into=into)


@receiver(person_erased, dispatch_uid="conversations.forget_remarks")
def forget_remarks(*, user: User, **_signal: Any) -> None:
    """Forget who wrote remarks; what was said in public stays unnamed."""
    remarks.forget(Remark.objects.filter(user=user))
