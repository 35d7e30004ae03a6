"""Words about meetings that pages of every area show."""

from datetime import date

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kokreasi.core.days import today_in_jakarta, written_period
from kokreasi.core.templatetags.components import badge
from kokreasi.meetings.choices import Access, MeetingState, Zone
from kokreasi.meetings.models import Meeting

register = template.Library()

TONES = {
    MeetingState.PLANNED: "info",
    MeetingState.HELD: "success",
    MeetingState.CANCELLED: "danger",
}


@register.simple_tag
def meeting_badge(meeting: Meeting, today: date | None = None) -> SafeString:
    """Say whether a meeting is planned, was held or is cancelled."""
    is_late = meeting.state == MeetingState.PLANNED and (
        (meeting.last_day or meeting.day) < (today or today_in_jakarta())
    )
    if is_late:
        return badge(_("planned for a day that is past"), tone="warning")
    state = MeetingState(meeting.state)
    return badge(state.label, tone=TONES[state])


@register.simple_tag
def access_badge(meeting: Meeting) -> SafeString:
    """Say who may read what the meeting said."""
    return badge(Access(meeting.access).label, tone="neutral")


@register.simple_tag
def when(meeting: Meeting) -> str:
    """Write day and hours as people do: "Selasa, 18 September 2018, 09.30–12.15 WIB"."""
    hours = written_hours(meeting)
    return f"{written_days(meeting)}, {hours}" if hours else written_days(meeting)


@register.simple_tag(name="days_of")
def written_days(meeting: Meeting) -> str:
    """Write the day with its weekday, or the first and last day."""
    if meeting.last_day is None:
        return date_format(meeting.day, "l, j F Y")
    return "–".join(half for half in written_period(meeting.day, meeting.last_day) if half)


@register.simple_tag(name="hours_of")
def written_hours(meeting: Meeting) -> str:
    """Write the hours on the wall, with the name of their zone; nothing while none is known."""
    if meeting.begins is None:
        return ""
    hours = [meeting.begins, meeting.ends] if meeting.ends else [meeting.begins]
    return f"{'–'.join(f'{hour:%H.%M}' for hour in hours)} {Zone(meeting.zone).label}"


@register.simple_tag
def part_of(meeting: Meeting, name: str) -> str:
    """Give the address of a part of a meeting in the workspace; empty where there is none."""
    try:
        return reverse(f"meetings:{name}", args=[meeting.reference])
    except NoReverseMatch:
        return ""
