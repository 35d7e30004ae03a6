"""What may not be done with a follow-up, in words."""

from django.utils.translation import gettext_lazy as _

from kokreasi.core.errors import DomainError


class NothingDoneError(DomainError):
    message = _("Say what was done; without it a follow-up is not closed.")


class FinishedError(DomainError):
    message = _("This follow-up is closed already. Reopen it first, with a reason.")


class UnfinishedError(DomainError):
    message = _("Only what is closed can be reopened.")


class NotAgreedError(DomainError):
    message = _("This follow-up does not count yet: the minutes that name it are not final.")


class AgreedError(DomainError):
    message = _("What was agreed is dropped with a reason, not removed.")


class NoActionError(DomainError):
    message = _("Say what is to be done.")


class NoDayError(DomainError):
    message = _("Without a date nobody can say how sure it is.")


class UnfitSuccessorError(DomainError):
    message = _("It can only be replaced by another follow-up that counts and is not closed.")


class UnwrittenError(DomainError):
    message = _("These minutes are too long for a document. Read them on their page.")
