"""What follows here from what happens to people; inside their transaction."""

from typing import Any

from django.dispatch import receiver

from kokreasi.organisations.services import admit, close
from kokreasi.people.events import invitation_accepted, role_ended
from kokreasi.people.models import Invitation, RoleGrant, User


@receiver(invitation_accepted)
def admit_the_invited(*, invitation: Invitation, grant: RoleGrant, **_: Any) -> None:
    admit(grant, by=invitation.invited_by)


@receiver(role_ended)
def close_membership(*, grant: RoleGrant, by: User | None, **_: Any) -> None:
    close(grant, by=by)
