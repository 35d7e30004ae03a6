"""What happens around every request: one log line, hostile text refused, refusals in words."""

import logging
import re
import time
import uuid
from collections.abc import Callable, Iterable

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from kokreasi.core.errors import DomainError

Answering = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger("kokreasi.requests")

HOSTILE = re.compile("[\0\ud800-\udfff]")
NOTHING = "default-src 'none'"
PERSONAL = ("key", "token")
"""The parts of addresses that open a page to whoever holds the link."""


class RequestLogMiddleware:
    """Write one line a request: what was asked, the answer, how long it took.

    Neither the query string nor the secret part of a personal link stands in it.
    """

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        request_id = uuid.uuid4().hex[:16]
        response = self.get_response(request)
        response["X-Request-ID"] = request_id
        facts = {
            "request_id": request_id,
            "method": request.method,
            "path": _path(request),
            "status": response.status_code,
            "milliseconds": round((time.perf_counter() - started) * 1000, 1),
        }
        logger.info("request", extra=facts)
        return response


def _path(request: HttpRequest) -> str:
    path, match = request.path, request.resolver_match
    for name in PERSONAL:
        secret = str(match.kwargs.get(name, "")) if match else ""
        path = path.replace(secret, "***") if secret else path
    return path


class ContentPolicyMiddleware:
    """Send the content security policy with every answer.

    It is the same for all pages and put together once; the library does so for each answer, which
    took a quarter of the time of a kept page. A static file loads nothing, and says so briefly: a
    first visit fetches nine of them.
    """

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response
        self.policy = build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_file = request.path_info.startswith(settings.STATIC_URL)
        response.headers.setdefault(HEADER, NOTHING if is_file else self.policy)
        return response


class HostileTextMiddleware:
    """Refuse NUL bytes and lone surrogates in one place.

    PostgreSQL cannot store them and answers with an error; SQLite stores them in silence.
    """

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _has_hostile_text(request):
            words = _("The address or the form contains characters that no text has.")
            return render(request, "400.html", {"reason": words}, status=400)
        return self.get_response(request)


def _has_hostile_text(request: HttpRequest) -> bool:
    texts = [request.path, *request.COOKIES.values(), *_texts(request.GET)]
    if request.method == "POST":
        texts += _texts(request.POST)
        texts += [getattr(upload, "name", "") or "" for upload in request.FILES.values()]
    return any(is_hostile(text) for text in texts)


def _texts(pairs: QueryDict) -> Iterable[str]:
    for name, values in pairs.lists():
        yield name
        yield from (str(value) for value in values)


def is_hostile(text: str) -> bool:
    """Tell whether a text holds a NUL byte or half of a surrogate pair."""
    return HOSTILE.search(text) is not None


class OnlyPressedMiddleware:
    """Show a page, and the way up, to whoever opens an address that only buttons post to.

    One comes there by reloading a form that was refused, or by its link to the other language.
    """

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method != "GET" or not isinstance(response, HttpResponseNotAllowed):
            return response
        page = render(request, "405.html", {"above": page_above(request.path_info)}, status=405)
        page["Allow"] = response["Allow"]
        return page


def page_above(path: str) -> str:
    """Give the nearest address above this one that exists."""
    above = path
    while above := above.rstrip("/").rpartition("/")[0]:
        try:
            resolve(f"{above}/")
        except Resolver404:
            continue
        return f"{above}/"
    return "/"


class DomainErrorMiddleware:
    """Turn a refusal of the rules into a page with status 409 that says why and where to go on."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        return render(request, "409.html", {"error": error}, status=409)
