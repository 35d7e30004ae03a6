"""The matrix as a file: sent, and taken back after a look at what would change."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from kokreasi.core.downloads import XLSX_TYPE
from kokreasi.core.errors import DomainError, StaleError
from kokreasi.people.visitors import SignedInRequest
from kokreasi.plans.models import Plan
from kokreasi.proposals.exports.matrix import workbook as written_workbook
from kokreasi.proposals.forms.matrix import MatrixFileForm
from kokreasi.proposals.models import MatrixReturn, Row
from kokreasi.proposals.queries.matrix import whole
from kokreasi.proposals.queries.returned import Kind
from kokreasi.proposals.services.matrix import returning
from kokreasi.proposals.views.matrix.finding import matrix_for, plan_for

INVALID, STALE = 422, 409


@login_required
@require_safe
def workbook(request: SignedInRequest, code: str) -> HttpResponseBase:
    plan = matrix_for(request.user, code)
    mine = Row.objects.visible_to(request.user).standing().filter(plan=plan)
    return FileResponse(
        written_workbook(plan, list(whole(mine))),
        as_attachment=True,
        filename=f"matriks-usulan-{plan.code}.xlsx",
        content_type=XLSX_TYPE,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: SignedInRequest, code: str) -> HttpResponse:
    plan = plan_for(request.user, code)
    form = MatrixFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        file.seek(0)  # the form has read it to tell what it is
        try:
            kept = returning.upload(plan, name=file.name, data=file.read(), sender=request.user)
            return redirect("matrix:review", plan.code, kept.pk)
        except DomainError as refusal:
            form.add_error("file", str(refusal))
    context = {"plan": plan, "at": "matrix", "at_part": True, "form": form}
    status = INVALID if form.errors else 200
    return render(request, "proposals/matrix/upload.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Show what would change; apply what was ticked."""
    plan = plan_for(request.user, code)
    returned = get_object_or_404(plan.matrix_returns.select_related("plan__record"), pk=pk)
    if request.method != "POST":
        return _page(request, plan, returned)
    chosen = set(request.POST.getlist("take"))
    try:
        returning.apply(returned, chosen, seen=request.POST.get("seen", ""), by=request.user)
    except StaleError as stale:
        return _page(request, plan, returned, refusal=str(stale), status=STALE)
    except DomainError as refusal:
        return _page(request, plan, returned, refusal=str(refusal), status=INVALID)
    words = ngettext(
        "%(count)s difference was taken over.",
        "%(count)s differences were taken over.",
        len(chosen),
    )
    messages.success(request, words % {"count": len(chosen)})
    return redirect("matrix:editor", plan.code)


def _page(
    request: SignedInRequest,
    plan: Plan,
    returned: MatrixReturn,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    found = returning.difference(returned)
    context = {
        "plan": plan,
        "at": "matrix",
        "at_part": True,
        "returned": returned,
        "found": found,
        "changed": found.of(Kind.CHANGED),
        "added": found.of(Kind.ADDED),
        "gone": found.of(Kind.GONE),
        "order": found.of(Kind.ORDER),
        "refusal": refusal,
    }
    return render(request, "proposals/matrix/review.html", context, status=status)
