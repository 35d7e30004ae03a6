"""Publishing commitments with a preview, and withdrawing one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kokreasi.people.visitors import SignedInRequest
from kokreasi.plans import services
from kokreasi.plans.forms.plans import ReasonForm
from kokreasi.plans.forms.publishing import PublishForm
from kokreasi.plans.models import Commitment, Plan
from kokreasi.plans.queries.publishing import audience_of_publishing, publishing_lines
from kokreasi.plans.sheets import sheet, whole
from kokreasi.plans.views.finding import PUBLISH, commitment_for, plan_for
from kokreasi.register.revising import STATUS, Saved, tried

CONFIRM = "confirm"


@login_required
@require_http_methods(["GET", "POST"])
def publish(request: SignedInRequest, code: str) -> HttpResponse:
    """First choose, then look at each sheet as the public will read it, then confirm."""
    plan = plan_for(request.user, code, PUBLISH)
    form = PublishForm(request.POST or None, plan=plan)
    if request.method == "GET" or not form.is_valid():
        return _choose(request, plan, form)
    if CONFIRM not in request.POST:
        return _preview(request, plan, form)
    done = tried(
        form, lambda: services.publishing.publish(plan, **form.cleaned_data, by=request.user)
    )
    if not done:
        return _choose(request, plan, form)
    messages.success(request, _("Published. Each commitment carries its version and fingerprint."))
    return redirect("plans:overview", code)


def _choose(request: SignedInRequest, plan: Plan, form: PublishForm) -> HttpResponse:
    visible = Commitment.objects.visible_to(request.user).filter(plan=plan)
    lines = publishing_lines(visible)
    is_changed = any(line.is_changed for line in lines)
    context = {"plan": plan, "form": form, "lines": lines, "at": "publish"}
    context |= {"is_changed": is_changed}
    chosen = set(request.POST.getlist("commitments")) if form.is_bound else None
    status = STATUS[Saved.INVALID] if form.errors else 200
    page = "plans/work/publish.html"
    return render(request, page, context | {"chosen": chosen}, status=status)


def _preview(request: SignedInRequest, plan: Plan, form: PublishForm) -> HttpResponse:
    chosen: Any = form.cleaned_data["commitments"]
    sheets = [sheet(commitment) for commitment in whole(chosen)]
    context = {"plan": plan, "form": form, "sheets": sheets, "at": "publish"}
    context |= {"audience": audience_of_publishing(plan, sheets)}
    return render(request, "plans/work/publish_preview.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: SignedInRequest, code: str, reference: str) -> HttpResponse:
    commitment = commitment_for(request.user, code, reference, PUBLISH)
    form = ReasonForm(request.POST or None)
    if tried(
        form,
        lambda: services.publishing.withdraw(commitment, **form.cleaned_data, by=request.user),
    ):
        messages.success(request, _("The public no longer sees this commitment."))
        return redirect("plans:commitment", code, reference)
    status = STATUS[Saved.INVALID] if form.errors else 200
    context = {"plan": commitment.plan, "commitment": commitment, "form": form}
    page = "plans/work/withdraw.html"
    return render(request, page, context | {"at": "commitments"}, status=status)
