"""What sign-in does our way: no open sign-up, mails through the outbox, providers only for people
who are known here by the same address."""

import uuid
from ipaddress import IPv4Address, ip_address, ip_network
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, override

from kokreasi.outbox.services import post
from kokreasi.people import invitations
from kokreasi.people.models import User

LONGEST_NAME = 200
HOUSEHOLD = 64
"""Bits of an IPv6 address that all devices of one household or office share."""


def network_of(address: str) -> str:
    """Give the first address of the network that is counted as one."""
    told = ip_address(address)
    if isinstance(told, IPv4Address):
        return str(told)
    plain = told.ipv4_mapped
    return str(plain or ip_network((told, HOUSEHOLD), strict=False).network_address)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # brings no types
    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Give the address that limits count: of IPv6 the /64 that one household has to itself."""
        return network_of(super().get_client_ip(request))

    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:
        """Take over a changed address, unless another account has come to have it."""
        owners = User.objects.filter(email=email_address.email)
        if owners.exclude(pk=email_address.user_id).exists():
            words = "account/messages/email_confirmation_failed.txt"
            self.add_message(request, messages.ERROR, words, {"email": email_address.email})
            return False
        return bool(super().confirm_email(request, email_address))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Post the mail in the person's language; each call is an occasion of its own."""
        person = User.objects.filter(email=email.lower()).first() or context.get("user")
        language = person.language if person else get_language() or "id"
        with override(language):
            mail = self.render_mail(template_prefix, email, {"email": email, **context})
        post(
            key=f"{template_prefix}-{uuid.uuid4()}",
            to=email,
            subject=mail.subject,
            body=mail.body,
            language=language,
        )


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # brings no types
    def is_open_for_signup(self, _request: HttpRequest, _sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Let in who has an account or an invitation under an address the provider has verified.

        Whoever came by this provider before is known by its number for the person, also when the
        address has changed since.
        """
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(_not_invited(request))
        if sociallogin.is_existing:
            return
        person = _known(sociallogin)
        if person is None:
            raise ImmediateHttpResponse(_not_invited(request))
        sociallogin.connect(request, person)

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        user = super().populate_user(request, sociallogin, data)
        user.name = str(data.get("name") or "")[:LONGEST_NAME]
        return user


def _not_invited(request: HttpRequest) -> HttpResponse:
    return render(request, "people/not_invited.html", status=403)


def _known(sociallogin: Any) -> User | None:
    addresses = [one.email.lower() for one in sociallogin.email_addresses if one.verified is True]
    for address in addresses:
        invited = invitations.accept_by_address(address, name=sociallogin.user.name)
        person = invited or User.objects.filter(email=address, is_active=True).first()
        if person is not None:
            return person
    return None
