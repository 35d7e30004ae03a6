"""Make a plan final: everything confirmed, complete and answered, then frozen and public."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.core.errors import DomainError
from kokreasi.people.models import User
from kokreasi.plans.events import plan_finalised
from kokreasi.plans.models import Plan
from kokreasi.plans.queries.finishing import CONFIRMED, Sheets, checklist
from kokreasi.plans.services.order import locked
from kokreasi.plans.services.publishing import publish
from kokreasi.plans.sheets import read
from kokreasi.register import services as register
from kokreasi.register.models import Version


class UnconfirmedError(DomainError):
    message = _("Some institutions have not confirmed the commitments they lead.")


class IncompleteError(DomainError):
    message = _("Something that a final plan needs is still missing; the list says what.")


class FinalAlreadyError(DomainError):
    message = _("This plan is final already; what changes now is an amendment.")


@transaction.atomic
def finalise(plan: Plan, *, at: datetime, by: User) -> Version:
    """Publish every commitment and make the plan final; from then on it is amended, not edited.

    Refused while anything is missing (`finishing.checklist`): a confirmation, an indicator, a
    translation, or what an app above knows of, such as a proposal without an answer. What is
    checked is what has just been frozen, so that nobody changes a word in between.
    """
    now = locked(plan)
    if now.finalised_at is not None:
        raise FinalAlreadyError
    version = publish(now, commitments=now.commitments.all(), by=by, reason=str(_("Finalised")))
    _check(now)
    now.finalised_at = at
    now.save(update_fields=["finalised_at"])
    register.record("plan.finalised", version.record, by=by, says=_("made the plan final"))
    plan_finalised.send(Plan, plan=now, version=version)
    return version


def _check(plan: Plan) -> None:
    missing = checklist(plan, _frozen(plan))
    if any(one.heading == CONFIRMED for one in missing):
        raise UnconfirmedError
    if missing:
        raise IncompleteError


def _frozen(plan: Plan) -> Sheets:
    rows: Any = plan.commitments.select_related("record__version", "plan__record")
    return [(row, read(row.record.version.content)) for row in rows]
