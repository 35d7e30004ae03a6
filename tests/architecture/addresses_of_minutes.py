"""Examples for the addresses of minutes, by the name of the address."""

from collections.abc import Callable, Mapping
from typing import Any

from kokreasi.core.days import today_in_jakarta
from kokreasi.meetings.choices import VeilKind
from kokreasi.meetings.keys import key_from
from kokreasi.meetings.models import Minutes
from kokreasi.meetings.services import corrections, invitations, minutes, veils
from kokreasi.meetings.tests.factories import make_meeting, make_minutes
from kokreasi.people.visitors import Visitor

Cast = Mapping[str, Visitor]
Example = Callable[[Cast], dict[str, Any]]


def _of(rows: Minutes) -> dict[str, Any]:
    return {"reference": rows.meeting.reference}


def draft(_cast: Cast) -> dict[str, Any]:
    return _of(make_minutes(None, "Said"))


def without_minutes(_cast: Cast) -> dict[str, Any]:
    return {"reference": make_meeting().reference}


def final(_cast: Cast) -> dict[str, Any]:
    rows = make_minutes(None, "Said")
    minutes.finalise(rows, by=None)
    return _of(rows)


def version(cast: Cast) -> dict[str, Any]:
    return {**final(cast), "number": 1}


def section(_cast: Cast) -> dict[str, Any]:
    rows = make_minutes(None, "Said")
    return {**_of(rows), "pk": rows.sections.get().pk}


def point(_cast: Cast) -> dict[str, Any]:
    rows = make_minutes(None, "Said")
    return {**_of(rows), "pk": rows.points.get().pk}


def _circulated() -> Minutes:
    return minutes.circulate(make_minutes(None, "Said"), until=today_in_jakarta(), by=None)


def circulated(cast: Cast) -> dict[str, Any]:
    """Circulate minutes of a meeting to which the member is invited."""
    rows = _circulated()
    member: Any = cast["member"]
    invitations.invite(rows.meeting, person=member, email=member.email, by=None)
    return _of(rows)


def by_key(_cast: Cast) -> dict[str, Any]:
    rows = _circulated()
    ani = invitations.invite(rows.meeting, name="Ani", email="ani@example.org", by=None)
    return {"key": key_from(ani.seed)}


def correction(cast: Cast) -> dict[str, Any]:
    rows = _circulated()
    member: Any = cast["member"]
    row = corrections.suggest(rows, point=None, proposed="More", by=member)
    return {**_of(rows), "pk": row.pk}


def veil(_cast: Cast) -> dict[str, Any]:
    rows = make_minutes(None, "Ani said")
    row = veils.add(rows, kind=VeilKind.NAME, words="Ani", instead="a citizen", by=None)
    return {**_of(rows), "pk": row.pk}


MINUTES: dict[str, dict[str, Example]] = {
    "circulated-minutes": {"draft": circulated},
    "meeting-version": {"published": version},
    "meetings:circulate": {"draft": draft},
    "meetings:correction": {"draft": correction},
    "meetings:corrections": {"draft": draft},
    "meetings:finalise": {"draft": draft},
    "meetings:minutes": {"draft": draft},
    "meetings:minutes-begin": {"draft": without_minutes},
    "meetings:minutes-follow-up": {"draft": draft},
    "meetings:minutes-section": {"draft": section},
    "meetings:minutes-section-add": {"draft": draft},
    "meetings:point": {"draft": point},
    "meetings:point-add": {"draft": draft},
    "meetings:reopen-minutes": {"published": final},
    "meetings:veil-remove": {"draft": veil},
    "meetings:veils": {"draft": draft},
    "minutes-by-key": {"published": by_key},
}
