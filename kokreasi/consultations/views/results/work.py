"""The secretariat's page of results: have them made, look at them, publish them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kokreasi.consultations.models import Consultation
from kokreasi.consultations.results import overview
from kokreasi.consultations.results.making import UNMADE
from kokreasi.consultations.results.sheets import ResultSheet
from kokreasi.consultations.services import results as services
from kokreasi.people.access import require
from kokreasi.people.visitors import SignedInRequest


def _consultation(request: SignedInRequest, reference: str) -> Consultation:
    visible = Consultation.objects.visible_to(request.user).select_related("record")
    found = get_object_or_404(visible, record__reference=reference)
    require(request.user, "consultations.read_answers", found)
    return found


def _state(request: SignedInRequest, reference: str) -> dict[str, Any]:
    consultation = _consultation(request, reference)
    rows = list(consultation.results.defer("secret").select_related("asked_by"))
    newest = next((row for row in rows if row.made_at), None)
    sheet = ResultSheet.read(newest.content) if newest else None
    return {
        "consultation": consultation,
        "results": rows,
        "newest": newest,
        "sheet": sheet,
        "marks": overview.marks(sheet) if sheet else [],
        "making": next((row for row in rows if row.state in UNMADE), None),
    }


@login_required
@require_safe
def results(request: SignedInRequest, reference: str) -> HttpResponse:
    """Show every result: how far it is, and whether everybody reads it."""
    context = _state(request, reference)
    newest, consultation = context["newest"], context["consultation"]
    waiting = newest is not None and newest.published_at is None
    why_not = services.refusal(newest, consultation, at=timezone.now()) if waiting else None
    context |= {"may_wait": waiting, "why_not": why_not}
    return render(request, "consultations/results/work.html", context)


@login_required
@require_safe
def progress(request: SignedInRequest, reference: str) -> HttpResponse:
    """Give the part that shows how far the result is, for a page that asks again and again."""
    response = render(request, "consultations/results/_making.html", _state(request, reference))
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_POST
def count(request: SignedInRequest, reference: str) -> HttpResponse:
    """Have everything counted as it stands now."""
    services.ask(_consultation(request, reference), by=request.user)
    messages.info(request, _("The answers are being counted. You may leave this page."))
    return redirect("consultations:results", reference)


@login_required
@require_POST
def retry(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """Have a result made again that could not be made."""
    consultation = _consultation(request, reference)
    services.retry(get_object_or_404(consultation.results, number=number))
    return redirect("consultations:results", reference)


@login_required
@require_POST
def publish(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """Show a result to everybody."""
    consultation = _consultation(request, reference)
    require(request.user, "consultations.publish_consultation", consultation)
    result = get_object_or_404(consultation.results, number=number)
    services.publish(result, by=request.user, at=timezone.now())
    messages.success(request, _("The result is published."))
    return redirect("consultation-result", reference, number)
