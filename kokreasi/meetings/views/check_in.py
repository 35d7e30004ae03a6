"""Checking in on one's own phone, with the code on the screen and without an account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kokreasi.core.days import today_in_jakarta
from kokreasi.core.limits import asked_too_often
from kokreasi.meetings import codes
from kokreasi.meetings.forms.attendance import CONSENT, CodeForm, SheetForm
from kokreasi.meetings.models import Attendance, Meeting
from kokreasi.meetings.queries.attendance import meetings_about, receipt_of
from kokreasi.meetings.services import attendance, forgetting
from kokreasi.people.models import User

INVALID = 422
GONE = 410


def _limited(request: HttpRequest) -> HttpResponse | None:
    return asked_too_often(request, "check_in")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest) -> HttpResponse:
    """Take the code from those who type it."""
    form = CodeForm(request.POST or None)
    if request.method != "POST":
        return render(request, "meetings/attendance/door.html", {"form": form})
    refusal = _limited(request)
    if refusal:
        return refusal
    if form.is_valid():
        code = form.cleaned_data["code"]
        if _meeting_of(code):
            return redirect("check-in", code)
        form.add_error("code", str(attendance.CodeExpiredError.message))
    return render(request, "meetings/attendance/door.html", {"form": form}, status=INVALID)


def _meeting_of(code: str) -> Meeting | None:
    return codes.meeting_of(code, meetings_about(today_in_jakarta()), at=timezone.now())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Show the form to who has scanned the code; what is sent back carries its own permission."""
    if request.method == "POST":
        return _limited(request) or _sent(request)
    meeting = _meeting_of(code)
    refusal = _limited(request) if meeting is None else None  # so that codes are not tried out
    if refusal:
        return refusal
    if meeting is None or not meeting.check_in_is_open:
        context = {"meeting": meeting, "form": CodeForm()}
        return render(request, "meetings/attendance/door.html", context, status=GONE)
    signed = codes.new_sheet(meeting, attendance.new_token())
    form = SheetForm(sheet=signed, person=_person(request))
    return _form(request, meeting, form)


def _person(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _form(
    request: HttpRequest, meeting: Meeting, form: SheetForm, *, status: int = 200
) -> HttpResponse:
    context = {"meeting": meeting, "form": form, "consent": CONSENT}
    return render(request, "meetings/attendance/sheet.html", context, status=status)


def _sent(request: HttpRequest) -> HttpResponse:
    signed = request.POST.get("sheet", "")
    read = codes.read_sheet(signed)
    meeting = read and meetings_about(today_in_jakarta()).filter(pk=read[0]).first()
    if not read or not meeting:
        raise attendance.CodeExpiredError
    form = SheetForm(request.POST, sheet=signed, person=_person(request))
    if not form.is_valid():
        return _form(request, meeting, form, status=INVALID)
    token, attendee = read[1], form.attendee(_person(request))
    attendance.check_in(meeting, attendee, token=token, on=today_in_jakarta())
    return redirect("check-in-receipt", token)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Show what was recorded to who has the receipt, who may also have it forgotten."""
    row = receipt_of(attendance.hashed(token))
    if row is None:
        raise Http404
    if request.method == "POST":
        everyday = Attendance.objects.filter(meeting=row.meeting, identity=row.identity)
        forgetting.forget_attendee(everyday)
        return redirect("check-in-receipt", token)
    return render(request, "meetings/attendance/receipt.html", {"row": row})
