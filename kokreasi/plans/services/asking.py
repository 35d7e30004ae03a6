"""Prepare the drafts that institutions confirm, and ask those who have not confirmed: once."""

from datetime import datetime

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kokreasi.core.errors import DomainError
from kokreasi.organisations.models import Organisation
from kokreasi.outbox.services import post
from kokreasi.people.models import User
from kokreasi.plans import notices
from kokreasi.plans.choices import Part, Readers
from kokreasi.plans.models import Asking, Commitment, Draft, Plan
from kokreasi.plans.queries.askings import ToAsk, to_ask
from kokreasi.plans.queries.confirmations import standings
from kokreasi.plans.services import drafts
from kokreasi.plans.services.order import locked
from kokreasi.register import services as register


class NobodyToAskError(DomainError):
    message = _("Everybody has confirmed or was asked already.")


@transaction.atomic
def prepare(plan: Plan, *, at: datetime, by: User | None) -> list[Draft]:
    """Freeze a draft to confirm of each commitment that says something else than its last one.

    Who could read the last one reads this one too, and so do the institutions that lead.
    """
    now = locked(plan)
    outdated = {one.commitment.pk: one.commitment for one in standings(now) if not one.is_current}
    return [_prepared(commitment, at=at, by=by) for commitment in outdated.values()]


def _prepared(commitment: Commitment, *, at: datetime, by: User | None) -> Draft:
    last = commitment.drafts.order_by("-number").first()
    leads = Organisation.objects.filter(
        involvements__commitment=commitment, involvements__part=Part.LEAD
    )
    readers = list(last.invited.all()) if last else []
    return drafts.send_round(
        commitment,
        at=at,
        by=by,
        readers=Readers(last.readers) if last else Readers.INVITED,
        invited={*readers, *leads},
        note=str(_("For confirmation")),
    )


@transaction.atomic
def ask(plan: Plan, *, at: datetime, by: User | None) -> list[ToAsk]:
    """Ask every institution about what it has not confirmed: one mail to each recipient.

    An institution is asked once about a draft, however often and by however many this is called;
    where a commitment has changed since, there is a newer draft, about which it is asked anew.
    """
    now = locked(plan)
    found = to_ask(now)
    if not found:
        raise NobodyToAskError
    for one in found:
        _ask_one(now, one, at=at, by=by)
    register.record(
        "plan.confirmation_asked",
        now.record,
        by=by,
        says=format_lazy(_("asked institutions to confirm their commitments ({n})"), n=len(found)),
        is_public=False,
    )
    return found


def _ask_one(plan: Plan, to: ToAsk, *, at: datetime, by: User | None) -> None:
    found = [one.draft for one in to.standings if one.draft]
    askings = [
        Asking.objects.create(draft=draft, organisation=to.organisation, asked_at=at, by=by)
        for draft in found
    ]
    for draft in found:
        draft.invited.add(to.organisation)
    for recipient in to.recipients:
        words = notices.please_confirm(plan, to, recipient.language)
        post(
            key=f"confirmation-{askings[0].pk}-{recipient.key}",
            to=recipient.email,
            subject=words.subject,
            body=words.body,
            language=recipient.language,
        )
