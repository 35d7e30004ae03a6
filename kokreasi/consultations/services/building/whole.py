"""What holds after every change of a questionnaire, whoever makes it."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kokreasi.consultations.choices import Repeats
from kokreasi.consultations.comparing import Difference, breaking
from kokreasi.consultations.definition.conditions import Broken, Flaw, broken
from kokreasi.consultations.definition.wording import Definition, Screen
from kokreasi.consultations.models import Consultation
from kokreasi.consultations.queries import wording
from kokreasi.consultations.queries.drafting import sheet_of
from kokreasi.core.changes import Change
from kokreasi.core.errors import DomainError
from kokreasi.people.models import User
from kokreasi.register import services as register

MOST_PAGES, MOST_QUESTIONS, MOST_OPTIONS = 100, 300, 300
MOST_CONDITIONS = 50
"""Of one page or question; each is looked at for every page that somebody is shown."""


class BrokenConditionError(DomainError):
    """Something would be shown under a condition that can never be right."""

    def __init__(self, found: Broken) -> None:
        words = _("“%(key)s” is shown under a condition about “%(question)s”: %(flaw)s.")
        params = {"key": found.key, "question": found.condition.question}
        super().__init__(words % (params | {"flaw": found.flaw.label}))


class AnsweredError(DomainError):
    """A change would make answers that were given mean something else."""

    def __init__(self, found: Difference) -> None:
        words = _(
            "Somebody has answered already: words may be corrected and choices added, but"
            " “%(what)s” of “%(key)s” stays as it was asked."
        )
        super().__init__(words % {"what": str(found.label), "key": found.key or "–"})


class TooLongError(DomainError):
    message = gettext_lazy(
        "A questionnaire has at most 100 pages, 300 questions, and 300 choices a question."
    )


class ManyConditionsError(DomainError):
    message = gettext_lazy("A page or question is shown under at most 50 conditions.")


class RepeatedPersonError(DomainError):
    message = gettext_lazy(
        "What somebody says about themselves is asked once, not for every commitment."
    )


def keep_whole(consultation: Consultation) -> None:
    """Refuse what a change has made where a condition hangs in the air or an answer loses sense.

    Raises what `check_definition` raises, and `AnsweredError`; the transaction takes it back.
    """
    sheet = sheet_of(consultation)
    check_definition(sheet.definition)
    if not consultation.submissions.exists():
        return
    frozen = wording.current(consultation)
    for difference in breaking(frozen, sheet) if frozen else ():
        raise AnsweredError(difference)


def check_definition(definition: Definition) -> None:
    """Refuse a questionnaire that cannot be asked.

    It is too long, asks about the person for every commitment, or has a condition that can never
    be right.
    """
    questions = list(definition.questions())
    options = max((max(len(one.choices), len(one.rows)) for one in questions), default=0)
    too_many = len(definition.screens) > MOST_PAGES or len(questions) > MOST_QUESTIONS
    if too_many or options > MOST_OPTIONS:
        raise TooLongError
    shown_if = [screen.shown_if for screen in definition.screens]
    shown_if += [question.shown_if for question in questions]
    if any(len(conditions) > MOST_CONDITIONS for conditions in shown_if):
        raise ManyConditionsError
    if any(map(_asks_person_again, definition.screens)):
        raise RepeatedPersonError
    for found in broken(definition):
        if not _is_lost_commitment(found, definition):
            raise BrokenConditionError(found)


def _asks_person_again(screen: Screen) -> bool:
    is_once = screen.repeats == Repeats.ONCE
    return not is_once and any(question.characteristic for question in screen.questions)


def _is_lost_commitment(found: Broken, definition: Definition) -> bool:
    """Tell whether only the plan has changed: that is listed before publishing, not refused."""
    question = definition.question(found.condition.question)
    return found.flaw == Flaw.UNKNOWN_VALUE and bool(question and question.asks_commitments)


def tell(
    consultation: Consultation,
    event: str,
    *,
    by: User | None,
    says: str | Promise,
    changes: Iterable[Change] = (),
) -> None:
    """Write what was done into the history that only the secretariat reads.

    The public is told by the version in which it is frozen.
    """
    register.record(event, consultation.record, by=by, says=says, changes=changes, is_public=False)
