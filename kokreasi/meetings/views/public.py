"""What everybody reads about meetings: the list, and the page of one meeting."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kokreasi.core.days import today_in_jakarta
from kokreasi.meetings.models import Meeting


@require_safe
def meeting(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a meeting: its facts, what it deals with, and what became of it."""
    visible = Meeting.objects.visible_to(request.user).select_related(
        "record__version", "kind", "plan__record", "series"
    )
    meeting = get_object_or_404(visible, record__reference=reference)
    context = {
        "meeting": meeting,
        "day": today_in_jakarta(),
        "agenda": meeting.agenda.all(),
        "entries": meeting.record.entries.visible_to(request.user)[:20],
    }
    return render(request, "meetings/public/meeting.html", context)


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """List the public meetings, the latest first."""
    public = Meeting.objects.filter(record__published_at__isnull=False)
    context = {"meetings": public.select_related("record", "kind"), "day": today_in_jakarta()}
    return render(request, "meetings/public/meetings.html", context)
