"""Files and stated figures of a plan or of one of its stages."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kokreasi.files.services import keep
from kokreasi.people.visitors import SignedInRequest
from kokreasi.plans.forms.plans import AttachForm, FigureForm
from kokreasi.plans.models import Plan
from kokreasi.plans.views.finding import plan_for, record_of
from kokreasi.register import services as register
from kokreasi.register.models import Record
from kokreasi.register.revising import STATUS, Saved, tried


@login_required
@require_http_methods(["GET", "POST"])
def files(request: SignedInRequest, code: str, reference: str) -> HttpResponse:
    plan = plan_for(request.user, code)
    about = record_of(request.user, plan, reference)
    form = AttachForm(request.POST or None, request.FILES or None)
    if tried(form, lambda: _attach(about, form.cleaned_data, request)):
        messages.success(request, _("The file is attached."))
        return redirect("plans:files", code, reference)
    attached = about.attachments.select_related("file").prefetch_related("file__variants")
    context = {"form": form, "attached": attached}
    return _page(request, "plans/work/files.html", plan, about, context)


def _attach(about: Record, words: dict[str, Any], request: SignedInRequest) -> None:
    file = keep(words["file"], by=request.user)
    register.attach(about, file, title=words["title"], alt=words["alt"], by=request.user)


@login_required
@require_POST
def detach(request: SignedInRequest, code: str, reference: str, pk: int) -> HttpResponse:
    about = record_of(request.user, plan_for(request.user, code), reference)
    attachment = about.attachments.filter(pk=pk).first()
    if attachment is not None:  # somebody who presses twice gets the same answer
        register.detach(attachment, by=request.user)
        messages.success(request, _("The file was taken off this page."))
    return redirect("plans:files", code, reference)


@login_required
@require_http_methods(["GET", "POST"])
def figures(request: SignedInRequest, code: str, reference: str) -> HttpResponse:
    plan = plan_for(request.user, code)
    about = record_of(request.user, plan, reference)
    form = FigureForm(request.POST or None)
    if tried(form, lambda: register.state(about, **form.cleaned_data, by=request.user)):
        messages.success(request, _("The figure stands beside what is counted."))
        return redirect("plans:figures", code, reference)
    context = {"form": form, "stated": about.stated_figures.all()}
    return _page(request, "plans/work/figures.html", plan, about, context)


@login_required
@require_http_methods(["GET", "POST"])
def figure(request: SignedInRequest, code: str, reference: str, pk: int) -> HttpResponse:
    plan = plan_for(request.user, code)
    about = record_of(request.user, plan, reference)
    stated = get_object_or_404(about.stated_figures.select_related("record"), pk=pk)
    form = FigureForm(request.POST or None, row=stated)
    if tried(form, lambda: register.restate(stated, form.cleaned_data, by=request.user)):
        messages.success(request, _("The figure was corrected."))
        return redirect("plans:figures", code, reference)
    context = {"form": form, "figure": stated}
    return _page(request, "plans/work/figure.html", plan, about, context)


@login_required
@require_POST
def retract(request: SignedInRequest, code: str, reference: str, pk: int) -> HttpResponse:
    about = record_of(request.user, plan_for(request.user, code), reference)
    stated = about.stated_figures.select_related("record").filter(pk=pk).first()
    if stated is not None:  # somebody who presses twice gets the same answer
        register.retract(stated, by=request.user)
        messages.success(request, _("The figure was removed."))
    return redirect("plans:figures", code, reference)


def _page(
    request: SignedInRequest, template: str, plan: Plan, about: Record, context: dict[str, Any]
) -> HttpResponse:
    every = {"plan": plan, "about": about, "at": "facts" if about == plan.record else "stages"}
    status = STATUS[Saved.INVALID] if context["form"].errors else 200
    return render(request, template, every | context, status=status)
