"""What the rules of vocabularies refuse, in words for people."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from kokreasi.core.errors import DomainError


class CodeTakenError(DomainError):
    message = _("This code is taken: each code names one entry for ever, also after it has ended.")


class MeaningError(DomainError):
    message = _("Kinds of stages need a meaning, and nothing else has one.")


class CircleError(DomainError):
    message = _("A term cannot belong to itself, nor to what belongs to it.")


class WrongPlaceError(DomainError):
    message = _("A regency or city lies in a province of the same scheme; a province lies in none.")


class EndsBeforeStartError(DomainError):
    """The last day would lie before the first one."""

    def __init__(self, first: date) -> None:
        words = _("This holds from %(day)s; it cannot end before.")
        super().__init__(words % {"day": date_format(first, "j F Y")})
