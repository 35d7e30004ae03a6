"""How a commitment is shown: the same on the public page and in the preview of a draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import LANGUAGES
from kokreasi.core.changes import Change, in_words
from kokreasi.core.parts import Words
from kokreasi.core.templatetags.components import badge
from kokreasi.plans.choices import Direction, Half, Part, Phase
from kokreasi.plans.models import Commitment, Plan, Stage
from kokreasi.plans.queries.confirmations import Stand
from kokreasi.plans.sheets import (
    CommitmentSheet,
    IndicatorOnSheet,
    Party,
    TargetOnSheet,
    differences,
)
from kokreasi.register.models import Record

register = template.Library()

Context = dict[str, Any]

PARTIES = {
    Part.LEAD: _("In charge"),
    Part.SUPPORT: _("Supporting"),
    Part.PARTNER: _("Civil society at the table"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator with a cell for each semester of the sheet; None where it has no target."""

    indicator: IndicatorOnSheet
    cells: Sequence[tuple[str, TargetOnSheet | None]]


@register.inclusion_tag("plans/_sheet.html")
def commitment_sheet(sheet: CommitmentSheet, *, level: int = 2) -> Context:
    """Show what a commitment promises, who keeps it, by when and how anybody can check it.

    `level` is that of its headings. The page around it shows title, number and state, and links
    `plans/sheet.css`.
    """
    return {
        "sheet": sheet,
        "level": level,
        "parties": _parties(sheet),
        "rows": [_row(sheet, indicator) for indicator in sheet.indicators],
    }


def _parties(sheet: CommitmentSheet) -> list[tuple[str | Promise, list[Party]]]:
    every = [(words, sheet.taking_part_as(part)) for part, words in PARTIES.items()]
    return [(words, found) for words, found in every if found]


def _row(sheet: CommitmentSheet, indicator: IndicatorOnSheet) -> Row:
    targets = {(target.year, target.half): target for target in indicator.targets}
    return Row(
        indicator,
        [(semester_name(*each), targets.get(each)) for each in sheet.semesters()],
    )


def semester_name(year: int, half: int) -> str:
    """Write a semester as people do: "Semester I 2019"."""
    return f"{Half(half).label} {year}"


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """A part of a sheet that became another: its name, and its words before and after.

    They are in the reader's language where that one changed, and else in the other.
    """

    label: str
    language: str
    old: str
    new: str


@register.inclusion_tag("plans/_changes.html")
def sheet_changes(before: CommitmentSheet, after: CommitmentSheet) -> Context:
    """Show what changed from one sheet to the other, part by part and word by word."""
    return {"parts": _changed_parts(before, after)}


@register.inclusion_tag("plans/_side_by_side.html")
def sheets_side_by_side(
    before: CommitmentSheet, after: CommitmentSheet, *, was: Words, now: Words
) -> Context:
    """Show the parts that changed in two columns; `was` and `now` say what they are."""
    return {"parts": _changed_parts(before, after), "was": was, "now": now}


def _changed_parts(before: CommitmentSheet, after: CommitmentSheet) -> list[ChangedPart]:
    return [_changed_part(change) for change in differences(before, after)]


def _changed_part(change: Change) -> ChangedPart:
    old, new = in_words(change.old), in_words(change.new)
    readers = "en" if (get_language() or "id").startswith("en") else "id"
    by_reader = sorted(LANGUAGES, key=lambda code: code != readers)
    changed = (code for code in by_reader if getattr(old, code) != getattr(new, code))
    language = next(changed, readers)
    marked = language if language != readers else ""
    return ChangedPart(
        capfirst(str(change.field)), marked, getattr(old, language), getattr(new, language)
    )


@register.filter
def direction_words(direction: str) -> str | Promise:
    """Say which way an indicator should move."""
    return Direction(direction).label


@register.filter
def short_number(value: Decimal | int | None) -> str:
    """Write a number without the zeros that the database adds behind the point."""
    return "" if value is None else number_format(Decimal(value).normalize())


@register.filter
def rupiah(value: Decimal | int | None) -> str:
    """Write an amount of money as people do: "Rp12.500.000"."""
    if value is None:
        return ""
    return pgettext("money", "Rp%(amount)s") % {"amount": short_number(value)}


@register.simple_tag
def page_of(kind: str, reference: str) -> str:
    """Give the address of the public page of a thing, or nothing where there is no such page."""
    try:
        return reverse(kind, args=[reference])
    except NoReverseMatch:
        return ""


@register.simple_tag
def listed_by(parameter: str, value: str) -> str:
    """Give the address of the commitments found by a word, or nothing without such a list."""
    try:
        return f"{reverse('commitments')}?{urlencode({parameter: value})}"
    except NoReverseMatch:
        return ""


PHASE_TONES = {
    Phase.DRAFT: "neutral",
    Phase.CO_CREATION: "info",
    Phase.FINAL: "success",
    Phase.IMPLEMENTATION: "success",
    Phase.ENDED: "neutral",
}


@register.simple_tag
def phase_badge(plan: Plan, today: date) -> SafeString:
    """Say where a plan stands on a day; of a final one also when it begins."""
    phase = plan.phase_on(today)
    return badge(_phase_words(plan, phase), tone=PHASE_TONES[phase])


def _phase_words(plan: Plan, phase: Phase) -> Words:
    if phase != Phase.FINAL:
        return phase.label
    return gettext("Final, begins on %(day)s") % {"day": date_format(plan.starts_on, "j F Y")}


@register.simple_tag
def stage_badge(stage: Stage, today: date) -> SafeString:
    """Say whether a stage is open on a day, over, or still to come."""
    if stage.is_open_on(today):
        return badge(_("Open now"), tone="info")
    if stage.is_upcoming_on(today):
        return badge(_("Still to come"))
    return badge(_("Over") if stage.is_dated else _("No dates"))


@register.simple_tag
def public_badge(record: Record) -> SafeString:
    """Say whether the public sees a thing."""
    return badge(_("Published"), tone="success") if record.is_public else badge(_("Draft"))


STAND_TONES = {Stand.CONFIRMED: "success", Stand.CHANGED: "warning", Stand.MISSING: "neutral"}


@register.simple_tag
def stand_badge(stand: str) -> SafeString:
    """Say how an institution stands to a commitment."""
    found = Stand(stand)
    return badge(found.label, tone=STAND_TONES[found])


@register.simple_tag
def leads_of(commitment: Commitment) -> str:
    """Name the lead institutions in short; fetch involvements and organisations beforehand."""
    leads = [row for row in commitment.involvements.all() if row.part == Part.LEAD]
    return ", ".join(row.organisation.short_name for row in leads) or str(_("nobody in charge yet"))


@register.simple_tag
def in_days(on: date, today: date) -> str:
    """Say how far off a day is: "in 3 days"."""
    count = (on - today).days
    return ngettext("in %(count)d day", "in %(count)d days", count) % {"count": count}
