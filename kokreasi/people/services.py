"""What is done with accounts and roles. Invitations have their own module."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kokreasi.core.days import today_in_jakarta
from kokreasi.people import events
from kokreasi.people.choices import OF_A_BODY, Event, Role
from kokreasi.people.errors import (
    AccountClosedError,
    BodyMissingError,
    LastAdministratorError,
    OneselfError,
)
from kokreasi.people.history import about_role, record
from kokreasi.people.models import Invitation, RoleGrant, User
from kokreasi.people.traces import remove_sign_in


@transaction.atomic
def grant(
    *,
    user: User,
    role: Role,
    body: str = "",
    body_name: str = "",
    starts_on: date,
    by: User | None,
) -> RoleGrant:
    """Give a role from a day on; who holds it already keeps the first grant.

    `body` is an organisation's reference (`ORG-0001`); focal points and members need one.
    """
    if not user.is_active:
        raise AccountClosedError
    if role in OF_A_BODY and not body:
        raise BodyMissingError
    held, is_new = RoleGrant.objects.get_or_create(
        user=user,
        role=role,
        body=body,
        ends_on=None,
        defaults={"body_name": body_name, "starts_on": starts_on},
    )
    if is_new:
        _forget_roles(user)
        record(Event.GRANTED, person=user, by=by, says=about_role(role.label, body_name))
    return held


@transaction.atomic
def end_grant(grant: RoleGrant, *, ends_on: date, by: User | None) -> RoleGrant:
    """Let a role end with its last day, which is still held."""
    return _end(grant, Event.ENDED, ends_on=ends_on, by=by)


@transaction.atomic
def revoke(grant: RoleGrant, *, by: User | None) -> RoleGrant:
    """Take a role away at once; the person's next request is refused."""
    last_day = max(today_in_jakarta(), grant.starts_on)
    grant.revoked_at = timezone.now()
    return _end(grant, Event.REVOKED, ends_on=last_day, by=by)


def _end(grant: RoleGrant, event: Event, *, ends_on: date, by: User | None) -> RoleGrant:
    _keep_an_administrator(grant)
    grant.ends_on = ends_on
    grant.save(update_fields=["ends_on", "revoked_at"])
    _forget_roles(grant.user)
    role = Role(grant.role)
    record(event, person=grant.user, by=by, says=about_role(role.label, grant.body_name))
    events.role_ended.send(RoleGrant, grant=grant, by=by)
    return grant


def _keep_an_administrator(grant: RoleGrant) -> None:
    """Refuse when nobody else would be left who can sign in as administrator."""
    if grant.role != Role.ADMINISTRATOR:
        return
    others = RoleGrant.objects.select_for_update().filter(
        role=Role.ADMINISTRATOR, ends_on=None, user__is_active=True
    )
    if not others.exclude(user=grant.user_id).exists():
        raise LastAdministratorError


def _forget_roles(user: User) -> None:
    user.__dict__.pop("current_grants", None)


@transaction.atomic
def change_profile(user: User, *, name: str, language: str, by: User) -> User:
    """Change how somebody is called and in which language mails come."""
    user.name, user.language = name.strip(), language
    user.save(update_fields=["name", "language"])
    record(Event.CHANGED, person=user, by=by, says=_("name or language"))
    return user


@transaction.atomic
def close_account(user: User, *, by: User) -> User:
    """Let somebody no longer sign in; roles and name stay, and it can be undone."""
    _refuse_oneself(user, by=by)
    user.is_active = False
    user.save(update_fields=["is_active"])
    record(Event.CLOSED, person=user, by=by, says=_("account"))
    return user


@transaction.atomic
def reopen_account(user: User, *, by: User) -> User:
    if user.erased_at:
        raise AccountClosedError
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(Event.REOPENED, person=user, by=by, says=_("account"))
    return user


@transaction.atomic
def erase(user: User, *, by: User) -> User:
    """Remove what tells who somebody is, for ever; what they did stays, under the body's name.

    The row stays as a number without a name, so that histories keep their order.
    """
    _refuse_oneself(user, by=by)
    for held in user.grants.filter(ends_on=None):
        revoke(held, by=by)
    Invitation.objects.filter(email=user.email, accepted_at=None, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )
    Invitation.objects.filter(email=user.email).update(email="", name="")
    remove_sign_in(user)
    email, user.email = user.email, f"erased-{user.pk}@invalid"
    user.name = ""
    user.is_active, user.erased_at = False, timezone.now()
    user.set_unusable_password()
    user.save()
    record(Event.ERASED, person=user, by=by, says=_("personal data"))
    events.person_erased.send(User, user=user, email=email, by=by)
    return user


def _refuse_oneself(user: User, *, by: User) -> None:
    if user == by:
        raise OneselfError
