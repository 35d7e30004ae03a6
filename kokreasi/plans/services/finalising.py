"""Make a plan final: everything confirmed, complete and answered, then frozen and public."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.core.errors import DomainError
from kokreasi.people.models import User
from kokreasi.plans.confirmations import unconfirmed
from kokreasi.plans.events import plan_finalising
from kokreasi.plans.models import Plan
from kokreasi.plans.queries import gaps
from kokreasi.plans.services.order import locked
from kokreasi.plans.services.publishing import publish
from kokreasi.register import services as register
from kokreasi.register.models import Version


class UnconfirmedError(DomainError):
    message = _("Some institutions have not confirmed the commitments they lead.")


class IncompleteError(DomainError):
    message = _("Some commitments still lack what a final plan needs.")


class FinalAlreadyError(DomainError):
    message = _("This plan is final already; what changes now is an amendment.")


@transaction.atomic
def finalise(plan: Plan, *, at: datetime, by: User) -> Version:
    """Publish every commitment and make the plan final; from then on it is amended, not edited.

    Refused while an institution has not confirmed, a commitment lacks something, or an app above
    knows of something undone (`events.plan_finalising`), such as a proposal without an answer.
    """
    now = locked(plan)
    if now.finalised_at is not None:
        raise FinalAlreadyError
    if unconfirmed(now):
        raise UnconfirmedError
    if gaps(now):
        raise IncompleteError
    plan_finalising.send(Plan, plan=now)
    version = publish(now, commitments=now.commitments.all(), by=by, reason=str(_("Finalised")))
    now.finalised_at = at
    now.save(update_fields=["finalised_at"])
    register.record("plan.finalised", now.record, by=by, says=_("made the plan final"))
    return version
