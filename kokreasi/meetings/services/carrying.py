"""What a later meeting of a series says about the follow-ups that came back in it."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.core.changes import Change
from kokreasi.core.errors import DomainError
from kokreasi.meetings.models import Carrying, FollowUp, Meeting
from kokreasi.meetings.queries.follow_ups import carried_into, open_before
from kokreasi.people.models import User
from kokreasi.register import services as register


class NotCarriedError(DomainError):
    message = _("This follow-up does not come back in this meeting.")


@transaction.atomic
def say(meeting: Meeting, follow_up: FollowUp, *, said: str, by: User) -> Carrying:
    """Write down what was said about a follow-up that came back; saying it again replaces it."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    if follow_up not in carried_into(meeting):
        raise NotCarriedError
    row, _new = Carrying.objects.get_or_create(
        meeting=meeting, follow_up=follow_up, defaults={"state": follow_up.state}
    )
    if row.said != said.strip():
        change = Change(_("what was said about it"), row.said, said.strip())
        row.said = said.strip()
        row.save(update_fields=["said"])
        register.record(
            "follow-up.discussed",
            follow_up.record,
            by=by,
            says=_("wrote down what a meeting said about this follow-up"),
            changes=[change],
            is_public=False,
        )
    return row


@transaction.atomic
def record_carrying(meeting: Meeting) -> list[Carrying]:
    """Keep which follow-ups came back in a meeting and how they stood at its end.

    Called before its minutes become final: from then on the rows are what came back.
    """
    said = {row.follow_up_id: row for row in meeting.carried.select_for_update()}
    open_now = open_before(meeting) if meeting.series_id else FollowUp.objects.none()
    for follow_up in open_now:
        row = said.setdefault(follow_up.pk, Carrying(meeting=meeting, follow_up=follow_up))
        row.state = follow_up.state
        row.save()
    return list(said.values())
