"""One's own account, and invitations. Sign-in itself is the library's (`urls.py`)."""

from typing import Any

from allauth.account import views as account
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.people import invitations, services
from kokreasi.people.access import require
from kokreasi.people.errors import AccountClosedError, AlreadyHeldError, AlreadyInvitedError
from kokreasi.people.forms import AcceptForm, InvitedForm, ProfileForm, invite_form
from kokreasi.people.models import Invitation, User
from kokreasi.people.traces import remember_address
from kokreasi.people.visitors import SignedInRequest

A_PAGE = 30


@require_safe
def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead the admin's own sign-in, which knows no limits and no second factor, to the real one."""
    following = urlencode({"next": request.GET.get("next") or reverse("admin:index")})
    return redirect(f"{reverse('account_login')}?{following}")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: SignedInRequest) -> HttpResponse:
    person = request.user
    form = ProfileForm(
        request.POST or None, initial={"name": person.name, "language": person.language}
    )
    if form.is_valid():
        services.change_profile(person, by=person, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("account")
    may_invite = person.has_perm("people.invite")
    return render(request, "people/profile.html", {"form": form, "may_invite": may_invite})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change_address(request: SignedInRequest) -> HttpResponseBase:
    """Ask for a new address; until its owner has opened a mail the old one stays."""
    remember_address(request.user)
    answer: HttpResponseBase = account.email(request)
    return answer


@login_required
@never_cache
@require_safe
def invitation_list(request: SignedInRequest) -> HttpResponse:
    require(request.user, "people.invite")
    offers = Invitation.objects.visible_to(request.user).select_related("invited_by")
    page = Paginator(offers, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/invitations.html", {"page": page, "now": timezone.now()})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: SignedInRequest) -> HttpResponse:
    require(request.user, "people.invite")
    form = invite_form(request.user, request.POST or None)
    if form.is_valid() and _invited(request, form.cleaned_data, form):
        return redirect("invitations")
    return render(request, "people/invite.html", {"form": form})


def _invited(request: SignedInRequest, offer: dict[str, Any], form: InvitedForm) -> bool:
    """Send the invitation, or put the refusal into the form, where nothing typed is lost."""
    wanted = Invitation(role=offer["role"], body=offer["body"])
    require(request.user, "people.invite", wanted)
    try:
        invitations.invite(by=request.user, **offer)
    except (AccountClosedError, AlreadyHeldError, AlreadyInvitedError) as error:
        form.add_error("email", str(error))
        return False
    messages.success(request, _("The invitation is on its way to %s.") % offer["email"])
    return True


@login_required
@require_POST
def withdraw_invitation(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.visible_to(request.user), pk=pk)
    require(request.user, "people.invite", invitation)
    invitations.withdraw(invitation, by=request.user)
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("invitations")


@login_required
@require_POST
def invite_again(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.visible_to(request.user), pk=pk)
    require(request.user, "people.invite", invitation)
    invitations.invite_again(invitation, by=request.user)
    messages.success(request, _("A new link is on its way to %s.") % invitation.email)
    return redirect("invitations")


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Open with the link of a mail; whoever has it owns the address, so no sign-in is asked."""
    invitation = invitations.find(token, now=timezone.now())
    if invitation is None:
        return render(request, "people/invitation_gone.html", status=410)
    if User.objects.filter(email=invitation.email).exists():
        return _accept_with_account(request, token, invitation)

    form = AcceptForm(request.POST or None, invitation=invitation)
    if form.is_valid():
        person = invitations.accept(token, **form.cleaned_data)
        login(request, person, backend="kokreasi.people.backends.SignInBackend")
        messages.success(request, _("Welcome. Your account is ready."))
        return redirect("account")
    return render(
        request, "people/accept_invitation.html", {"form": form, "invitation": invitation}
    )


def _accept_with_account(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    """Add the role to the account that is there; the link alone signs nobody in to it."""
    if request.method == "POST":
        invitations.accept(token, name="", password=None)
        messages.success(request, _("Your account has the new role."))
        return redirect("account")
    return render(request, "people/accept_invitation.html", {"invitation": invitation})
