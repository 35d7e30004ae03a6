"""The public page of a finding."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kokreasi.consultations.models import Finding
from kokreasi.conversations.models import Response
from kokreasi.register.trace import stations_of

HISTORY_LENGTH = 20


@require_safe
def finding(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what was found in the answers, in whose words, and what became of it."""
    visible = Finding.objects.visible_to(request.user).select_related(
        "record", "consultation__record"
    )
    found = get_object_or_404(visible, record__reference=reference)
    answers = Response.objects.visible_to(request.user).filter(about=found.record_id)
    context = {
        "finding": found,
        "texts": found.codings.count(),
        "quotations": found.quotations.filter(is_shown=True),
        "response": answers.select_related(
            "plan", "unit__record", "leads_to", "decided_in"
        ).first(),
        "stations": stations_of(found.record, request.user) if found.record.is_public else [],
        "entries": found.record.entries.visible_to(request.user)[:HISTORY_LENGTH],
    }
    return render(request, "consultations/public/finding.html", context)
