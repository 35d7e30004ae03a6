"""Changing a commitment of a final plan: what changes, why, and who agreed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kokreasi.people.visitors import SignedInRequest
from kokreasi.plans import services
from kokreasi.plans.forms.confirming import AmendForm
from kokreasi.plans.models import Commitment
from kokreasi.plans.queries.publishing import audience_of_publishing
from kokreasi.plans.sheets import read, sheet, whole
from kokreasi.plans.views.finding import PUBLISH, commitment_for
from kokreasi.register.revising import STATUS, Saved, tried


@login_required
@require_http_methods(["GET", "POST"])
def amend(request: SignedInRequest, code: str, reference: str) -> HttpResponse:
    """Show the draft beside what is public; publish it with a reason and those who agreed."""
    commitment = commitment_for(request.user, code, reference, PUBLISH)
    form = AmendForm(request.POST or None, commitment=commitment, visitor=request.user)
    if tried(form, lambda: _amend(commitment, form.cleaned_data, request)):
        messages.success(request, _("Amended. The version before and this one stay side by side."))
        return redirect("commitment-amendments", reference)
    version = commitment.record.version
    visible = Commitment.objects.visible_to(request.user)
    now = sheet(whole(visible.filter(pk=commitment.pk)).get())
    public = read(version.content) if version else None
    context = {
        "plan": commitment.plan,
        "commitment": commitment,
        "at": "commitments",
        "form": form,
        "now": now,
        "public": public,
        "is_changed": public != now,
        "audience": audience_of_publishing(commitment.plan, [now]),
    }
    status = STATUS[Saved.INVALID] if form.errors else 200
    return render(request, "plans/work/amend.html", context, status=status)


def _amend(commitment: Commitment, words: dict[str, Any], request: SignedInRequest) -> None:
    services.amending.amend(commitment, **words, at=timezone.now(), by=request.user)
