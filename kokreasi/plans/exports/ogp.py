"""OGP's commitment template, filled from published sheets.

Its labels are OGP's own, in English; what is written in Indonesian only says so.
"""

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format

from kokreasi.plans.exports.blocks import (
    Block,
    Fact,
    Said,
    fact,
    facts,
    heading,
    said,
    table,
)
from kokreasi.plans.exports.booklets import Booklet
from kokreasi.plans.exports.commitment_sheets import days, names, party_words
from kokreasi.plans.queries.editions import Bound, Edition
from kokreasi.plans.sheets import CommitmentSheet, MilestoneOnSheet
from kokreasi.writing.booklets import Values

MISSING = "–"
TEMPLATE = "OGP commitment template"
PLANNING = ("Milestone", "Expected output", "Expected completion date", "Stakeholders")


def template_of_plan(edition: Edition) -> Values:
    """Fill the template for every commitment of a plan, in one document."""
    blocks = [block for bound in edition.sheets for block in _commitment(bound)]
    return Booklet.of(edition, eyebrow=TEMPLATE, contents_depth=1).values(blocks)


def template_of(bound: Bound) -> Values:
    """Fill the template for one published commitment."""
    sheet = bound.sheet
    number = bound.version.number if bound.version else ""
    return Booklet(
        title=str(sheet.title),
        running=f"{TEMPLATE} · {sheet.plan.name}",
        standing=f"{sheet.reference} · version {number}",
        fingerprint=bound.fingerprint,
    ).values(_commitment(bound))


def _commitment(bound: Bound) -> list[Block]:
    sheet = bound.sheet
    title = said(sheet.title, before=f"Commitment {sheet.number}: ")
    return [
        heading(1, title, eyebrow=sheet.reference, opens_page=True),
        *_section("Overview", _overview(sheet)),
        *_section("Problem definition", _problem(sheet)),
        *_section("Commitment description", _description(sheet)),
        *_section("Commitment analysis", _analysis(sheet)),
        heading(2, said("Commitment planning")),
        *_planning(sheet),
        *_section("Additional information", _more(sheet)),
    ]


def _section(title: str, rows: Iterable[Fact]) -> list[Block]:
    return [heading(2, said(title)), *facts(*(_answered(row) for row in rows))]


def _answered(row: Fact) -> Fact:
    """Show that nothing is written, since the form asks for it."""
    return row if row.values else fact(row.label, MISSING)


def _overview(sheet: CommitmentSheet) -> Iterable[Fact]:
    yield fact("Commitment number", str(sheet.number))
    yield fact("Commitment title", sheet.title)
    yield fact("Brief description of the commitment", sheet.solution, is_long=True)
    yield fact("Commitment lead", *map(party_words, sheet.leads()), is_long=True)
    yield fact("Supporting stakeholders: government", *map(party_words, sheet.supporters()))
    yield fact("Supporting stakeholders: CSOs", *map(party_words, sheet.partners()))
    yield fact("Period covered", days(sheet.starts_on, sheet.ends_on))


def _problem(sheet: CommitmentSheet) -> Iterable[Fact]:
    yield fact("What problem does the commitment aim to address?", sheet.problem, is_long=True)
    yield fact("What are the causes of the problem?", sheet.causes, is_long=True)


def _description(sheet: CommitmentSheet) -> Iterable[Fact]:
    yield fact("What has been done so far to solve the problem?", sheet.done_so_far, is_long=True)
    yield fact("What solution are you proposing?", sheet.solution, is_long=True)
    yield fact("What results do we want to achieve?", sheet.results, is_long=True)


def _analysis(sheet: CommitmentSheet) -> Iterable[Fact]:
    promotes = "How will the commitment promote {}?"
    yield fact(promotes.format("transparency"), sheet.transparency, is_long=True)
    yield fact(promotes.format("accountability"), sheet.accountability, is_long=True)
    participation = "public participation in defining, implementing and monitoring solutions"
    yield fact(promotes.format(participation), sheet.participation, is_long=True)


def _planning(sheet: CommitmentSheet) -> list[Block]:
    rows = [_milestone(each) for each in sheet.milestones]
    return table((3, 3, 2, 2.4), PLANNING, rows or [[[said(MISSING)]] * len(PLANNING)])


def _milestone(each: MilestoneOnSheet) -> list[list[Said]]:
    return [
        [said(each.title)],
        [said(each.output)],
        [said(_day(each.ends_on))],
        names(each.responsible),
    ]


def _day(on: date | None) -> str:
    return date_format(on, "j F Y") if on else MISSING


def _more(sheet: CommitmentSheet) -> Iterable[Fact]:
    goals = [said(goal.name, before=f"{goal.key}. ") for goal in sheet.goals]
    amount = f"IDR {sheet.budget:,.0f}" if sheet.budget is not None else ""
    yield fact("OGP values", *names(sheet.values))
    yield fact("Policy areas", *names(sheet.areas))
    yield fact("Sustainable Development Goals", *goals)
    yield fact("Budget", amount, sheet.budget_note, is_long=True)
    yield fact("OGP commitment ID", sheet.ogp_id)
