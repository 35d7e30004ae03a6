"""The attendance list as a table: in, after a rehearsal, and out."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.core.downloads import csv_download, xlsx_download
from kokreasi.core.errors import DomainError
from kokreasi.core.tabular import TableError
from kokreasi.meetings.exports.attendance import COLUMNS, rows_of
from kokreasi.meetings.forms.attendance import AttendanceFileForm
from kokreasi.meetings.imports.attendance import AS_WRITTEN, apply, read_list, rehearse
from kokreasi.meetings.models import Meeting
from kokreasi.meetings.views.frame import framed, meeting_for
from kokreasi.people.visitors import SignedInRequest
from kokreasi.reading import wire
from kokreasi.reading.attendance import AttendanceList

TAB = "attendance"
INVALID = 422
SALT = "kokreasi.meetings.attendance-list"
A_DAY = 24 * 60 * 60
FORMATS = {"xlsx": xlsx_download, "csv": csv_download}


@login_required
@require_safe
def file(
    request: SignedInRequest, reference: str, ending: str
) -> FileResponse | StreamingHttpResponse:
    meeting = meeting_for(request.user, reference)
    if ending not in FORMATS:
        raise Http404
    return FORMATS[ending](f"daftar-hadir-{meeting.reference}", COLUMNS, rows_of(meeting))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: SignedInRequest, reference: str) -> HttpResponse:
    meeting = meeting_for(request.user, reference)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = AttendanceFileForm(*sent, meeting=meeting)
    if form.is_valid():
        given = form.cleaned_data["file"]
        given.seek(0)  # its beginning was read to see what it is
        try:
            found = read_list(given.read(), given.name)
        except TableError as error:
            form.add_error("file", str(error))
        else:
            return _rehearsed(request, meeting, found, day=form.cleaned_data.get("day"))
    status = INVALID if request.method == "POST" else 200
    template = "meetings/attendance/upload.html"
    return framed(request, meeting, TAB, template, {"form": form}, status=status)


@login_required
@require_POST
def decide(request: SignedInRequest, reference: str) -> HttpResponse:
    """Take the decisions about organisations; told to add and with nothing open, add."""
    meeting = meeting_for(request.user, reference)
    found = _travelled(request.POST.get("lines", ""))
    day = _day_in(request.POST.get("day", ""), meeting)
    decisions = {name: str(value) for name, value in request.POST.items()}
    rehearsal = rehearse(found, meeting, decisions=decisions, day=day)
    if "add" not in request.POST or not rehearsal.is_ready:
        return _rehearsed(request, meeting, found, day=day, decisions=decisions)
    count = apply(rehearsal, meeting, by=request.user)
    told = ngettext("%(count)s was recorded.", "%(count)s were recorded.", count)
    messages.success(request, told % {"count": count})
    return redirect("meetings:attendance", meeting.reference)


def _rehearsed(
    request: SignedInRequest,
    meeting: Meeting,
    found: AttendanceList,
    *,
    day: date | None,
    decisions: dict[str, str] | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "rehearsal": rehearse(found, meeting, decisions=decisions or {}, day=day),
        "lines": signing.dumps(wire.plain(found), salt=SALT, compress=True),
        "day": day,
        "as_written": AS_WRITTEN,
    }
    return framed(request, meeting, TAB, "meetings/attendance/rehearsal.html", context)


def _travelled(lines: str) -> AttendanceList:
    """Take up again what was read, as it came back from the page, signed."""
    try:
        return wire.build(AttendanceList, signing.loads(lines, salt=SALT, max_age=A_DAY))
    except signing.BadSignature as error:
        raise DomainError(_("This page is too old. Choose the file again.")) from error


def _day_in(text: str, meeting: Meeting) -> date | None:
    return next((day for day in meeting.days() if day.isoformat() == text), None)
