"""The page of somebody without an account: what one writes and supports, by the link of a mail.

Opening the link changes nothing, for programs that look at mails open it too; a button does.
"""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.conversations.services import correspondents
from kokreasi.core.days import today_in_jakarta
from kokreasi.plans.forms.plans import ReasonForm
from kokreasi.proposals.forms.writing import EmailForm
from kokreasi.proposals.models import Proposal
from kokreasi.proposals.queries.own import own_of, written_by_citizen
from kokreasi.proposals.services import citizens, endorsing, submitting
from kokreasi.proposals.views.beginning import BY_MAIL
from kokreasi.proposals.views.writer import Writer, citizen_by, require_leading
from kokreasi.register.revising import STATUS, Saved, tried


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lost_link(request: HttpRequest) -> HttpResponse:
    """Send the way back to whoever lost it; the answer is the same for every address."""
    form = EmailForm(request.POST or None)
    if not form.is_valid():
        status = STATUS[Saved.INVALID] if form.is_bound else 200
        return render(request, "proposals/own/lost_link.html", {"form": form}, status=status)
    email = form.cleaned_data["email"]
    if not ratelimit.consume(request, action=BY_MAIL, key=email.lower()):
        refusal: HttpResponse = ratelimit.respond_429(request)
        return refusal
    citizens.send_link(email, at=timezone.now())
    return render(request, "proposals/own/lost_link.html", {"email": email})


@never_cache
@require_safe
def place(request: HttpRequest, key: str) -> HttpResponse:
    """Show what somebody writes and supports, and what waits to be confirmed."""
    citizen = citizen_by(key)
    support = citizen.endorsements.select_related("proposal__record")
    context = {
        "key": key,
        "citizen": citizen,
        "own": own_of(
            written_by_citizen(citizen), request.user, today_in_jakarta(), citizen=citizen
        ),
        "promised": support.filter(confirmed_at=None),
        "given": support.filter(confirmed_at__isnull=False),
    }
    return render(request, "proposals/own/place.html", context)


@never_cache
@require_POST
def confirm_support(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    citizen = citizen_by(key)
    given = get_object_or_404(citizen.endorsements.select_related("proposal__record"), pk=pk)
    citizens.confirm_support(given, citizen, at=timezone.now())
    messages.success(request, _("Your support counts from now on."))
    return redirect("own-proposals", key)


@never_cache
@require_POST
def support(request: HttpRequest, key: str, reference: str) -> HttpResponse:
    """Support a proposal that is like one's own, with one press: the address has answered."""
    citizen = citizen_by(key)
    public = Proposal.objects.visible_to(AnonymousUser()).public()
    proposal = get_object_or_404(public.select_related("record"), record__reference=reference)
    citizens.support_known(proposal, citizen, at=timezone.now())
    messages.success(request, _("Your support counts from now on."))
    return redirect("own-proposals", key)


@never_cache
@require_POST
def withdraw_support(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    given = citizen_by(key).endorsements.select_related("proposal__record").filter(pk=pk).first()
    if given is not None:  # somebody who presses twice gets the same answer
        endorsing.withdraw(given, by=None)
        messages.success(request, _("Your support is taken back."))
    return redirect("own-proposals", key)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, key: str, reference: str) -> HttpResponse:
    """Withdraw what one has proposed, with a reason that everybody reads."""
    citizen = citizen_by(key)
    rows = written_by_citizen(citizen).select_related("record", "plan__record")
    proposal = get_object_or_404(rows, record__reference=reference)
    require_leading(Writer(proposal, citizen=citizen, key=key))
    form = ReasonForm(request.POST or None)
    if tried(
        form,
        lambda: submitting.take_back(
            proposal, at=timezone.now(), by=None, reason=form.cleaned_data["reason"]
        ),
    ):
        messages.success(request, _("The proposal is withdrawn. Everybody reads why."))
        return redirect("own-proposals", key)
    status = STATUS[Saved.INVALID] if form.is_bound else 200
    home = reverse("own-proposals", args=[key])
    context = {"proposal": proposal, "form": form, "back": home}
    return render(request, "proposals/take_back.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forget(request: HttpRequest, key: str) -> HttpResponse:
    """Erase address and name of whoever holds the link, after asking."""
    citizen = citizen_by(key)
    if request.method == "POST":
        correspondents.forget(citizen)
        messages.success(request, _("Your address and name are erased. This link is dead."))
        return redirect("proposals")
    return render(request, "proposals/own/forget.html", {"key": key})
