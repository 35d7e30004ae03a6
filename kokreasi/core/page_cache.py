"""Public pages kept whole for visitors without a session, and forgotten exactly when data change.

A page is kept under the generation of the data that was current before it was made. Whatever
writes calls `forget_pages` after its commit; then no page of the older generation is found any
more. The day (WIB) is part of the key because stages open and close at midnight.
"""

import hashlib
import uuid
from collections.abc import Callable
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
    """Make every kept page unfindable; call it after the commit of whatever the public sees."""
    caches["pages"].set(GENERATION, uuid.uuid4().hex, None)


def kept_until_change(name: str, make: Callable[[], Value]) -> Value:
    """Give what `make` gives, kept under this name until data change."""
    key = f"{_generation()}:{name}"
    kept: Value | None = caches["pages"].get(key)
    if kept is None:
        kept = make()
        caches["pages"].set(key, kept, KEPT_FOR_SECONDS)
    return kept


class PageCacheMiddleware:
    """Answer visitors without a session from kept pages; it stands outside all that reads data."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE:
            response = self.get_response(request)
            forget_pages()
            return response
        if not _may_be_kept(request):
            return self.get_response(request)
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
            caches["pages"].set(key, kept, KEPT_FOR_SECONDS)
        return get_conditional_response(request, kept["ETag"], None, kept) or kept


def _may_be_kept(request: HttpRequest) -> bool:
    return (
        request.method == "GET"
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
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
    current: str | None = caches["pages"].get(GENERATION)
    if current is None:
        caches["pages"].add(GENERATION, uuid.uuid4().hex, None)
        current = str(caches["pages"].get(GENERATION))
    return current
