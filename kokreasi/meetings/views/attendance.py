"""The secretariat's page of who came: ticked off, added, removed; check-in opened and closed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kokreasi.core.codes import drawing_of
from kokreasi.meetings import codes
from kokreasi.meetings.choices import CheckInWay
from kokreasi.meetings.forms.attendance import TickForm, WalkInForm
from kokreasi.meetings.models import Invitee, Meeting
from kokreasi.meetings.queries.attendance import headcount, missing_invitees
from kokreasi.meetings.services import attendance
from kokreasi.meetings.services.attendance import Attendee
from kokreasi.meetings.views.frame import framed, meeting_for
from kokreasi.people.visitors import SignedInRequest

TAB = "attendance"
ON_A_PAGE = 100
INVALID = 422
NEXT_CODE_SECONDS = 45


@login_required
@require_safe
def page(request: SignedInRequest, reference: str) -> HttpResponse:
    meeting = meeting_for(request.user, reference)
    picked = _picked(missing_invitees(meeting), request.GET.get("undangan", ""))
    form = WalkInForm(meeting=meeting, initial=_known_of(picked), auto_id="hadir-%s")
    return _page(request, meeting, form)


def _picked(invitees: QuerySet[Invitee], pk: str) -> Invitee | None:
    """Find the invited body for which somebody came, whose name is still to be written."""
    return (
        invitees.filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < len("9" * 18) else None
    )


def _known_of(invitee: Invitee | None) -> dict[str, str]:
    if invitee is None:
        return {}
    body = str(invitee.organisation) if invitee.organisation else ""
    return {"name": invitee.name, "organisation": body}


def _page(
    request: SignedInRequest, meeting: Meeting, form: WalkInForm, *, status: int = 200
) -> HttpResponse:
    rows = meeting.attendances.select_related("organisation__record").order_by("-pk")
    context = {
        "form": form,
        "headcount": headcount(meeting),
        "missing": list(missing_invitees(meeting)),
        "days": meeting.days(),
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
    }
    template = "meetings/attendance/attendance.html"
    return framed(request, meeting, TAB, template, context, status=status)


def _back(meeting: Meeting, anchor: str = "tambah") -> HttpResponse:
    return redirect(f"{reverse('meetings:attendance', args=[meeting.reference])}?#{anchor}")


@login_required
@require_POST
def add(request: SignedInRequest, reference: str) -> HttpResponse:
    meeting = meeting_for(request.user, reference)
    form = WalkInForm(request.POST, meeting=meeting, auto_id="hadir-%s")
    if not form.is_valid():
        return _page(request, meeting, form, status=INVALID)
    day = form.cleaned_data.get("day")
    attendance.attend_all(meeting, [form.attendee()], way=CheckInWay.LIST, day=day, by=request.user)
    messages.success(request, _("Recorded: %(name)s") % {"name": form.cleaned_data["name"]})
    return _back(meeting)


@login_required
@require_POST
def tick(request: SignedInRequest, reference: str) -> HttpResponse:
    meeting = meeting_for(request.user, reference)
    offered = {invitee.pk: invitee for invitee in missing_invitees(meeting) if invitee.name}
    form = TickForm(request.POST, meeting=meeting, offered=list(offered))
    if form.is_valid():
        came = [_as_attendee(offered[pk]) for pk in form.cleaned_data["invitees"]]
        day = form.cleaned_data.get("day")
        attendance.attend_all(meeting, came, way=CheckInWay.LIST, day=day, by=request.user)
        told = ngettext("%(count)s was recorded.", "%(count)s were recorded.", len(came))
        messages.success(request, told % {"count": len(came)})
    return _back(meeting, "undangan")


def _as_attendee(invitee: Invitee) -> Attendee:
    return Attendee(
        name=invitee.name,
        organisation=invitee.organisation,
        email=invitee.email,
        person=invitee.person,
        invitee=invitee,
    )


@login_required
@require_POST
def remove(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    meeting = meeting_for(request.user, reference)
    row = meeting.attendances.select_related("meeting__record").filter(pk=pk).first()
    if row is not None:  # somebody who presses twice gets the same answer
        attendance.remove(row, by=request.user)
    return _back(meeting, "daftar")


@login_required
@require_POST
def switch_check_in(request: SignedInRequest, reference: str) -> HttpResponse:
    """Open or close check-in, as the pressed button says; pressed twice it is the same."""
    meeting = meeting_for(request.user, reference)
    if "open" in request.POST:
        attendance.open_check_in(meeting, by=request.user)
    if "close" in request.POST:
        attendance.close_check_in(meeting, by=request.user)
    return _back(meeting, "kode")


@login_required
@require_POST
def publish_tally(request: SignedInRequest, reference: str) -> HttpResponse:
    meeting = meeting_for(request.user, reference)
    attendance.publish_tally(meeting, by=request.user)
    return _back(meeting, "jumlah")


@never_cache
@login_required
@require_safe
def screen(request: SignedInRequest, reference: str) -> HttpResponse:
    """Show the code large, for the projector; the browser asks for the next one by itself.

    The header `Refresh` needs no script; the code that it replaces is valid for two minutes more.
    """
    meeting = meeting_for(request.user, reference)
    code = codes.code_at(meeting, timezone.now())
    address = codes.address_of(code)
    context: dict[str, Any] = {
        "meeting": meeting,
        "code": code,
        "drawing": drawing_of(address),
        "door": request.build_absolute_uri(reverse("check-in-door")).partition("://")[2],
        "people": headcount(meeting).people or 0,
    }
    response = render(request, "meetings/attendance/screen.html", context)
    if meeting.check_in_is_open:
        response["Refresh"] = str(NEXT_CODE_SECONDS)
    return response
