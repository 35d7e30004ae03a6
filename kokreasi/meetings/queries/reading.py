"""What the page of a meeting tells its reader: the minutes, and all that surrounds them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser

from kokreasi.core.page_cache import kept_until_change
from kokreasi.meetings.comparing import Difference, differences
from kokreasi.meetings.models import Edition, FollowUp, Meeting, Minutes, Paper
from kokreasi.meetings.queries import follow_ups
from kokreasi.meetings.queries.scheduling import AgendaLine, agenda_lines
from kokreasi.meetings.sheets import Body, MinutesSheet, PointOnSheet, SectionOnSheet, read
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Stage
from kokreasi.register.models import Record, StatedFigure, Version


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker said in one go."""

    speaker: str
    body: Body | None
    organisation_words: str
    points: Sequence[PointOnSheet]


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the minutes as it is read: its heading, and who said what."""

    section: SectionOnSheet
    turns: Sequence[Turn]


def parts(sheet: MinutesSheet) -> list[Part]:
    """Put what was said under its headings, speaker by speaker."""
    return [Part(section, turns(section.points)) for section in sheet.sections]


def turns(points: Iterable[PointOnSheet]) -> list[Turn]:
    """Join what one speaker said in a row; a sub-point without a speaker belongs to the last."""
    joined: list[list[PointOnSheet]] = []
    for point in points:
        if joined and _goes_on(joined[-1][0], point):
            joined[-1].append(point)
        else:
            joined.append([point])
    return [_turn(said) for said in joined]


def _goes_on(first: PointOnSheet, point: PointOnSheet) -> bool:
    return _speaker(point) == _speaker(first) or (bool(point.level) and not any(_speaker(point)))


def _speaker(point: PointOnSheet) -> tuple[str, str, str]:
    return point.speaker, point.organisation_words, point.body.key if point.body else ""


def _turn(points: list[PointOnSheet]) -> Turn:
    first = points[0]
    return Turn(first.speaker, first.body, first.organisation_words, points)


def changes_in(meeting: Meeting, number: int | None) -> list[Difference]:
    """Tell what a version changed in the one before it; nothing where none was asked for."""
    contents = meeting.record.versions.shown().values_list("content", flat=True)
    both = (
        list(contents.filter(number__in=(number - 1, number)).order_by("number")) if number else []
    )
    return differences(*map(read, both)) if len(both) > 1 else []


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What belongs to a meeting beside its minutes, as far as one reader may know of it."""

    agenda: Sequence[AgendaLine]
    stages: Sequence[Stage]
    subjects: Sequence[Record]
    documents: Sequence[Paper]
    photographs: Sequence[Paper]
    follow_ups: Sequence[FollowUp]
    carried: Sequence[FollowUp]
    before: Meeting | None
    after: Meeting | None
    stated: Sequence[StatedFigure]
    versions: Sequence[Version]
    bodies: frozenset[str]
    """The organisations named in the minutes whose pages this reader can open, by reference."""


def surroundings(meeting: Meeting, visitor: Visitor, sheet: MinutesSheet | None) -> Surroundings:
    """Read what surrounds the meeting; for anybody once until data change."""
    keys = _named_in(sheet) if sheet else frozenset[str]()
    if visitor.is_authenticated:
        return _surroundings(meeting, visitor, keys)
    name = f"meeting-{meeting.pk}-{hash(keys)}"
    return kept_until_change(name, lambda: _surroundings(meeting, AnonymousUser(), keys))


def _named_in(sheet: MinutesSheet) -> frozenset[str]:
    return frozenset(point.body.key for point in sheet.points() if point.body)


def _surroundings(meeting: Meeting, visitor: Visitor, keys: frozenset[str]) -> Surroundings:
    papers = list(_papers(meeting, visitor))
    return Surroundings(
        agenda=agenda_lines(meeting, meeting.agenda.all()),
        stages=list(_stages(meeting, visitor)),
        subjects=list(Record.objects.visible_to(visitor).filter(discussed_in=meeting)),
        documents=[one for one in papers if not one.file.is_picture],
        photographs=[one for one in papers if one.file.is_picture],
        follow_ups=list(_follow_ups(meeting, visitor)),
        carried=_carried(meeting, visitor),
        before=_neighbour(meeting, visitor, is_later=False),
        after=_neighbour(meeting, visitor, is_later=True),
        stated=list(meeting.record.stated_figures.all()),
        versions=list(meeting.record.versions.defer("content").order_by("-number")),
        bodies=_known_bodies(keys, visitor),
    )


def _known_bodies(keys: frozenset[str], visitor: Visitor) -> frozenset[str]:
    known = Record.objects.visible_to(visitor).filter(reference__in=keys)
    return frozenset(known.values_list("reference", flat=True) if keys else ())


def _papers(meeting: Meeting, visitor: Visitor) -> Iterable[Paper]:
    visible = Paper.objects.visible_to(visitor).filter(meeting=meeting)
    return visible.select_related("file", "meeting__record").prefetch_related("file__variants")


def _stages(meeting: Meeting, visitor: Visitor) -> Iterable[Stage]:
    return Stage.objects.visible_to(visitor).filter(meetings=meeting).select_related("record")


def _follow_ups(meeting: Meeting, visitor: Visitor) -> Iterable[FollowUp]:
    return follow_ups.shown_to(visitor).filter(meeting=meeting).order_by("position", "pk")


def _carried(meeting: Meeting, visitor: Visitor) -> list[FollowUp]:
    found = follow_ups.carried_into(meeting)
    keys = [one.pk for one in found]
    visible = FollowUp.objects.visible_to(visitor).filter(pk__in=keys) if keys else []
    known = {one.pk for one in visible}
    return [one for one in found if one.pk in known]


def _neighbour(meeting: Meeting, visitor: Visitor, *, is_later: bool) -> Meeting | None:
    """Give the meeting of the same series before or after this one."""
    if meeting.series_id is None:
        return None
    others = Meeting.objects.visible_to(visitor).filter(series=meeting.series_id)
    others = others.exclude(pk=meeting.pk).select_related("record")
    if is_later:
        return others.filter(day__gte=meeting.day).in_order().first()
    return others.filter(day__lte=meeting.day).order_by("-day", "-begins", "-pk").first()


def sheet_for(meeting: Meeting, visitor: Visitor) -> tuple[MinutesSheet | None, bool]:
    """Give the minutes as this reader may read them, and whether they are whole.

    The invited read every word of final minutes, also where the public reads a summary alone.
    """
    whole = _whole_content(meeting, visitor)
    if whole is not None:
        return read(whole), True
    version = meeting.record.version if meeting.record.is_public else None
    return (read(version.content), False) if version else (None, False)


def _whole_content(meeting: Meeting, visitor: Visitor) -> dict[str, Any] | None:
    if not visitor.is_authenticated:
        return None
    minutes = Minutes.objects.filter(meeting=meeting).select_related("meeting").first()
    if minutes is None or not visitor.has_perm("meetings.read_minutes", minutes):
        return None
    edition = Edition.objects.filter(minutes=minutes).order_by("-number").first()
    content: dict[str, Any] | None = edition.content if edition else None
    return content
