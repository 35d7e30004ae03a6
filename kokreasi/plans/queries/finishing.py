"""What a plan still lacks before it can be final, each with the page on which it is mended."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kokreasi.plans.events import Missing, plan_finalising
from kokreasi.plans.models import Commitment, Plan
from kokreasi.plans.queries.confirmations import standings_to
from kokreasi.plans.queries.gaps import gaps_of
from kokreasi.plans.sheets import CommitmentSheet, sheet, whole

Sheets = Sequence[tuple[Commitment, CommitmentSheet]]

THE_PLAN = _("The plan itself")
COMPLETE = _("Commitments that are not complete")
CONFIRMED = _("Institutions that have not confirmed")
PLACES = {
    "lead": "lembaga",
    "theme": "fakta",
    "problem": "masalah",
    "solution": "solusi",
    "results": "solusi",
    "values": "kaitan",
    "goals": "kaitan",
    "milestones": "tonggak",
    "indicators": "indikator",
    "targets": "indikator",
}
"""The card of the commitment's page on which a gap is filled, by the code of the gap."""


def checklist(plan: Plan, sheets: Sheets | None = None) -> list[Missing]:
    """List everything that is missing; the plan can be final when nothing is.

    `sheets` is what will be final: the drafts as they stand, unless the caller has frozen them.
    """
    found = drafts_of(plan) if sheets is None else sheets
    return [
        *_of_the_plan(plan, found),
        *_of_commitments(plan, found),
        *_of_confirmations(plan, found),
        *_from_above(plan),
    ]


def is_ready(plan: Plan) -> bool:
    """Tell whether nothing is missing; what apps above know is asked first, for it is cheap."""
    return next(_from_above(plan), None) is None and not checklist(plan)


def drafts_of(plan: Plan) -> Sheets:
    return [(commitment, sheet(commitment)) for commitment in whole(plan.commitments.all())]


def _of_the_plan(plan: Plan, found: Sheets) -> Iterator[Missing]:
    edit = reverse("plans:edit", args=[plan.code])
    if not found:
        href = reverse("plans:commitments", args=[plan.code])
        yield Missing(THE_PLAN, plan.title, _("has no commitment"), href)
    if not plan.introduction:
        yield Missing(THE_PLAN, plan.title, _("has no introduction"), edit)
    if any(text.missing() for text in (plan.title, plan.introduction, plan.legal_basis)):
        yield Missing(THE_PLAN, plan.title, _("has texts in one language only"), edit)


def _of_commitments(plan: Plan, found: Sheets) -> Iterator[Missing]:
    for commitment, now in found:
        page = reverse("plans:commitment", args=[plan.code, commitment.reference])
        for code, words in gaps_of(now):
            place = f"#{PLACES[code]}" if code in PLACES else ""
            yield Missing(COMPLETE, now.title, words, page + place)


def _of_confirmations(plan: Plan, found: Sheets) -> Iterator[Missing]:
    page = reverse("plans:confirmations", args=[plan.code])
    for one in standings_to(found):
        if not one.is_confirmed:
            words = f"{one.lead.short}: {one.stand.label}"
            href = f"{page}#{one.commitment.reference}"
            yield Missing(CONFIRMED, one.commitment.title, words, href)


def _from_above(plan: Plan) -> Iterator[Missing]:
    answers: Any = plan_finalising.send(Plan, plan=plan)
    for _receiver, found in answers:
        yield from found or ()
