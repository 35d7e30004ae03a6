"""Examples for the addresses of invitations and attendance, by the name of the address."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from kokreasi.core.days import today_in_jakarta
from kokreasi.meetings import codes
from kokreasi.meetings.choices import CheckInWay
from kokreasi.meetings.keys import key_from
from kokreasi.meetings.models import Invitee, Meeting
from kokreasi.meetings.services import attendance, invitations, meetings
from kokreasi.meetings.services.attendance import Attendee
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


def open_meeting() -> Meeting:
    meeting = make_meeting(day=today_in_jakarta())
    attendance.open_check_in(meeting, by=None)
    return meeting


def code_on_the_screen(_cast: Cast) -> dict[str, Any]:
    return {"code": codes.code_at(open_meeting(), timezone.now())}


def old_code(_cast: Cast) -> dict[str, Any]:
    return {"code": codes.code_at(open_meeting(), timezone.now() - timedelta(minutes=9))}


def receipt(_cast: Cast) -> dict[str, Any]:
    token = attendance.new_token()
    attendance.check_in(open_meeting(), Attendee("Siti"), token=token, on=today_in_jakarta())
    return {"token": token}


def unknown_receipt(_cast: Cast) -> dict[str, Any]:
    return {"token": attendance.new_token()}


def one_who_came(_cast: Cast) -> dict[str, Any]:
    meeting = make_meeting()
    row = attendance.attend(meeting, name="Siti", way=CheckInWay.LIST, by=None)
    return {"reference": meeting.reference, "pk": row.pk}


def a_table(cast: Cast) -> dict[str, Any]:
    return {**planned(cast), "ending": "csv"}


def calendar_of_draft(_cast: Cast) -> dict[str, Any]:
    return {"kind": "rapat", "reference": make_meeting().reference}


def calendar_of_published(_cast: Cast) -> dict[str, Any]:
    return {"kind": "rapat", "reference": make_meeting(is_public=True).reference}


def calendar_of_nothing(_cast: Cast) -> dict[str, Any]:
    return {"kind": "komitmen", "reference": make_meeting(is_public=True).reference}


ATTENDANCE: dict[str, dict[str, Example]] = {
    "answer": {"open": open_link, "cancelled": late_link, "unknown": unknown_link},
    "appointment": {"open": open_link, "unknown": unknown_link},
    "meetings:my-invitation": {"invited": invited_member},
    "meetings:my-appointment": {"invited": invited_member},
    "meetings:invitees": {"planned": planned},
    "meetings:invite": {"planned": planned},
    "meetings:tell-changes": {"planned": planned},
    "meetings:withdraw-invitee": {"invited": one_of_the_invited},
    "calendar": {
        "draft": calendar_of_draft,
        "published": calendar_of_published,
        "other kind": calendar_of_nothing,
    },
    "check-in": {"valid code": code_on_the_screen, "old code": old_code},
    "check-in-receipt": {"valid": receipt, "unknown": unknown_receipt},
    "meetings:attendance": {"planned": planned},
    "meetings:add-attendance": {"planned": planned},
    "meetings:tick-invitees": {"planned": planned},
    "meetings:remove-attendance": {"recorded": one_who_came},
    "meetings:switch-check-in": {"planned": planned},
    "meetings:check-in-screen": {"planned": planned},
    "meetings:publish-tally": {"planned": planned},
    "meetings:import-attendance": {"planned": planned},
    "meetings:decide-attendance": {"planned": planned},
    "meetings:attendance-file": {"planned": a_table},
}
