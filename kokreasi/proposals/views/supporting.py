"""Supporting a proposal and joining its authors, from its page or while one writes another."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kokreasi.people.access import require
from kokreasi.people.models import User
from kokreasi.people.visitors import SignedInRequest, Visitor
from kokreasi.proposals.forms.supporting import CitizenSupportForm, SupportForm
from kokreasi.proposals.models import Proposal
from kokreasi.proposals.queries.own import bodies_of, supported_by
from kokreasi.proposals.services import authors, citizens, endorsing
from kokreasi.proposals.views.beginning import BY_MAIL
from kokreasi.register.revising import STATUS, Saved, tried

SUPPORT = "proposals.support_proposal"


def _public(visitor: Visitor, reference: str) -> Proposal:
    """Give a public proposal; nobody supports what is not."""
    visible = Proposal.objects.visible_to(visitor).public()
    related = visible.select_related("record", "plan__record", "status")
    return get_object_or_404(related, record__reference=reference)


@require_http_methods(["GET", "HEAD", "POST"])
def support(request: HttpRequest, reference: str) -> HttpResponse:
    """Support a proposal: at once when signed in, else by a link that goes to one's address."""
    proposal = _public(request.user, reference)
    if isinstance(request.user, User):
        return _support_signed_in(request, request.user, proposal)
    form = CitizenSupportForm(request.POST or None)
    if not form.is_valid():
        return _page(request, proposal, form)
    email = form.cleaned_data["email"]
    if not ratelimit.consume(request, action=BY_MAIL, key=email.lower()):
        refusal: HttpResponse = ratelimit.respond_429(request)
        return refusal
    if form.is_by_program() or tried(form, lambda: _promise(proposal, form)):
        context = {"email": email, "proposal": proposal}
        return render(request, "proposals/supporting/look_for_mail.html", context)
    return _page(request, proposal, form)


def _promise(proposal: Proposal, form: CitizenSupportForm) -> None:
    given = form.cleaned_data
    citizens.support(
        proposal,
        email=given["email"],
        name=given["name"],
        note=given["note"],
        language=(get_language() or "id")[:2],
        at=timezone.now(),
    )


def _support_signed_in(request: HttpRequest, person: User, proposal: Proposal) -> HttpResponse:
    require(person, SUPPORT, proposal)
    form = SupportForm(request.POST or None, bodies=bodies_of(person))
    if not tried(form, lambda: _endorse(proposal, form, person)):
        return _page(request, proposal, form)
    messages.success(request, _("Your support is noted."))
    return redirect(proposal)


def _endorse(proposal: Proposal, form: SupportForm, person: User) -> None:
    endorsing.endorse(proposal, organisation=form.organisation(), at=timezone.now(), by=person)


def _page(
    request: HttpRequest, proposal: Proposal, form: CitizenSupportForm | SupportForm
) -> HttpResponse:
    status = STATUS[Saved.INVALID] if form.is_bound else 200
    given = supported_by(request.user) if isinstance(request.user, User) else []
    context = {
        "proposal": proposal,
        "form": form,
        "given": [one for one in given if one.proposal_id == proposal.pk],
    }
    return render(request, "proposals/supporting/support.html", context, status=status)


@login_required
@require_POST
def withdraw(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Take back the support of oneself or of one's organisation."""
    proposal = _public(request.user, reference)
    own = (one for one in supported_by(request.user) if one.pk == pk)
    given = next(own, None)
    if given is not None:  # somebody who presses twice gets the same answer
        endorsing.withdraw(given, by=request.user)
        messages.success(request, _("Your support is taken back."))
    return redirect(proposal)


@login_required
@require_http_methods(["GET", "POST"])
def join(request: SignedInRequest, reference: str) -> HttpResponse:
    """Ask the authors to let one's organisation stand behind their proposal too."""
    proposal = _public(request.user, reference)
    require(request.user, SUPPORT, proposal)
    bodies = bodies_of(request.user)
    form = SupportForm(request.POST or None, bodies=bodies, with_oneself=False)
    if tried(form, lambda: _ask(proposal, form, request.user)):
        messages.success(request, _("The authors are asked. They answer in their workspace."))
        return redirect(proposal)
    status = STATUS[Saved.INVALID] if form.is_bound else 200
    context = {"proposal": proposal, "form": form, "bodies": bodies}
    return render(request, "proposals/supporting/join.html", context, status=status)


def _ask(proposal: Proposal, form: SupportForm, person: User) -> None:
    organisation = form.organisation()
    if organisation is not None:
        authors.ask(proposal, organisation, at=timezone.now(), by=person)
