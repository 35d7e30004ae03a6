"""The points of minutes: add, change, move, remove, and bring back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.core.changes import Change
from kokreasi.core.errors import DomainError
from kokreasi.meetings.choices import PointKind
from kokreasi.meetings.models import Minutes, Point, Section
from kokreasi.meetings.services.drafting import next_position, revise, tell, writable
from kokreasi.organisations.models import Organisation
from kokreasi.organisations.queries import find
from kokreasi.people.models import User

POINT = _("point")


class ForeignRowError(DomainError):
    message = _("This belongs to other minutes.")


@dataclass(frozen=True, slots=True)
class Draft:
    """A point that is to be added. `sent_as` is the name that the browser gave it, if any."""

    text: str
    level: int = 0
    kind: PointKind = PointKind.SAID
    speaker: str = ""
    organisation: Organisation | None = None
    organisation_words: str = ""
    source_line: int | None = None
    sent_as: str = field(default="", kw_only=True)

    def row(self, **place: Any) -> Point:
        words = self.organisation_words
        return Point(
            text=self.text,
            level=self.level,
            kind=self.kind,
            speaker=self.speaker,
            organisation=self.organisation,
            organisation_words=words or (self.organisation.short_name if self.organisation else ""),
            source_line=self.source_line,
            sent_as=self.sent_as,
            **place,
        )


def add_point(
    minutes: Minutes,
    *,
    text: str,
    section: Section | None = None,
    kind: PointKind = PointKind.SAID,
    level: int = 0,
    speaker: str = "",
    organisation: Organisation | None = None,
    organisation_words: str = "",
    source_line: int | None = None,
    after: Point | None = None,
    sent_as: str = "",
    by: User | None,
) -> Point:
    """Add one point; see `add`."""
    draft = Draft(
        text,
        level,
        kind,
        speaker,
        organisation,
        organisation_words,
        source_line,
        sent_as=sent_as,
    )
    (point,) = add(minutes, [draft], section=section, after=after, by=by)
    return point


@transaction.atomic
def add(
    minutes: Minutes,
    drafts: Sequence[Draft],
    *,
    section: Section | None = None,
    after: Point | None = None,
    by: User | None,
) -> list[Point]:
    """Add points behind another one, or at the end of a section, with one line of history.

    Points that the browser has sent before, under the same names, are given and not added again.
    """
    now = writable(minutes)
    _refuse_foreign(now, section, after)
    if sent := _sent_before(now, drafts):
        return sent
    home = after.section if after else section
    siblings = now.points.filter(section=home)
    start = after.position + 1 if after else next_position(siblings)
    siblings.filter(position__gte=start).update(position=F("position") + len(drafts))
    points = Point.objects.bulk_create(
        draft.row(minutes=now, section=home, position=position)
        for position, draft in enumerate(drafts, start=start)
    )
    _tell(now, _("added to the minutes"), by=by, new=[draft.text for draft in drafts])
    return points


def _refuse_foreign(minutes: Minutes, *rows: Section | Point | None) -> None:
    if any(row.minutes_id != minutes.pk for row in rows if row):
        raise ForeignRowError


def _sent_before(minutes: Minutes, drafts: Iterable[Draft]) -> list[Point]:
    names = {draft.sent_as for draft in drafts} - {""}
    return list(minutes.points.filter(sent_as__in=names).in_order()) if names else []


def _tell(
    minutes: Minutes,
    says: str | Promise,
    *,
    by: User | None,
    old: Any = None,
    new: Any = None,
) -> None:
    tell(minutes, by=by, says=says, changes=[Change(POINT, old, new)])


@transaction.atomic
def change(point: Point, values: Mapping[str, Any], *, seen: int, by: User | None) -> Point:
    """Change fields of a point; an organisation that is called by its name is found by it."""
    now = writable(point.minutes)
    return revise(
        now, point, with_organisation(values), seen=seen, by=by, says=_("changed a point")
    )


def with_organisation(values: Mapping[str, Any]) -> dict[str, Any]:
    """Add the organisation that the words name, where they name exactly one."""
    if "organisation_words" not in values or "organisation" in values:
        return dict(values)
    words = values["organisation_words"].strip()
    return {**values, "organisation": find(words) if words else None}


@transaction.atomic
def move(point: Point, *, section: Section | None, after: Point | None, by: User | None) -> None:
    """Put a point behind another one of a section, or first in it; sent twice it stays there."""
    now = writable(point.minutes)
    _refuse_foreign(now, section, after)
    home = after.section if after else section
    _place(now, point, home, after.position + 1 if after else 1, by=by)


@transaction.atomic
def shift(point: Point, *, up: bool, by: User | None) -> None:
    """Move a point one place, past the edge of its section into the next; at the end it stays."""
    now = writable(point.minutes)
    order = list(now.points.standing().filter(kind=point.kind).in_order())
    place = order.index(point)
    other = place - 1 if up else place + 1
    neighbour = order[other] if 0 <= other < len(order) else None
    is_near = neighbour and neighbour.section_id == point.section_id
    if neighbour and (is_near or point.kind == PointKind.AGREED):
        _place(now, point, neighbour.section, neighbour.position + (not up), by=by)
        return
    for section in _beyond(now, point, up=up):
        home = now.points.filter(section=section)
        _place(now, point, section, next_position(home) if up else 1, by=by)


def _beyond(minutes: Minutes, point: Point, *, up: bool) -> list[Section]:
    """Give the section above or below that of a point, if there is one."""
    order = list(minutes.sections.all())
    place = order.index(point.section) if point.section else -1
    other = place - 1 if up else place + 1
    return order[other : other + 1] if other >= 0 else []


def _place(
    minutes: Minutes, point: Point, section: Section | None, position: int, *, by: User | None
) -> None:
    siblings = minutes.points.filter(section=section).exclude(pk=point.pk)
    siblings.filter(position__gte=position).update(position=F("position") + 1)
    Point.objects.filter(pk=point.pk).update(section=section, position=position)
    _tell(minutes, _("moved a point"), by=by, new=point.text)


@transaction.atomic
def remove(point: Point, *, by: User | None) -> None:
    """Take a point out; it can be brought back until the minutes are final."""
    now = writable(point.minutes)
    gone = Point.objects.standing().filter(pk=point.pk).update(removed_at=timezone.now())
    if gone:
        _tell(now, _("removed a point"), by=by, old=point.text)


@transaction.atomic
def restore(point: Point, *, by: User | None) -> None:
    """Bring a removed point back to its place."""
    now = writable(point.minutes)
    back = Point.objects.filter(pk=point.pk, removed_at__isnull=False).update(removed_at=None)
    if back:
        _tell(now, _("brought back a point"), by=by, new=point.text)
