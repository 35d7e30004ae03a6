"""Personal links of the invited: made from a seed and the installation's secret, kept as a hash.

Whoever reads the database finds no link in it, and yet each later mail can hold the same one.
"""

import hashlib
import secrets
from base64 import urlsafe_b64encode

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import override

from kokreasi.meetings.models import Invitee

SALT = "kokreasi.meetings.invitee"
SEED_BYTES = 16


def new_seed() -> str:
    return secrets.token_hex(SEED_BYTES)


def key_from(seed: str) -> str:
    digest = salted_hmac(SALT, seed, algorithm="sha256").digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")


def hashed(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


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
