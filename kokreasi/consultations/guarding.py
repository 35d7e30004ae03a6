"""Proof that a computer has worked for a moment: asked only while somebody attacks.

The browser looks for a number whose hash is the one wanted (the format of ALTCHA, checked by its
library); nobody solves a puzzle. Whoever has no script waits a minute instead, and few may do so
from one address. Both are tied to one device in one consultation, which sends only once anyhow.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

import altcha
from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

PURPOSE = "kokreasi.consultations.guard"
WORK = 60_000
"""The highest number looked for: about a second of a cheap phone, and of an attacker for each."""
VALID_FOR = timedelta(hours=2)
WAIT = timedelta(seconds=60)
LONGEST_PROOF = 2_000


class Challenge(NamedTuple):
    """What the browser is given: it looks for the number up to `most`."""

    salt: str
    wanted: str
    signature: str
    most: int


def challenge_for(device: str, at: datetime) -> Challenge:
    """Set a device its work."""
    options = altcha.ChallengeOptions(
        max_number=WORK, hmac_key=_key(device), expires=at + VALID_FOR
    )
    made = altcha.create_challenge(options)
    return Challenge(made.salt, made.challenge, made.signature, WORK)


def is_proof(proof: str, device: str) -> bool:
    """Tell whether a proof is that of the work which was set to this device, in time."""
    if not proof or len(proof) > LONGEST_PROOF:
        return False
    try:
        is_right, _reason = altcha.verify_solution(proof, _key(device))
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):  # no proof at all
        return False
    return is_right


def _key(device: str) -> str:
    return salted_hmac(PURPOSE, device, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()


def ticket(device: str, at: datetime) -> str:
    """Sign the moment from which a device without a script waits."""
    return signing.dumps([device, int(at.timestamp())], salt=PURPOSE)


def waits_since(signed: str, device: str, at: datetime) -> datetime | None:
    """Give since when a device waits; None where that is not signed, or too long ago."""
    try:
        waits, since = signing.loads(signed, salt=PURPOSE)
    except (signing.BadSignature, ValueError):
        return None
    began = datetime.fromtimestamp(since, tz=at.tzinfo)
    return began if waits == device and at - began <= VALID_FOR else None


def has_waited(signed: str, device: str, at: datetime) -> bool:
    """Tell whether a device has waited its minute."""
    began = waits_since(signed, device, at)
    return began is not None and at - began >= WAIT
