"""Who is invited to what, and what waits for an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet

from kokreasi.meetings.choices import Answer, MeetingState
from kokreasi.meetings.keys import hashed
from kokreasi.meetings.models import Invitee, Meeting
from kokreasi.people.visitors import Visitor


@dataclass(frozen=True, slots=True)
class Answers:
    """How many are invited to a meeting, and how many said what."""

    by_answer: Mapping[Answer, int]
    to_tell: int

    @property
    def invited(self) -> int:
        return sum(self.by_answer.values())


def answers_to(meeting: Meeting) -> Answers:
    """Count the standing invitations by answer, and those who do not know the newest state."""
    standing = meeting.invitees.standing()
    rows = standing.order_by().values_list("answer").annotate(number=Count("pk"))
    counted = dict(rows)
    return Answers(
        by_answer={each: counted.get(each, 0) for each in Answer},
        to_tell=meeting.invitees.to_tell().count(),
    )


def is_answerable(meeting: Meeting, *, at: datetime) -> bool:
    """Tell whether answers still count: until the meeting begins, or its first day ends."""
    if meeting.state != MeetingState.PLANNED:
        return False
    starts = meeting.starts_at
    if starts:
        return at < starts
    return at.astimezone(ZoneInfo(meeting.zone)).date() <= meeting.day


def find(key: str) -> Invitee | None:
    """Give the invitation that a personal link opens, also one that was withdrawn."""
    rows = Invitee.objects.select_related(
        "meeting__record", "meeting__kind", "organisation__record"
    )
    return rows.filter(key_hash=hashed(key), erased_at=None).first()


def invitations_of(visitor: Visitor, *, day: date) -> QuerySet[Invitee]:
    """Give the invitations of this person, and of the bodies for which the person acts, that lie
    ahead on this day; the nearest meeting first."""
    ahead = (
        Invitee.objects.of(visitor)
        .standing()
        .filter(meeting__day__gte=day, meeting__state=MeetingState.PLANNED)
    )
    related = ("meeting__record", "meeting__kind", "organisation__record")
    return ahead.select_related(*related).order_by("meeting__day", "meeting__begins", "pk")


def unanswered_by(visitor: Visitor, *, day: date) -> QuerySet[Invitee]:
    """Give the invitations that wait for the visitor's answer."""
    return invitations_of(visitor, day=day).filter(answer=Answer.NONE)
