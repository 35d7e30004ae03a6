"""What follows here from what happens below; inside its transaction."""

from typing import Any

from django.dispatch import receiver

from kokreasi.conversations.models import Remark
from kokreasi.conversations.services import remarks
from kokreasi.organisations.events import organisations_merged
from kokreasi.organisations.models import Organisation
from kokreasi.people.events import person_erased
from kokreasi.people.models import User


@receiver(organisations_merged, dispatch_uid="conversations.move_remarks")
def move_remarks(*, loser: Organisation, into: Organisation, **_signal: Any) -> None:
    """Let the survivor stand behind the remarks of the other; together with the merge or not."""
    remarks.take_over(loser, into=into)


@receiver(person_erased, dispatch_uid="conversations.forget_remarks")
def forget_remarks(*, user: User, **_signal: Any) -> None:
    """Forget who wrote remarks; what was said in public stays unnamed."""
    remarks.forget(Remark.objects.filter(user=user))
