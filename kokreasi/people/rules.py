"""Predicates about roles, used by the rules of every app above."""

import rules

from kokreasi.people.choices import SECRETARIAT, Role
from kokreasi.people.visitors import Visitor, roles_of


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
def is_reviewer(visitor: Visitor) -> bool:
    return Role.REVIEWER in roles_of(visitor)
