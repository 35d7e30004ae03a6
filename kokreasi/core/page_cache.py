"""Public pages kept whole for visitors without a session, and forgotten exactly when data change.

A page is kept under the generation of the data that was current before it was made. Whatever
writes calls `forget_pages` after its commit; then no page of the older generation is found any
more. The day (WIB) is part of the key because stages open and close at midnight.
"""

import hashlib
import uuid
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from typing import TypeVar

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from kokreasi.core.days import today_in_jakarta

Value = TypeVar("Value")
Answering = Callable[[HttpRequest], HttpResponse]

GENERATION = "generation"
LONGEST_QUERY = 200
KEPT_FOR_SECONDS = 600
SAFE = {"GET", "HEAD"}


def forget_pages() -> None:
    """Make every kept page unfindable; call it after the commit of whatever the public sees.

    It only takes away, so that it also succeeds on a disk that is full.
    """
    caches["pages"].delete(GENERATION)


def kept_until_change(name: str, make: Callable[[], Value]) -> Value:
    """Give what `make` gives, kept under this name until data change."""
    key = f"{_generation()}:{name}"
    kept: Value | None = caches["pages"].get(key)
    if kept is None:
        kept = make()
        _keep(key, kept)
    return kept


class PageCacheMiddleware:
    """Answer visitors without a session from kept pages; it stands outside all that reads data."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE:
            response = self.get_response(request)
            if _is_by_somebody(request):
                forget_pages()
            return response
        if not _may_be_kept(request):
            return _for_one(request, self.get_response(request))
        return self._kept_or_made(request)

    def _kept_or_made(self, request: HttpRequest) -> HttpResponse:
        key = _key(request)
        kept: HttpResponse | None = caches["pages"].get(key)
        if kept is None:
            kept = self.get_response(request)
            if not _is_public(kept):
                return kept
            kept["ETag"] = f'"{hashlib.sha256(kept.content).hexdigest()[:32]}"'
            kept["Cache-Control"] = "no-cache"
            _keep(key, kept)
        return get_conditional_response(request, kept["ETag"], None, kept) or kept


def _keep(key: str, value: object) -> None:
    """Keep a value, or go on without where the disk is full or cannot be written."""
    with suppress(OSError):
        caches["pages"].set(key, value, KEPT_FOR_SECONDS)


def _for_one(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Tell what lies between that an answer to a session is for nobody else."""
    if _has_session(request) and not response.has_header("Cache-Control"):
        response["Cache-Control"] = "private, no-cache"
    return response


def _has_session(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def _is_by_somebody(request: HttpRequest) -> bool:
    """Tell whether somebody signed in asked.

    Visitors change what the public sees only through services, which say so themselves; anybody
    could otherwise empty the cache with empty forms.
    """
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated)


def _may_be_kept(request: HttpRequest) -> bool:
    return (
        request.method == "GET"
        and not _has_session(request)
        and len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
        and not request.headers.get("HX-Request")
    )


def _is_public(response: HttpResponse) -> bool:
    return (
        response.status_code == HTTPStatus.OK
        and not response.streaming
        and not response.cookies
        and not response.has_header("Cache-Control")
    )


def _key(request: HttpRequest) -> str:
    parts = (
        _generation(),
        today_in_jakarta().isoformat(),
        request.get_host(),
        request.scheme or "",
        request.get_full_path(),
        str("gzip" in request.headers.get("Accept-Encoding", "")),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _generation() -> str:
    """Name the data as they are now; a name that cannot be kept is never found again."""
    kept = caches["pages"].get(GENERATION)
    if kept is None:
        with suppress(OSError):
            caches["pages"].add(GENERATION, uuid.uuid4().hex, None)
        kept = caches["pages"].get(GENERATION)
    return str(kept or uuid.uuid4().hex)
