"""Examples for the addresses of meetings, minutes and follow-ups, by the name of the address."""

from collections.abc import Callable, Mapping
from typing import Any

from kokreasi.meetings.tests.factories import make_meeting
from kokreasi.people.visitors import Visitor
from tests.architecture.addresses_of_follow_ups import FOLLOW_UPS
from tests.architecture.addresses_of_attendance import ATTENDANCE

Example = Callable[[Mapping[str, Visitor]], dict[str, Any]]


def draft(_cast: Any) -> dict[str, Any]:
    return {"reference": make_meeting().reference}


def announced(_cast: Any) -> dict[str, Any]:
    return {"reference": make_meeting(is_public=True).reference}


MEETINGS: dict[str, dict[str, Example]] = {
    **FOLLOW_UPS,
    **ATTENDANCE,
    "meeting": {"draft": draft, "published": announced},
}
