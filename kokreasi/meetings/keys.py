"""Personal links of the invited."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from kokreasi.core import keys
from kokreasi.core.keys import hashed, new_seed
from kokreasi.meetings.models import Invitee

__all__ = ["hashed", "key_from", "new_seed", "personal_link", "renew"]

PURPOSE = "kokreasi.meetings.invitee"


def key_from(seed: str) -> str:
    return keys.key_from(seed, purpose=PURPOSE)


def personal_link(invitee: Invitee) -> str:
    """Give the address at which an invitation is answered, in the language of the invited."""
    with override(invitee.language):
        return settings.ORIGIN + reverse("answer", args=[key_from(invitee.seed)])


def renew(invitee: Invitee) -> None:
    """Let the link that the next mail holds open the invitation, should the secret have changed."""
    current = hashed(key_from(invitee.seed))
    if invitee.key_hash != current:
        invitee.key_hash = current
        invitee.save(update_fields=["key_hash"])
