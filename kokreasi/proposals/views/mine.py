"""What those with an account write, support and are asked; and what the authors may still do."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.core.days import today_in_jakarta
from kokreasi.people.access import require
from kokreasi.people.visitors import SignedInRequest
from kokreasi.plans.forms.plans import ReasonForm
from kokreasi.proposals.models import JoiningRequest, Proposal
from kokreasi.proposals.queries.calls import plans_that_collect
from kokreasi.proposals.queries.own import own_of, requests_for, supported_by, written_by_person
from kokreasi.proposals.services import authors, submitting
from kokreasi.register.revising import STATUS, Saved, tried

TAKE_BACK = "proposals.take_back_proposal"
RELEASE = "proposals.release_proposal"


@login_required
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """List the proposals of the person and of the organisations for which the person acts."""
    today = today_in_jakarta()
    context = {
        "own": own_of(written_by_person(request.user), request.user, today),
        "requests": requests_for(request.user),
        "supported": supported_by(request.user),
        "may_begin": plans_that_collect(request.user, today).exists(),
    }
    return render(request, "proposals/mine.html", context)


@login_required
@require_POST
def answer_joining(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accept or decline an invitation to one's organisation, or a request to join one's own."""
    asked = JoiningRequest.objects.visible_to(request.user).to_be_answered_by(request.user)
    found = get_object_or_404(asked.select_related("proposal__record"), pk=pk)
    accepts = request.POST.get("answer") == "ya"
    authors.answer(found, accepts=accepts, at=timezone.now(), by=request.user)
    if accepts:
        messages.success(request, _("The organisation stands behind the proposal from now on."))
    else:
        messages.success(request, _("Declined. Only the two sides know of it."))
    return redirect("my-proposals")


def _visible(request: SignedInRequest, reference: str) -> Proposal:
    visible = Proposal.objects.visible_to(request.user).select_related("record", "plan__record")
    return get_object_or_404(visible, record__reference=reference)


@login_required
@require_http_methods(["GET", "POST"])
def take_back(request: SignedInRequest, reference: str) -> HttpResponse:
    """Withdraw what one has proposed, with a reason that everybody reads."""
    proposal = _visible(request, reference)
    require(request.user, TAKE_BACK, proposal)
    form = ReasonForm(request.POST or None)
    if tried(
        form,
        lambda: submitting.take_back(
            proposal, at=timezone.now(), by=request.user, reason=form.cleaned_data["reason"]
        ),
    ):
        messages.success(request, _("The proposal is withdrawn. Everybody reads why."))
        return redirect(proposal)
    return _reason(request, proposal, form, "take_back")


@login_required
@require_POST
def release(request: SignedInRequest, reference: str) -> HttpResponse:
    """Let a citizen's proposal through to the public."""
    proposal = _visible(request, reference)
    require(request.user, RELEASE, proposal)
    submitting.release(proposal, by=request.user)
    messages.success(request, _("Everybody reads the proposal from now on."))
    return redirect(proposal)


@login_required
@require_http_methods(["GET", "POST"])
def hold_back(request: SignedInRequest, reference: str) -> HttpResponse:
    """Take a proposal out of the public's sight, with a reason."""
    proposal = _visible(request, reference)
    require(request.user, RELEASE, proposal)
    form = ReasonForm(request.POST or None)
    if tried(
        form,
        lambda: submitting.hold_back(proposal, by=request.user, reason=form.cleaned_data["reason"]),
    ):
        messages.success(request, _("The public no longer sees this proposal."))
        return redirect(proposal)
    return _reason(request, proposal, form, "hold_back")


def _reason(
    request: SignedInRequest, proposal: Proposal, form: ReasonForm, name: str
) -> HttpResponse:
    status = STATUS[Saved.INVALID] if form.is_bound else 200
    context = {"proposal": proposal, "form": form, "back": proposal.get_absolute_url()}
    return render(request, f"proposals/{name}.html", context, status=status)


@login_required
@require_safe
def held(request: SignedInRequest) -> HttpResponse:
    """List what citizens sent and the secretariat has not let through yet, the oldest first."""
    require(request.user, "proposals.change_statuses")
    waiting = Proposal.objects.visible_to(request.user).held_back()
    rows = waiting.select_related("record", "plan__record").order_by("submitted_at", "pk")
    return render(request, "proposals/held.html", {"proposals": rows[:200]})
