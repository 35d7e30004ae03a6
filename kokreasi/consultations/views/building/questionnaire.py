"""The questionnaire as a list: add, reorder, remove pages and questions."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe

from kokreasi.consultations.choices import Repeats
from kokreasi.consultations.forms.building_questions import (
    BlockForm,
    NewPageForm,
    NewQuestionForm,
)
from kokreasi.consultations.imports.shipped import blocks
from kokreasi.consultations.models import Consultation, Page, Question
from kokreasi.consultations.queries.drafting import sheet_of
from kokreasi.consultations.queries.outline import outline
from kokreasi.consultations.services.building import pages, questions, taking
from kokreasi.consultations.views.building.frame import at, attempted, consultation_for, framed
from kokreasi.people.visitors import SignedInRequest
from kokreasi.register.revising import STATUS, Saved, tried

STEPS = {"naik": -1, "turun": 1}
TAB = "questions"


@login_required
@require_safe
def index(request: SignedInRequest, reference: str) -> HttpResponse:
    """List pages and questions."""
    return _listed(request, consultation_for(request.user, reference))


def _listed(
    request: SignedInRequest, consultation: Consultation, *, status: int = 200, **instead: Any
) -> HttpResponse:
    sheet = sheet_of(consultation)
    lines = outline(consultation, sheet)
    context: dict[str, Any] = {
        "lines": lines,
        "items": sheet.definition.items,
        "number": sum(len(line.questions) for line in lines),
        "page_form": NewPageForm(auto_id="halaman-%s"),
        "block_form": _block_form(consultation),
        "question_form": NewQuestionForm(auto_id="baru-%s"),
        "failed_page": None,
        "repeats": Repeats.COMMITMENTS,
        "is_answered": consultation.submissions.exists(),
    }
    template = "consultations/building/questions.html"
    return framed(request, consultation, TAB, template, context | instead, status=status)


def _block_form(consultation: Consultation, sent: Any = None) -> BlockForm:
    offered = [(block.code, str(block.title)) for block in blocks().values()]
    rows = consultation.pages.all()
    return BlockForm(sent, blocks=offered, pages=rows, auto_id="blok-%s")


@login_required
@require_POST
def add_page(request: SignedInRequest, reference: str) -> HttpResponse:
    consultation = consultation_for(request.user, reference)
    form = NewPageForm(request.POST, auto_id="halaman-%s")
    made: list[Page] = []
    if tried(
        form,
        lambda: made.append(pages.add(consultation, **form.cleaned_data, by=request.user)),
    ):
        return at(reference, TAB, anchor=f"halaman-{made[0].pk}")
    return _listed(request, consultation, status=STATUS[Saved.INVALID], page_form=form)


@login_required
@require_POST
def add_block(request: SignedInRequest, reference: str) -> HttpResponse:
    """Add ready-made questions."""
    consultation = consultation_for(request.user, reference)
    form = _block_form(consultation, request.POST)
    if tried(
        form,
        lambda: taking.add_block(
            consultation,
            blocks()[form.cleaned_data["block"]].screens,
            page=form.cleaned_data["page"],
            by=request.user,
        ),
    ):
        return at(reference, TAB, anchor="daftar-akhir")
    return _listed(request, consultation, status=STATUS[Saved.INVALID], block_form=form)


@login_required
@require_POST
def add_question(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Add a question to a page, and go on to what can be said of it."""
    consultation = consultation_for(request.user, reference)
    page = get_object_or_404(consultation.pages.select_related("consultation"), pk=pk)
    form = NewQuestionForm(request.POST, auto_id="baru-%s")
    made: list[Question] = []
    if tried(form, lambda: made.append(questions.add(page, **form.cleaned_data, by=request.user))):
        return at(reference, "question", made[0].pk)
    instead = {"question_form": form, "failed_page": pk}
    return _listed(request, consultation, status=STATUS[Saved.INVALID], **instead)


@login_required
@require_POST
def move_page(request: SignedInRequest, reference: str, pk: int, way: str) -> HttpResponse:
    """Move a page one place up or down, with one press and without a script."""
    consultation = consultation_for(request.user, reference)
    page = get_object_or_404(consultation.pages.select_related("consultation"), pk=pk)
    step = _step(way)
    attempted(request, lambda: pages.move(page, step=step, by=request.user))
    return at(reference, TAB, anchor=f"halaman-{pk}")


@login_required
@require_POST
def move_question(request: SignedInRequest, reference: str, pk: int, way: str) -> HttpResponse:
    """Move a question one place; at the edge of its page it goes to the next one."""
    consultation = consultation_for(request.user, reference)
    question = get_object_or_404(consultation.questions.select_related("consultation"), pk=pk)
    step = _step(way)
    attempted(request, lambda: questions.move(question, step=step, by=request.user))
    return at(reference, TAB, anchor=f"pertanyaan-{pk}")


def _step(way: str) -> int:
    if way not in STEPS:
        raise Http404
    return STEPS[way]


@login_required
@require_POST
def remove_page(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    consultation = consultation_for(request.user, reference)
    page = consultation.pages.select_related("consultation").filter(pk=pk).first()
    if page is not None:  # somebody who presses twice gets the same answer
        attempted(request, lambda: pages.remove(page, by=request.user))
    return at(reference, TAB)


@login_required
@require_POST
def remove_question(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    consultation = consultation_for(request.user, reference)
    rows = consultation.questions.select_related("consultation", "page")
    question = rows.filter(pk=pk).first()
    if question is None:  # somebody who presses twice gets the same answer
        return at(reference, TAB)
    attempted(request, lambda: questions.remove(question, by=request.user))
    return at(reference, TAB, anchor=f"halaman-{question.page_id}")


@login_required
@require_POST
def duplicate(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Ask the same again under another key, to be changed from there."""
    consultation = consultation_for(request.user, reference)
    question = get_object_or_404(consultation.questions.select_related("consultation"), pk=pk)
    made: list[Question] = []
    attempted(request, lambda: made.append(questions.duplicate(question, by=request.user)))
    return at(reference, "question", made[0].pk) if made else at(reference, TAB)
