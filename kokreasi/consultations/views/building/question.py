"""One question: its words, answer, choices, and when it is shown."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from kokreasi.consultations.choices import WITH_OPTIONS, OptionRole, QuestionKind
from kokreasi.consultations.forms.building_questions import (
    AnswerForm,
    ConditionForm,
    OptionsForm,
    PlaceForm,
    WordsForm,
)
from kokreasi.consultations.models import Consultation, Question
from kokreasi.consultations.queries.drafting import definition_of
from kokreasi.consultations.services.building import questions
from kokreasi.consultations.services.building.questions import Line
from kokreasi.consultations.views.building.frame import at, attempted, consultation_for, framed
from kokreasi.consultations.views.building.shown_if import panel_of
from kokreasi.people.models import User
from kokreasi.people.visitors import SignedInRequest
from kokreasi.register.revising import STATUS, RevisedForm, Saved, save
from kokreasi.register.saving import (
    Card,
    back_to,
    card_answer,
    in_state,
    is_from_script,
    settled,
)

ANSWER_TEMPLATE = "consultations/building/_answer.html"
FORMS: dict[str, tuple[Any, type[RevisedForm], str]] = {
    "kata": (pgettext_lazy("questionnaire", "Words"), WordsForm, "register/_fields.html"),
    "jawaban": (_("Answer"), AnswerForm, ANSWER_TEMPLATE),
}
ROLES = {"pilihan": OptionRole.CHOICE, "baris": OptionRole.ROW}


@login_required
@require_safe
def question(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Show everything that can be said of a question."""
    consultation = consultation_for(request.user, reference)
    row = _row(consultation, pk)
    return question_shown(request, consultation, row, saved=request.GET.get("saved", ""))


def _row(consultation: Consultation, pk: int) -> Question:
    return get_object_or_404(consultation.questions.select_related("consultation", "page"), pk=pk)


@login_required
@require_POST
def save_question(request: SignedInRequest, reference: str, pk: int, name: str) -> HttpResponse:
    """Save one card of a question."""
    consultation = consultation_for(request.user, reference)
    row = _row(consultation, pk)
    if name not in FORMS:
        raise Http404
    form = FORMS[name][1](request.POST, row=row, auto_id=f"{name}-%s")
    outcome = save(
        form, lambda values, seen: questions.change(row, values, seen=seen, by=request.user)
    )
    now = _row(consultation, pk)
    shown, found = settled(form, now, outcome)
    card = _card(consultation, now, name, form=shown, outcome=outcome, conflicts=found)
    if is_from_script(request):
        return card_answer(request, card)
    if outcome == Saved.YES:
        return back_to(reverse("consultations:question", args=[reference, pk]), name)
    return question_shown(request, consultation, now, card=card, status=STATUS[outcome])


def _card(consultation: Consultation, row: Question, name: str, **given: Any) -> Card:
    title, form_class, template = FORMS[name]
    form = given.pop("form", None) or form_class(row=row, auto_id=f"{name}-%s")
    action = reverse("consultations:question-save", args=[consultation.reference, row.pk, name])
    return Card(name, title, action, form, template=template, **given)


@login_required
@require_POST
def save_options(request: SignedInRequest, reference: str, pk: int, name: str) -> HttpResponse:
    """Save the choices, or the rows of a matrix."""
    consultation = consultation_for(request.user, reference)
    row = _row(consultation, pk)
    if name not in ROLES:
        raise Http404
    role = ROLES[name]
    form = options_form(row, role, request.POST)
    outcome = save(form, lambda lines, seen: _list(row, role, lines, seen, request.user))
    if outcome == Saved.YES:
        return back_to(reverse("consultations:question", args=[reference, pk]), name)
    now = _row(consultation, pk)
    if outcome == Saved.STALE:
        form = form.over(now)
    return question_shown(request, consultation, now, status=STATUS[outcome], sent={role: form})


def _list(
    row: Question, role: OptionRole, lines: Mapping[str, Line], seen: int, person: User
) -> None:
    questions.list_options(row, role, list(lines.values()), seen=seen, by=person)


def options_form(row: Question, role: OptionRole, sent: Any = None) -> OptionsForm:
    """Give the form over the choices or rows of a question."""
    return OptionsForm(sent, row=row, role=role, auto_id=f"{role.value}-%s")


@login_required
@require_POST
def put_on(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Put the question on another page."""
    consultation = consultation_for(request.user, reference)
    row = _row(consultation, pk)
    form = PlaceForm(request.POST, pages=consultation.pages.all(), auto_id="tempat-%s")
    if form.is_valid():
        page = form.cleaned_data["page"]
        attempted(request, lambda: questions.put_on(row, page, by=request.user))
    return at(reference, "question", pk, anchor="tempat")


def question_shown(
    request: HttpRequest,
    consultation: Consultation,
    row: Question,
    *,
    card: Card | None = None,
    saved: str = "",
    status: int = 200,
    sent: dict[OptionRole, OptionsForm] | None = None,
    condition_form: ConditionForm | None = None,
) -> HttpResponse:
    """Show the page on which a question is written; what was just sent stays as it was sent."""
    definition = definition_of(consultation)
    context = {
        "question": row,
        "cards": [in_state(_card(consultation, row, name), card, saved) for name in FORMS],
        "options": _option_panels(row, sent or {}),
        "saved": saved,
        "conditions": panel_of(row, definition, request.GET, condition_form),
        "place_form": PlaceForm(
            initial={"page": row.page_id}, pages=consultation.pages.all(), auto_id="tempat-%s"
        ),
        "neighbours": _neighbours(row),
    }
    template = "consultations/building/question.html"
    return framed(request, consultation, "questions", template, context, status=status)


def _option_panels(
    row: Question, sent: dict[OptionRole, OptionsForm]
) -> list[tuple[str, str, OptionsForm]]:
    """Give the forms that fit the kind: choices, labels of a scale, or rows and columns."""
    kind = QuestionKind(row.kind)
    names: dict[str, Any] = {}
    if kind == QuestionKind.MATRIX:
        names = {"baris": _("Rows of the matrix"), "pilihan": _("Columns: what can be chosen")}
    elif kind == QuestionKind.SCALE:
        names = {"pilihan": _("Labels of points, as “10 = very clear”")}
    elif kind in WITH_OPTIONS and not row.asks_commitments:
        names = {"pilihan": _("Choices")}
    return [
        (name, title, sent.get(ROLES[name]) or options_form(row, ROLES[name]))
        for name, title in names.items()
    ]


def _neighbours(row: Question) -> dict[str, Question | None]:
    """Give the questions before and after, to go through them one by one."""
    rows = list(row.consultation.questions.select_related("page").only("pk", "page", "wording"))
    place = next(at for at, one in enumerate(rows) if one.pk == row.pk)
    after = rows[place + 1] if place + 1 < len(rows) else None
    return {"before": rows[place - 1] if place else None, "after": after}
