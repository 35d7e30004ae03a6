"""Who acts for an organisation. A membership and the role that follows from it live together."""

from datetime import date

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.core.changes import Change
from kokreasi.organisations.choices import roles_in
from kokreasi.organisations.errors import (
    LastDayError,
    MemberAlreadyError,
    MembershipOverError,
    UnfitRoleError,
)
from kokreasi.organisations.models import Membership, Organisation
from kokreasi.organisations.services.directory import locked
from kokreasi.organisations.services.naming import body_name
from kokreasi.people import invitations
from kokreasi.people import services as people
from kokreasi.people.choices import Role
from kokreasi.people.models import Invitation, RoleGrant, User
from kokreasi.register.services import record


@transaction.atomic
def join(
    user: User, *, organisation: Organisation, role: Role, on: date, by: User | None
) -> Membership:
    """Let somebody act for an organisation from a day on; the role is granted with it."""
    current = locked(organisation)
    _refuse_unfit(current, role)
    if Membership.objects.filter(user=user, organisation=current, role=role, ends_on=None).exists():
        raise MemberAlreadyError
    held = people.grant(
        user=user,
        role=role,
        body=current.reference,
        body_name=body_name(current),
        starts_on=on,
        by=by,
    )
    return _enter(current, held, by=by)


@transaction.atomic
def invite(
    organisation: Organisation, *, email: str, name: str, role: Role, language: str, by: User
) -> Invitation:
    """Offer somebody a role in an organisation by mail; who accepts becomes a member."""
    current = locked(organisation)
    _refuse_unfit(current, role)
    sent = invitations.invite(
        email=email,
        name=name,
        role=role,
        body=current.reference,
        body_name=body_name(current),
        language=language,
        by=by,
    )
    return sent.invitation


@transaction.atomic
def admit(grant: RoleGrant, *, by: User | None) -> Membership | None:
    """Make the membership of a role that was given elsewhere; none where its body is no one's."""
    organisation = Organisation.objects.with_record().filter(record__reference=grant.body).first()
    if organisation is None or Membership.objects.filter(grant=grant).exists():
        return None
    return _enter(organisation, grant, by=by)


@transaction.atomic
def leave(membership: Membership, *, by: User, last_day: date | None = None) -> None:
    """End a membership with its role after a last day, or at once where none is given."""
    locked(membership.organisation)
    current = Membership.objects.select_related("grant__user").get(pk=membership.pk)
    if current.ends_on is not None:
        raise MembershipOverError
    if last_day is None:
        people.revoke(current.grant, by=by)
        return
    if last_day < current.starts_on:
        raise LastDayError
    people.end_grant(current.grant, ends_on=last_day, by=by)


@transaction.atomic
def close(grant: RoleGrant, *, by: User | None) -> None:
    """End the membership of a role that has ended, whoever ended it."""
    memberships = Membership.objects.select_related("organisation__record")
    membership = memberships.filter(grant=grant).first()
    if membership is None:
        return
    membership.ends_on = grant.ends_on
    membership.save(update_fields=["ends_on"])
    _tell("organisation.left", membership, by=by, says=_("ended a membership"), was=grant.role)


def _refuse_unfit(organisation: Organisation, role: Role) -> None:
    if role not in roles_in(organisation.kind):
        raise UnfitRoleError


def _enter(organisation: Organisation, grant: RoleGrant, *, by: User | None) -> Membership:
    membership = Membership.objects.create(
        user=grant.user,
        organisation=organisation,
        role=grant.role,
        starts_on=grant.starts_on,
        grant=grant,
    )
    _tell("organisation.joined", membership, by=by, says=_("welcomed a person"), was=None)
    return membership


def _tell(
    event: str, membership: Membership, *, by: User | None, says: str | Promise, was: str | None
) -> None:
    """Write the role and not the person, whose name does not belong into a register."""
    role = Role(membership.role).label
    change = Change(_("role"), role if was else None, None if was else role)
    about = membership.organisation.record
    record(event, about, by=by, says=says, changes=[change], is_public=False)
