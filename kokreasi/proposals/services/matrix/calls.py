"""Ask the ministries and agencies of a matrix to fill in their rows until a day."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kokreasi.core.changes import Change
from kokreasi.outbox.services import post
from kokreasi.people.models import User
from kokreasi.plans.models import Plan
from kokreasi.plans.services.order import locked
from kokreasi.proposals.errors import NobodyAskedError, PastCallError
from kokreasi.proposals.models import MatrixCall
from kokreasi.proposals.notices.matrix import asked
from kokreasi.proposals.queries.matrix import open_call, reached_by_a_call
from kokreasi.proposals.services.matrix.bodies import name_again
from kokreasi.register import services as register


@transaction.atomic
def open_to_institutions(
    plan: Plan, *, closes_on: date, message: str, today: date, by: User | None
) -> MatrixCall:
    """Write to the focal points of the leading and supporting institutions, once to each.

    The same call again is the same call and writes to nobody; another day or message is a new one.
    """
    if closes_on < today:
        raise PastCallError
    now = locked(plan)
    running = open_call(now, today)
    if running and (running.closes_on, running.message) == (closes_on, message):
        return running
    name_again(now)
    call = MatrixCall.objects.create(
        plan=now, closes_on=closes_on, message=message, opened_at=timezone.now(), opened_by=by
    )
    _post(call, by=by)
    return call


def _post(call: MatrixCall, *, by: User | None) -> None:
    reached, _mute = reached_by_a_call(call.plan)
    if not reached:
        raise NobodyAskedError
    for one in reached:
        words = asked(call, name=one.name, rows=one.rows, language=one.language)
        post(
            key=f"matrix-call-{call.pk}-{one.key}",
            to=one.email,
            subject=words.subject,
            body=words.body,
            language=one.language,
        )
    changes = [Change(_("until"), None, call.closes_on), Change(_("mails"), None, len(reached))]
    says = _("asked the institutions to fill in their rows of the matrix")
    register.record(
        "matrix.called", call.plan.record, by=by, says=says, changes=changes, is_public=False
    )


@transaction.atomic
def close(call: MatrixCall, *, yesterday: date, by: User | None) -> None:
    """End a call early; nobody but the secretariat writes from now on."""
    ended = MatrixCall.objects.open_on(yesterday).filter(plan=call.plan_id)
    if ended.filter(closes_on__gt=yesterday).update(closes_on=yesterday):
        says = _("closed the matrix for the institutions")
        register.record("matrix.closed", call.plan.record, by=by, says=says, is_public=False)
