"""Follow-ups out as a table, and in again: first the difference, then all of it or nothing."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kokreasi.core.days import today_in_jakarta
from kokreasi.core.downloads import csv_download, xlsx_download
from kokreasi.files.models import File
from kokreasi.files.services import Upload, keep
from kokreasi.meetings.exports import follow_ups as exports
from kokreasi.meetings.forms.follow_ups import TableForm
from kokreasi.meetings.imports import follow_ups as imports
from kokreasi.meetings.models import FollowUp
from kokreasi.meetings.queries import narrowing
from kokreasi.people.access import require
from kokreasi.people.models import User
from kokreasi.people.visitors import SignedInRequest
from kokreasi.register.revising import tried

CHANGE = "meetings.change_follow_up"
DOWNLOADS: dict[str, Any] = {"csv": csv_download, "xlsx": xlsx_download}
LINES_PER_PAGE = 100


@login_required
@require_safe
def export(request: SignedInRequest, ending: str) -> HttpResponseBase:
    """Send the follow-ups that fit the filters as a table that comes in again by `upload`."""
    require(request.user, CHANGE)
    if ending not in DOWNLOADS:
        raise Http404
    visible = FollowUp.objects.visible_to(request.user)
    found = narrowing.narrowed(visible, request.GET, today_in_jakarta())
    name = _("follow-ups")
    answer: HttpResponseBase = DOWNLOADS[ending](name, exports.COLUMNS, exports.rows_of(found))
    return answer


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: SignedInRequest) -> HttpResponse:
    """Take a table in and show what it would change; nothing changes yet."""
    require(request.user, CHANGE)

    form = TableForm(request.POST or None, request.FILES or None)
    kept: list[File] = []
    if tried(form, lambda: kept.append(_keep(form.cleaned_data["file"], by=request.user))):
        return redirect("meetings:follow-ups-import", kept[0].sha256)
    context = {"form": form, "columns": exports.NAMES}
    status = 422 if form.errors else 200
    return render(request, "meetings/follow_ups/upload.html", context, status=status)


def _keep(file: Upload, *, by: User) -> File:
    file.seek(0)
    imports.read(file.read(), name=file.name or "")
    return keep(file, by=by)


@login_required
@require_http_methods(["GET", "POST"])
def take_over(request: SignedInRequest, sha256: str) -> HttpResponse:
    """Show the difference between a table and what is kept; POST does exactly what was shown.

    Decisions about unknown names stand in the address, so that every page of it agrees.
    """
    require(request.user, CHANGE)
    file = get_object_or_404(File, sha256=sha256)
    with file.open() as stored:
        data = stored.read()
    decisions = request.GET.dict()

    if request.method == "POST":
        seen = request.POST.get("previewed", "") or "nothing"
        imports.take(data, name=file.name, previewed=seen, decisions=decisions, by=request.user)
        messages.success(request, _("The table was taken over."))
        return redirect("meetings:follow-ups")
    difference = imports.read(data, name=file.name, decisions=decisions)
    telling = [row for row in difference.rows if row.step != imports.Step.SAME]
    page = Paginator(telling, LINES_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "file": file,
        "difference": difference,
        "page": page,
        "kept_as_words": imports.KEPT_AS_WORDS,
    }
    return render(request, "meetings/follow_ups/difference.html", context)
