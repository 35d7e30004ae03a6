"""Change a commitment of a final plan: with a reason, and with those who agreed."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import Change
from kokreasi.core.errors import DomainError
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.plans.events import commitment_amended
from kokreasi.plans.models import Amendment, Commitment
from kokreasi.plans.services.order import locked
from kokreasi.plans.services.publishing import republish
from kokreasi.register import services as register
from kokreasi.register.models import Record
from kokreasi.register.services import ReasonMissingError


class NotFinalError(DomainError):
    message = _("Before the plan is final, a commitment is changed and published anew.")


class NothingAmendedError(DomainError):
    message = _("The draft says the same as the published commitment; there is nothing to amend.")


class NobodyAgreedError(DomainError):
    message = _("Name the institutions that agreed.")


@transaction.atomic
def amend(
    commitment: Commitment,
    *,
    reason: Bilingual,
    agreed_by: Iterable[Organisation],
    agreed_on: date,
    by: User,
    minutes: Record | None = None,
) -> Amendment:
    """Publish the draft of a commitment of a final plan as an amendment.

    The version before and the one after stay side by side for good; the history tells what changed,
    and then who agreed.
    """
    plan = locked(commitment.plan)
    agreed = list(agreed_by)
    _check(plan.finalised_at, reason, agreed)
    before = Record.objects.select_related("version").get(pk=commitment.record_id).version
    after = republish(commitment, by=by, reason=str(reason))
    if before is None or after is None or before.pk == after.pk:
        raise NothingAmendedError
    amendment = Amendment.objects.create(
        commitment=commitment,
        number=commitment.amendments.count() + 1,
        before=before,
        after=after,
        reason=reason,
        agreed_on=agreed_on,
        minutes=minutes,
    )
    amendment.agreed_by.set(agreed)
    register.record(
        "commitment.amended",
        commitment.record,
        by=by,
        says=format_lazy(_("amended this commitment (no. {number})"), number=amendment.number),
        changes=[
            Change(_("agreed by"), None, [body.name for body in agreed]),
            Change(_("agreed on"), None, agreed_on),
        ],
        reason=str(reason),
    )
    commitment_amended.send(Amendment, amendment=amendment)
    return amendment


def _check(finalised_at: object, reason: Bilingual, agreed: list[Organisation]) -> None:
    if finalised_at is None:
        raise NotFinalError
    if not reason:
        raise ReasonMissingError
    if not agreed:
        raise NobodyAgreedError
