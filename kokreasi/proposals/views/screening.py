"""The desk of the secretariat: what waits, one proposal with its reviews, and the next step."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.core.days import today_in_jakarta
from kokreasi.core.errors import DomainError
from kokreasi.core.paging import page_of
from kokreasi.people.access import require
from kokreasi.people.visitors import SignedInRequest
from kokreasi.plans.models import Commitment
from kokreasi.proposals.forms.deciding import (
    AdoptForm,
    ReviewersForm,
    SplitForm,
    StepForm,
    possible_reviewers,
)
from kokreasi.proposals.models import Proposal, Review
from kokreasi.proposals.queries.desk import (
    days_between,
    filters,
    for_desk,
    is_late,
    lines,
    on_the_desk,
    side_by_side,
)
from kokreasi.proposals.queries.reading import response_to, surroundings
from kokreasi.proposals.queries.writing import similar_to_draft
from kokreasi.proposals.services import adopting, moving, screening, splitting
from kokreasi.proposals.services.moving import MOVED
from kokreasi.register.revising import STATUS, Saved, tried

SCREEN = "proposals.screen_proposal"
DESK = "proposals.see_desk"
CHOSEN = "usulan"
MOST_AT_ONCE = 200
HISTORY_LENGTH = 20


@login_required
@require_safe
def desk(request: SignedInRequest) -> HttpResponse:
    """List what was submitted, what has waited longest first, to be marked and decided together."""
    require(request.user, DESK)
    now = timezone.now()
    rows = on_the_desk(request.user, request.GET, now)
    page: Any = page_of(request, rows, read=for_desk)
    chosen = filters(request.GET, request.user)
    context = {
        "page": page,
        "lines": lines(page, now),
        "filters": chosen,
        "is_narrowed": any(one.value for one in chosen),
        "words": request.GET.get("q", ""),
        "step": StepForm(),
        "may_publish": request.user.has_perm("proposals.publish_decisions"),
    }
    return render(request, "proposals/desk/list.html", context)


def chosen(request: SignedInRequest) -> list[Proposal]:
    """Give the proposals that are named in the address or in what was sent, in its order."""
    given = request.POST if request.method == "POST" else request.GET
    references = list(dict.fromkeys(given.getlist(CHOSEN)))[:MOST_AT_ONCE]
    rows = Proposal.objects.visible_to(request.user).filter(record__reference__in=references)
    found = {
        one.reference: one
        for one in rows.select_related("record", "plan__record", "status", "theme", "stuck_with")
    }
    return [found[reference] for reference in references if reference in found]


@login_required
@require_POST
def mark(request: SignedInRequest) -> HttpResponse:
    """Take several proposals to the same step, all or none; what cannot be is said in words."""
    require(request.user, DESK)
    form, rows = StepForm(request.POST), chosen(request)
    if not rows:
        messages.error(request, _("Choose at least one proposal."))
    elif not form.is_valid():
        messages.error(request, " ".join(str(m) for every in form.errors.values() for m in every))
    else:
        _move_all(request, form, rows)
    return redirect("proposal-desk")


def _move_all(request: SignedInRequest, form: StepForm, rows: list[Proposal]) -> None:
    for one in rows:
        require(request.user, SCREEN, one)
    try:
        moving.move_all(rows, at=timezone.now(), by=request.user, **form.cleaned_data)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return
    words = ngettext("%(n)d proposal moved on.", "%(n)d proposals moved on.", len(rows))
    messages.success(request, words % {"n": len(rows)})


def submitted(request: SignedInRequest, reference: str, permission: str = SCREEN) -> Proposal:
    """Give a proposal that the visitor sees and may do this with."""
    visible = Proposal.objects.visible_to(request.user).select_related(
        "record", "plan__record", "stage__record", "status", "theme", "stuck_with__record"
    )
    proposal = get_object_or_404(visible, record__reference=reference)
    require(request.user, permission, proposal)
    return proposal


@login_required
@require_safe
def screen(request: SignedInRequest, reference: str) -> HttpResponse:
    """Show a proposal with all its reviews side by side, and what can be done next."""
    return _screened(request, submitted(request, reference))


def _screened(
    request: SignedInRequest, proposal: Proposal, *, status: int = 200, **forms: Any
) -> HttpResponse:
    people = possible_reviewers(today_in_jakarta())
    entries = proposal.record.entries.visible_to(request.user)
    asked = proposal.reviews.values("reviewer")
    can = request.user.has_perm
    is_open = can("proposals.split_proposal", proposal)
    context = {
        "proposal": proposal,
        "around": surroundings(proposal, request.user),
        "days": days_between(proposal.status_since, timezone.now()),
        "is_late": is_late(proposal, timezone.now()),
        "comparison": side_by_side(proposal),
        "similar": similar_to_draft(proposal, request.user) if is_open else [],
        "response": response_to(proposal, request.user),
        "parts": splitting.parts_of(proposal),
        "step": StepForm(proposal=proposal),
        "reviewers": ReviewersForm(people=people.exclude(pk__in=asked)),
        "is_open": is_open,
        "may_decide": can("proposals.decide_proposal", proposal),
        "may_publish": can("proposals.publish_decisions"),
        "entries": entries[:HISTORY_LENGTH],
        "moves": entries.filter(event=MOVED),
    } | forms
    return render(request, "proposals/desk/proposal.html", context, status=status)


@login_required
@require_POST
def move(request: SignedInRequest, reference: str) -> HttpResponse:
    """Take a proposal to its next step, or say for whom it waits."""
    proposal = submitted(request, reference)
    form = StepForm(request.POST, proposal=proposal)
    if tried(
        form,
        lambda: moving.move(proposal, at=timezone.now(), by=request.user, **form.cleaned_data),
    ):
        messages.success(request, _("Saved."))
        return redirect("screen-proposal", reference)
    return _screened(request, proposal, status=STATUS[Saved.INVALID], step=form)


@login_required
@require_POST
def ask(request: SignedInRequest, reference: str) -> HttpResponse:
    """Ask people to review a proposal."""
    proposal = submitted(request, reference)
    form = ReviewersForm(request.POST, people=possible_reviewers(today_in_jakarta()))
    if tried(
        form,
        lambda: screening.ask_for_review(
            proposal, at=timezone.now(), by=request.user, **form.cleaned_data
        ),
    ):
        messages.success(request, _("Asked. It stands on their desk from now on."))
        return redirect("screen-proposal", reference)
    return _screened(request, proposal, status=STATUS[Saved.INVALID], reviewers=form)


@login_required
@require_POST
def ask_no_longer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back the request for a review that was not answered by scores."""
    require(request.user, DESK)
    reviews = Review.objects.visible_to(request.user).select_related("proposal__record")
    review = get_object_or_404(reviews, pk=pk)
    screening.ask_no_longer(review, by=request.user)
    messages.success(request, _("Nobody waits for this review any more."))
    return redirect("screen-proposal", review.proposal.reference)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def split(request: SignedInRequest, reference: str) -> HttpResponse:
    """Make several proposals out of one; the reason follows as a decision."""
    proposal = submitted(request, reference, "proposals.split_proposal")
    form = SplitForm(request.POST or None)
    if tried(
        form,
        lambda: splitting.split(proposal, parts=form.parts(), at=timezone.now(), by=request.user),
    ):
        messages.success(request, _("The parts are there. Now say why it was split."))
        return redirect("screen-proposal", reference)
    return _asked(request, proposal, form, "split")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: SignedInRequest, reference: str) -> HttpResponse:
    """Draft a commitment out of an accepted proposal, or take it into one of the plan."""
    proposal = submitted(request, reference, "proposals.decide_proposal")
    visible = Commitment.objects.visible_to(request.user).filter(plan=proposal.plan_id)
    form = AdoptForm(
        request.POST or None,
        commitments=visible.select_related("record").order_by("number"),
        institutions=list(proposal.institutions.standing().with_record()),
    )
    if tried(form, lambda: _adopt(request, proposal, form)):
        messages.success(request, _("The draft commitment keeps the link to this proposal."))
        return redirect("screen-proposal", reference)
    return _asked(request, proposal, form, "adopt")


def _adopt(request: SignedInRequest, proposal: Proposal, form: AdoptForm) -> None:
    into = form.cleaned_data["into"]
    if into is not None:
        adopting.adopt_into(proposal, into, by=request.user)
    else:
        adopting.adopt(proposal, leads=form.chosen_leads(), by=request.user)


def _asked(request: SignedInRequest, proposal: Proposal, form: Any, name: str) -> HttpResponse:
    status = STATUS[Saved.INVALID] if form.is_bound else 200
    context = {"proposal": proposal, "form": form}
    return render(request, f"proposals/desk/{name}.html", context, status=status)
