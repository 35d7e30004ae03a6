"""The page on which minutes are written: its sections, and its lines, each with its own form."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from kokreasi.meetings.choices import PointKind, SectionRole
from kokreasi.meetings.forms import minutes as forms
from kokreasi.meetings.models import Meeting, Minutes, Point, Section
from kokreasi.meetings.numbering import numbers
from kokreasi.meetings.review.names import is_asked_about
from kokreasi.meetings.sheets import whole
from kokreasi.meetings.views.frame import meeting_for
from kokreasi.organisations.queries import near_names
from kokreasi.people.visitors import Visitor
from kokreasi.register.revising import Conflict, Saved, prints

CHARACTERS_A_ROW = 88
MOST_ROWS = 12
MOST_SUGGESTED = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A point as it is written: what stands in its fields, and what became of it when sent.

    It is no form: two hundred forms would take a second to make, and their fields are all alike.
    """

    pk: int
    values: Mapping[str, Any]
    seen: int
    base: str
    is_known: bool
    number: str = ""
    section: int | None = None
    outcome: Saved | None = None
    conflicts: Sequence[Conflict] = ()
    errors: Sequence[str] = field(default_factory=list)
    hints: Sequence[str] = ()
    """Names of organisations that the words may mean, where nobody is called so."""

    @property
    def name(self) -> str:
        return f"butir-{self.pk}"

    @property
    def rows(self) -> int:
        """Give the height of its text area: about as many rows as the words need."""
        text = str(self.values["text"])
        needed = sum(1 + len(line) // CHARACTERS_A_ROW for line in text.splitlines() or [""])
        return min(needed, MOST_ROWS)

    @property
    def is_stale(self) -> bool:
        return self.outcome == Saved.STALE


def line(
    point: Point,
    number: str = "",
    *,
    outcome: Saved | None = None,
    hints: Mapping[str, Sequence[str]] | None = None,
) -> Line:
    """Show a point as it stands in the database; `hints` come from `hints_for`."""
    return Line(
        pk=point.pk,
        values={name: getattr(point, name) for name in forms.ON_A_LINE},
        seen=point.revision,
        base=prints(point, forms.ON_A_LINE),
        is_known=point.organisation_id is not None or not point.organisation_words,
        number=number,
        section=point.section_id,
        outcome=outcome,
        hints=(hints or {}).get(point.organisation_words, ()),
    )


def hints_for(points: Iterable[Point]) -> dict[str, list[str]]:
    """Give the names that unknown words may mean; people and "all ministries" stay words."""
    unknown = {point.organisation_words for point in points if point.organisation_id is None}
    asked = {words for words in unknown if is_asked_about(words)}
    return near_names(asked) if asked else {}


def typed_line(
    point: Point, form: forms.PointForm, outcome: Saved, conflicts: Sequence[Conflict]
) -> Line:
    """Show a point as somebody typed it, when it could not be saved."""
    errors = [str(error) for found in form.errors.values() for error in found]
    return Line(
        pk=point.pk,
        values={name: form[name].value() for name in forms.ON_A_LINE},
        seen=form.cleaned_data.get("seen", point.revision),
        base=form["base"].value() or "",
        is_known=True,
        section=point.section_id,
        outcome=outcome,
        conflicts=conflicts,
        errors=errors,
    )


BLANK = Line(
    pk=0,
    values={
        "level": 0,
        "kind": PointKind.SAID,
        "speaker": "",
        "organisation_words": "",
        "text": "",
    },
    seen=0,
    base="",
    is_known=True,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its form and its lines; what comes before any heading has no form."""

    section: Section | None
    form: forms.SectionForm | None
    lines: Sequence[Line]
    add: forms.LinesForm
    kind: PointKind = PointKind.SAID
    outcome: Saved | None = None
    conflicts: Sequence[Conflict] = ()

    @property
    def name(self) -> str:
        if self.kind == PointKind.AGREED:
            return "kesepakatan"
        return f"bagian-{self.section.pk}" if self.section else "awal"

    @property
    def is_stale(self) -> bool:
        return self.outcome == Saved.STALE


def minutes_for(visitor: Visitor, reference: str) -> tuple[Meeting, Minutes]:
    """Find the minutes of a meeting that the visitor may write."""
    meeting = meeting_for(visitor, reference)
    return meeting, get_object_or_404(rows_of(meeting))


def rows_of(meeting: Meeting) -> Any:
    return Minutes.objects.filter(meeting=meeting).select_related(
        "meeting__record__version", "meeting__plan__record", "meeting__kind"
    )


def parts(minutes: Minutes, lines: Iterable[Point]) -> list[Part]:
    """Give what stands before any heading, each section, and at the end the agreements."""
    points = list(lines)
    hints = hints_for(points)
    said = [point for point in points if point.kind == PointKind.SAID]
    sections = list(minutes.sections.all())
    bare = [point for point in said if point.section_id is None]
    parts = [_part(minutes, None, bare, hints)] if bare or not sections else []
    for section in sections:
        own = [point for point in said if point.section_id == section.pk]
        parts.append(_part(minutes, section, own, hints))
    agreed = [point for point in points if point.kind == PointKind.AGREED]
    return [*parts, _part(minutes, None, agreed, hints, PointKind.AGREED)]


def _part(
    minutes: Minutes,
    section: Section | None,
    points: Sequence[Point],
    hints: Mapping[str, Sequence[str]],
    kind: PointKind = PointKind.SAID,
) -> Part:
    written = numbers(point.level for point in points)
    numbered = zip(points, written, strict=True)
    return Part(
        section=section,
        form=section_form(section) if section else None,
        lines=[line(point, number, hints=hints) for point, number in numbered],
        add=lines_form(minutes, section, kind),
        kind=kind,
    )


def lines_form(
    minutes: Minutes, section: Section | None = None, kind: PointKind = PointKind.SAID
) -> forms.LinesForm:
    name = f"bagian-{section.pk}" if section else kind.value
    given = {"section": section, "kind": kind}
    return forms.LinesForm(minutes=minutes, initial=given, auto_id=f"{name}-%s")


def section_form(section: Section, data: Any = None) -> forms.SectionForm:
    return forms.SectionForm(data, row=section, auto_id=f"bagian-{section.pk}-%s")


def words(minutes: Minutes) -> dict[str, Any]:
    """Give what every line and heading needs: where it is sent, and what can be chosen."""
    return {
        "minutes": minutes,
        "here": reverse("meetings:minutes", args=[minutes.meeting.reference]),
        "blank": BLANK,
        "levels": [(0, "1."), (1, "a."), (2, "1)")],
        "kinds": PointKind.choices,
        "roles": SectionRole.choices,
    }


def page(minutes: Minutes, *, sent: Line | Part | None = None) -> dict[str, Any]:
    """Give what the page shows, with a number of queries that never grows.

    `sent` is the line or heading that was just sent, as it is to be shown now.
    """
    points = list(whole(minutes.points.standing()))
    tasks = minutes.meeting.follow_ups.order_by("position", "pk").select_related("record")
    return words(minutes) | {
        "parts": [_in_state(part, sent) for part in parts(minutes, points)],
        "speakers": _said(point.speaker for point in points),
        "bodies": _bodies(minutes, points),
        "section_form": forms.NewSectionForm(minutes=minutes, auto_id="bagian-baru-%s"),
        "follow_ups": tasks,
        "follow_up_form": forms.FollowUpForm(auto_id="tindak-%s"),
    }


def _in_state(part: Part, sent: Line | Part | None) -> Part:
    if isinstance(sent, Line):
        lines = [sent if each.pk == sent.pk else each for each in part.lines]
        return replace(part, lines=lines)
    if isinstance(sent, Part) and sent.name == part.name:
        return replace(sent, lines=part.lines)
    return part


def _said(words: Iterable[str]) -> list[str]:
    return sorted({each for each in words if each})[:MOST_SUGGESTED]


def _bodies(minutes: Minutes, points: Iterable[Point]) -> list[str]:
    """Name the organisations that are likely to speak: those invited, and those that have."""
    invited = minutes.meeting.invitees.standing().select_related("organisation__record")
    names = [each.organisation.short_name for each in invited if each.organisation]
    return _said([*names, *(point.organisation_words for point in points)])
