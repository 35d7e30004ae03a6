"""Who acts for an organisation, and the roles that follow from it."""

from datetime import date

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.organisations.choices import roles_in
from kokreasi.organisations.errors import (
    MemberAlreadyError,
    MembershipOverError,
    UnfitRoleError,
)
from kokreasi.organisations.models import Membership, Organisation
from kokreasi.organisations.services.directory import locked
from kokreasi.organisations.services.naming import body_name
from kokreasi.people.choices import Role
from kokreasi.people.models import RoleGrant, User
from kokreasi.register.changes import Change
from kokreasi.register.services import record


@transaction.atomic
def join(
    user: User, *, organisation: Organisation, role: Role, on: date, by: User | None
) -> Membership:
    """Let somebody act for an organisation from a day on; the role is granted with it."""
    current = locked(organisation)
    if role not in roles_in(current.kind):
        raise UnfitRoleError
    if Membership.objects.filter(user=user, organisation=current, role=role, ends_on=None).exists():
        raise MemberAlreadyError
    grant, _new = RoleGrant.objects.get_or_create(
        user=user,
        role=role,
        body=current.reference,
        ends_on=None,
        defaults={"starts_on": on, "body_name": body_name(current)},
    )
    membership = Membership.objects.create(
        user=user, organisation=current, role=role, starts_on=grant.starts_on, grant=grant
    )
    _tell("organisation.joined", membership, by=by, says=_("welcomed a person"), was=None)
    return membership


@transaction.atomic
def leave(membership: Membership, *, last_day: date, by: User) -> None:
    """End a membership and its role after a last day; one that never held is forgotten."""
    locked(membership.organisation)
    current = Membership.objects.select_related("grant", "organisation__record").get(
        pk=membership.pk
    )
    if current.ends_on is not None:
        raise MembershipOverError
    _tell("organisation.left", current, by=by, says=_("ended a membership"), was=current.role)
    if last_day < current.starts_on:
        current.grant.delete()
        return
    current.ends_on = current.grant.ends_on = last_day
    current.grant.save(update_fields=["ends_on"])
    current.save(update_fields=["ends_on"])


def _tell(
    event: str, membership: Membership, *, by: User | None, says: str | Promise, was: str | None
) -> None:
    """Write the role and not the person, whose name does not belong into a register."""
    role = Role(membership.role).label
    change = Change(_("role"), role if was else None, None if was else role)
    about = membership.organisation.record
    record(event, about, by=by, says=says, changes=[change], is_public=False)
