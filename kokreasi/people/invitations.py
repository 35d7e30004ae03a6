"""Invite somebody to a role; accept, send again, withdraw. Accounts arise in no other way."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import WIB
from kokreasi.outbox.services import post
from kokreasi.people import events, notices
from kokreasi.people.choices import OF_A_BODY, Event, Role
from kokreasi.people.errors import (
    AccountClosedError,
    AlreadyHeldError,
    AlreadyInvitedError,
    BodyMissingError,
    InvitationGoneError,
)
from kokreasi.people.history import about_role, record
from kokreasi.people.models import Invitation, User
from kokreasi.people.services import grant
from kokreasi.people.traces import remember_address

VALID = timedelta(days=14)


class Sent(NamedTuple):
    """An invitation, and the token of its link, which is in the mail and nowhere else."""

    invitation: Invitation
    token: str


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    role: Role,
    body: str = "",
    body_name: str = "",
    language: str = "id",
    by: User,
) -> Sent:
    """Offer a role to an e-mail address, whether or not somebody with it is already here."""
    email = email.strip().lower()
    _refuse_what_cannot_be(email, role, body)
    now = timezone.now()
    _open(email, role, body).filter(expires_at__lte=now).update(withdrawn_at=now)
    token = _new_token()
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                email=email,
                name=name.strip(),
                language=language,
                role=role,
                body=body,
                body_name=body_name,
                key_hash=_hash(token),
                invited_by=by,
                invited_at=now,
                expires_at=now + VALID,
            )
    except IntegrityError as error:
        raise AlreadyInvitedError from error
    return _send(invitation, token, Event.INVITED, by=by)


def _refuse_what_cannot_be(email: str, role: Role, body: str) -> None:
    if role in OF_A_BODY and not body:
        raise BodyMissingError
    person = User.objects.filter(email=email).first()
    if person is None:
        return
    if not person.is_active:
        raise AccountClosedError
    if person.grants.filter(role=role, body=body, ends_on=None).exists():
        raise AlreadyHeldError


def _open(email: str, role: Role, body: str) -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        email=email, role=role, body=body, accepted_at=None, withdrawn_at=None
    )


def _send(invitation: Invitation, token: str, event: Event, *, by: User) -> Sent:
    words = notices.invitation(invitation, token=token)
    post(
        key=f"invitation-{invitation.key_hash}",
        to=invitation.email,
        subject=words.subject,
        body=words.body,
        language=invitation.language,
    )
    record(event, person=None, by=by, says=_about(invitation))
    return Sent(invitation, token)


@transaction.atomic
def invite_again(invitation: Invitation, *, by: User) -> Sent:
    """Send a new link, valid for two weeks from now; the old link no longer opens anything."""
    invitation = _locked(invitation.pk)
    token = _new_token()
    invitation.key_hash = _hash(token)
    invitation.expires_at = timezone.now() + VALID
    invitation.save(update_fields=["key_hash", "expires_at"])
    return _send(invitation, token, Event.INVITED_AGAIN, by=by)


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User) -> Invitation:
    """Take the offer back; its link no longer opens anything."""
    invitation = _locked(invitation.pk)
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    record(Event.WITHDRAWN, person=None, by=by, says=_about(invitation))
    return invitation


def _locked(pk: int) -> Invitation:
    invitation = Invitation.objects.select_for_update().get(pk=pk)
    if invitation.accepted_at or invitation.withdrawn_at:
        raise InvitationGoneError
    return invitation


def find(token: str, *, now: datetime) -> Invitation | None:
    """Give the open invitation that a link belongs to."""
    return Invitation.objects.open_at(now).filter(key_hash=_hash(token)).first()


@transaction.atomic
def accept(token: str, *, name: str, password: str | None) -> User:
    """Make the account, or use the one that the address has, and give it the role.

    The link proves who owns the address. Name and password count only for a new account; without
    a password the person signs in by another provider.
    """
    invitation = find(token, now=timezone.now())
    if invitation is None:
        raise InvitationGoneError
    return _accept(_locked(invitation.pk), name=name, password=password)


@transaction.atomic
def accept_by_address(email: str, *, name: str) -> User | None:
    """Accept all that was offered to an address which another provider has verified."""
    waiting = list(Invitation.objects.open_at(timezone.now()).filter(email=email.lower()))
    accepted = [_accept(_locked(one.pk), name=name, password=None) for one in waiting]
    return accepted[0] if accepted else None


def _accept(invitation: Invitation, *, name: str, password: str | None) -> User:
    user = User.objects.filter(email=invitation.email).first() or _join_once(
        invitation, name=name, password=password
    )
    now = timezone.now()
    held = grant(
        user=user,
        role=Role(invitation.role),
        body=invitation.body,
        body_name=invitation.body_name,
        starts_on=now.astimezone(WIB).date(),
        by=invitation.invited_by,
    )
    invitation.accepted_at, invitation.accepted_by = now, user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    events.invitation_accepted.send(Invitation, invitation=invitation, user=user, grant=held)
    return user


def _join_once(invitation: Invitation, *, name: str, password: str | None) -> User:
    """Make the account, or give the one that another invitation has made at this very moment."""
    try:
        with transaction.atomic():
            return _join(invitation, name=name, password=password)
    except IntegrityError:
        return User.objects.get(email=invitation.email)


def _join(invitation: Invitation, *, name: str, password: str | None) -> User:
    user = User.objects.create_user(
        invitation.email,
        password,
        name=name.strip() or invitation.name,
        language=invitation.language,
    )
    remember_address(user)
    record(Event.JOINED, person=user, by=user, says=_about(invitation))
    return user


def _about(invitation: Invitation) -> Bilingual:
    return about_role(Role(invitation.role).label, invitation.body_name)


def _new_token() -> str:
    return secrets.token_urlsafe(32)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
