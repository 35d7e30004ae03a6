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


class ResultNotReadyError(DomainError):
    message = _("This result has not been made yet.")


class ResultTooEarlyError(DomainError):
    message = _("Results of this consultation are shown after it has closed.")


class ResultOvertakenError(DomainError):
    """A result is protected against what was published when it was made, and against no other."""

    message = _("Another result was published meanwhile. Please have the answers counted again.")


class ResultTooSimilarError(DomainError):
    message = _(
        "Too few people have answered since the last result: the difference would show their "
        "answers. Wait until more have answered."
    )


class TooFewAnswersError(DomainError):
    message = _("Too few people have answered: their answers could be told from the result.")


class NotPublishedError(DomainError):
    message = _("Publish this consultation first: what is printed is what was published.")


class TooManySheetsError(DomainError):
    message = _("At most 500 sheets are numbered at once.")


class EnteringOverError(DomainError):
    message = _(
        "Sheets are entered while the consultation is open and for 14 days afterwards, but only "
        "until its results are made. What you typed was not kept."
    )


class DayOutsideError(DomainError):
    message = _("The day on the sheet must lie between opening and closing, and not after today.")


class SheetVoidError(DomainError):
    message = _("This sheet is void. Take it back first if it was handed in after all.")


class SheetEnteredError(DomainError):
    message = _("This sheet has been entered: its answer is counted, and it cannot become void.")


class SheetNotEnteredError(DomainError):
    message = _("This sheet has not been entered yet; there is nothing to correct.")


class UnprintedError(DomainError):
    message = _("The sheets could not be printed. Try fewer of them at once.")
