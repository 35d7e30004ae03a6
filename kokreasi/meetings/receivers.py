"""What follows here from what happens to meetings and people; inside their transaction."""

from typing import Any

from django.dispatch import receiver

from kokreasi.meetings.events import meeting_changed
from kokreasi.meetings.models import Meeting
from kokreasi.meetings.services import invitations, merging
from kokreasi.organisations.events import organisations_merged
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User


@receiver(meeting_changed)
def clear_calendars(*, meeting: Meeting, by: User | None, **_: Any) -> None:
    """Tell the invited of a cancellation at once; of other changes the secretariat tells them."""
    if meeting.is_cancelled:
        invitations.tell_changes(meeting, by=by)


@receiver(organisations_merged, dispatch_uid="meetings.follow_merge")
def follow_merge(
    *, loser: Organisation, into: Organisation, by: User, reason: str, **_signal: Any
) -> None:
    """Move what meetings hold, inside the transaction of the merge: together or not at all."""
    merging.take_over(loser, into=into, by=by, reason=reason)
