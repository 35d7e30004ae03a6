"""The public page of a finding."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kokreasi.consultations.models import Finding

HISTORY_LENGTH = 20


@require_safe
def finding(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what was found in the answers."""
    visible = Finding.objects.visible_to(request.user).select_related(
        "record", "consultation__record"
    )
    found = get_object_or_404(visible, record__reference=reference)
    context = {
        "finding": found,
        "entries": found.record.entries.visible_to(request.user)[:HISTORY_LENGTH],
    }
    return render(request, "consultations/public/finding.html", context)
