"""What a plan holds of an organisation goes to the one into which it is merged."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.core.changes import Change
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.plans.models import ChallengeInput, Draft, Involvement, Milestone
from kokreasi.register import services as register
from kokreasi.register.models import Record


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
    ]
    _move_invitations(loser, into)
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


def _move_invitations(loser: Organisation, into: Organisation) -> None:
    """Let the survivor read the drafts that were sent to the other; they are told of nothing."""
    for draft in Draft.objects.filter(invited=loser):
        draft.invited.remove(loser)
        draft.invited.add(into)


def _once(records: Iterable[Record]) -> list[Record]:
    return list({record.pk: record for record in records}.values())
