"""Arrange a meeting, change it, announce it, cancel it, and say that it was held."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.errors import DomainError
from kokreasi.core.locking import fresh
from kokreasi.meetings.choices import Access, MeetingState, MinutesState, Zone
from kokreasi.meetings.events import meeting_changed
from kokreasi.meetings.models import AgendaItem, Meeting, Minutes, Series
from kokreasi.meetings.services import closing, follow_ups
from kokreasi.meetings.sheets import words_to_find
from kokreasi.people.models import User
from kokreasi.plans.models import Plan, Stage
from kokreasi.register import services as register
from kokreasi.register.choices import FacetName, Kind, Tie
from kokreasi.register.models import Link, Record
from kokreasi.register.services import ReasonMissingError
from kokreasi.vocabularies.models import Term

IN_CALENDARS = frozenset(
    {"title", "day", "last_day", "begins", "ends", "zone", "place", "room", "online_link"}
)
FOR_THE_INVITED = frozenset({"online_link", "chair", "note_taker"})
CHECKED = ("day", "last_day", "begins", "ends", "plan")
COPIED = ("kind", "plan", "title", "zone", "begins", "ends", "place", "room", "access")


class DaysReversedError(DomainError):
    message = _("The last day comes after the first; leave it empty for a meeting of one day.")


class HoursReversedError(DomainError):
    message = _("A meeting ends after it begins.")


class ForeignStageError(DomainError):
    message = _("A stage belongs to another plan than the meeting.")


class CancelledError(DomainError):
    message = _("The meeting was cancelled.")


class HeldError(DomainError):
    message = _("A meeting that took place cannot be cancelled.")


class ClosedMeetingError(DomainError):
    message = _("A meeting only for the invited is not announced.")


class AnnouncedError(DomainError):
    message = _("The meeting is announced. Withdraw its page first, with a reason.")


class FinalMinutesError(DomainError):
    message = _("The minutes are final. Reopen them before you change who may read them.")


@transaction.atomic
def arrange(
    *,
    kind: Term,
    title: Bilingual,
    day: date,
    by: User | None,
    plan: Plan | None = None,
    stages: Iterable[Stage] = (),
    series: Series | None = None,
    subjects: Iterable[Record] = (),
    begins: time | None = None,
    ends: time | None = None,
    zone: Zone = Zone.WIB,
    place: str = "",
    room: str = "",
    online_link: str = "",
    letter_number: str = "",
    chair: str = "",
    note_taker: str = "",
    access: Access = Access.PUBLIC,
    last_day: date | None = None,
    state: MeetingState = MeetingState.PLANNED,
    agenda: Iterable[str | tuple[str, int | None]] = (),
    summary: Bilingual | None = None,
) -> Meeting:
    """Open a meeting that only the secretariat sees until it is announced.

    `agenda` holds titles, or titles with their minutes. The reference counts within the year of
    the meeting's day and stays when the day is moved.
    """
    row = Meeting(
        kind=kind,
        title=title,
        summary=summary or Bilingual(),
        day=day,
        last_day=last_day,
        begins=begins,
        ends=ends,
        plan=plan,
        series=series,
        zone=zone,
        place=place,
        room=room,
        online_link=online_link,
        letter_number=letter_number,
        chair=chair,
        note_taker=note_taker,
        access=access,
        state=state,
    )
    about = list(stages)
    _check(row, {}, about)
    row.record = register.enrol(
        Kind.MEETING,
        reference=f"RPT-{day.year}-###",
        title=title,
        summary=row.summary,
        sort_key=_sort_key(row),
        by=by,
        says=_("arranged this meeting"),
    )
    row.save()
    row.stages.set(about)
    row.subjects.set(subjects)
    _set_agenda(row, agenda)
    _tell_register(row)
    return row


def _set_agenda(meeting: Meeting, agenda: Iterable[str | tuple[str, int | None]]) -> None:
    pairs = [(item, None) if isinstance(item, str) else item for item in agenda]
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, title=title, duration=minutes, position=position)
        for position, (title, minutes) in enumerate(pairs, start=1)
    )


def _check(meeting: Meeting, values: Mapping[str, Any], stages: Iterable[Stage]) -> None:
    """Refuse in words what the database would refuse, as the meeting would be afterwards."""
    after = {name: getattr(meeting, name) for name in CHECKED} | dict(values)
    if after["last_day"] and after["last_day"] <= after["day"]:
        raise DaysReversedError
    if after["ends"] and not after["begins"]:
        raise HoursReversedError
    if after["ends"] and not after["last_day"] and after["ends"] <= after["begins"]:
        raise HoursReversedError
    if any(stage.plan_id != (after["plan"] and after["plan"].pk) for stage in stages):
        raise ForeignStageError


def _sort_key(meeting: Meeting) -> str:
    hour = meeting.begins.isoformat("minutes") if meeting.begins else ""
    return f"{meeting.day.isoformat()} {hour}"


def _tell_register(meeting: Meeting) -> None:
    """Keep the words, facets and ties by which the meeting is found equal to its own."""
    register.describe(
        meeting.record,
        title=meeting.title,
        summary=meeting.summary,
        words=words_to_find(meeting),
        sort_key=_sort_key(meeting),
    )
    facets = [(FacetName.MEETING_KIND, meeting.kind.code)]
    facets += [(FacetName.PLAN, meeting.plan.reference)] if meeting.plan else []
    facets += [(FacetName.SERIES, str(meeting.series_id))] if meeting.series_id else []
    facets += [(FacetName.STAGE, stage.reference) for stage in _stages_of(meeting)]
    register.find_by(meeting.record, facets)
    _tie_subjects(meeting)


def _stages_of(meeting: Meeting) -> Iterable[Stage]:
    return meeting.stages.select_related("record")


def _tie_subjects(meeting: Meeting) -> None:
    """Let each record that the meeting is about lead to the meeting, and no other."""
    discussed = Link.objects.filter(target=meeting.record, tie=Tie.DISCUSSED_IN)
    subjects = list(meeting.subjects.all())
    discussed.exclude(source__in=subjects).delete()
    for subject in subjects:
        register.tie(subject, meeting.record, Tie.DISCUSSED_IN)


def locked(meeting: Meeting) -> Meeting:
    """Give the meeting as it stands now, and keep others from changing it until the end."""
    rows = Meeting.objects.select_related("record__version", "kind", "plan", "series")
    return fresh(rows, meeting.pk)


@transaction.atomic
def change(
    meeting: Meeting, values: Mapping[str, Any], *, seen: int, by: User | None, reason: str = ""
) -> Meeting:
    """Change fields of a meeting; calendars are told where they show another day, hour or place.

    What only the invited may know (the online link, who chairs) stays out of the public history.
    """
    now = locked(meeting)
    _check(now, values, values.get("stages", now.stages.all()))
    _check_access(now, values.get("access", now.access))
    changed = _revise(now, values, seen=seen, by=by, reason=reason)
    if changed.access != now.access:
        _close_what_is_open(changed, by=by)
    if any(getattr(changed, name) != getattr(now, name) for name in IN_CALENDARS):
        _move_calendars(changed, by=by)
    _tell_register(changed)
    return changed


def _close_what_is_open(meeting: Meeting, *, by: User | None) -> None:
    """Take back at once what was public and is more than may be read now."""
    minutes = Minutes.objects.filter(meeting=meeting).select_related("meeting").first()
    if minutes is not None:
        closing.close_what_tells(minutes, by=by)
    if by is not None and meeting.access != Access.PUBLIC:
        because = gettext("Not everybody may read the minutes any more.")
        follow_ups.hide(meeting, because=because, by=by)
    meeting.record.refresh_from_db()


def _check_access(meeting: Meeting, access: str) -> None:
    if access == meeting.access:
        return
    if access == Access.INVITED and meeting.record.is_public:
        raise AnnouncedError
    if Minutes.objects.filter(meeting=meeting, state=MinutesState.FINAL).exists():
        raise FinalMinutesError


def _revise(
    meeting: Meeting, values: Mapping[str, Any], *, seen: int, by: User | None, reason: str
) -> Meeting:
    """Write two lines of history: one that everybody may read, one that only the invited may."""
    parts = {
        None: {name: value for name, value in values.items() if name not in FOR_THE_INVITED},
        False: {name: value for name, value in values.items() if name in FOR_THE_INVITED},
    }
    for is_public, part in parts.items():
        meeting = register.revise(
            meeting,
            part,
            seen=seen,
            about=meeting.record,
            by=by,
            event="meeting.changed",
            says=_("changed this meeting"),
            reason=reason,
            is_public=is_public,
        )
    return meeting


def _move_calendars(meeting: Meeting, *, by: User | None) -> None:
    meeting.sequence += 1
    meeting.save(update_fields=["sequence"])
    meeting_changed.send(Meeting, meeting=meeting, by=by)


@transaction.atomic
def cancel(meeting: Meeting, *, because: str, by: User | None) -> Meeting:
    """Say that the meeting does not take place, and why; calendars are told."""
    if not because.strip():
        raise ReasonMissingError
    now = locked(meeting)
    if now.state == MeetingState.HELD:
        raise HeldError
    if now.is_cancelled:
        return now
    values = {"state": MeetingState.CANCELLED, "cancelled_because": because}
    _set(now, values, by=by, event="meeting.cancelled", says=_("cancelled this meeting"))
    _move_calendars(now, by=by)
    return now


@transaction.atomic
def hold(meeting: Meeting, *, by: User | None) -> Meeting:
    """Say that the meeting took place."""
    now = locked(meeting)
    if now.is_cancelled:
        raise CancelledError
    if now.state == MeetingState.PLANNED:
        values = {"state": MeetingState.HELD}
        _set(now, values, by=by, event="meeting.held", says=_("recorded that the meeting was held"))
    return now


def _set(meeting: Meeting, values: Mapping[str, Any], *, by: User | None, **told: Any) -> None:
    """Write what no form offers; whoever has the form open is told by its revision."""
    for name, value in values.items():
        setattr(meeting, name, value)
    meeting.revision += 1
    meeting.field_revisions |= dict.fromkeys(values, meeting.revision)
    meeting.save()
    register.record(
        about=meeting.record,
        by=by,
        reason=values.get("cancelled_because", ""),
        is_public=meeting.record.is_public,
        **told,
    )


@transaction.atomic
def publish(meeting: Meeting, *, by: User | None) -> None:
    """Announce the meeting to everybody; what is only for the invited never is."""
    now = locked(meeting)
    if now.access == Access.INVITED:
        raise ClosedMeetingError
    register.publish(now.record, by=by, says=_("announced this meeting"))
    follow_ups.show(now, by=by)


@transaction.atomic
def withdraw(meeting: Meeting, *, by: User, reason: str) -> None:
    """Take the meeting and its follow-ups out of the public's sight, with a reason."""
    register.withdraw(meeting.record, by=by, reason=reason)
    follow_ups.hide(meeting, because=reason, by=by)


@transaction.atomic
def next_of(meeting: Meeting, *, day: date, by: User | None) -> Meeting:
    """Arrange the meeting that continues this one; both then belong to one series.

    It takes over what mostly stays the same, and no day of its end: whoever meets for several
    days says so anew.
    """
    now = locked(meeting)
    if now.series is None:
        now.series = Series.objects.create(title=now.title)
        now.save(update_fields=["series"])
        _tell_register(now)
    return arrange(
        **{name: getattr(now, name) for name in COPIED},
        series=now.series,
        day=day,
        stages=now.stages.all(),
        subjects=now.subjects.all(),
        chair=now.chair,
        note_taker=now.note_taker,
        by=by,
    )
