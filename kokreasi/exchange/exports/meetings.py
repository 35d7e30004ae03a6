"""Open data of meetings: what everybody reads on their pages, as a table."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from kokreasi.exchange.exports.describing import Described, address
from kokreasi.meetings.models import Meeting
from kokreasi.meetings.queries.attendance import Headcount, headcounts
from kokreasi.register.models import Record

CHUNK = 200
"""Rows in memory at a time."""
COUNTED = Q(follow_ups__agreed_at__isnull=False, follow_ups__record__published_at__isnull=False)


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A public meeting with what is counted of it."""

    meeting: Meeting
    came: Headcount
    follow_ups: int


def public_meetings() -> Iterator[MeetingRow]:
    """Give what everybody may read, whoever asks, the first meeting first, some at a time."""
    public = Meeting.objects.visible_to(AnonymousUser()).public().in_order()
    counted = public.annotate(taken_on=Count("follow_ups", distinct=True, filter=COUNTED))
    related = counted.select_related("record__version", "kind", "plan__record")
    rows = related.prefetch_related("stages__record", "subjects")
    for start in range(0, public.count(), CHUNK):
        some: list[Any] = list(rows[start : start + CHUNK])
        came = headcounts(some)
        yield from (MeetingRow(one, came[one.pk], one.taken_on) for one in some)


def _plan(row: MeetingRow) -> str:
    plan = row.meeting.plan
    return plan.reference if plan and plan.record.is_public else ""


def _public_keys(records: Iterable[Record]) -> str:
    return "; ".join(record.reference for record in records if record.is_public)


def _hour(hour: time | None) -> str:
    return hour.isoformat("minutes") if hour else ""


def _number(row: MeetingRow) -> int | None:
    version = row.meeting.record.version
    return version.number if version else None


def _fingerprint(row: MeetingRow) -> str:
    version = row.meeting.record.version
    return version.fingerprint if version else ""


MEETINGS: tuple[Described, ...] = (
    Described("reference", _("reference of the meeting"), lambda r: r.meeting.reference),
    Described("plan", _("reference of the action plan"), _plan),
    Described(
        "stages",
        _("references of its stages, separated by semicolons"),
        lambda r: _public_keys(stage.record for stage in r.meeting.stages.all()),
    ),
    Described("kind", _("code of the kind of meeting"), lambda r: r.meeting.kind.code),
    Described("title_id", _("title"), lambda r: r.meeting.title.id),
    Described("title_en", _("title"), lambda r: r.meeting.title.en),
    Described("summary_id", _("summary"), lambda r: r.meeting.summary.id),
    Described("summary_en", _("summary"), lambda r: r.meeting.summary.en),
    Described("state", _("planned, held or cancelled"), lambda r: r.meeting.state),
    Described(
        "access",
        _("who reads the minutes: public, or summary for a closed meeting"),
        lambda r: r.meeting.access,
    ),
    Described("day", _("day (year-month-day)"), lambda r: r.meeting.day),
    Described("last_day", _("last day of several"), lambda r: r.meeting.last_day),
    Described("begins", _("hour at which it begins"), lambda r: _hour(r.meeting.begins)),
    Described("ends", _("hour at which it ends"), lambda r: _hour(r.meeting.ends)),
    Described("zone", _("time zone of the hours"), lambda r: r.meeting.zone),
    Described("place", _("place"), lambda r: r.meeting.place),
    Described(
        "about",
        _("references of what it was about"),
        lambda r: _public_keys(r.meeting.subjects.all()),
    ),
    Described("participants", _("how many came, counted from the list"), lambda r: r.came.people),
    Described(
        "stated_participants",
        _("how many came as a source states it"),
        lambda r: r.came.stated.value if r.came.stated else None,
    ),
    Described("follow_ups", _("number of follow-ups agreed"), lambda r: r.follow_ups),
    Described("version", _("number of the published version"), _number),
    Described("fingerprint", _("SHA-256 of that version"), _fingerprint),
    Described("address", _("permanent link"), lambda r: address(r.meeting.record)),
)
