"""Final minutes: made so, reopened, and read in any of their versions."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kokreasi.meetings.choices import CorrectionState
from kokreasi.meetings.comparing import Difference, differences
from kokreasi.meetings.forms.minutes import FinaliseForm, ReasonForm
from kokreasi.meetings.models import Minutes
from kokreasi.meetings.services import minutes as services
from kokreasi.meetings.services import veils
from kokreasi.meetings.sheets import MinutesSheet, read, sheet
from kokreasi.meetings.views.frame import framed
from kokreasi.meetings.views.writing import minutes_for
from kokreasi.people.visitors import SignedInRequest
from kokreasi.register.choices import Kind
from kokreasi.register.models import Record, Version
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
@require_http_methods(["POST"])
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


@require_safe
def version(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show the public minutes as they were in one of their versions, and what it changed."""
    visible = Record.objects.visible_to(request.user).filter(kind=Kind.MEETING)
    record = get_object_or_404(visible, reference=reference)
    found = get_object_or_404(record.versions, number=number)
    context = {
        "record": record,
        "version": found,
        "sheet": read(found.content),
        "is_current": found.pk == record.version_id,
        "changes": _changes(found),
        "versions": record.versions.defer("content").order_by("-number"),
    }
    return render(request, "meetings/minutes/version.html", context)


def _changes(version: Version) -> Sequence[Difference]:
    before = version.record.versions.filter(number=version.number - 1).first()
    return differences(read(before.content), read(version.content)) if before else ()
