"""The links of mails to people without an account."""

from kokreasi.core import keys
from kokreasi.core.keys import hashed, new_seed

__all__ = ["follow_key", "hashed", "new_seed", "own_key"]


def own_key(seed: str) -> str:
    """Give the key by which a correspondent confirms the address and comes back."""
    return keys.key_from(seed, purpose="kokreasi.conversations.correspondent")


def follow_key(seed: str) -> str:
    """Give the key by which one follow is confirmed, changed and ended."""
    return keys.key_from(seed, purpose="kokreasi.conversations.follow")
