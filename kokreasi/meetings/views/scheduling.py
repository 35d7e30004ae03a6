"""The secretariat's list of meetings, a new one, and the page on which one is written."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.core.days import today_in_jakarta
from kokreasi.core.paging import page_of
from kokreasi.meetings.forms.scheduling import NewMeetingForm, PlanForm, SeriesForm
from kokreasi.meetings.models import Meeting
from kokreasi.meetings.queries.scheduling import (
    PLAN,
    SUBJECT,
    WORDS,
    filters,
    narrowed,
    subjects_for,
)
from kokreasi.meetings.services import meetings, series
from kokreasi.meetings.views.desk import SECTIONS, answer, desk, section_card
from kokreasi.meetings.views.frame import CHANGE, meeting_for
from kokreasi.people.access import require
from kokreasi.people.models import User
from kokreasi.people.visitors import SignedInRequest
from kokreasi.plans.models import Plan
from kokreasi.register.models import RecordQuerySet
from kokreasi.register.revising import STATUS, Saved, save, tried
from kokreasi.register.saving import settled


@login_required
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """List every meeting, drafts included; the latest first unless what comes is asked for."""
    require(request.user, CHANGE)
    today = today_in_jakarta()
    visible = Meeting.objects.visible_to(request.user).select_related("record", "kind")
    page = page_of(request, narrowed(visible, request.GET, today=today))
    context = {
        "page": page,
        "today": today,
        "filters": filters(request.GET, is_public=False, with_state=True),
        "words": request.GET.get(WORDS, ""),
        "is_narrowed": any(request.GET.values()),
        "is_list": True,
    }
    return render(request, "meetings/scheduling/meetings.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def create(request: SignedInRequest) -> HttpResponse:
    require(request.user, "meetings.add_meeting")
    plan = Plan.objects.visible_to(request.user).filter(record__reference=request.GET.get(PLAN, ""))
    subjects = subjects_for(request.user).filter(reference=request.GET.get(SUBJECT, ""))
    form = NewMeetingForm(
        request.POST or None, initial={"plan": plan.first()}, today=today_in_jakarta()
    )
    made: list[Meeting] = []
    if tried(form, lambda: made.append(_arranged(form, subjects, request.user))):
        messages.success(request, _("Only the secretariat sees the meeting until you announce it."))
        return redirect("meetings:edit", made[0].reference)
    status = STATUS[Saved.INVALID] if form.errors else 200
    context = {"form": form, "subjects": subjects}
    return render(request, "meetings/scheduling/meeting_new.html", context, status=status)


def _arranged(form: NewMeetingForm, subjects: RecordQuerySet, person: User) -> Meeting:
    return meetings.arrange(**form.cleaned_data, subjects=subjects, by=person)


@login_required
@require_safe
def edit(request: SignedInRequest, reference: str) -> HttpResponse:
    meeting = meeting_for(request.user, reference)
    return desk(request, meeting, saved=request.GET.get("saved", ""))


@login_required
@require_POST
def section(request: SignedInRequest, reference: str, name: str) -> HttpResponse:
    """Save one card of the page."""
    meeting = meeting_for(request.user, reference)
    part = SECTIONS.get(name)
    if part is None:
        raise Http404
    form = part.form(request.POST, row=meeting, auto_id=f"{name}-%s")
    outcome = save(
        form,
        lambda values, seen: meetings.change(meeting, values, seen=seen, by=request.user),
    )
    now = meeting_for(request.user, reference)
    shown, found = settled(form, now, outcome)
    return answer(
        request, now, section_card(part, now, form=shown, outcome=outcome, conflicts=found)
    )


@login_required
@require_POST
def move_to_plan(request: SignedInRequest, reference: str) -> HttpResponse:
    """Put the meeting under another plan; stages of the former one are let go."""
    meeting = meeting_for(request.user, reference)
    form = PlanForm(request.POST, auto_id="rencana-%s")
    if tried(form, lambda: _move(meeting, form.cleaned_data["plan"], request)):
        messages.success(request, _("Saved."))
        return redirect("meetings:edit", reference)
    return desk(request, meeting, status=STATUS[Saved.INVALID], plan_form=form)


def _move(meeting: Meeting, plan: Plan | None, request: SignedInRequest) -> None:
    values: dict[str, Any] = {"plan": plan}
    if plan is None or plan.pk != meeting.plan_id:
        values["stages"] = []
    meetings.change(meeting, values, seen=meeting.revision, by=request.user)


@login_required
@require_POST
def name_series(request: SignedInRequest, reference: str) -> HttpResponse:
    meeting = meeting_for(request.user, reference)
    if meeting.series is None:
        raise Http404
    form = SeriesForm(request.POST, auto_id="rangkaian-%s")
    if tried(form, lambda: series.rename(meeting, form.cleaned_data["title"], by=request.user)):
        messages.success(request, _("Saved."))
        return redirect("meetings:edit", reference)
    return desk(request, meeting, status=STATUS[Saved.INVALID], series_form=form)
