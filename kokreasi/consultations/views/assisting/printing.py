"""The questionnaire on paper, and as a message for a chat."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.http import require_safe

from kokreasi.consultations.errors import UnprintedError
from kokreasi.consultations.exports import paper
from kokreasi.consultations.exports.chat import message
from kokreasi.consultations.exports.paper import Printing
from kokreasi.consultations.forms.entering import LANGUAGE_NAMES, language_in
from kokreasi.consultations.models import Sheet
from kokreasi.consultations.queries.wording import asked_in
from kokreasi.consultations.services.paper import MOST_AT_ONCE
from kokreasi.consultations.views.assisting.finding import (
    assisted,
    current_version,
    current_words,
)
from kokreasi.core.limits import asked_too_often
from kokreasi.files.formats import PDF
from kokreasi.people.visitors import SignedInRequest
from kokreasi.writing.errors import WritingError

PRINT = "consultation_sheets"
"""The limit of documents from one address."""


@login_required
@require_safe
def master(request: SignedInRequest, reference: str) -> HttpResponse:
    """Send the form without a number, to be read on a screen or copied."""
    consultation = assisted(request.user, reference)
    words = current_words(consultation)
    if refusal := asked_too_often(request, PRINT):
        return refusal
    version = current_version(consultation)
    printing = Printing(consultation, words, version, is_large="besar" in request.GET)
    return _printed(printing, [], language_in(request.GET.get("bahasa", "")), reference)


@login_required
@require_safe
def numbered(request: SignedInRequest, reference: str, first: int, last: int) -> HttpResponse:
    """Send the forms of some numbers as one document: those with the words of the first one."""
    consultation = assisted(request.user, reference)
    if not first <= last < first + MOST_AT_ONCE:
        raise Http404
    sheets = list(consultation.sheets.out().filter(number__gte=first, number__lte=last))
    if not sheets:
        raise Http404
    if refusal := asked_too_often(request, PRINT):
        return refusal
    version, language = sheets[0].version, sheets[0].language
    words = asked_in(consultation, version)
    printing = Printing(consultation, words, version, is_large="besar" in request.GET)
    alike = [one for one in sheets if (one.version, one.language) == (version, language)]
    return _printed(printing, alike, language, f"{reference}-{first}-{last}")


def _printed(printing: Printing, sheets: list[Sheet], language: str, name: str) -> HttpResponse:
    try:
        with override(language):
            written = paper.numbered(printing, sheets) if sheets else paper.master(printing)
    except WritingError as error:
        raise UnprintedError from error
    headers = {"Content-Disposition": f'attachment; filename="lembar-{name}.pdf"'}
    return HttpResponse(written, content_type=PDF.content_type, headers=headers)


@login_required
@require_safe
def chat(request: SignedInRequest, reference: str) -> HttpResponse:
    """Show the questionnaire as a text to be pasted into a chat."""
    consultation = assisted(request.user, reference)
    words = current_words(consultation)
    language = language_in(request.GET.get("bahasa", ""))
    with override(language):
        text = message(words)
    context = {
        "consultation": consultation,
        "text": text,
        "language": language,
        "languages": LANGUAGE_NAMES,
        "rows": text.count("\n") + 2,
    }
    return render(request, "consultations/assisting/chat.html", context)
