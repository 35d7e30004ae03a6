"""What may not be done with a consultation, in words."""

from django.utils.translation import gettext_lazy as _

from kokreasi.core.errors import DomainError


class DaysReversedError(DomainError):
    message = _("A consultation closes after it opens.")


class NothingAskedError(DomainError):
    message = _("Add a question, a statement or a text first: nothing is asked yet.")


class ShortCodeTakenError(DomainError):
    message = _("Another consultation has this short link already.")


class ClosedError(DomainError):
    message = _("This consultation is closed.")


class NotOpenError(DomainError):
    message = _("This consultation is not open at the moment.")
