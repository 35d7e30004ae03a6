"""The links of mails to people without an account."""

from kokreasi.conversations.models import Correspondent, Follow
from kokreasi.core import keys
from kokreasi.core.keys import hashed, new_seed

__all__ = ["follow_key", "hashed", "new_seed", "own_key", "renew"]


def own_key(seed: str) -> str:
    """Give the key by which a correspondent confirms the address and comes back."""
    return keys.key_from(seed, purpose="kokreasi.conversations.correspondent")


def follow_key(seed: str) -> str:
    """Give the key by which one follow is confirmed, changed and ended."""
    return keys.key_from(seed, purpose="kokreasi.conversations.follow")


def renew(one: Correspondent | Follow) -> None:
    """Let the link that the next mail holds open its page, should the secret have changed."""
    key = follow_key(one.seed) if isinstance(one, Follow) else own_key(one.seed)
    if one.key_hash != hashed(key):
        one.key_hash = hashed(key)
        one.save(update_fields=["key_hash"])
