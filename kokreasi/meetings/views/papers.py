"""The papers of a meeting in the workspace, and their downloads, which ask who is there."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.files.responses import send_file
from kokreasi.files.services import keep
from kokreasi.meetings.forms.scheduling import NewPaperForm, PaperForm
from kokreasi.meetings.models import Meeting, Paper
from kokreasi.meetings.services import papers
from kokreasi.meetings.views.frame import framed, meeting_for
from kokreasi.people.visitors import SignedInRequest, Visitor
from kokreasi.register.revising import STATUS, Saved, tried


@login_required
@require_http_methods(["GET", "POST"])
def index(request: SignedInRequest, reference: str) -> HttpResponse:
    """List the papers, and take another one."""
    meeting = meeting_for(request.user, reference)
    form = NewPaperForm(request.POST or None, files=request.FILES or None)
    if tried(form, lambda: _add(meeting, form.cleaned_data, request)):
        messages.success(request, _("The paper is added."))
        return redirect("meetings:papers", reference)
    kept = meeting.papers.select_related("file").prefetch_related("file__variants")
    return _page(request, meeting, "papers", {"form": form, "papers": kept})


def _add(meeting: Meeting, given: dict[str, Any], request: SignedInRequest) -> None:
    file = keep(given.pop("file"), by=request.user)
    papers.add(meeting, file, **given, by=request.user)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    meeting = meeting_for(request.user, reference)
    paper = get_object_or_404(meeting.papers.select_related("file", "meeting__record"), pk=pk)
    form = PaperForm(request.POST or None, row=paper)
    if tried(form, lambda: papers.change(paper, form.cleaned_data, by=request.user)):
        messages.success(request, _("Saved."))
        return redirect("meetings:papers", reference)
    return _page(request, meeting, "paper", {"form": form, "paper": paper})


@login_required
@require_POST
def remove(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    meeting = meeting_for(request.user, reference)
    paper = meeting.papers.select_related("meeting__record").filter(pk=pk).first()
    if paper is not None:  # somebody who presses twice gets the same answer
        papers.remove(paper, by=request.user)
        messages.success(request, _("The paper was taken off the meeting."))
    return redirect("meetings:papers", reference)


def _page(
    request: SignedInRequest, meeting: Meeting, name: str, context: dict[str, Any]
) -> HttpResponse:
    status = STATUS[Saved.INVALID] if context["form"].errors else 200
    template = f"meetings/scheduling/{name}.html"
    return framed(request, meeting, "edit", template, context, status=status)


@require_safe
def paper(request: HttpRequest, reference: str, pk: int, name: str) -> HttpResponseBase:
    """Send a paper to whoever may read it; asked again at every download."""
    found = _paper(request.user, reference, pk, name)
    return send_file(request, found.file, inline=True, is_public=_is_for_all(found), name=name)


@require_safe
def picture(
    request: HttpRequest, reference: str, pk: int, side: int, name: str
) -> HttpResponseBase:
    """Send the copy of a picture that was made for this longest side."""
    found = _paper(request.user, reference, pk, name)
    copy = found.small_copy(side)
    return send_file(request, copy, inline=True, is_public=_is_for_all(found))


def _paper(visitor: Visitor, reference: str, pk: int, name: str) -> Paper:
    visible = Paper.objects.visible_to(visitor).select_related("file", "meeting__record")
    return get_object_or_404(visible, meeting__record__reference=reference, pk=pk, file__name=name)


def _is_for_all(paper: Paper) -> bool:
    return paper.is_public and paper.meeting.record.is_public
