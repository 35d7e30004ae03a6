"""Who was listed under two organisations that are one now is one person on the list."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kokreasi.meetings.choices import CheckInWay, Disability, Gender
from kokreasi.meetings.models import Attendance, Meeting
from kokreasi.meetings.services.attendance import identity_of
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.register import services as register

Place = tuple[int, date, str]
"""The meeting, the day and the identity: what one person has once."""

FILLED_IN = ("position", "email", "person_id", "invitee_id", "organisation_words")
CHANGED = (
    "position",
    "email",
    "person",
    "invitee",
    "organisation_words",
    "organisation",
    "identity",
    "gender",
    "disability",
    "consent",
)
AT_A_TIME = 500


def join_attendances(loser: Organisation, *, into: Organisation, by: User) -> None:
    """Give the survivor who came for the loser; the same name on the same day is listed once.

    Names that were forgotten cannot be compared any more: those people stay counted apart.
    Groups that were published are never counted again.
    """
    of_loser = Attendance.objects.filter(organisation=loser)
    meetings = set(of_loser.values_list("meeting", flat=True))
    rows = Attendance.objects.select_for_update(of=("self",)).filter(meeting__in=meetings)
    named = rows.filter(organisation__in=[loser, into], erased_at=None).order_by("pk")
    gone = _join_all(_by_place(named, into))
    of_loser.update(organisation=into)
    for meeting in Meeting.objects.filter(pk__in=gone).select_related("record"):
        _tell(meeting, gone[meeting.pk], by=by)


def _by_place(rows: Iterable[Attendance], into: Organisation) -> dict[Place, list[Attendance]]:
    """Put together the rows of one person on one day, as they are called by the survivor."""
    found: dict[Place, list[Attendance]] = defaultdict(list)
    for row in rows:
        row.organisation, row.identity = into, identity_of(row.name, into, "")
        found[row.meeting_id, row.day, row.identity].append(row)
    return found


def _join_all(people: dict[Place, list[Attendance]]) -> Counter[int]:
    """Make one row of those of each person; count by meeting how many are gone."""
    kept, gone = [], []
    for same in people.values():
        first, *others = sorted(same, key=_is_of_less_use)
        for other in others:
            _fill_in(first, other)
        kept.append(first)
        gone += others
    Attendance.objects.filter(pk__in=[row.pk for row in gone]).delete()
    Attendance.objects.bulk_update(kept, CHANGED, batch_size=AT_A_TIME)
    return Counter(row.meeting_id for row in gone)


def _is_of_less_use(row: Attendance) -> tuple[bool, int]:
    """Sort first the row whose receipt somebody has on a telephone, then the oldest."""
    return row.way != CheckInWay.CODE, row.pk


def _fill_in(kept: Attendance, other: Attendance) -> None:
    """Take over what only the other row knows; groups with the consent under which they came."""
    for name in FILLED_IN:
        setattr(kept, name, getattr(kept, name) or getattr(other, name))
    if (kept.gender, kept.disability) == (Gender.NOT_SAID, Disability.NOT_SAID):
        kept.gender, kept.disability = other.gender, other.disability
        kept.consent = other.consent or kept.consent


def _tell(meeting: Meeting, count: int, *, by: User) -> None:
    register.record(
        "meeting.attendance_joined",
        meeting.record,
        by=by,
        says=format_lazy(
            _("listed once who stood twice, because two organisations are one ({count})"),
            count=count,
        ),
        is_public=False,
    )
