"""Stages of a plan."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kokreasi.core.days import today_in_jakarta
from kokreasi.people.visitors import SignedInRequest
from kokreasi.plans import services
from kokreasi.plans.forms.plans import StageEditForm, StageForm
from kokreasi.plans.models import Stage
from kokreasi.plans.queries.odd_dates import odd_in
from kokreasi.plans.views.finding import plan_for, stage_for
from kokreasi.register.revising import STATUS, Saved, save, tried
from kokreasi.register.saving import settled


@login_required
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, code: str) -> HttpResponse:
    plan = plan_for(request.user, code)
    form = StageForm(request.POST or None, day=today_in_jakarta())
    if tried(form, lambda: services.stages.add(plan, **form.cleaned_data, by=request.user)):
        messages.success(request, _("The stage was added."))
        return redirect("plans:overview", plan.code)
    status = STATUS[Saved.INVALID] if form.errors else 200
    context = {"plan": plan, "form": form, "at": "stages"}
    return render(request, "plans/work/stage_new.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    stage = stage_for(request.user, code, pk)
    if request.method == "GET":
        return _page(request, stage, {"form": StageEditForm(row=stage, day=today_in_jakarta())})
    form = StageEditForm(request.POST, row=stage, day=today_in_jakarta())
    outcome = save(
        form,
        lambda values, seen: services.stages.change(
            stage, values, seen=seen, by=request.user, reason=form.cleaned_data["reason"]
        ),
    )
    if outcome == Saved.YES:
        messages.success(request, _("Saved."))
        return redirect("plans:stage", code, stage.pk)
    now = stage_for(request.user, code, pk)
    shown, found = settled(form, now, outcome)
    return _page(request, now, {"form": shown, "conflicts": found}, status=STATUS[outcome])


def _page(
    request: SignedInRequest, stage: Stage, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    every = {"plan": stage.plan, "stage": stage, "at": "stages", "odd": odd_in(stage)}
    return render(request, "plans/work/stage_edit.html", every | context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def remove(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    stage = stage_for(request.user, code, pk)
    if request.method == "POST":
        services.stages.remove(stage, by=request.user)
        messages.success(request, _("The stage was removed."))
        return redirect("plans:overview", code)
    context = {"plan": stage.plan, "stage": stage, "at": "stages"}
    return render(request, "plans/work/stage_remove.html", context)
