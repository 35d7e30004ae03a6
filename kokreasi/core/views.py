"""Health, and the pages that say what went wrong."""

import errno
import sys
from http import HTTPStatus

from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.defaults import server_error

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
TOKEN, SECRET = "csrfmiddlewaretoken", "password"
FULL = {errno.ENOSPC, errno.EDQUOT}
RETRY_AFTER = 30


@require_safe
@never_cache
def healthz(_request: HttpRequest) -> JsonResponse:
    """Say that the process lives; asks nothing of the database."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(_request: HttpRequest) -> JsonResponse:
    """Say whether the database answers and every migration has run, or what is missing (503)."""
    problem = _what_is_missing()
    status = {"status": "ok"} if problem is None else {"status": "unavailable", "missing": problem}
    return JsonResponse(status, status=200 if problem is None else 503)


def _what_is_missing() -> str | None:
    try:
        executor = MigrationExecutor(connection)
    except Exception:
        return "database"
    targets = executor.loader.graph.leaf_nodes()
    return "migrations" if executor.migration_plan(targets) else None


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Ask to send the form again; what was typed is still in the browser's form."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request cannot be read, or is too large.

    Unlike Django's own this reads nothing of the body, which would only fail again.
    """
    if isinstance(exception, TOO_LARGE):
        return render(request, "413.html", status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return render(request, "400.html", status=HTTPStatus.BAD_REQUEST)


def failed(request: HttpRequest) -> HttpResponse:
    """Say that something broke; where the database or the disk is away, with what was typed."""
    if not _is_away(sys.exc_info()[1]):
        return server_error(request)
    page = render_to_string("503.html", {"address": request.get_full_path()} | _typed(request))
    headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
    return HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE, headers=headers)


def _is_away(error: BaseException | None) -> bool:
    is_full = isinstance(error, OSError) and error.errno in FULL
    return is_full or isinstance(error, OperationalError | InterfaceError)


def _typed(request: HttpRequest) -> dict[str, object]:
    """Give what was sent, so that it can be sent again; nothing of a form with a password."""
    if request.method != "POST" or any(SECRET in name for name in request.POST):
        return {}
    pairs = [(name, value) for name, values in request.POST.lists() for value in values]
    typed = [pair for pair in pairs if pair[0] != TOKEN]
    return {"typed": typed, "token": request.POST.get(TOKEN, ""), "files": list(request.FILES)}
