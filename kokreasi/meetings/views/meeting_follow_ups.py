"""The follow-ups of one meeting: what it took on, and what came back in it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kokreasi.core.days import today_in_jakarta
from kokreasi.meetings.choices import Certainty, MeetingState
from kokreasi.meetings.forms.follow_ups import NewFollowUpForm, SaidForm
from kokreasi.meetings.models import FollowUp, Meeting
from kokreasi.meetings.queries import follow_ups as queries
from kokreasi.meetings.services import carrying
from kokreasi.meetings.services import follow_ups as services
from kokreasi.meetings.views.frame import framed, meeting_for
from kokreasi.people.visitors import SignedInRequest
from kokreasi.register.revising import tried

TAB = "meeting-follow-ups"


@login_required
@require_http_methods(["GET", "POST"])
def follow_ups(request: SignedInRequest, reference: str) -> HttpResponse:
    """List what the meeting took on and what came back in it; POST adds one."""
    meeting = meeting_for(request.user, reference)

    form = NewFollowUpForm(request.POST or None)
    if tried(form, lambda: _add(request, meeting, form)):
        messages.success(request, _("The follow-up was added."))
        return redirect(f"meetings:{TAB}", reference)
    return _show(request, meeting, form)


def _add(request: SignedInRequest, meeting: Meeting, form: forms.Form) -> FollowUp:
    given = dict(form.cleaned_data)
    if given["due_on"] and not given["certainty"]:
        given["certainty"] = Certainty.EXACT
    return services.add(meeting, by=request.user, **given)


def _show(request: SignedInRequest, meeting: Meeting, form: forms.Form) -> HttpResponse:
    taken_on = queries.with_what_lines_show(FollowUp.objects.visible_to(request.user))
    own = list(taken_on.filter(meeting=meeting).order_by("position", "pk"))
    context: dict[str, Any] = {
        "day": today_in_jakarta(),
        "follow_ups": own,
        "carried": _carried(meeting),
        "form": form,
        "may_agree": _may_agree(meeting) and any(one.agreed_at is None for one in own),
    }
    status = 422 if form.errors else 200
    return framed(request, meeting, TAB, "meetings/follow_ups/tab.html", context, status=status)


def _carried(meeting: Meeting) -> list[tuple[FollowUp, SaidForm]]:
    said = queries.said_in(meeting)
    return [
        (one, SaidForm(initial={"said": said.get(one.pk, "")}, auto_id=f"{one.reference}-%s"))
        for one in queries.carried_into(meeting)
    ]


def _may_agree(meeting: Meeting) -> bool:
    """Tell whether follow-ups can count without minutes: the meeting was held and has none."""
    has_minutes = queries.has_minutes(meeting)
    return meeting.state == MeetingState.HELD and not has_minutes


@login_required
@require_POST
def say(request: SignedInRequest, reference: str, follow_up: str) -> HttpResponse:
    """Keep what was said in this meeting about a follow-up that came back."""
    meeting = meeting_for(request.user, reference)
    visible = FollowUp.objects.visible_to(request.user)
    found = get_object_or_404(visible, record__reference=follow_up)

    form = SaidForm(request.POST)
    if form.is_valid():
        carrying.say(meeting, found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
    return redirect(f"meetings:{TAB}", reference)


@login_required
@require_POST
def agree(request: SignedInRequest, reference: str) -> HttpResponse:
    """Let the follow-ups of a meeting without minutes count."""
    meeting = meeting_for(request.user, reference)
    if _may_agree(meeting):
        services.agree(meeting, by=request.user)
        messages.success(request, _("These follow-ups count from now on."))
    return redirect(f"meetings:{TAB}", reference)
