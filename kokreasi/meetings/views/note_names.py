"""Which organisation each name in a note means, as a person decides it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kokreasi.core.errors import StaleError
from kokreasi.meetings.choices import Meant
from kokreasi.meetings.forms.note_names import QuestionForm, prefix_of
from kokreasi.meetings.models import Note
from kokreasi.meetings.review.names import Choice, Question
from kokreasi.meetings.review.reviewing import Review, review_of
from kokreasi.meetings.services import notes
from kokreasi.meetings.views.note_review import (
    QUESTIONS_PANEL,
    card_alone,
    note_for,
    open_note,
    review_page,
)
from kokreasi.people.visitors import SignedInRequest
from kokreasi.register.revising import STATUS, Saved
from kokreasi.register.saving import back_to, is_from_script


@login_required
@require_POST
def name(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep which organisation a name means."""
    note = open_note(request, pk)
    form = _question_form(review_of(note), request)
    saved = form.is_valid() and _keep(note, form)
    outcome = Saved.YES if saved else Saved.INVALID
    now = note_for(request, pk)
    if is_from_script(request):
        context = {"note": now, "form": form}
        return card_alone(request, "_question.html", context, outcome)
    if saved:
        return back_to(note.get_absolute_url(), QUESTIONS_PANEL)
    return review_page(request, now, question=form, status=STATUS[outcome])


def _question_form(review: Review, request: SignedInRequest) -> QuestionForm:
    """Find the question that was answered by the names of its fields."""
    for question in review.questions:
        if f"{prefix_of(question)}-seen" in request.POST:
            return QuestionForm(request.POST, question=question, note=review.note)
    raise Http404


def _keep(note: Note, form: QuestionForm) -> bool:
    choice = form.choice()
    content = choice.content() if choice else None
    try:
        notes.decide(note, {form.question.key: content}, seen=form.cleaned_data["seen"])
    except StaleError as error:
        form.add_error(None, str(error))
        return False
    return True


@login_required
@require_POST
def keep_words(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep every name that is still open as it is written."""
    note = open_note(request, pk)
    words = Choice(Meant.WORDS).content()
    asked: list[Question] = review_of(note).open_questions
    notes.decide(note, {question.key: words for question in asked})
    return redirect(note)


@login_required
@require_POST
def ask_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Forget what was decided about a name."""
    note = open_note(request, pk)
    keys = {question.key for question in review_of(note).questions}
    if (key := request.POST.get("key", "")) in keys:
        notes.decide(note, {key: None})
    return back_to(note.get_absolute_url(), QUESTIONS_PANEL)
