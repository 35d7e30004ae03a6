"""Change a commitment of a final plan: with a reason, and with those who agreed."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import Change
from kokreasi.core.days import WIB
from kokreasi.core.errors import DomainError
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.plans.events import commitment_amended
from kokreasi.plans.models import Amendment, Commitment, Plan
from kokreasi.plans.services.order import locked
from kokreasi.plans.services.publishing import Republished, republish
from kokreasi.register import services as register
from kokreasi.register.choices import Kind
from kokreasi.register.models import Record
from kokreasi.register.services import ReasonMissingError


class NotFinalError(DomainError):
    message = _("Before the plan is final, a commitment is changed and published anew.")


class NothingAmendedError(DomainError):
    message = _("The draft says the same as the published commitment; there is nothing to amend.")


class NobodyAgreedError(DomainError):
    message = _("Name the institutions that agreed.")


class ReasonInOneLanguageError(DomainError):
    message = _("Give the reason in Indonesian and in English.")


class AgreedTomorrowError(DomainError):
    message = _("The day on which they agreed is still to come.")


class NoMeetingError(DomainError):
    message = _("Minutes are those of a meeting.")


@transaction.atomic
def amend(
    commitment: Commitment,
    *,
    reason: Bilingual,
    agreed_by: Iterable[Organisation],
    agreed_on: date,
    at: datetime,
    by: User | None,
    minutes: Record | None = None,
) -> Amendment:
    """Publish the draft of a commitment of a final plan as an amendment.

    The version before and the one after stay side by side for good. One line of the commitment's
    history, which its followers are told, says what changed, who agreed and why. A commitment that
    was never public joins the plan in this way.
    """
    plan = locked(commitment.plan)
    agreed = list(agreed_by)
    _check(plan, reason, agreed)
    _check_meeting(minutes, agreed_on, at)
    number = commitment.amendments.count() + 1
    done = republish(
        commitment,
        by=by,
        reason=_in_indonesian(reason),
        event="commitment.amended",
        says=format_lazy(_("amended this commitment (no. {number})"), number=number),
        more=_agreement(agreed, agreed_on),
    )
    if not done.is_new:
        raise NothingAmendedError
    amendment = Amendment.objects.create(
        commitment=commitment,
        number=number,
        before=done.before,
        after=done.after,
        reason=reason,
        agreed_on=agreed_on,
        minutes=minutes,
    )
    amendment.agreed_by.set(agreed)
    _tell_plan(plan, done, reason, by=by)
    commitment_amended.send(Amendment, amendment=amendment)
    return amendment


def _check(plan: Plan, reason: Bilingual, agreed: list[Organisation]) -> None:
    if not plan.is_final:
        raise NotFinalError
    if not reason:
        raise ReasonMissingError
    if reason.missing():
        raise ReasonInOneLanguageError
    if not agreed:
        raise NobodyAgreedError


def _check_meeting(minutes: Record | None, agreed_on: date, at: datetime) -> None:
    if agreed_on > at.astimezone(WIB).date():
        raise AgreedTomorrowError
    if minutes is not None and minutes.kind != Kind.MEETING:
        raise NoMeetingError


def _in_indonesian(reason: Bilingual) -> str:
    """Give the words for places that keep one language: the history of a page."""
    return reason.shown("id").text


def _agreement(agreed: list[Organisation], agreed_on: date) -> list[Change]:
    names: list[Bilingual] = [body.name for body in agreed]
    who: str | Promise = _("agreed by")
    return [Change(who, None, names), Change(_("agreed on"), None, agreed_on)]


def _tell_plan(plan: Plan, done: Republished, reason: Bilingual, *, by: User | None) -> None:
    """Tell those who follow the plan, and not the commitment, that one was amended."""
    title = done.after.record.title
    register.record(
        "plan.commitment_amended",
        plan.record,
        by=by,
        says=_("amended a commitment of the plan"),
        changes=[Change(_("commitment"), None, title)],
        reason=_in_indonesian(reason),
    )
