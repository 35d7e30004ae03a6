"""The steps of the office: named, ordered, retired, and which may follow which."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.people.access import require
from kokreasi.people.visitors import SignedInRequest
from kokreasi.proposals.forms.deciding import NewStatusForm, StatusForm
from kokreasi.proposals.models import Status
from kokreasi.proposals.services import steps
from kokreasi.register.revising import STATUS, Saved, tried

CHANGE = "proposals.change_statuses"


@login_required
@require_safe
def statuses(request: SignedInRequest) -> HttpResponse:
    """List the statuses with what may follow each and how many proposals are in it."""
    require(request.user, CHANGE)
    counted = Status.objects.annotate(number=Count("proposals")).order_by("position", "pk")
    rows = counted.prefetch_related("next_steps")
    return render(request, "proposals/desk/statuses.html", {"statuses": rows})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    require(request.user, CHANGE)
    form = NewStatusForm(request.POST or None)
    if tried(form, lambda: _add(form)):
        messages.success(request, _("Saved."))
        return redirect("proposal-statuses")
    return _asked(request, form, None)


def _add(form: NewStatusForm) -> None:
    status = steps.add(code=form.cleaned_data["code"], **form.values())
    steps.change(status, {}, next_steps=form.cleaned_data["next_steps"])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, code: str) -> HttpResponse:
    """Rename a status, say what it means to the public, how long it may take and what follows."""
    require(request.user, CHANGE)
    status = get_object_or_404(Status, code=code)
    form = StatusForm(request.POST or None, row=status)
    following = "next_steps"
    if tried(
        form,
        lambda: steps.change(status, form.values(), next_steps=form.cleaned_data[following]),
    ):
        messages.success(request, _("Saved."))
        return redirect("proposal-statuses")
    return _asked(request, form, status)


@login_required
@require_POST
def offer(request: SignedInRequest, code: str) -> HttpResponse:
    """Retire a status, or bring it back."""
    require(request.user, CHANGE)
    status = get_object_or_404(Status, code=code)
    if status.is_offered:
        steps.retire(status)
    else:
        steps.bring_back(status)
    messages.success(request, _("Saved."))
    return redirect("proposal-statuses")


def _asked(request: SignedInRequest, form: Any, status: Status | None) -> HttpResponse:
    context = {"form": form, "status": status}
    number = STATUS[Saved.INVALID] if form.is_bound else 200
    return render(request, "proposals/desk/status.html", context, status=number)
