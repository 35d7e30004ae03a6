"""The question every view asks before it acts."""

from typing import Any

from django.core.exceptions import PermissionDenied

from kokreasi.people.visitors import Visitor


def require(visitor: Visitor, permission: str, thing: Any = None) -> None:
    """Let the visitor go on, or answer 403.

    What a visitor may not even see is never asked here: `visible_to` has answered 404 before.
    """
    if not visitor.has_perm(permission, thing):
        raise PermissionDenied
