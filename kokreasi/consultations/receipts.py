"""The code by which somebody checks that an answer is counted, and that leads to nobody."""

import hashlib
from base64 import b32encode
from uuid import UUID

from django.utils.crypto import salted_hmac

PURPOSE = "kokreasi.consultations.receipt"
LENGTH, GROUP = 12, 4


def code_of(submission: UUID) -> str:
    """Give the receipt of an answer, as people write it down: `K7QM-P4T9-2XWA`.

    The same answer always has the same code, so that a repeated request is told the same.
    """
    digest = salted_hmac(PURPOSE, str(submission), algorithm="sha256").digest()
    signs = b32encode(digest).decode()[:LENGTH]
    return "-".join(signs[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def hashed(code: str) -> str:
    """Give what is kept of a code; however it was typed, with or without dashes and spaces."""
    signs = "".join(sign for sign in code.upper() if sign.isalnum())
    return hashlib.sha256(signs.encode()).hexdigest()
