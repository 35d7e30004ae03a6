"""What the public does not read of minutes, beside the page as the public will see it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from kokreasi.meetings.choices import Access, MinutesState
from kokreasi.meetings.forms.minutes import VeilForm
from kokreasi.meetings.services import veils as services
from kokreasi.meetings.services.minutes import unshown
from kokreasi.meetings.sheets import public, sheet, stand_in
from kokreasi.meetings.views.frame import framed
from kokreasi.meetings.views.writing import minutes_for
from kokreasi.people.visitors import SignedInRequest
from kokreasi.register.revising import tried

TAB = "minutes"


@login_required
@require_http_methods(["GET", "POST"])
def veils(request: SignedInRequest, reference: str) -> HttpResponse:
    """Show the minutes as the public will read them, and withhold more of them."""
    meeting, minutes = minutes_for(request.user, reference)
    form = VeilForm(request.POST or None)
    if tried(form, lambda: services.add(minutes, by=request.user, **form.cleaned_data)):
        return redirect("meetings:veils", reference)
    whole, rows = sheet(minutes), list(minutes.veils.all())
    access = Access(meeting.access)
    idle = {veil.pk for veil in services.idle(whole, rows)}
    context = {
        "minutes": minutes,
        "at": "veils",
        "form": form,
        "veils": [(veil, stand_in(veil), veil.pk in idle) for veil in rows],
        "found": unshown(minutes, whole),
        "elsewhere": services.said_elsewhere(minutes, whole),
        "sheet": public(whole, rows, access) if access != Access.INVITED else None,
        "is_shown": meeting.record.is_public and meeting.record.version is not None,
        "is_final": minutes.state == MinutesState.FINAL,
    }
    status = 422 if form.errors else 200
    path = "meetings/minutes/work/veils.html"
    return framed(request, meeting, TAB, path, context, status=status)


@login_required
@require_POST
def remove(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    _meeting, minutes = minutes_for(request.user, reference)
    row = minutes.veils.select_related("minutes__meeting__record").filter(pk=pk).first()
    if row is not None:  # somebody who presses twice gets the same answer
        services.remove(row, by=request.user)
    return redirect("meetings:veils", reference)
