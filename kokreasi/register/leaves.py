"""The hash under which a line of history can later be proved, after RFC 6962, section 2.1."""

import hashlib
import json
from typing import Any

LEAF_PREFIX = b"\x00"


def canonical(content: Any) -> bytes:
    """Write JSON in the one form that is hashed: sorted keys, no spaces, UTF-8."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def leaf_hash(content: dict[str, Any], *, salt: str) -> str:
    """Give the hexadecimal SHA-256 of a leaf: the prefix 0x00, then the salted content.

    The salt lets a line be erased: without it nobody can guess the content from the hash.
    """
    return hashlib.sha256(LEAF_PREFIX + canonical({"content": content, "salt": salt})).hexdigest()


def fingerprint(content: Any) -> str:
    """Give the hexadecimal SHA-256 of a frozen version, which a reader can compute again."""
    return hashlib.sha256(canonical(content)).hexdigest()
