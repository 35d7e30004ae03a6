"""Sign-in by e-mail and password; permissions come from `rules` alone."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend


class SignInBackend(AuthenticationBackend):  # type: ignore[misc]  # brings no types
    """Recognise people, and leave every question about permissions to the rules."""

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:  # noqa: ARG002
        return set()

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:  # noqa: ARG002
        return False

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:  # noqa: ARG002
        return False
