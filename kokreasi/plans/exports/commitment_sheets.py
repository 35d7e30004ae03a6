"""The sheet of a commitment in the document of a plan: every field that a reader is shown."""

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import WIB, written_period
from kokreasi.plans.choices import ConfirmedBy, Direction
from kokreasi.plans.exports.blocks import (
    Block,
    Fact,
    Said,
    code,
    fact,
    facts,
    heading,
    lead,
    prose,
    quiet,
    said,
    table,
)
from kokreasi.plans.queries.confirmations import Given
from kokreasi.plans.queries.editions import Bound
from kokreasi.plans.sheets import (
    CommitmentSheet,
    IndicatorOnSheet,
    MilestoneOnSheet,
    Named,
    Party,
    TargetOnSheet,
)
from kokreasi.plans.templatetags.plans import PARTIES, rupiah, semester_name, short_number

PART, DETAIL = 3, 4
"""Levels of headings inside a sheet."""


def sheet_blocks(bound: Bound) -> list[Block]:
    """Write a sheet on pages of its own."""
    sheet = bound.sheet
    return [
        _title(sheet),
        *facts(
            *_parties(sheet),
            fact(_("Period"), days(sheet.starts_on, sheet.ends_on)),
            fact(_("Confirmed by"), *map(confirmation_words, bound.given), is_long=True),
        ),
        *_part(_("What is promised"), _promise(sheet)),
        *_part(_("Why it is needed"), _reasons(sheet)),
        *_part(_("Milestones"), _milestones(sheet.milestones)),
        *_part(_("How anybody can check it"), _indicators(sheet.indicators)),
        *_part(_("How it serves open government"), _contribution(sheet)),
        *_part(_("Facts"), facts(*_facts(bound))),
    ]


def _title(sheet: CommitmentSheet) -> Block:
    eyebrow = [sheet.reference, str(sheet.theme.name) if sheet.theme else ""]
    return heading(
        2,
        said(sheet.title, before=f"{sheet.number}. "),
        eyebrow="  ·  ".join(part for part in eyebrow if part),
        opens_page=True,
    )


def _part(title: str, blocks: list[Block]) -> list[Block]:
    return [heading(PART, said(title)), *blocks] if blocks else []


def days(first: date | None, last: date | None) -> str:
    """Write a period as people do; either end may be open."""
    if first and last:
        return "–".join(half for half in written_period(first, last) if half)
    if last:
        return _("until %(day)s") % {"day": date_format(last, "j F Y")}
    return _("from %(day)s") % {"day": date_format(first, "j F Y")} if first else ""


def _parties(sheet: CommitmentSheet) -> Iterable[Fact]:
    for part, label in PARTIES.items():
        yield fact(
            label, *(party_words(party) for party in sheet.taking_part_as(part)), is_long=True
        )


def party_words(party: Party) -> Said:
    """Name an institution with the role that answers for it there."""
    asked = " · ".join(part for part in (party.contact, party.mailbox) if part)
    words = said(party.name)
    return {**words, "text": f"{words['text']} ({asked})"} if asked else words


def confirmation_words(given: Given) -> str:
    """Say who stands by a sheet and by which letter; what it was amended to since, too."""
    one = given.confirmation
    if one.way == ConfirmedBy.LETTER and one.letter_on:
        how = _("letter %(number)s, %(day)s") % {
            "number": one.letter_number,
            "day": date_format(one.letter_on, "j F Y"),
        }
    else:
        day = one.confirmed_at.astimezone(WIB).date()
        how = _("signed in the workspace, %(day)s") % {"day": date_format(day, "j F Y")}
    name = f"{one.organisation.name} ({how})"
    return name if given.is_of_this else _("%(who)s, before the amendment") % {"who": name}


def _promise(sheet: CommitmentSheet) -> list[Block]:
    return [*lead(sheet.solution), *_under(_("What should change"), sheet.results)]


def _reasons(sheet: CommitmentSheet) -> list[Block]:
    return [
        *prose(sheet.problem),
        *_under(_("What causes it"), sheet.causes),
        *_under(_("What has been done so far"), sheet.done_so_far),
    ]


def _contribution(sheet: CommitmentSheet) -> list[Block]:
    return [
        *_under(_("Transparency"), sheet.transparency),
        *_under(_("Participation"), sheet.participation),
        *_under(_("Accountability"), sheet.accountability),
    ]


def _under(title: str, words: Bilingual) -> list[Block]:
    return [heading(DETAIL, said(title)), *prose(words)] if words else []


def _milestones(milestones: Iterable[MilestoneOnSheet]) -> list[Block]:
    head = (_("No."), _("Milestone and output"), _("Due"), _("Responsible"))
    rows = [
        (
            [said(str(number))],
            [said(each.title), said(each.output)],
            [said(days(each.starts_on, each.ends_on))],
            names(each.responsible),
        )
        for number, each in enumerate(milestones, start=1)
    ]
    return table((0.6, 4.4, 2, 2.6), head, rows)


def names(things: Iterable[Named]) -> list[Said]:
    return [said(thing.name) for thing in things]


def _indicators(indicators: Iterable[IndicatorOnSheet]) -> list[Block]:
    return [block for each in indicators for block in _indicator(each)]


def _indicator(each: IndicatorOnSheet) -> list[Block]:
    head = (_("Semester"), _("Target"), _("Number"))
    return [
        heading(DETAIL, said(each.title)),
        *quiet(_measured(each)),
        *table((1.7, 5.3, 1.4), head, map(_target, each.targets)),
    ]


def _measured(each: IndicatorOnSheet) -> str:
    """Say how an indicator is measured, in one line."""
    baseline = short_number(each.baseline)
    broken_down = _("broken down by %(groups)s") % {"groups": each.disaggregation}
    told = (
        _("measure of success") if each.is_measure_of_success else "",
        _("unit: %(unit)s") % {"unit": each.unit} if each.unit else "",
        _("baseline: %(number)s") % {"number": baseline} if baseline else "",
        str(Direction(each.direction).label),
        broken_down if each.disaggregation else "",
    )
    return " · ".join(part for part in told if part)


def _target(target: TargetOnSheet) -> tuple[list[Said], ...]:
    semester = semester_name(target.year, target.half)
    return [said(semester)], [said(target.words)], [said(short_number(target.number))]


def _facts(bound: Bound) -> Iterable[Fact]:
    sheet = bound.sheet
    goals = [said(goal.name, before=f"{goal.key}. ") for goal in sheet.goals]
    yield fact(_("Values of open government"), *names(sheet.values))
    yield fact(_("Sustainable Development Goals"), *goals)
    yield fact(_("Policy areas"), *names(sheet.areas))
    yield fact(_("Challenges it answers"), *names(sheet.challenges))
    yield fact(_("Budget"), rupiah(sheet.budget), sheet.budget_note, is_long=True)
    yield fact(_("Number at OGP"), sheet.ogp_id)
    if bound.version:
        number = _("Version %(number)s") % {"number": bound.version.number}
        yield fact(_("Fingerprint"), f"{sheet.reference} · {number}", code(bound.fingerprint))
