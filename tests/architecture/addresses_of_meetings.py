"""Examples for the addresses of meetings, minutes and follow-ups, by the name of the address."""

from collections.abc import Callable, Mapping
from typing import Any

from kokreasi.meetings.services.meetings import next_of
from kokreasi.meetings.tests.factories import A_DAY, make_meeting, make_paper
from kokreasi.people.visitors import Visitor
from tests.architecture.addresses_of_attendance import ATTENDANCE
from tests.architecture.addresses_of_documents import DOCUMENTS
from tests.architecture.addresses_of_follow_ups import FOLLOW_UPS
from tests.architecture.addresses_of_minutes import MINUTES
from tests.architecture.addresses_of_notes import NOTES
from tests.architecture.addresses_of_plans import new_plan

Example = Callable[[Mapping[str, Visitor]], dict[str, Any]]


def draft(_cast: Any) -> dict[str, Any]:
    return {"reference": make_meeting().reference}


def announced(_cast: Any) -> dict[str, Any]:
    return {"reference": make_meeting(is_public=True).reference}


def agenda_item(_cast: Any) -> dict[str, Any]:
    meeting = make_meeting(agenda=["Opening"])
    return {"reference": meeting.reference, "pk": meeting.agenda.get().pk}


def agenda_move(_cast: Any) -> dict[str, Any]:
    return {**agenda_item(_cast), "way": "naik"}


def card_of_meeting(_cast: Any) -> dict[str, Any]:
    return {**draft(_cast), "name": "fakta"}


def in_series(_cast: Any) -> dict[str, Any]:
    meeting = make_meeting()
    return {"reference": next_of(meeting, day=A_DAY, by=None).reference}


def about_record(_cast: Any) -> dict[str, Any]:
    plan = new_plan()
    return {"reference": make_meeting(subjects=[plan.record]).reference, "pk": plan.record.pk}


def paper(_cast: Any) -> dict[str, Any]:
    made = make_paper(make_meeting())
    return {"reference": made.meeting.reference, "pk": made.pk}


def private_paper(_cast: Any) -> dict[str, Any]:
    made = make_paper(make_meeting(is_public=True))
    return {"reference": made.meeting.reference, "pk": made.pk, "name": made.file.name}


def public_paper(_cast: Any) -> dict[str, Any]:
    made = make_paper(make_meeting(is_public=True), is_public=True)
    return {"reference": made.meeting.reference, "pk": made.pk, "name": made.file.name}


def private_picture(_cast: Any) -> dict[str, Any]:
    return {**private_paper(_cast), "side": 640}


def public_picture(_cast: Any) -> dict[str, Any]:
    return {**public_paper(_cast), "side": 640}


def as_csv(_cast: Any) -> dict[str, Any]:
    return {"ending": "csv"}


MEETINGS: dict[str, dict[str, Example]] = {
    **DOCUMENTS,
    **FOLLOW_UPS,
    **ATTENDANCE,
    **MINUTES,
    **NOTES,
    "data-meetings": {"csv": as_csv},
    "meeting": {"draft": draft, "published": announced},
    "meeting-paper": {"draft": private_paper, "published": public_paper},
    "meeting-picture": {"draft": private_picture, "published": public_picture},
    "meetings:agenda-add": {"draft": draft},
    "meetings:agenda-item": {"draft": agenda_item},
    "meetings:agenda-move": {"draft": agenda_move},
    "meetings:agenda-remove": {"draft": agenda_item},
    "meetings:announce": {"draft": draft},
    "meetings:cancel": {"draft": draft},
    "meetings:discuss": {"draft": draft},
    "meetings:edit": {"draft": draft},
    "meetings:hold": {"draft": draft},
    "meetings:leave-out": {"draft": about_record},
    "meetings:next": {"draft": draft},
    "meetings:paper": {"draft": paper},
    "meetings:paper-remove": {"draft": paper},
    "meetings:papers": {"draft": draft},
    "meetings:plan": {"draft": draft},
    "meetings:section": {"draft": card_of_meeting},
    "meetings:series": {"draft": in_series},
    "meetings:withdraw": {"published": announced},
}
