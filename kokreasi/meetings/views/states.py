"""What becomes of a meeting: announced, held, cancelled, withdrawn, continued."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kokreasi.meetings.forms.scheduling import NextForm, ReasonForm
from kokreasi.meetings.models import Meeting
from kokreasi.meetings.services import meetings
from kokreasi.meetings.views.desk import desk
from kokreasi.meetings.views.frame import framed, meeting_for
from kokreasi.people.visitors import SignedInRequest
from kokreasi.register.revising import STATUS, Saved, tried


@login_required
@require_POST
def announce(request: SignedInRequest, reference: str) -> HttpResponse:
    meeting = meeting_for(request.user, reference)
    meetings.publish(meeting, by=request.user)
    messages.success(request, _("Everybody sees the meeting now."))
    return redirect("meetings:edit", reference)


@login_required
@require_POST
def hold(request: SignedInRequest, reference: str) -> HttpResponse:
    meeting = meeting_for(request.user, reference)
    meetings.hold(meeting, by=request.user)
    messages.success(request, _("Recorded: the meeting was held."))
    return redirect("meetings:edit", reference)


@login_required
@require_http_methods(["GET", "POST"])
def cancel(request: SignedInRequest, reference: str) -> HttpResponse:
    meeting = meeting_for(request.user, reference)
    return _with_reason(
        request,
        meeting,
        "cancel",
        lambda reason: meetings.cancel(meeting, because=reason, by=request.user),
        done=_("The meeting is cancelled. Whoever is invited is told."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: SignedInRequest, reference: str) -> HttpResponse:
    meeting = meeting_for(request.user, reference)
    return _with_reason(
        request,
        meeting,
        "withdraw",
        lambda reason: meetings.withdraw(meeting, reason=reason, by=request.user),
        done=_("Only the secretariat and the invited see the meeting now."),
    )


def _with_reason(
    request: SignedInRequest,
    meeting: Meeting,
    name: str,
    act: Callable[[str], object],
    *,
    done: str,
) -> HttpResponse:
    """Ask why before doing what cannot be taken back."""
    form = ReasonForm(request.POST or None)
    if tried(form, lambda: act(form.cleaned_data["reason"])):
        messages.success(request, done)
        return redirect("meetings:edit", meeting.reference)
    status = STATUS[Saved.INVALID] if form.errors else 200
    template = f"meetings/scheduling/{name}.html"
    return framed(request, meeting, "edit", template, {"form": form}, status=status)


@login_required
@require_POST
def follow(request: SignedInRequest, reference: str) -> HttpResponse:
    """Arrange the meeting that continues this one."""
    meeting = meeting_for(request.user, reference)
    form = NextForm(request.POST, auto_id="lanjutan-%s")
    made: list[Meeting] = []
    if tried(
        form,
        lambda: made.append(
            meetings.next_of(meeting, day=form.cleaned_data["day"], by=request.user)
        ),
    ):
        messages.success(request, _("What this meeting leaves open is the first item there."))
        return redirect("meetings:edit", made[0].reference)
    return desk(request, meeting, status=STATUS[Saved.INVALID], next_form=form)
