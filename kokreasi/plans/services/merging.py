"""What a plan holds of an organisation goes to the one into which it is merged."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kokreasi.core.changes import Change
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.plans.models import (
    Amendment,
    Asking,
    ChallengeInput,
    Confirmation,
    Draft,
    Involvement,
    Milestone,
)
from kokreasi.register import services as register
from kokreasi.register.models import Record

ONE_NOW = _("The two institutions are one now; the other confirmation stands.")


@transaction.atomic
def take_over(loser: Organisation, *, into: Organisation, by: User, reason: str) -> None:
    """Give the survivor every part, milestone and input of the loser.

    Only drafts change: a version that was frozen keeps the name that stood there, and its
    fingerprint. Whoever has the same part twice keeps it once, with a contact if either had one.
    """
    touched = [
        *_move_parts(loser, into),
        *_move_milestones(loser, into),
        *_move_inputs(loser, into),
        *_move_confirmations(loser, into),
        *_move_agreements(loser, into),
    ]
    _move_requests(loser, into)
    change = Change(_("institutions and partners"), loser.record.title, into.record.title)
    for record in _once(touched):
        register.record(
            f"{record.kind}.institution_merged",
            record,
            by=by,
            says=_("follows the merger of two organisations"),
            changes=[change],
            reason=reason,
            is_public=False,
        )


def _move_parts(loser: Organisation, into: Organisation) -> list[Record]:
    rows = Involvement.objects.filter(organisation=loser).select_related("commitment__record")
    for row in rows:
        twin = Involvement.objects.filter(
            commitment=row.commitment_id, organisation=into, part=row.part
        ).first()
        if twin is None:
            row.organisation = into
            row.save(update_fields=["organisation"])
        else:
            _join(row, twin)
    return [row.commitment.record for row in rows]


def _join(row: Involvement, twin: Involvement) -> None:
    """Keep one of two parts in the earlier place; the survivor's own contact comes first."""
    if not (twin.contact or twin.mailbox):
        twin.contact, twin.mailbox = row.contact, row.mailbox
    twin.position = min(row.position, twin.position)
    row.delete()
    twin.save(update_fields=["contact", "mailbox", "position"])


def _move_milestones(loser: Organisation, into: Organisation) -> list[Record]:
    rows = list(Milestone.objects.filter(responsible=loser).select_related("commitment__record"))
    for row in rows:
        row.responsible.remove(loser)
        row.responsible.add(into)
    return [row.record for row in rows]


def _move_inputs(loser: Organisation, into: Organisation) -> list[Record]:
    rows = ChallengeInput.objects.filter(organisation=loser)
    records = [row.challenge.record for row in rows.select_related("challenge__record")]
    rows.update(organisation=into)
    return records


def _move_confirmations(loser: Organisation, into: Organisation) -> list[Record]:
    """Let the survivor stand by what the loser confirmed; what both did, it did once.

    The loser's own signature stays on record as withdrawn, because the survivor's stands.
    """
    rows = Confirmation.objects.filter(organisation=loser).select_related("draft__commitment")
    records = [row.draft.commitment.record for row in rows]
    both = Confirmation.objects.standing().filter(organisation=into).values("draft")
    doubled = rows.standing().filter(draft__in=both)
    Confirmation.objects.filter(pk__in=[row.pk for row in doubled]).update(
        withdrawn_at=timezone.now(), withdrawn_because=str(ONE_NOW)
    )
    Confirmation.objects.filter(organisation=loser).update(organisation=into)
    return records


def _move_agreements(loser: Organisation, into: Organisation) -> list[Record]:
    rows = list(Amendment.objects.filter(agreed_by=loser).select_related("commitment__record"))
    for row in rows:
        row.agreed_by.remove(loser)
        row.agreed_by.add(into)
    return [row.commitment.record for row in rows]


def _move_requests(loser: Organisation, into: Organisation) -> None:
    """Let the survivor read and confirm what the loser was asked about, once."""
    for draft in Draft.objects.filter(invited=loser):
        draft.invited.remove(loser)
        draft.invited.add(into)
    asked = list(Asking.objects.filter(organisation=into).values_list("draft", flat=True))
    Asking.objects.filter(organisation=loser, draft__in=asked).delete()
    Asking.objects.filter(organisation=loser).update(organisation=into)


def _once(records: Iterable[Record]) -> list[Record]:
    return list({record.pk: record for record in records}.values())
