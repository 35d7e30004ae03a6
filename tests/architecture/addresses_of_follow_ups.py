"""Examples for the addresses of follow-ups, by the name of the address."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.files.base import ContentFile

from kokreasi.files.services import keep
from kokreasi.meetings.choices import MeetingState
from kokreasi.meetings.models import FollowUp
from kokreasi.meetings.services import follow_ups, meetings
from kokreasi.meetings.tests.factories import make_follow_up, make_meeting
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import RoleGrantFactory
from kokreasi.people.visitors import Visitor

Cast = Mapping[str, Visitor]
Example = Callable[[Cast], dict[str, Any]]


def _of(follow_up: FollowUp) -> dict[str, Any]:
    return {"reference": follow_up.reference}


def draft(_cast: Cast) -> dict[str, Any]:
    return _of(make_follow_up(is_agreed=False))


def public(_cast: Cast) -> dict[str, Any]:
    return _of(make_follow_up())


def _owed(cast: Cast) -> FollowUp:
    """Make one, in a meeting that is not public, for which the focal point's ministry answers."""
    ministry = make_ministry()
    RoleGrantFactory(user=cast["focal_point"], role=Role.FOCAL_POINT, body=ministry.reference)
    meeting = make_meeting(state=MeetingState.HELD)
    return make_follow_up(meeting=meeting, responsible=[ministry])


def owed(cast: Cast) -> dict[str, Any]:
    return _of(_owed(cast))


def _act(name: str, make: Example = owed) -> Example:
    return lambda cast: {**make(cast), "deed": name}


def unknown_act(cast: Cast) -> dict[str, Any]:
    return {**public(cast), "deed": "lain"}


def held_meeting(_cast: Cast) -> dict[str, Any]:
    return {"reference": make_meeting(state=MeetingState.HELD).reference}


def carried(_cast: Cast) -> dict[str, Any]:
    made = make_follow_up()
    following = meetings.next_of(made.meeting, day=made.meeting.day, by=None)
    return {"reference": following.reference, "follow_up": made.reference}


def closed(cast: Cast) -> dict[str, Any]:
    done = follow_ups.finish(_owed(cast), outcome="done", by=None)
    return _of(done)


def table(cast: Cast) -> dict[str, Any]:
    meeting = make_meeting(state=MeetingState.HELD)
    content = f"meeting,action\n{meeting.reference},menyusun draf\n".encode()
    kept = keep(ContentFile(content, name="tindak-lanjut.csv"), by=cast["editor"])
    return {"sha256": kept.sha256}


def as_csv(_cast: Cast) -> dict[str, Any]:
    return {"ending": "csv"}


def as_pdf(_cast: Cast) -> dict[str, Any]:
    return {"ending": "pdf"}


ACTS = ("kemajuan", "selesai", "catatan", "gugur", "ganti", "buka-kembali", "hapus")

FOLLOW_UPS: dict[str, dict[str, Example]] = {
    "data-follow-ups": {"csv": as_csv},
    "follow-up": {"draft": draft, "published": public, "of the focal point": owed},
    "meetings:follow-up": {
        "draft": draft,
        "published": public,
        "of the focal point": owed,
        "closed": closed,
    },
    "meetings:follow-up-act": {
        **{f"{name}, of the focal point": _act(name) for name in ACTS},
        "selesai, draft": _act("selesai", draft),
        "selesai, published": _act("selesai", public),
        "catatan, published": _act("catatan", public),
        "hapus, draft": _act("hapus", draft),
        "unknown": unknown_act,
    },
    "meetings:follow-ups-export": {"csv": as_csv, "unknown": as_pdf},
    "meetings:follow-ups-import": {"": table},
    "meetings:meeting-follow-ups": {"held": held_meeting},
    "meetings:meeting-follow-ups-agree": {"held": held_meeting},
    "meetings:meeting-follow-up-said": {"carried": carried},
}
