"""Documents of a plan: the secretariat's page, the draft as PDF, and the files for everybody."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from kokreasi.files.formats import DOCX, PDF
from kokreasi.files.responses import send_file
from kokreasi.people.visitors import SignedInRequest
from kokreasi.plans import services
from kokreasi.plans.document_writing import draft_as_pdf
from kokreasi.plans.exports.ogp import template_of
from kokreasi.plans.models import Commitment, Plan, PlanDocument
from kokreasi.plans.queries.documents import shelves
from kokreasi.plans.queries.editions import Bound
from kokreasi.plans.sheets import read
from kokreasi.plans.views.finding import plan_for
from kokreasi.writing import child


@login_required
@require_safe
def index(request: SignedInRequest, code: str) -> HttpResponse:
    """Show where each document stands, the earlier ones, and the draft."""
    return render(request, "plans/work/documents.html", _state(request, code))


@login_required
@require_safe
def progress(request: SignedInRequest, code: str) -> HttpResponse:
    """Give the documents of the newest version alone, for the page that asks again and again."""
    response = render(request, "plans/work/_documents.html", _state(request, code))
    response["Cache-Control"] = "no-store"
    return response


def _state(request: SignedInRequest, code: str) -> dict[str, Any]:
    plan = plan_for(request.user, code)
    newest, earlier = shelves(plan, request.user)
    context = {"plan": plan, "at": "documents", "newest": newest, "earlier": earlier}
    return context | {
        "is_being_made": any(document.is_being_made for document in newest),
        "progress": sum(document.progress for document in newest) // max(len(newest), 1),
    }


@login_required
@require_POST
def order(request: SignedInRequest, code: str) -> HttpResponse:
    """Have made what is missing of the newest version."""
    plan = plan_for(request.user, code)
    if services.documents.order_missing(plan, by=request.user):
        messages.info(request, _("The documents are being made. You may leave this page."))
    return redirect("plans:documents", plan.code)


@login_required
@require_POST
def make_anew(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    plan = plan_for(request.user, code)
    visible = PlanDocument.objects.visible_to(request.user)
    found = get_object_or_404(visible, version__record=plan.record_id, pk=pk)
    services.documents.make_anew(found, by=request.user)
    return redirect("plans:documents", plan.code)


@login_required
@require_safe
def draft(request: SignedInRequest, code: str) -> HttpResponse:
    """Send the plan as its drafts stand, marked as a draft."""
    plan = plan_for(request.user, code)
    return _sent(draft_as_pdf(plan), PDF.content_type, f"{plan.reference}-rancangan.pdf")


def _sent(written: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(written, content_type=content_type, headers=headers)


@require_safe
def document(
    request: HttpRequest, reference: str, number: int, kind: str, language: str
) -> HttpResponseBase:
    """Send a document; whether this visitor may read it is asked each time."""
    plans = Plan.objects.visible_to(request.user)
    plan = get_object_or_404(plans, record__reference=reference)
    visible = PlanDocument.objects.visible_to(request.user).filter(version__record=plan.record_id)
    rows = visible.select_related("file", "version__record")
    found = get_object_or_404(rows, version__number=number, kind=kind, language=language)
    if found.file is None:
        raise Http404
    return send_file(request, found.file, name=found.name)


@require_safe
def commitment_template(request: HttpRequest, reference: str) -> HttpResponse:
    """Send OGP's template, filled from the published sheet of a commitment, in English."""
    visible = Commitment.objects.visible_to(request.user).select_related("record__version")
    commitment = get_object_or_404(visible, record__reference=reference)
    version = commitment.record.version
    if version is None or version.closed_because:
        raise Http404
    if not ratelimit.consume(request, action="commitment_document"):
        refusal: HttpResponse = ratelimit.respond_429(request)
        return refusal
    with override("en"):
        values = template_of(Bound(read(version.content), version))
    return _sent(child.booklet_word(values), DOCX.content_type, f"{reference}-ogp.docx")
