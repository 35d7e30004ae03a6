"""Why an answer cannot be taken, in words that say what to do."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kokreasi.consultations.choices import QuestionKind
from kokreasi.consultations.definition.values import LONGEST_LONG, LONGEST_SHORT, Fault
from kokreasi.consultations.definition.wording import Asked

WORDS: Mapping[Fault, str | Promise] = {
    Fault.UNKNOWN_CHOICE: _("Choose one of the answers in the list."),
    Fault.TWICE: _("Choose each answer only once."),
    Fault.NO_NUMBER: _("Write a number, for example 12 or 12,5."),
    Fault.NO_DAY: _("Write a day that exists, for example 30/11/2018."),
    Fault.NO_REGION: _("Choose your region from the list below, or write its name more exactly."),
    Fault.MISSING: _("Please answer this question."),
}
NOT_AGREED = _("Tick the box if you agree; you cannot send your answers without it.")


def in_words(question: Asked, fault: Fault) -> str:
    """Say what is wrong with the answer to a question."""
    bound = _bound(question, fault)
    if bound:
        return bound
    if fault == Fault.MISSING and question.kind == QuestionKind.CONSENT:
        return str(NOT_AGREED)
    return str(WORDS[fault])


def _bound(question: Asked, fault: Fault) -> str:
    """Name the bound that was passed, or nothing where it is none."""
    if fault == Fault.TOO_LONG:
        return str(_("At most %(most)s characters fit here.")) % {"most": longest(question)}
    if fault == Fault.TOO_FEW:
        return at_least(question.fewest or 0)
    if fault == Fault.TOO_MANY:
        return at_most(question.most or 0)
    if fault == Fault.TOO_LOW:
        return str(_("The lowest number here is %(bound)s.")) % {"bound": question.lowest}
    if fault == Fault.TOO_HIGH:
        return str(_("The highest number here is %(bound)s.")) % {"bound": question.highest}
    return ""


def at_least(count: int) -> str:
    return ngettext("Choose at least %(count)d.", "Choose at least %(count)d.", count) % {
        "count": count
    }


def at_most(count: int) -> str:
    return ngettext("Choose at most %(count)d.", "Choose at most %(count)d.", count) % {
        "count": count
    }


def longest(question: Asked) -> int:
    """Give how many characters an answer in words may have."""
    if question.kind == QuestionKind.LONG_TEXT:
        return question.most or LONGEST_LONG
    if question.kind == QuestionKind.SHORT_TEXT:
        return question.most or LONGEST_SHORT
    return LONGEST_SHORT
