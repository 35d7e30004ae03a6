"""Examples for the addresses of minutes as documents."""

from collections.abc import Callable, Mapping
from typing import Any

from kokreasi.meetings.services.minutes import finalise
from kokreasi.meetings.tests.factories import make_meeting, make_minutes
from kokreasi.people.visitors import Visitor

Example = Callable[[Mapping[str, Visitor]], dict[str, Any]]


def draft(_cast: Any) -> dict[str, Any]:
    minutes = make_minutes(make_meeting(), "Something was said")
    return {"reference": minutes.meeting.reference, "ending": "json"}


def final(_cast: Any) -> dict[str, Any]:
    minutes = make_minutes(make_meeting(is_public=True), "Something was said")
    finalise(minutes, by=None)
    return {"reference": minutes.meeting.reference, "ending": "json"}


def working_text(_cast: Any) -> dict[str, Any]:
    return {**draft(_cast), "ending": "docx"}


DOCUMENTS: dict[str, dict[str, Example]] = {
    "meeting-document": {"draft": draft, "published": final},
    "meetings:draft": {"draft": working_text},
}
