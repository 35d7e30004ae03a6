"""The secretariat asks the ministries and agencies to fill in their rows."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kokreasi.core.days import today_in_jakarta
from kokreasi.people.visitors import SignedInRequest
from kokreasi.proposals.forms.matrix import CallForm
from kokreasi.proposals.queries.matrix import open_call, reached_by_a_call
from kokreasi.proposals.services.matrix import calls
from kokreasi.proposals.views.matrix.finding import plan_for
from kokreasi.register.revising import STATUS, Saved, tried


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: SignedInRequest, code: str) -> HttpResponse:
    """Show whom a call writes to, and send it once that was seen."""
    plan, today = plan_for(request.user, code), today_in_jakarta()
    form = CallForm(request.POST or None, today=today)
    if request.method == "POST" and tried(
        form,
        lambda: calls.open_to_institutions(plan, **form.cleaned_data, today=today, by=request.user),
    ):
        messages.success(request, _("The institutions were asked."))
        return redirect("matrix:editor", plan.code)
    reached, mute = reached_by_a_call(plan)
    context = {
        "plan": plan,
        "at": "matrix",
        "at_part": True,
        "form": form,
        "call": open_call(plan, today),
        "reached": reached,
        "mute": mute,
    }
    status = STATUS[Saved.INVALID] if form.errors else 200
    return render(request, "proposals/matrix/call.html", context, status=status)


@login_required
@require_POST
def close(request: SignedInRequest, code: str) -> HttpResponse:
    plan, today = plan_for(request.user, code), today_in_jakarta()
    running = open_call(plan, today)
    if running is not None:  # somebody who presses twice gets the same answer
        calls.close(running, yesterday=today - timedelta(days=1), by=request.user)
    return redirect("matrix:call", plan.code)
