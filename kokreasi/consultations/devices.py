"""The signed token of a device, by which one person answers once without an account.

The token is random and says nothing; what is kept is a hash of it that differs from consultation
to consultation, so that nobody can follow a device from one to the next.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from kokreasi.consultations.models import Consultation

COOKIE = "perangkat"
A_YEAR = 365 * 24 * 60 * 60
PURPOSE = "kokreasi.consultations.device"
BYTES = 16


def new_token() -> str:
    """Give the signed token of a device that has none yet."""
    return signing.Signer(salt=PURPOSE).sign(secrets.token_hex(BYTES))


def token_of(request: HttpRequest) -> str:
    """Give the token that a device brings, or "" where it brings none or a forged one."""
    signed = request.COOKIES.get(COOKIE, "")
    try:
        signing.Signer(salt=PURPOSE).unsign(signed)
    except signing.BadSignature:
        return ""
    return signed


def give(response: HttpResponse, token: str) -> None:
    """Let the device keep its token for a year."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=A_YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def device_hash(consultation: Consultation, token: str) -> str:
    """Give what is kept of a device within one consultation; "" for no token."""
    if not token:
        return ""
    return salted_hmac(f"{PURPOSE}.{consultation.pk}", token, algorithm="sha256").hexdigest()
