"""Anybody who looks at a page, signed in or not."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from kokreasi.people.models import RoleGrant, User

Visitor = User | AnonymousUser


class SignedInRequest(HttpRequest):
    """A request behind `login_required`."""

    user: User


def roles_of(visitor: Visitor) -> frozenset[str]:
    """Give the roles held today; none without a sign-in or once it is closed."""
    return frozenset(grant.role for grant in grants_of(visitor))


def grants_of(visitor: Visitor) -> list[RoleGrant]:
    """Give the roles held today with their bodies; none without a sign-in or once it is closed."""
    if isinstance(visitor, User) and visitor.is_active:
        return visitor.current_grants
    return []
