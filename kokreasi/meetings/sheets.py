"""The sheet of minutes: everything a reader is shown, free of the database.

`full_content` is what the invited read and what an edition freezes; `public_content` is the same as
the public reads it: names that became roles, passages withheld, and of a closed meeting its summary
alone. Both are JSON of a `MinutesSheet`, whose fields are its keys; `read` is the way back.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Any

import msgspec
from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from kokreasi.core.bilingual import Bilingual
from kokreasi.meetings.choices import Access, PointKind, VeilKind
from kokreasi.meetings.models import FollowUp, Meeting, Minutes, Point, Section, Veil
from kokreasi.meetings.models.minutes import PointQuerySet
from kokreasi.meetings.numbering import numbers
from kokreasi.meetings.veiling import Cover, Veiling
from kokreasi.organisations.models import Organisation
from kokreasi.register.models import Record

WITHHELD_NUMBER = _("personal number not shown")
WITHHELD_PASSAGE = _("not shown to the public: %(reason)s")


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation under the name it had on the day; `key` is its reference."""

    key: str
    name: Bilingual
    short: str


@dataclass(frozen=True, slots=True)
class PointOnSheet:
    """A point with its number ("1.", "a.", "1)"); `body` where `organisation_words` name one."""

    key: int
    number: str
    level: int
    speaker: str
    organisation_words: str
    body: Body | None
    text: str


@dataclass(frozen=True, slots=True)
class SectionOnSheet:
    """A part with what was said in it; what comes before any heading has an empty title."""

    key: int
    title: str
    role: str
    agenda_item: str
    points: list[PointOnSheet]


@dataclass(frozen=True, slots=True)
class FollowUpOnSheet:
    """What somebody took on, as it stood in the minutes; `key` is its reference."""

    key: str
    action: str
    nature: str
    responsible: list[Body]
    responsible_words: str
    deadline_words: str
    due_on: date | None
    certainty: str


@dataclass(frozen=True, slots=True)
class AgendaLine:
    title: str
    minutes: int | None


@dataclass(frozen=True, slots=True)
class MinutesSheet:
    """Minutes as somebody reads them. `withheld` are the words that stand for what is not shown."""

    reference: str
    title: Bilingual
    kind: Bilingual
    plan: Body | None
    day: date
    last_day: date | None
    begins: time | None
    ends: time | None
    zone: str
    place: str
    room: str
    letter_number: str
    agenda: list[AgendaLine]
    summary: Bilingual
    is_summary: bool = False
    chair: str = ""
    note_taker: str = ""
    sections: list[SectionOnSheet] = field(default_factory=list)
    agreements: list[PointOnSheet] = field(default_factory=list)
    follow_ups: list[FollowUpOnSheet] = field(default_factory=list)
    withheld: list[str] = field(default_factory=list)

    def content(self) -> dict[str, Any]:
        """Give the JSON that is frozen; `read` is its opposite."""
        content: dict[str, Any] = msgspec.to_builtins(self)
        return content

    def points(self) -> list[PointOnSheet]:
        """Give all that was said and then all that was agreed, in order."""
        return [*(point for part in self.sections for point in part.points), *self.agreements]

    def texts(self) -> list[str]:
        """Give every text that somebody wrote into the minutes."""
        said = [(p.speaker, p.organisation_words, p.text) for p in self.points()]
        headings = [(part.title, part.agenda_item) for part in self.sections]
        tasks = [(f.action, f.responsible_words, f.deadline_words) for f in self.follow_ups]
        return [text for texts in (*headings, *said, *tasks) for text in texts if text]

    def every_text(self) -> list[str]:
        """Give every text that a reader sees, also the facts and the names of organisations."""
        facts = (self.place, self.room, self.letter_number, self.chair, self.note_taker)
        bodies = [point.body for point in self.points()]
        bodies += [body for task in self.follow_ups for body in task.responsible]
        names = [text for body in bodies if body for text in (*_both(body.name), body.short)]
        items = [line.title for line in self.agenda]
        told = [*_both(self.title), *_both(self.summary), *facts, *items, *names, *self.withheld]
        return [*self.texts(), *filter(None, told)]


def _both(words: Bilingual) -> tuple[str, str]:
    return words.id, words.en


def read(content: dict[str, Any]) -> MinutesSheet:
    """Give the sheet that a frozen content holds."""
    return msgspec.convert(content, MinutesSheet)


def words_to_find(meeting: Meeting) -> str:
    """Give the words by which the public finds a meeting: its place and its published minutes."""
    version = meeting.record.version
    return " ".join([meeting.place, *(read(version.content).texts() if version else ())])


def full_content(minutes: Minutes) -> dict[str, Any]:
    """Give all that the minutes say, for the invited and for the edition that is frozen."""
    return sheet(minutes).content()


def public_content(minutes: Minutes) -> dict[str, Any]:
    """Give what the public may read of the minutes; nothing of a meeting only for the invited."""
    if minutes.meeting.access == Access.INVITED:
        return {}
    return public(sheet(minutes), minutes.veils.all(), Access(minutes.meeting.access)).content()


def sheet(minutes: Minutes) -> MinutesSheet:
    """Write the sheet of the working text as it stands; its queries do not grow with the text."""
    meeting = minutes.meeting
    points = [p for p in whole(minutes.points.standing()) if p.text.strip()]
    said = [point for point in points if point.kind == PointKind.SAID]
    agreed = [point for point in points if point.kind == PointKind.AGREED]
    return MinutesSheet(
        reference=meeting.reference,
        title=meeting.title,
        kind=meeting.kind.name,
        plan=_plan(minutes),
        day=meeting.day,
        last_day=meeting.last_day,
        begins=meeting.begins,
        ends=meeting.ends,
        zone=meeting.zone,
        place=meeting.place,
        room=meeting.room,
        letter_number=meeting.letter_number,
        agenda=[AgendaLine(item.title, item.duration) for item in meeting.agenda.all()],
        summary=meeting.summary,
        chair=meeting.chair,
        note_taker=meeting.note_taker,
        sections=_sections(minutes, said),
        agreements=_numbered(agreed, meeting.day),
        follow_ups=[_follow_up(row, meeting.day) for row in _follow_ups(minutes)],
    )


def _named() -> QuerySet[Organisation]:
    return Organisation.objects.select_related("record").prefetch_related("names")


def whole(points: PointQuerySet) -> PointQuerySet:
    """Fetch points in their order with the organisations that they name."""
    organisations = Prefetch("organisation", _named())
    return points.in_order().select_related("section").prefetch_related(organisations)


def _plan(minutes: Minutes) -> Body | None:
    plan = minutes.meeting.plan
    return Body(plan.reference, plan.title, plan.code) if plan else None


def _sections(minutes: Minutes, said: list[Point]) -> list[SectionOnSheet]:
    """Give every section that says something, what stands before any heading first."""
    day = minutes.meeting.day
    bare = [point for point in said if point.section_id is None]
    parts = [SectionOnSheet(0, "", "", "", _numbered(bare, day))] if bare else []
    for row in minutes.sections.select_related("agenda_item"):
        points = [point for point in said if point.section_id == row.pk]
        if points:
            parts.append(_section(row, _numbered(points, day)))
    return parts


def _section(row: Section, points: list[PointOnSheet]) -> SectionOnSheet:
    item = row.agenda_item.title if row.agenda_item else ""
    return SectionOnSheet(row.pk, row.title, row.role, item, points)


def _numbered(points: list[Point], day: date) -> list[PointOnSheet]:
    written = numbers(point.level for point in points)
    return [
        PointOnSheet(
            key=point.pk,
            number=number,
            level=point.level,
            speaker=point.speaker,
            organisation_words=point.organisation_words,
            body=_body(point.organisation, day) if point.organisation else None,
            text=point.text,
        )
        for number, point in zip(written, points, strict=True)
    ]


def _body(organisation: Organisation, day: date) -> Body:
    """Name an organisation as it was called on the day of the meeting."""
    then = organisation.name_on(day)
    name = then.name if then else organisation.name
    short = then.abbreviation if then else organisation.abbreviation
    return Body(organisation.reference, name, short or name.id or name.en)


def _follow_ups(minutes: Minutes) -> Iterable[FollowUp]:
    rows = minutes.meeting.follow_ups.select_related("record").order_by("position", "pk")
    return rows.prefetch_related(Prefetch("responsible", _named()))


def _follow_up(row: FollowUp, day: date) -> FollowUpOnSheet:
    return FollowUpOnSheet(
        key=row.reference,
        action=row.action,
        nature=row.nature,
        responsible=[_body(each, day) for each in row.responsible.all()],
        responsible_words=row.responsible_words,
        deadline_words=row.deadline_words,
        due_on=row.due_on,
        certainty=row.certainty,
    )


def public(whole: MinutesSheet, veils: Iterable[Veil], access: Access) -> MinutesSheet:
    """Give a sheet as the public reads it.

    Who chairs and who writes is for the invited alone, as is what only the secretariat knows of:
    a plan or an organisation that is not public.
    """
    known = _known(whole)
    plan = whole.plan if whole.plan and whole.plan.key in known else None
    bare = replace(whole, chair="", note_taker="", plan=plan)
    if access != Access.PUBLIC:
        return replace(bare, is_summary=True, sections=[], agreements=[], follow_ups=[])
    covers = covers_of(veils)
    shown = _Public(Veiling(covers), known).sheet(bare)
    used = {cover.instead for cover in covers if any(cover.instead in t for t in shown.texts())}
    return replace(shown, withheld=sorted(used))


def _known(whole: MinutesSheet) -> frozenset[str]:
    """Give the references of the plan and organisations that the public may know of."""
    bodies = [point.body for point in whole.points()]
    bodies += [body for task in whole.follow_ups for body in task.responsible]
    keys = {body.key for body in [whole.plan, *bodies] if body}
    public = Record.objects.public().filter(reference__in=keys)
    return frozenset(public.values_list("reference", flat=True))


def covers_of(veils: Iterable[Veil]) -> list[Cover]:
    return [Cover(VeilKind(veil.kind), veil.words, stand_in(veil)) for veil in veils]


def stand_in(veil: Veil) -> str:
    """Give what the public reads in the place of withheld words, in brackets as editors do.

    It is written in the site's own language, which is that of the minutes.
    """
    with override(settings.LANGUAGE_CODE):
        if veil.kind == VeilKind.PASSAGE:
            return f"[{WITHHELD_PASSAGE % {'reason': veil.reason}}]"
        return f"[{veil.instead or WITHHELD_NUMBER}]"


@dataclass(frozen=True, slots=True)
class _Public:
    """Writes each part of a sheet as the public reads it."""

    veil: Veiling
    known: frozenset[str]

    def sheet(self, whole: MinutesSheet) -> MinutesSheet:
        return replace(
            whole,
            sections=[self._section(part) for part in whole.sections],
            agreements=[self._point(point) for point in whole.agreements],
            follow_ups=[self._follow_up(each) for each in whole.follow_ups],
        )

    def _section(self, part: SectionOnSheet) -> SectionOnSheet:
        return replace(
            part,
            title=self.veil.over(part.title),
            agenda_item=self.veil.over(part.agenda_item),
            points=[self._point(point) for point in part.points],
        )

    def _point(self, point: PointOnSheet) -> PointOnSheet:
        return replace(
            point,
            speaker=self.veil.over(point.speaker),
            organisation_words=self._role(point.body) or self.veil.over(point.organisation_words),
            body=self._body(point.body),
            text=self.veil.over(point.text),
        )

    def _follow_up(self, each: FollowUpOnSheet) -> FollowUpOnSheet:
        bodies = (self._body(body) for body in each.responsible)
        return replace(
            each,
            action=self.veil.over(each.action),
            responsible=[body for body in bodies if body],
            responsible_words=self.veil.over(each.responsible_words),
            deadline_words=self.veil.over(each.deadline_words),
        )

    def _body(self, body: Body | None) -> Body | None:
        """Leave out an organisation whose name is withheld: its reference would tell it."""
        return body if body and body.key in self.known and not self._role(body) else None

    def _role(self, body: Body | None) -> str:
        """Give what stands for an organisation of which any name is withheld."""
        names = (body.name.id, body.name.en, body.short) if body else ()
        return next((self.veil.over(name) for name in names if self.veil.over(name) != name), "")
