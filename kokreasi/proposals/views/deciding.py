"""Decide about proposals with a preview, change a decision, and publish decisions together."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from kokreasi.conversations.models import Response
from kokreasi.conversations.queries.follows import audience_of
from kokreasi.core.days import today_in_jakarta
from kokreasi.core.errors import DomainError
from kokreasi.people.access import require
from kokreasi.people.visitors import SignedInRequest
from kokreasi.proposals.forms.deciding import ChangeDecisionForm, DecisionForm, named
from kokreasi.proposals.models import Proposal
from kokreasi.proposals.models.proposals import ProposalQuerySet
from kokreasi.proposals.queries.addressees import addressees
from kokreasi.proposals.queries.deciding import (
    goes_on_in,
    meetings_for,
    offered_first,
    unpublished,
)
from kokreasi.proposals.services import deciding
from kokreasi.proposals.views.screening import DESK, chosen, submitted
from kokreasi.register.models import Record
from kokreasi.register.revising import STATUS, Saved, save

DECIDE = "proposals.decide_proposal"
PUBLISH = "proposals.publish_decisions"
ONCE_MORE, WRITE = "ubah", "tulis"
MOST_SHOWN = 200


def _rows(request: SignedInRequest, proposals: list[Proposal]) -> ProposalQuerySet:
    keys = [proposal.pk for proposal in proposals]
    return Proposal.objects.visible_to(request.user).filter(pk__in=keys)


def _goes_on(rows: ProposalQuerySet, request: SignedInRequest) -> list[str]:
    """Give the titles that are offered while somebody types into which one is merged."""
    return [named(record) for record in offered_first(goes_on_in(rows, request.user))]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: SignedInRequest) -> HttpResponse:
    """Ask for the decision about one or several proposals, show it once more, then write it down.

    Nobody outside reads it before it is published.
    """
    require(request.user, DESK)
    proposals = chosen(request)
    for proposal in proposals:
        require(request.user, DECIDE, proposal)
    if not proposals:
        messages.error(request, _("Choose at least one proposal."))
        return redirect("proposal-desk")
    return _decide(request, proposals)


def _decide(request: SignedInRequest, proposals: list[Proposal]) -> HttpResponse:
    rows = _rows(request, proposals)
    form = DecisionForm(
        request.POST or None,
        merge_into=goes_on_in(rows, request.user),
        meetings=meetings_for(rows, request.user),
        initial={"decided_on": today_in_jakarta()},
    )
    context = {"form": form, "proposals": proposals, "goes_on": _goes_on(rows, request)}
    step = request.POST.get("langkah")
    if not form.is_bound or not form.is_valid() or step == ONCE_MORE:
        return _form(request, context)
    if not _checked(form):
        return _form(request, context)
    if step != WRITE:
        return render(request, "proposals/desk/preview.html", context | {"kept": _kept(form)})
    return _write(request, form, context)


def _form(request: SignedInRequest, context: dict[str, Any]) -> HttpResponse:
    form = context["form"]
    status = STATUS[Saved.INVALID] if form.is_bound and form.errors else 200
    return render(request, "proposals/desk/decide.html", context, status=status)


def _checked(form: DecisionForm) -> bool:
    """Say on the form what a decision lacks, before the preview."""
    try:
        form.answer().check()
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _kept(form: DecisionForm) -> list[tuple[str, str]]:
    """Give what the preview sends on, with the words of the reason as they will stand there."""
    reason = form.cleaned_data["reason"]
    written = {"reason_id": reason.id, "reason_en": reason.en}
    skipped = {"csrfmiddlewaretoken", "langkah", "template"}
    sent = [
        (name, value) for name in form.data if name not in skipped for value in _sent(form, name)
    ]
    return [(name, written.get(name, value)) for name, value in sent]


def _sent(form: DecisionForm, name: str) -> list[str]:
    data: Any = form.data
    return list(data.getlist(name))


def _write(request: SignedInRequest, form: DecisionForm, context: dict[str, Any]) -> HttpResponse:
    try:
        written = deciding.decide_all(context["proposals"], answer=form.answer(), by=request.user)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return _form(request, context)
    words = ngettext(
        "%(n)d decision is written down. Publish it when all of them are ready.",
        "%(n)d decisions are written down. Publish them when all of them are ready.",
        len(written),
    )
    messages.success(request, words % {"n": len(written)})
    return redirect("proposal-desk")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, reference: str) -> HttpResponse:
    """Change a decision; a published one with a reason that everybody reads."""
    proposal = submitted(request, reference, DECIDE)
    responses = Response.objects.visible_to(request.user).select_related(
        "unit__record", "leads_to", "decided_in"
    )
    response = get_object_or_404(responses, about=proposal.record_id)
    rows = _rows(request, [proposal])
    form = ChangeDecisionForm(
        request.POST or None,
        row=response,
        merge_into=goes_on_in(rows, request.user),
        meetings=meetings_for(rows, request.user),
    )
    saved = Saved.INVALID if form.is_bound else None
    if form.is_bound:
        saved = save(form, lambda values, seen: _change(request, response, form, values, seen))
    if saved == Saved.YES:
        messages.success(request, _("Saved."))
        return redirect("screen-proposal", reference)
    return _changing(request, proposal, response, form, saved)


def _change(
    request: SignedInRequest, response: Response, form: Any, values: Any, seen: int
) -> Response:
    return deciding.change(
        response, values, seen=seen, by=request.user, reason=form.cleaned_data["why"]
    )


def _changing(
    request: SignedInRequest,
    proposal: Proposal,
    response: Response,
    form: ChangeDecisionForm,
    saved: Saved | None,
) -> HttpResponse:
    context: dict[str, Any] = {"proposal": proposal, "response": response, "form": form}
    context["goes_on"] = _goes_on(_rows(request, [proposal]), request)
    if saved == Saved.STALE:
        now = Response.objects.visible_to(request.user).get(pk=response.pk)
        context |= {"conflicts": form.conflicts(now), "form": form.over(now)}
    status = STATUS[saved] if saved else 200
    return render(request, "proposals/desk/change.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: SignedInRequest) -> HttpResponse:
    """Show which decisions would be published and how many mails go out; then publish them."""
    require(request.user, PUBLISH)
    ready = Proposal.objects.visible_to(request.user).filter(pk__in=unpublished().values("pk"))
    if request.method == "POST":
        return _publish(request, ready)
    rows = list(ready.select_related("record", "plan__record").order_by("plan", "pk")[:MOST_SHOWN])
    told = addressees(rows, today_in_jakarta())
    answers = {
        one.about_id: one
        for one in Response.objects.visible_to(request.user)
        .filter(about__in=[row.record_id for row in rows])
        .select_related("unit__record", "leads_to")
    }
    context = {
        "lines": [(row, answers[row.record_id], len(told[row.pk])) for row in rows],
        "mails": sum(len(people) for people in told.values()),
        "people": len({one.address.lower() for people in told.values() for one in people}),
        "audience": audience_of(Record.objects.visible_to(request.user).filter(proposal__in=rows)),
        "waiting": ready.count(),
    }
    return render(request, "proposals/desk/publish.html", context)


def _publish(request: SignedInRequest, ready: ProposalQuerySet) -> HttpResponse:
    references = [proposal.reference for proposal in chosen(request)]
    rows = list(ready.filter(record__reference__in=references).select_related("record"))
    if not rows:
        messages.error(request, _("Choose at least one decision that is not published yet."))
        return redirect("publish-decisions")
    published = deciding.publish(rows, at=timezone.now(), by=request.user)
    words = ngettext(
        "%(n)d answer is published; its authors are being told.",
        "%(n)d answers are published; their authors are being told.",
        len(published),
    )
    messages.success(request, words % {"n": len(published)})
    return redirect("proposal-desk")
