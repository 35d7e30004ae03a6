"""What everybody reads about consultations: the list, and the page of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kokreasi.consultations.models import Consultation
from kokreasi.consultations.queries import wording
from kokreasi.core.paging import page_of

HISTORY_LENGTH = 20


@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """List the public consultations, the latest first."""
    public = Consultation.objects.visible_to(request.user).public().select_related("record")
    context = {"page": page_of(request, public), "now": timezone.now()}
    return render(request, "consultations/public/consultations.html", context)


@require_safe
def consultation(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a consultation: why it is held, how long it takes, and what happens afterwards."""
    visible = Consultation.objects.visible_to(request.user).select_related("record__version")
    found = get_object_or_404(visible, record__reference=reference)
    context = {
        "consultation": found,
        "sheet": wording.current(found),
        "now": timezone.now(),
        "entries": found.record.entries.visible_to(request.user)[:HISTORY_LENGTH],
    }
    return render(request, "consultations/public/consultation.html", context)
