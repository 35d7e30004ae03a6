"""The proposers' guideline, and the Word template with the same questions."""

from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kokreasi.proposals.queries.calls import calls_at

LAYOUTS = Path(__file__).resolve().parent.parent / "layouts"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NAMES = {"id": "templat-usulan.docx", "en": "proposal-template.docx"}


@require_safe
def guideline(request: HttpRequest) -> HttpResponse:
    context = {"calls": calls_at(request.user, timezone.now())}
    return render(request, "proposals/public/guideline.html", context)


@require_safe
def template(_request: HttpRequest) -> FileResponse:
    """Send the template in the language of the page."""
    name = NAMES[(get_language() or "id")[:2]]
    file = (LAYOUTS / name).open("rb")
    return FileResponse(file, as_attachment=True, filename=name, content_type=WORD)
