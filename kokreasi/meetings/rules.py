"""Who may do what with meetings, minutes and follow-ups."""

import rules

from kokreasi.core.days import today_in_jakarta
from kokreasi.meetings.choices import MinutesState
from kokreasi.meetings.models import FollowUp, Meeting, Minutes
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import Visitor


@rules.predicate
def is_invited(visitor: Visitor, meeting: Meeting) -> bool:
    return meeting.invitees.standing().of(visitor).exists()


@rules.predicate
def is_circulated(_visitor: Visitor, minutes: Minutes) -> bool:
    return minutes.state != MinutesState.DRAFT


@rules.predicate
def was_final(_visitor: Visitor, minutes: Minutes) -> bool:
    """Tell whether there is an edition to read, also while the minutes are being corrected."""
    return minutes.editions.exists()


@rules.predicate
def is_open_to_corrections(_visitor: Visitor, minutes: Minutes) -> bool:
    return minutes.is_open_to_corrections_on(today_in_jakarta())


@rules.predicate
def was_invited(visitor: Visitor, minutes: Minutes) -> bool:
    """Tell whether the visitor is invited to the meeting that these minutes are of."""
    return is_invited(visitor, minutes.meeting)


@rules.predicate
def is_responsible(visitor: Visitor, follow_up: FollowUp) -> bool:
    return FollowUp.objects.filter(pk=follow_up.pk).agreed().waiting_for(visitor).exists()


rules.add_perm("meetings.add_meeting", is_secretariat)
rules.add_perm("meetings.change_meeting", is_secretariat)
rules.add_perm(
    "meetings.read_minutes", is_secretariat | (was_invited & (is_circulated | was_final))
)
rules.add_perm("meetings.correct_minutes", was_invited & is_open_to_corrections)
rules.add_perm("meetings.change_follow_up", is_secretariat)
rules.add_perm("meetings.report_follow_up", is_secretariat | is_responsible)
rules.add_perm("meetings.dispute_follow_up", is_responsible)
rules.add_perm("meetings.change_stationery", is_secretariat)
