"""Say when a page or question is shown, step by step."""

import msgspec
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from kokreasi.consultations.definition.conditions import askable
from kokreasi.consultations.definition.wording import Condition
from kokreasi.consultations.forms.building_questions import ConditionForm
from kokreasi.consultations.models import Consultation, Page, Question
from kokreasi.consultations.queries.drafting import definition_of
from kokreasi.consultations.services.building import conditions
from kokreasi.consultations.views.building.frame import at, attempted, consultation_for
from kokreasi.consultations.views.building.page import page_shown
from kokreasi.consultations.views.building.question import question_shown
from kokreasi.consultations.views.building.shown_if import ASKED, chosen_of, place_of
from kokreasi.people.visitors import SignedInRequest
from kokreasi.register.revising import STATUS, Saved

LONGEST_CONDITION = 20_000


@login_required
@require_POST
def add(request: SignedInRequest, reference: str, kind: str, pk: int) -> HttpResponse:
    """Show a page or question only where one more thing holds."""
    consultation = consultation_for(request.user, reference)
    row = _row(consultation, kind, pk)
    offered = askable(definition_of(consultation), *place_of(row))
    chosen = chosen_of(offered, request.POST.get(ASKED, ""))
    if chosen is None:
        return _back(row)
    form = ConditionForm(request.POST, question=chosen, auto_id="syarat-%s")
    if form.is_valid():
        condition = form.cleaned_data["condition"]
        attempted(request, lambda: conditions.add(row, condition, by=request.user))
        return _back(row)
    status = STATUS[Saved.INVALID]
    if isinstance(row, Question):
        return question_shown(request, consultation, row, status=status, condition_form=form)
    return page_shown(request, consultation, row, status=status, condition_form=form)


def _back(row: Page | Question) -> HttpResponse:
    view = "question" if isinstance(row, Question) else "page"
    return at(row.consultation.reference, view, row.pk, anchor="syarat")


def _row(consultation: Consultation, kind: str, pk: int) -> Page | Question:
    if kind == "halaman":
        return get_object_or_404(consultation.pages.select_related("consultation"), pk=pk)
    return get_object_or_404(consultation.questions.select_related("consultation", "page"), pk=pk)


@login_required
@require_POST
def remove(request: SignedInRequest, reference: str, kind: str, pk: int) -> HttpResponse:
    """Ask no longer for one thing."""
    consultation = consultation_for(request.user, reference)
    row = _row(consultation, kind, pk)
    condition = _sent(request.POST.get("condition", ""))
    if condition is not None:
        attempted(request, lambda: conditions.remove(row, condition, by=request.user))
    return _back(row)


def _sent(text: str) -> Condition | None:
    try:
        return msgspec.json.decode(text[:LONGEST_CONDITION], type=Condition)
    except (msgspec.DecodeError, RecursionError):
        return None
