"""Examples for the addresses of invitations and attendance, by the name of the address."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from kokreasi.meetings.keys import key_from
from kokreasi.meetings.models import Invitee, Meeting
from kokreasi.meetings.services import invitations, meetings
from kokreasi.meetings.tests.factories import make_meeting
from kokreasi.people.visitors import Visitor

Cast = Mapping[str, Visitor]
Example = Callable[[Cast], dict[str, Any]]

AHEAD = date(2099, 12, 1)


def planned(_cast: Cast) -> dict[str, Any]:
    return {"reference": make_meeting(day=AHEAD).reference}


def invited(cast: Cast, meeting: Meeting | None = None) -> Invitee:
    member: Any = cast["member"]
    return invitations.invite(meeting or make_meeting(day=AHEAD), person=member, by=None)


def invited_member(cast: Cast) -> dict[str, Any]:
    return {"pk": invited(cast).pk}


def one_of_the_invited(cast: Cast) -> dict[str, Any]:
    invitee = invited(cast)
    return {"reference": invitee.meeting.reference, "pk": invitee.pk}


def open_link(cast: Cast) -> dict[str, Any]:
    return {"key": key_from(invited(cast).seed)}


def late_link(cast: Cast) -> dict[str, Any]:
    invitee = invited(cast)
    meetings.cancel(invitee.meeting, because="Ditunda", by=None)
    return {"key": key_from(invitee.seed)}


def unknown_link(_cast: Cast) -> dict[str, Any]:
    return {"key": key_from("0" * 32)}


ATTENDANCE: dict[str, dict[str, Example]] = {
    "answer": {"open": open_link, "cancelled": late_link, "unknown": unknown_link},
    "appointment": {"open": open_link, "unknown": unknown_link},
    "meetings:my-invitation": {"invited": invited_member},
    "meetings:my-appointment": {"invited": invited_member},
    "meetings:invitees": {"planned": planned},
    "meetings:invite": {"planned": planned},
    "meetings:tell-changes": {"planned": planned},
    "meetings:withdraw-invitee": {"invited": one_of_the_invited},
}
