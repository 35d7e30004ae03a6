"""What follows here from what happens to meetings and people; inside their transaction."""

from collections.abc import Mapping
from typing import Any

from django.dispatch import receiver

from kokreasi.meetings.events import meeting_changed
from kokreasi.meetings.models import Invitee, Meeting
from kokreasi.meetings.queries.counting import counts_by_stage
from kokreasi.meetings.services import closing, forgetting, invitations, merging
from kokreasi.organisations.events import organisations_merged
from kokreasi.organisations.models import Organisation
from kokreasi.people.events import invitation_accepted, person_erased
from kokreasi.people.models import User
from kokreasi.plans.events import counts_asked
from kokreasi.plans.models import Plan
from kokreasi.register.choices import Kind
from kokreasi.register.events import line_written
from kokreasi.register.models import Entry


@receiver(meeting_changed)
def clear_calendars(*, meeting: Meeting, by: User | None, **_: Any) -> None:
    """Tell the invited of a cancellation at once; of other changes the secretariat tells them."""
    if meeting.is_cancelled:
        invitations.tell_changes(meeting, by=by)


@receiver(line_written, dispatch_uid="meetings.keep_withheld")
def keep_withheld(*, entry: Entry, **_: Any) -> None:
    """Leave a line of history to the secretariat that says what minutes withhold."""
    is_ours = entry.record.kind in (Kind.MEETING, Kind.FOLLOW_UP)
    if entry.is_public and is_ours and closing.tells_what_is_withheld(entry):
        entry.is_public = False


@receiver(organisations_merged, dispatch_uid="meetings.follow_merge")
def follow_merge(
    *, loser: Organisation, into: Organisation, by: User, reason: str, **_signal: Any
) -> None:
    """Move what meetings hold, inside the transaction of the merge: together or not at all."""
    merging.take_over(loser, into=into, by=by, reason=reason)


@receiver(person_erased, dispatch_uid="meetings.forget_person")
def forget_person(*, user: User, name: str, email: str, **_: Any) -> None:
    """Forget that it was this person who was invited, came or is named; the numbers stay."""
    forgetting.forget_person(user, name=name, email=email)


@receiver(invitation_accepted, dispatch_uid="meetings.recognise_invited")
def recognise_invited(*, user: User, **_: Any) -> None:
    """Give somebody who joins the invitations that were sent to the same address before."""
    Invitee.objects.filter(email=user.email, person=None, erased_at=None).update(person=user)


@receiver(counts_asked, dispatch_uid="meetings.count_meetings")
def count_meetings(*, plan: Plan, **_: Any) -> Mapping[int | None, Mapping[str, int | None]]:
    """Count the public meetings of a plan, and who came, for its documents."""
    return counts_by_stage(plan)
