"""Themes of a plan."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kokreasi.people.visitors import SignedInRequest
from kokreasi.plans import services
from kokreasi.plans.forms.plans import ThemeForm
from kokreasi.plans.views.finding import plan_for
from kokreasi.register.revising import STATUS, Saved, tried


@login_required
@require_http_methods(["GET", "POST"])
def index(request: SignedInRequest, code: str) -> HttpResponse:
    plan = plan_for(request.user, code)
    form = ThemeForm(request.POST or None)
    if tried(form, lambda: services.themes.add(plan, **form.cleaned_data, by=request.user)):
        messages.success(request, _("The theme was added."))
        return redirect("plans:themes", code)
    themes = plan.themes.annotate(held=Count("commitments"))
    status = STATUS[Saved.INVALID] if form.errors else 200
    context = {"plan": plan, "form": form, "themes": themes, "at": "themes"}
    return render(request, "plans/work/themes.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    plan = plan_for(request.user, code)
    theme = get_object_or_404(plan.themes.select_related("plan__record"), pk=pk)
    form = ThemeForm(request.POST or None, row=theme)
    if tried(form, lambda: services.themes.change(theme, form.cleaned_data, by=request.user)):
        messages.success(request, _("Saved."))
        return redirect("plans:themes", code)
    status = STATUS[Saved.INVALID] if form.errors else 200
    context = {"plan": plan, "theme": theme, "form": form, "at": "themes"}
    return render(request, "plans/work/theme.html", context, status=status)


@login_required
@require_POST
def remove(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    plan = plan_for(request.user, code)
    theme = plan.themes.select_related("plan__record").filter(pk=pk).first()
    if theme is not None:  # somebody who presses twice gets the same answer
        services.themes.remove(theme, by=request.user)
        messages.success(request, _("The theme was removed."))
    return redirect("plans:themes", code)
