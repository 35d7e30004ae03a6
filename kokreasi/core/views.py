"""Health, and the pages that say what went wrong."""

from http import HTTPStatus

from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


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
