"""The secretariat sets up a second factor before anything else, where the settings ask for it."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kokreasi.people.rules import is_secretariat
from kokreasi.people.traces import has_second_factor

Answering = Callable[[HttpRequest], HttpResponse]
OPEN_NAMES = frozenset({"account_logout", "account_reauthenticate", "mfa_reauthenticate"})
OPEN_PREFIX = "mfa_"


class SecondFactorMiddleware:
    """Lead secretariat people without a second factor to where they set it up."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _kwargs: object
    ) -> HttpResponse | None:
        if not settings.SECRETARIAT_NEEDS_SECOND_FACTOR or _is_open(request):
            return None
        if not is_secretariat(request.user) or has_second_factor(request.user):
            return None
        words = _("Work for the secretariat needs a second factor. Set one up here to go on.")
        messages.warning(request, words)
        return redirect("mfa_index")


def _is_open(request: HttpRequest) -> bool:
    """Name the pages on which a second factor is set up, or from which one leaves.

    The name is asked with its namespace: the admin has names that begin with the same letters.
    """
    name = (request.resolver_match and request.resolver_match.view_name) or ""
    return name in OPEN_NAMES or name.startswith(OPEN_PREFIX)
