"""Refusals that a person can understand. The middleware shows them as a page with status 409."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """An action that the rules of the field refuse; `str()` says why, in the reader's language."""

    message: str | Promise = _("This is not possible now.")

    def __init__(self, message: str | Promise | None = None) -> None:
        super().__init__(message)
        if message is not None:
            self.message = message

    def __str__(self) -> str:
        return str(self.message)


class StaleError(DomainError):
    """Somebody else saved since this form was opened."""

    message = _("Somebody else saved this meanwhile. Both versions are shown below.")
