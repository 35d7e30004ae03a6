"""How often somebody may ask for what costs much, or could be guessed by asking."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse


def asked_too_often(request: HttpRequest, action: str) -> HttpResponse | None:
    """Count this request, also one that only reads, and give the refusal once it is too many.

    The limit stands in `ACCOUNT_RATE_LIMITS`. The public function of the library lets every GET
    pass uncounted.
    """
    if ratelimit.consume(request, app="allauth.account", action=action, limit_get=True):
        return None
    refusal: HttpResponse = ratelimit.respond_429(request)
    return refusal
