"""When the person in this session last proved to be who they say, by app or key."""

from datetime import UTC, datetime

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from kokreasi.people.models import User

PROOFS = frozenset({Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN})


def proven_at(request: HttpRequest) -> datetime | None:
    """Give the moment of the last code or key in this session; recovery codes do not count."""
    records = get_authentication_records(request, request.user)
    moments = [
        record["at"]
        for record in records
        if record.get("method") == "mfa" and record.get("type") in PROOFS
    ]
    return datetime.fromtimestamp(max(moments), UTC) if moments else None


def proving_page(person: User, back_to: str) -> str:
    """Give the page that asks for the code or the key once more, and then leads back."""
    has_app = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()
    page = "mfa_reauthenticate" if has_app else "mfa_reauthenticate_webauthn"
    return f"{reverse(page)}?{urlencode({'next': back_to})}"
