"""What follows here from what happens below; inside its transaction."""

from typing import Any

from django.dispatch import receiver

from kokreasi.organisations.events import organisations_merged
from kokreasi.organisations.models import Organisation
from kokreasi.proposals.services.matrix import bodies


@receiver(organisations_merged, dispatch_uid="proposals.matrix_follows_merge")
def matrix_follows_merge(*, loser: Organisation, into: Organisation, **_signal: Any) -> None:
    """Let the rows of the matrix name the organisation that goes on."""
    bodies.take_over(loser, into=into)
