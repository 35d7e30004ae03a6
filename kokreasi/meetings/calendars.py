"""Meetings as iCalendar objects (RFC 5545): for one who is invited (RFC 5546), and as feeds.

Nothing here depends on the clock: a calendar that has not changed is the same to the last byte.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import (
    Calendar,
    Event,
    Timezone,
    TimezoneStandard,
    vCalAddress,
    vDDDTypes,
    vDuration,
    vText,
    vUri,
)

from kokreasi.meetings.choices import Answer, MeetingState, Zone
from kokreasi.meetings.models import Invitee, Meeting

PRODUCT = "-//Kokreasi//Kokreasi//ID"
REFRESH = timedelta(hours=6)
STATUS = {
    MeetingState.PLANNED: "CONFIRMED",
    MeetingState.HELD: "CONFIRMED",
    MeetingState.CANCELLED: "CANCELLED",
}
PARTICIPATION = {
    Answer.NONE: "NEEDS-ACTION",
    Answer.YES: "ACCEPTED",
    Answer.NO: "DECLINED",
    Answer.INSTEAD: "DELEGATED",
}
OFFSETS = {Zone.WIB: 7, Zone.WITA: 8, Zone.WIT: 9}
FIRST_DAY = datetime(1970, 1, 1)  # noqa: DTZ001 - the start of a zone is written without one


def request(meeting: Meeting, invitee: Invitee, *, link: str, at: datetime) -> str:
    """Invite somebody, or tell the newest state; `link` is where the invitation is answered."""
    event = _event(meeting, at=at)
    event.add("status", "CONFIRMED")
    event.add("attendee", _attendee(invitee), encode=False)
    event.add("description", _for_the_invited(meeting, link))
    if meeting.online_link:
        event.add("conference", vUri(meeting.online_link, params={"VALUE": "URI"}))
    return _written("REQUEST", [event], [meeting.zone])


def cancellation(meeting: Meeting, invitee: Invitee, *, at: datetime) -> str:
    """Take the appointment out of the calendar of one who was invited."""
    event = _event(meeting, at=at)
    event.add("status", "CANCELLED")
    event.add("attendee", _attendee(invitee), encode=False)
    if meeting.cancelled_because:
        event.add("comment", meeting.cancelled_because)
    return _written("CANCEL", [event], [meeting.zone])


def feed(meetings: Iterable[Meeting], *, name: str) -> str:
    """Write what everybody may know of public meetings; cancelled ones stay and say so."""
    shown = list(meetings)
    events = [_public_event(meeting) for meeting in shown]
    return _written("PUBLISH", events, [meeting.zone for meeting in shown], name=name)


def _public_event(meeting: Meeting) -> Event:
    event = _event(meeting, at=meeting.record.changed_at)
    event.add("status", STATUS[MeetingState(meeting.state)])
    event.add("description", _public_address(meeting))
    event.add("categories", [str(meeting.kind.name)])
    event.add("last-modified", meeting.record.changed_at)
    return event


def _event(meeting: Meeting, *, at: datetime) -> Event:
    event = Event()
    event.add("uid", uid(meeting))
    event.add("dtstamp", at.replace(microsecond=0))
    event.add("sequence", meeting.sequence)
    event.add("summary", str(meeting.title))
    event.add("organizer", _organiser(), encode=False)
    event.add("class", "PUBLIC" if meeting.record.is_public else "PRIVATE")
    event.add("transp", "OPAQUE")
    _add_time(event, meeting)
    place = ", ".join(part for part in (meeting.room, meeting.place) if part)
    if place:
        event.add("location", place)
    if meeting.record.is_public:
        event.add("url", _public_address(meeting))
    return event


def _public_address(meeting: Meeting) -> str:
    return settings.ORIGIN + meeting.get_absolute_url()


def uid(meeting: Meeting) -> str:
    """Name the appointment for ever; every calendar knows it by this."""
    return f"{meeting.reference}@{urlsplit(settings.ORIGIN).hostname}"


def _add_time(event: Event, meeting: Meeting) -> None:
    """Write hours where they are known, else whole days; the end of hours may stay open."""
    starts, ends = meeting.starts_at, meeting.ends_at
    if starts and (ends or meeting.last_day is None):
        event.add("dtstart", starts)
        if ends:
            event.add("dtend", ends)
        return
    event.add("dtstart", meeting.day)
    event.add("dtend", _day_after(meeting.last_day or meeting.day))


def _day_after(day: date) -> date:
    return day + timedelta(days=1)


def _organiser() -> vCalAddress:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    organiser = vCalAddress(f"mailto:{address}")
    organiser.params["CN"] = vText(name or "Kokreasi")
    return organiser


def _attendee(invitee: Invitee) -> vCalAddress:
    answer = Answer(invitee.answer)
    attendee = vCalAddress(f"mailto:{invitee.email}")
    attendee.params["CN"] = vText(_on_one_line(str(invitee)))
    attendee.params["CUTYPE"] = vText("INDIVIDUAL" if invitee.name else "GROUP")
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText(PARTICIPATION[answer])
    attendee.params["RSVP"] = vText("TRUE" if answer == Answer.NONE else "FALSE")
    if answer == Answer.INSTEAD:
        attendee.params["DELEGATED-TO"] = [f"mailto:{invitee.substitute_email}"]
    return attendee


def _on_one_line(text: str) -> str:
    """Leave out what a parameter cannot hold (RFC 5545, 3.2): quotes and control characters."""
    return "".join(sign for sign in text.replace('"', "'") if sign.isprintable())


def _for_the_invited(meeting: Meeting, link: str) -> str:
    agenda = [f"{number}. {item}" for number, item in enumerate(meeting.agenda.all(), start=1)]
    parts = [
        "\n".join([_("Agenda:"), *agenda]) if agenda else "",
        _("Online: %(link)s") % {"link": meeting.online_link} if meeting.online_link else "",
        _("Answer here: %(link)s") % {"link": link},
    ]
    return "\n\n".join(part for part in parts if part)


def _written(method: str, events: list[Event], zones: Iterable[str], *, name: str = "") -> str:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        _name(calendar, name)
    for zone in sorted(set(zones)):
        calendar.add_component(_zone(Zone(zone)))
    for event in events:
        calendar.add_component(event)
    written: bytes = calendar.to_ical(sorted=False)
    return written.decode()


def _name(calendar: Calendar, name: str) -> None:
    """Say what the feed is called and how often to ask, in the old and the new words for it."""
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    refresh = vDDDTypes(REFRESH)
    refresh.params["VALUE"] = "DURATION"
    calendar.add("refresh-interval", refresh)
    calendar.add("x-published-ttl", vDuration(REFRESH))


def _zone(zone: Zone) -> Timezone:
    """Describe a zone of Indonesia: one offset, no summer time, as since 1964."""
    offset = timedelta(hours=OFFSETS[zone])
    standard = TimezoneStandard()
    standard.add("dtstart", FIRST_DAY)
    standard.add("tzoffsetfrom", offset)
    standard.add("tzoffsetto", offset)
    standard.add("tzname", zone.label)
    described = Timezone()
    described.add("tzid", zone.value)
    described.add_component(standard)
    return described
