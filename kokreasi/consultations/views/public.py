"""What everybody reads about consultations: the list, and the page of one."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from kokreasi.consultations.choices import PartKind
from kokreasi.consultations.definition import effort
from kokreasi.consultations.models import Consultation
from kokreasi.consultations.queries import findings, wording
from kokreasi.consultations.queries.counted import answered
from kokreasi.consultations.queries.public import results_of, turns_soon, ways_in
from kokreasi.consultations.sheets import ConsultationSheet
from kokreasi.core.codes import picture_of
from kokreasi.core.page_cache import KEPT_FOR_SECONDS
from kokreasi.core.paging import page_of

HISTORY_LENGTH = 20
A_DAY = 24 * 60 * 60


@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """List the public consultations: those that are open, those to come, and the closed ones."""
    now = timezone.now()
    visible = Consultation.objects.visible_to(request.user).select_related("record")
    context = {
        "open": visible.open_at(now).order_by("closes_at"),
        "upcoming": visible.upcoming_at(now).order_by("opens_at"),
        "page": page_of(request, visible.closed_at_moment(now)),
        "now": now,
    }
    response = render(request, "consultations/public/consultations.html", context)
    return _fresh(response, is_turning=_any_turns_soon(request, now))


def _any_turns_soon(request: HttpRequest, now: datetime) -> bool:
    soon = (now, now + timedelta(seconds=KEPT_FOR_SECONDS))
    turning = Q(opens_at__range=soon) | Q(closes_at__range=soon)
    return Consultation.objects.visible_to(request.user).public().filter(turning).exists()


def _fresh(response: HttpResponse, *, is_turning: bool) -> HttpResponse:
    """Keep no page that would say "open" after closing."""
    if is_turning:
        add_never_cache_headers(response)
    return response


def _found(request: HttpRequest, **where: str) -> Consultation:
    visible = Consultation.objects.visible_to(request.user).select_related("record__version")
    return get_object_or_404(visible, **where)


@require_safe
def consultation(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a consultation: why it is held, how long it takes, and what happens afterwards."""
    found = _found(request, record__reference=reference)
    now = timezone.now()
    sheet = wording.current(found)
    context = {
        "consultation": found,
        "record": found.record,
        "sheet": sheet,
        "is_open": found.is_open_at(now),
        "is_upcoming": found.is_upcoming_at(now),
        "is_closed": found.is_closed_at(now),
        "answered": answered(found),
        "smallest_group": wording.smallest_group(found),
        "days_kept": wording.days_kept(found),
        "results": results_of(found),
        "lines": findings.lines(findings.public_of(found, request.user), request.user),
        "short_link": settings.ORIGIN + _short(found),
        "versions": found.record.versions.shown().defer("content").order_by("-number"),
        "entries": found.record.entries.visible_to(request.user)[:HISTORY_LENGTH],
    }
    response = render(
        request, "consultations/public/consultation.html", context | _asked(found, sheet)
    )
    return _fresh(response, is_turning=turns_soon(found, now))


def _asked(found: Consultation, sheet: ConsultationSheet | None) -> dict[str, object]:
    """Say what is asked and how long that takes."""
    if sheet is None:
        return {}
    has_questions = sheet.part(PartKind.QUESTIONNAIRE) is not None
    return {
        "ways": ways_in(found, sheet),
        "minutes": effort.minutes(sheet.definition) if has_questions else 0,
        "questions": effort.count(sheet.definition) if has_questions else 0,
    }


def _short(found: Consultation) -> str:
    return reverse("consultation-short", args=[found.short_code])


@require_safe
def short(request: HttpRequest, code: str) -> HttpResponse:
    """Lead from the short link, as it is printed or read out, to the consultation."""
    return redirect(_found(request, short_code=code.lower()))


@require_safe
def code(request: HttpRequest, reference: str) -> HttpResponse:
    """Draw the short link as a QR code to show or print."""
    address = settings.ORIGIN + _short(_found(request, record__reference=reference))
    response = HttpResponse(picture_of(address), content_type="image/svg+xml")
    response["Cache-Control"] = f"public, max-age={A_DAY}"
    return response
