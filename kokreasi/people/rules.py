"""Predicates about roles, for the rules of every app, and who may do what with accounts."""

import rules

from kokreasi.people.choices import OF_A_BODY, SECRETARIAT, Role
from kokreasi.people.models import Invitation, RoleGrant, User
from kokreasi.people.visitors import Visitor, grants_of, roles_of


@rules.predicate
def is_secretariat(visitor: Visitor) -> bool:
    """Editors, publishers and administrators: they see drafts and edit."""
    return bool(roles_of(visitor) & SECRETARIAT)


@rules.predicate
def is_publisher(visitor: Visitor) -> bool:
    return bool(roles_of(visitor) & {Role.PUBLISHER, Role.ADMINISTRATOR})


@rules.predicate
def is_administrator(visitor: Visitor) -> bool:
    return Role.ADMINISTRATOR in roles_of(visitor)


@rules.predicate
def is_focal_point(visitor: Visitor) -> bool:
    return Role.FOCAL_POINT in roles_of(visitor)


@rules.predicate
def is_member(visitor: Visitor) -> bool:
    return Role.MEMBER in roles_of(visitor)


@rules.predicate
def is_moderator(visitor: Visitor) -> bool:
    return Role.MODERATOR in roles_of(visitor)


@rules.predicate
def moderates(visitor: Visitor) -> bool:
    """Moderators and the secretariat: they read first what everybody may read afterwards."""
    return is_secretariat(visitor) or is_moderator(visitor)


@rules.predicate
def is_reviewer(visitor: Visitor) -> bool:
    return Role.REVIEWER in roles_of(visitor)


@rules.predicate
def may_invite_anybody(visitor: Visitor, invitation: Invitation | None) -> bool:
    """Publishers invite to every role but administrator; the rules let administrators do all."""
    if not is_publisher(visitor):
        return False
    return invitation is None or invitation.role != Role.ADMINISTRATOR or is_administrator(visitor)


@rules.predicate
def may_invite_into_own_body(visitor: Visitor, invitation: Invitation | None) -> bool:
    """Focal points and members bring colleagues into their own body, with the role they hold."""
    held = {(grant.role, grant.body) for grant in grants_of(visitor) if grant.role in OF_A_BODY}
    if invitation is None:
        return bool(held)
    return (invitation.role, invitation.body) in held


@rules.predicate
def may_give_role(visitor: Visitor, grant: RoleGrant | None) -> bool:
    """Publishers give and take every role but administrator."""
    if not is_publisher(visitor):
        return False
    return grant is None or grant.role != Role.ADMINISTRATOR or is_administrator(visitor)


@rules.predicate
def is_oneself(visitor: Visitor, person: User) -> bool:
    return visitor == person


rules.add_perm("people.invite", may_invite_anybody | may_invite_into_own_body)
rules.add_perm("people.give_role", may_give_role)
rules.add_perm("people.change_profile", is_oneself | is_administrator)
rules.add_perm("people.close_account", is_administrator)
rules.add_perm("people.erase_person", is_administrator)
