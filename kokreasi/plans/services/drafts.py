"""Send the draft of a commitment round, to the invited or to everybody."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kokreasi.core.days import WIB
from kokreasi.core.errors import DomainError
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.plans.choices import Readers
from kokreasi.plans.models import Commitment, Draft
from kokreasi.plans.services.order import locked
from kokreasi.plans.sheets import sheet, whole
from kokreasi.register import services as register
from kokreasi.register.leaves import fingerprint


class ClosedBeforeItOpensError(DomainError):
    message = _("The last day for remarks cannot be before today.")


class DraftPlanError(DomainError):
    message = _("Open the plan to the public before you show drafts of its commitments to all.")


@transaction.atomic
def send_round(
    commitment: Commitment,
    *,
    at: datetime,
    by: User | None,
    readers: Readers = Readers.INVITED,
    invited: Iterable[Organisation] = (),
    note: str = "",
    closes_on: date | None = None,
) -> Draft:
    """Freeze the draft as it stands under the next number and let these people read it.

    The same content as the last draft makes no new one; only who reads it and until when change.
    """
    plan = locked(commitment.plan)
    if readers == Readers.EVERYBODY and not plan.record.is_public:
        raise DraftPlanError
    if closes_on is not None and closes_on < at.astimezone(WIB).date():
        raise ClosedBeforeItOpensError
    content = sheet(whole(Commitment.objects.filter(pk=commitment.pk)).get()).content()
    draft, is_new = _under_next_number(commitment, content, at=at, by=by)
    draft.readers, draft.note, draft.closes_on = readers, note, closes_on
    draft.save(update_fields=["readers", "note", "closes_on"])
    draft.invited.set(invited)
    says = _("sent round draft {number}") if is_new else _("sent round draft {number} again")
    register.record(
        "commitment.draft_sent_round",
        commitment.record,
        by=by,
        says=format_lazy(says, number=draft.number),
        reason=note,
        is_public=False,
    )
    return draft


def _under_next_number(
    commitment: Commitment, content: dict[str, object], *, at: datetime, by: User | None
) -> tuple[Draft, bool]:
    last = commitment.drafts.order_by("-number").first()
    print_ = fingerprint(content)
    if last is not None and last.fingerprint == print_:
        return last, False
    draft = Draft.objects.create(
        commitment=commitment,
        number=last.number + 1 if last else 1,
        content=content,
        fingerprint=print_,
        made_at=at,
        by=by,
    )
    return draft, True
