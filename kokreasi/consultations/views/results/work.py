"""The secretariat's page of results: have them made, look at them, publish them."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models.fields.json import KeyTransform
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kokreasi.consultations.choices import UNMADE
from kokreasi.consultations.models import Consultation
from kokreasi.consultations.results import overview
from kokreasi.consultations.results.sheets import ResultSheet
from kokreasi.consultations.services import results as services
from kokreasi.consultations.views.building.frame import PUBLISH, attempted, consultation_for, framed
from kokreasi.people.visitors import SignedInRequest

READ = "consultations.read_answers"


def _state(consultation: Consultation) -> dict[str, Any]:
    rows = list(
        consultation.results.defer("content", "secret").annotate(
            people=KeyTransform("people", "content")
        )
    )
    newest = consultation.results.filter(made_at__isnull=False).first()
    sheet = ResultSheet.read(newest.content) if newest else None
    may_wait = newest is not None and newest.published_at is None
    return {
        "consultation": consultation,
        "results": rows,
        "newest": newest,
        "sheet": sheet,
        "marks": overview.marks(sheet) if sheet else [],
        "making": next((row for row in rows if row.state in UNMADE), None),
        "may_wait": may_wait,
        "why_not": services.refusal(newest, consultation, at=timezone.now())
        if newest and may_wait
        else None,
    }


@login_required
@require_safe
def results(request: SignedInRequest, reference: str) -> HttpResponse:
    """Show every result: how far it is, and whether everybody reads it."""
    consultation = consultation_for(request.user, reference, READ)
    state = _state(consultation)
    return framed(request, consultation, "results", "consultations/results/work.html", state)


@login_required
@require_safe
def progress(request: SignedInRequest, reference: str) -> HttpResponse:
    """Give the part that shows how far the result is, for a page that asks again and again."""
    state = _state(consultation_for(request.user, reference, READ))
    response = render(request, "consultations/results/_making.html", state)
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_POST
def count(request: SignedInRequest, reference: str) -> HttpResponse:
    """Have everything counted as it stands now."""
    services.ask(consultation_for(request.user, reference, READ), by=request.user)
    messages.info(request, _("The answers are being counted. You may leave this page."))
    return redirect("consultations:results", reference)


@login_required
@require_POST
def retry(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """Have a result made again that could not be made."""
    consultation = consultation_for(request.user, reference, READ)
    services.retry(get_object_or_404(consultation.results, number=number))
    return redirect("consultations:results", reference)


@login_required
@require_POST
def publish(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    """Show a result to everybody, or say on the same page why it may not be shown."""
    consultation = consultation_for(request.user, reference, PUBLISH)
    result = get_object_or_404(consultation.results, number=number)
    if attempted(request, partial(services.publish, result, by=request.user, at=timezone.now())):
        messages.success(request, _("The result is published."))
    return redirect("consultations:results", reference)
