"""Which meetings stand in the calendar of a thing."""

from collections.abc import Mapping

from django.db.models import Q

from kokreasi.meetings.models import Attendance, Invitee
from kokreasi.meetings.models.meetings import MeetingQuerySet
from kokreasi.register.choices import Kind
from kokreasi.register.models import Record

KINDS: Mapping[str, Kind] = {
    "rencana": Kind.PLAN,
    "tahapan": Kind.STAGE,
    "organisasi": Kind.ORGANISATION,
    "rapat": Kind.MEETING,
}
"""What stands in the address of a calendar for each kind of thing that has one."""


def of_plan(meetings: MeetingQuerySet, plan: Record) -> MeetingQuerySet:
    return meetings.filter(plan__record=plan)


def of_stage(meetings: MeetingQuerySet, stage: Record) -> MeetingQuerySet:
    return meetings.filter(stages__record=stage)


def of_organisation(meetings: MeetingQuerySet, organisation: Record) -> MeetingQuerySet:
    """Keep the meetings to which an organisation is invited or came; never those of a person."""
    invited = Invitee.objects.standing().filter(organisation__record=organisation)
    came = Attendance.objects.filter(organisation__record=organisation)
    return meetings.filter(Q(pk__in=invited.values("meeting")) | Q(pk__in=came.values("meeting")))


def only(meetings: MeetingQuerySet, meeting: Record) -> MeetingQuerySet:
    return meetings.filter(record=meeting)
