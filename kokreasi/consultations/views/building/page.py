"""One page of a questionnaire: its words, and when it is shown."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from kokreasi.consultations.forms.building_questions import ConditionForm, PageForm
from kokreasi.consultations.models import Consultation, Page
from kokreasi.consultations.queries.drafting import definition_of
from kokreasi.consultations.services.building import pages
from kokreasi.consultations.views.building.frame import consultation_for, framed
from kokreasi.consultations.views.building.shown_if import panel_of
from kokreasi.people.visitors import SignedInRequest
from kokreasi.register.revising import STATUS, Saved, save
from kokreasi.register.saving import (
    Card,
    back_to,
    card_answer,
    in_state,
    is_from_script,
    settled,
)

WORDS = "kata"


@login_required
@require_safe
def page(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Show what can be said of a page."""
    consultation = consultation_for(request.user, reference)
    row = get_object_or_404(consultation.pages.all(), pk=pk)
    return page_shown(request, consultation, row, saved=request.GET.get("saved", ""))


@login_required
@require_POST
def save_page(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Save the words of a page."""
    consultation = consultation_for(request.user, reference)
    row = get_object_or_404(consultation.pages.select_related("consultation"), pk=pk)
    form = PageForm(request.POST, row=row, auto_id=f"{WORDS}-%s")
    outcome = save(form, lambda values, seen: pages.change(row, values, seen=seen, by=request.user))
    now = get_object_or_404(consultation.pages.all(), pk=pk)
    shown, found = settled(form, now, outcome)
    card = _card(consultation, now, form=shown, outcome=outcome, conflicts=found)
    if is_from_script(request):
        return card_answer(request, card)
    if outcome == Saved.YES:
        return back_to(reverse("consultations:page", args=[reference, pk]), WORDS)
    return page_shown(request, consultation, now, card=card, status=STATUS[outcome])


def _card(consultation: Consultation, row: Page, **given: Any) -> Card:
    form = given.pop("form", None) or PageForm(row=row, auto_id=f"{WORDS}-%s")
    action = reverse("consultations:page-save", args=[consultation.reference, row.pk])
    return Card(WORDS, pgettext_lazy("questionnaire", "Words"), action, form, **given)


def page_shown(
    request: HttpRequest,
    consultation: Consultation,
    row: Page,
    *,
    card: Card | None = None,
    saved: str = "",
    status: int = 200,
    condition_form: ConditionForm | None = None,
) -> HttpResponse:
    """Show the page on which one is written; `card` takes the place of its fresh twin."""
    definition = definition_of(consultation)
    context = {
        "page": row,
        "card": in_state(_card(consultation, row), card, saved),
        "conditions": panel_of(row, definition, request.GET, condition_form),
    }
    template = "consultations/building/page.html"
    return framed(request, consultation, "questions", template, context, status=status)
