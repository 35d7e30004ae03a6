"""Final minutes: made so, and reopened."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kokreasi.meetings.choices import CorrectionState
from kokreasi.meetings.forms.minutes import FinaliseForm, ReasonForm
from kokreasi.meetings.models import Minutes
from kokreasi.meetings.services import minutes as services
from kokreasi.meetings.services import veils
from kokreasi.meetings.sheets import MinutesSheet, sheet
from kokreasi.meetings.views.frame import framed
from kokreasi.meetings.views.writing import minutes_for
from kokreasi.people.visitors import SignedInRequest
from kokreasi.register.revising import tried

TAB = "minutes"
INVALID = 422


@login_required
@require_http_methods(["GET", "POST"])
def finalise(request: SignedInRequest, reference: str) -> HttpResponse:
    """Say what is still missing, ask about each personal number, and make the minutes final."""
    meeting, minutes = minutes_for(request.user, reference)
    whole = sheet(minutes)
    form = FinaliseForm(request.POST or None, found=services.unshown(minutes, whole))
    is_sent = request.method == "POST"
    if is_sent and tried(
        form, lambda: services.finalise(minutes, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("The minutes are final."))
        return redirect("meetings:finalise", reference)
    context = {"minutes": minutes, "at": "final", "form": form} | _state(minutes, whole)
    status = INVALID if is_sent else 200
    path = "meetings/minutes/work/final.html"
    return framed(request, meeting, TAB, path, context, status=status)


def _state(minutes: Minutes, whole: MinutesSheet) -> dict[str, object]:
    return {
        "open": minutes.corrections.filter(state=CorrectionState.OPEN).count(),
        "elsewhere": veils.said_elsewhere(minutes, whole),
        "idle": veils.idle(whole, minutes.veils.all()),
        "is_empty": not whole.points(),
        "editions": minutes.editions.select_related("version").defer("content"),
        "reason_form": ReasonForm(),
    }


@login_required
@require_POST
def reopen(request: SignedInRequest, reference: str) -> HttpResponse:
    meeting, minutes = minutes_for(request.user, reference)
    form = ReasonForm(request.POST)
    if tried(form, lambda: services.reopen(minutes, by=request.user, **form.cleaned_data)):
        messages.success(request, _("You can correct the minutes now."))
        return redirect("meetings:minutes", reference)
    context = {"minutes": minutes, "at": "final", "form": FinaliseForm(found=())}
    context |= _state(minutes, sheet(minutes)) | {"reason_form": form}
    path = "meetings/minutes/work/final.html"
    return framed(request, meeting, TAB, path, context, status=INVALID)
