"""The page on which a commitment is written: its cards, each with its own form."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.plans.choices import Part
from kokreasi.plans.forms import commitments as forms
from kokreasi.plans.models import Commitment, Indicator, Involvement, Milestone
from kokreasi.plans.queries.gaps import gaps_of
from kokreasi.plans.queries.origins import origins_of
from kokreasi.plans.sheets import sheet, whole
from kokreasi.plans.views.choosing import Choice
from kokreasi.plans.views.finding import PUBLISH
from kokreasi.register.revising import STATUS, Saved
from kokreasi.register.saving import (
    Card,
    Section,
    back_to,
    card_answer,
    in_state,
    is_from_script,
)

SECTIONS = {
    section.name: section
    for section in (
        Section("fakta", _("Facts"), "", forms.FactsForm),
        Section(
            "masalah",
            _("The problem"),
            _("What is wrong for the public, why, and what has been tried."),
            forms.ProblemForm,
        ),
        Section(
            "solusi",
            _("Solution"),
            _("What is promised, specific enough to be checked, and what it should change."),
            forms.SolutionForm,
        ),
        Section(
            "sumbangan",
            _("Contribution to open government"),
            _("At least one of the three."),
            forms.ContributionForm,
        ),
        Section(
            "kaitan",
            _("Values, goals and challenges"),
            _("Readers find the commitment by these words."),
            forms.TermsForm,
        ),
    )
}


def section_card(section: Section, commitment: Commitment, **given: Any) -> Card:
    return section.card(commitment, _address("section", commitment, section.name), **given)


CONTENTS = (
    ("fakta", _("Facts")),
    ("masalah", _("The problem")),
    ("solusi", _("Solution")),
    ("lembaga", _("Institutions and partners")),
    ("tonggak", _("Milestones")),
    ("indikator", _("Indicators and targets")),
    ("sumbangan", _("Contribution to open government")),
    ("kaitan", _("Values, goals and challenges")),
)


def milestone_card(commitment: Commitment, milestone: Milestone, **given: Any) -> Card:
    name = f"tonggak-{milestone.pk}"
    form = given.pop("form", None) or forms.MilestoneEditForm(row=milestone, auto_id=f"{name}-%s")
    action = _address("milestone", commitment, milestone.pk)
    remove = _address("milestone-remove", commitment, milestone.pk)
    title = str(milestone.title)
    return Card(name, title, action, form, remove=remove, is_folded=True, **given)


def indicator_card(commitment: Commitment, indicator: Indicator, **given: Any) -> Card:
    name = f"indikator-{indicator.pk}"
    form = given.pop("form", None) or forms.IndicatorEditForm(row=indicator, auto_id=f"{name}-%s")
    action = _address("indicator", commitment, indicator.pk)
    remove = _address("indicator-remove", commitment, indicator.pk)
    title = str(indicator.title)
    return Card(name, title, action, form, remove=remove, is_folded=True, **given)


def targets_card(commitment: Commitment, indicator: Indicator, **given: Any) -> Card:
    name = f"target-{indicator.pk}"
    form = given.pop("form", None) or forms.TargetsForm(indicator=indicator, auto_id=f"{name}-%s")
    action = _address("targets", commitment, indicator.pk)
    title = _("Targets: %(indicator)s") % {"indicator": indicator.title}
    return Card(name, title, action, form, template="plans/_targets.html", **given)


def contact_card(commitment: Commitment, involvement: Involvement, **given: Any) -> Card:
    name = f"lembaga-{involvement.pk}"
    form = given.pop("form", None) or forms.ContactForm(row=involvement, auto_id=f"{name}-%s")
    action = _address("contact", commitment, involvement.pk)
    remove = _address("leave", commitment, involvement.pk)
    title = str(involvement.organisation)
    return Card(name, title, action, form, remove=remove, is_folded=True, **given)


def _address(view: str, commitment: Commitment, *more: Any) -> str:
    return reverse(f"plans:{view}", args=[commitment.plan.code, commitment.reference, *more])


def page_of(commitment: Commitment) -> str:
    return _address("commitment", commitment)


def answer(request: HttpRequest, commitment: Commitment, card: Card) -> HttpResponse:
    """Answer a card that was sent: alone to the script, else with the page around it."""
    if is_from_script(request):
        return card_answer(request, card)
    if card.outcome == Saved.YES:
        return back_to(page_of(commitment), card.name)
    return desk(request, commitment, card=card, status=STATUS[card.outcome or Saved.INVALID])


def desk(
    request: HttpRequest,
    commitment: Commitment,
    *,
    card: Card | None = None,
    saved: str = "",
    status: int = 200,
    **instead: Any,
) -> HttpResponse:
    """Show the whole page; `card` takes the place of its fresh twin, `saved` names one that is."""
    involved = commitment.involvements.select_related("organisation__record")
    milestones = commitment.milestones.select_related("commitment")
    indicators = commitment.indicators.select_related("commitment__plan")

    def shown(cards: Iterable[Card]) -> list[Card]:
        return [in_state(each, card, saved) for each in cards]

    context: dict[str, Any] = {
        "plan": commitment.plan,
        "commitment": commitment,
        "at": "commitments",
        "sections": {
            name: in_state(section_card(section, commitment), card, saved)
            for name, section in SECTIONS.items()
        },
        "parts": [
            (part, shown(contact_card(commitment, row) for row in involved if row.part == part))
            for part in Part
        ],
        "part_form": forms.PartForm(auto_id="pihak-%s"),
        "choice": Choice(),
        "milestones": shown(milestone_card(commitment, row) for row in milestones),
        "milestone_form": forms.MilestoneForm(commitment=commitment, auto_id="tonggak-baru-%s"),
        "indicators": [
            (
                in_state(indicator_card(commitment, row), card, saved),
                in_state(targets_card(commitment, row), card, saved),
            )
            for row in indicators
        ],
        "indicator_form": forms.IndicatorForm(auto_id="indikator-baru-%s"),
        "contents": CONTENTS,
        "gaps": gaps_in(commitment),
        "origins": origins_of(commitment, request.user),
        "may_publish": request.user.has_perm(PUBLISH, commitment.plan),
    }
    page = "plans/work/commitment.html"
    return render(request, page, context | instead, status=status)


def gaps_in(commitment: Commitment) -> list[str | Promise]:
    """Say what the draft still lacks before it is fit to be published."""
    found = whole(commitment.plan.commitments.filter(pk=commitment.pk)).get()
    return [words for _code, words in gaps_of(sheet(found))]
