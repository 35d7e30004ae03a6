"""Personal links without an account: made from a seed and the installation's secret.

Only a hash of a link is kept. Whoever reads the database finds no link in it, and yet each later
mail can hold the same one.
"""

import hashlib
import secrets
from base64 import urlsafe_b64encode

from django.utils.crypto import salted_hmac

SEED_BYTES = 16


def new_seed() -> str:
    return secrets.token_hex(SEED_BYTES)


def key_from(seed: str, *, purpose: str) -> str:
    """Give the secret part of a link; links for other purposes have other keys."""
    digest = salted_hmac(purpose, seed, algorithm="sha256").digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")


def hashed(key: str) -> str:
    """Give what is kept of a key, and by which it is found again."""
    return hashlib.sha256(key.encode()).hexdigest()
