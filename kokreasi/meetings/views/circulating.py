"""Circulated minutes: who was invited reads and corrects them, the secretariat answers."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.core.addresses import is_number
from kokreasi.core.days import today_in_jakarta
from kokreasi.meetings.choices import CorrectionState, MinutesState
from kokreasi.meetings.forms.minutes import AnswerForm, CirculateForm, CorrectionForm
from kokreasi.meetings.models import Correction, Invitee, Meeting, Minutes, Point
from kokreasi.meetings.queries.invitations import find
from kokreasi.meetings.services import corrections as services
from kokreasi.meetings.services import minutes as minutes_services
from kokreasi.meetings.sheets import MinutesSheet, PointOnSheet, read, sheet
from kokreasi.meetings.views.frame import framed
from kokreasi.meetings.views.writing import minutes_for, rows_of
from kokreasi.people.access import require
from kokreasi.people.models import User
from kokreasi.people.visitors import SignedInRequest
from kokreasi.register.revising import tried

TAB = "minutes"
INVALID = 422
DAYS_TO_CORRECT = 7


@login_required
@require_safe
def corrections(request: SignedInRequest, reference: str) -> HttpResponse:
    """List what attendees would have changed; those that wait for an answer first."""
    meeting, minutes = minutes_for(request.user, reference)
    return _corrections(request, meeting, minutes)


def _corrections(
    request: HttpRequest,
    meeting: Meeting,
    minutes: Minutes,
    *,
    sent: AnswerForm | None = None,
    pk: int = 0,
    form: CirculateForm | None = None,
) -> HttpResponse:
    rows = minutes.corrections.select_related("point", "invitee__organisation__record", "by")
    found = sorted(rows, key=lambda row: row.state != CorrectionState.OPEN)
    context = {
        "minutes": minutes,
        "at": "corrections",
        "today": today_in_jakarta(),
        "corrections": [
            (row, sent if sent and row.pk == pk else AnswerForm(auto_id=f"jawab-{row.pk}-%s"))
            for row in found
        ],
        "open": sum(row.state == CorrectionState.OPEN for row in found),
        "form": form or CirculateForm(initial={"until": _usual_day(minutes)}),
        "invited": meeting.invitees.standing().exclude(email="").count(),
    }
    status = INVALID if sent or (form and form.errors) else 200
    path = "meetings/minutes/work/corrections.html"
    return framed(request, meeting, TAB, path, context, status=status)


def _usual_day(minutes: Minutes) -> Any:
    return minutes.corrections_until or today_in_jakarta() + timedelta(days=DAYS_TO_CORRECT)


@login_required
@require_POST
def circulate(request: SignedInRequest, reference: str) -> HttpResponse:
    meeting, minutes = minutes_for(request.user, reference)
    form = CirculateForm(request.POST)
    if tried(
        form,
        lambda: minutes_services.circulate(minutes, **form.cleaned_data, by=request.user),
    ):
        messages.success(request, _("The minutes were sent to everybody invited."))
        return redirect("meetings:corrections", reference)
    return _corrections(request, meeting, minutes, form=form)


@login_required
@require_POST
def answer(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    meeting, minutes = minutes_for(request.user, reference)
    rows = minutes.corrections.select_related("minutes__meeting__record", "point")
    row = get_object_or_404(rows, pk=pk)
    form = AnswerForm(request.POST, auto_id=f"jawab-{pk}-%s")
    if tried(form, lambda: _answer(row, form.cleaned_data, request.user)):
        messages.success(request, _("Your answer is on its way."))
        return redirect("meetings:corrections", reference)
    return _corrections(request, meeting, minutes, sent=form, pk=pk)


def _answer(row: Correction, given: dict[str, str], by: User) -> None:
    state = CorrectionState(given["state"])
    services.answer(row, state=state, answer=given["answer"], by=by)


@dataclass(frozen=True, slots=True)
class Reading:
    """What somebody invited reads: the text, and whose corrections can be suggested here."""

    minutes: Minutes
    sheet: MinutesSheet
    is_open: bool
    invitee: Invitee | None
    by: User | None

    def suggestions(self) -> QuerySet[Correction]:
        """Give what this person or body has suggested so far."""
        mine = {"invitee": self.invitee} if self.invitee else {"by": self.by}
        return self.minutes.corrections.filter(**mine).select_related("point")


def _reading(minutes: Minutes, *, invitee: Invitee | None, by: User | None) -> Reading:
    """Give the circulated draft while it is one, and otherwise the last edition."""
    if minutes.state == MinutesState.CIRCULATED:
        shown = sheet(minutes)
    else:
        shown = read(minutes.editions.latest("number").content)
    is_open = minutes.is_open_to_corrections_on(today_in_jakarta())
    return Reading(minutes, shown, is_open, invitee, by)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def circulated(request: SignedInRequest, reference: str) -> HttpResponse:
    """Let somebody who was invited and is signed in read the minutes and correct them."""
    visible = Meeting.objects.visible_to(request.user)
    meeting = get_object_or_404(visible, record__reference=reference)
    minutes = get_object_or_404(rows_of(meeting))
    require(request.user, "meetings.read_minutes", minutes)
    if minutes.state == MinutesState.DRAFT and not minutes.editions.exists():
        return redirect("meetings:minutes", reference)
    if request.method == "POST":
        require(request.user, "meetings.correct_minutes", minutes)
    return _read(request, _reading(minutes, invitee=None, by=request.user))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_key(request: HttpRequest, key: str) -> HttpResponse:
    """Let whoever holds the link of a mail read and correct the minutes, without an account."""
    invitee = find(key)
    minutes = rows_of(invitee.meeting).first() if invitee and not invitee.is_withdrawn else None
    if minutes is None or not is_readable(minutes):
        raise Http404
    if not ratelimit.consume(request, action="meeting_answer", key=key):
        refusal: HttpResponse = ratelimit.respond_429(request)
        return refusal
    return _read(request, _reading(minutes, invitee=invitee, by=None))


def is_readable(minutes: Minutes) -> bool:
    return minutes.state != MinutesState.DRAFT or minutes.editions.exists()


def _read(request: HttpRequest, reading: Reading) -> HttpResponse:
    form, point = _form(request, reading)
    if request.method == "POST" and tried(form, lambda: _suggest(reading, point, form)):
        messages.success(request, _("Thank you. Your correction will be answered."))
        return redirect(f"{request.path}#koreksi")
    context = {
        "minutes": reading.minutes,
        "meeting": reading.minutes.meeting,
        "sheet": reading.sheet,
        "is_open": reading.is_open,
        "suggestions": reading.suggestions(),
        "today": today_in_jakarta(),
        "form": form,
        "chosen": _chosen(request, reading),
    }
    status = INVALID if form.errors else 200
    return render(request, "meetings/minutes/circulated.html", context, status=status)


def _chosen(request: HttpRequest, reading: Reading) -> PointOnSheet | None:
    """Give the point that is to be corrected: `?butir=12`."""
    pk = request.GET.get("butir", "")
    found = (point for point in reading.sheet.points() if str(point.key) == pk)
    return next(found, None)


def _form(request: HttpRequest, reading: Reading) -> tuple[CorrectionForm, Point | None]:
    chosen = _chosen(request, reading)
    initial = {"proposed": chosen.text} if chosen else {}
    form = CorrectionForm(request.POST or None, initial=initial)
    pk = str(chosen.key) if chosen else ""
    point = reading.minutes.points.filter(pk=int(pk)).first() if is_number(pk) else None
    return form, point


def _suggest(reading: Reading, point: Point | None, form: CorrectionForm) -> None:
    services.suggest(
        reading.minutes, point=point, by=reading.by, invitee=reading.invitee, **form.cleaned_data
    )
