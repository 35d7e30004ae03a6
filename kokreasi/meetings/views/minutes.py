"""Writing minutes: the page, its sections and its points, saved as one goes."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kokreasi.core.addresses import is_number
from kokreasi.meetings.choices import Certainty, MinutesState
from kokreasi.meetings.forms import minutes as forms
from kokreasi.meetings.models import Meeting, Minutes, Point, Section
from kokreasi.meetings.services import follow_ups, points, sections
from kokreasi.meetings.services import minutes as services
from kokreasi.meetings.sheets import sheet
from kokreasi.meetings.views.frame import framed, meeting_for
from kokreasi.meetings.views.writing import (
    Line,
    Part,
    hints_for,
    line,
    lines_form,
    minutes_for,
    page,
    rows_of,
    section_form,
    typed_line,
    words,
)
from kokreasi.organisations.queries import find
from kokreasi.people.visitors import SignedInRequest
from kokreasi.register.revising import STATUS, Saved, save, tried
from kokreasi.register.saving import is_from_script, settled

TAB = "minutes"
EDITOR = "meetings/minutes/work/editor.html"
INVALID = STATUS[Saved.INVALID]


@login_required
@require_safe
def minutes(request: SignedInRequest, reference: str) -> HttpResponse:
    """Show the page on which minutes are written; minutes that are final are read there."""
    meeting = meeting_for(request.user, reference)
    found = rows_of(meeting).first()
    if found is None:
        return framed(request, meeting, TAB, "meetings/minutes/work/none.html", {})
    if found.state == MinutesState.FINAL:
        context = {"minutes": found, "sheet": sheet(found), "at": "write"}
        return framed(request, meeting, TAB, "meetings/minutes/work/final_text.html", context)
    return editor(request, meeting, found)


def editor(
    request: HttpRequest,
    meeting: Meeting,
    minutes: Minutes,
    *,
    status: int = 200,
    sent: Line | Part | None = None,
    **instead: Any,
) -> HttpResponse:
    removed = _removed(request, minutes)
    context = page(minutes, sent=sent) | {"at": "write", "removed": removed and line(removed)}
    return framed(request, meeting, TAB, EDITOR, context | instead, status=status)


def _removed(request: HttpRequest, minutes: Minutes) -> Point | None:
    """Give the point that was just removed, which the page offers to bring back."""
    pk = request.GET.get("hapus", "")
    gone = minutes.points.filter(removed_at__isnull=False)
    return gone.filter(pk=int(pk)).first() if is_number(pk) else None


@login_required
@require_POST
def begin(request: SignedInRequest, reference: str) -> HttpResponse:
    meeting = meeting_for(request.user, reference)
    services.begin(meeting, by=request.user, from_agenda=True)
    return redirect("meetings:minutes", reference)


@login_required
@require_POST
def add_section(request: SignedInRequest, reference: str) -> HttpResponse:
    meeting, minutes = minutes_for(request.user, reference)
    form = forms.NewSectionForm(request.POST, minutes=minutes, auto_id="bagian-baru-%s")
    made: list[Section] = []
    if tried(
        form, lambda: made.append(sections.add(minutes, **form.cleaned_data, by=request.user))
    ):
        return _back(reference, f"bagian-{made[0].pk}")
    return editor(request, meeting, minutes, status=INVALID, section_form=form)


@login_required
@require_POST
def section(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Save the heading of a section, and then move or remove it where that was pressed."""
    meeting, minutes = minutes_for(request.user, reference)
    rows = minutes.sections.select_related("minutes__meeting__record")
    row = get_object_or_404(rows, pk=pk)
    form = section_form(row, request.POST)
    outcome = save(
        form, lambda values, seen: sections.change(row, values, seen=seen, by=request.user)
    )
    if outcome == Saved.YES and _move_section(row, request):
        return _back(reference, "notula")
    now = rows.get(pk=pk)
    shown, found = settled(form, now, outcome)
    part = Part(now, shown, [], lines_form(minutes, now), outcome=outcome, conflicts=found)
    if is_from_script(request):
        return _fragment(request, minutes, outcome, "_heading.html", part=part)
    if outcome == Saved.YES:
        return _back(reference, part.name)
    return editor(request, meeting, minutes, status=STATUS[outcome], sent=part)


def _move_section(row: Section, request: SignedInRequest) -> bool:
    act = request.POST.get("act", "")
    if act in {"up", "down"}:
        sections.move(row, up=act == "up", by=request.user)
    if act == "remove":
        sections.remove(row, by=request.user)
    return act in {"up", "down", "remove"}


@login_required
@require_POST
def add_point(request: SignedInRequest, reference: str) -> HttpResponse:
    """Add the lines that were written below a section, or the one that the browser has made."""
    meeting, minutes = minutes_for(request.user, reference)
    if is_from_script(request):
        return _add_one(request, minutes)
    form = forms.LinesForm(request.POST, minutes=minutes, auto_id="baru-%s")
    made: list[Point] = []
    if tried(form, lambda: made.extend(_add_lines(form, minutes, request))):
        return _back(reference, f"butir-{made[-1].pk}")
    return editor(request, meeting, minutes, status=INVALID, wrong_lines=form)


def _add_lines(form: forms.LinesForm, minutes: Minutes, request: SignedInRequest) -> list[Point]:
    section = form.cleaned_data["section"]
    return points.add(minutes, form.drafts(), section=section, by=request.user)


def _add_one(request: SignedInRequest, minutes: Minutes) -> HttpResponse:
    form = forms.NewPointForm(request.POST, minutes=minutes)
    made: list[Point] = []
    if not tried(form, lambda: made.extend(_add_new(form, minutes, request))):
        return HttpResponse(status=INVALID)
    fresh = line(made[0], outcome=Saved.YES, hints=hints_for(made))
    return _fragment(request, minutes, Saved.YES, "_line.html", line=fresh)


def _add_new(form: forms.NewPointForm, minutes: Minutes, request: SignedInRequest) -> list[Point]:
    given = form.cleaned_data
    return points.add(
        minutes, [form.draft()], section=given["section"], after=given["after"], by=request.user
    )


@login_required
@require_POST
def point(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Save a point, and then move it, remove it or bring it back where that was pressed."""
    meeting, minutes = minutes_for(request.user, reference)
    rows = minutes.points.select_related("minutes__meeting__record", "section", "organisation")
    row = get_object_or_404(rows, pk=pk)
    form = forms.PointForm(request.POST, row=row)
    outcome = save(
        form, lambda values, seen: points.change(row, values, seen=seen, by=request.user)
    )
    if outcome == Saved.YES:
        _act(rows.get(pk=pk), minutes, request)
    now = rows.get(pk=pk)
    shown = _line(now, form, outcome)
    if is_from_script(request):
        return _fragment(request, minutes, outcome, "_line.html", line=shown)
    if outcome == Saved.YES:
        return _after(reference, now)
    return editor(request, meeting, minutes, status=STATUS[outcome], sent=shown)


def _line(now: Point, form: forms.PointForm, outcome: Saved) -> Line:
    if outcome == Saved.YES:
        return line(now, outcome=outcome, hints=hints_for([now]))
    shown, conflicts = settled(form, now, outcome)
    return typed_line(now, shown, outcome, conflicts)


def _act(row: Point, minutes: Minutes, request: SignedInRequest) -> None:
    act, by = request.POST.get("act", ""), request.user
    if act in {"up", "down"}:
        points.shift(row, up=act == "up", by=by)
    if act == "place":
        after = forms.named_point(minutes, request.POST.get("after", ""))
        points.move(row, section=_section_named(request, minutes), after=after, by=by)
    if act == "remove":
        points.remove(row, by=by)
    if act == "restore":
        points.restore(row, by=by)


def _section_named(request: SignedInRequest, minutes: Minutes) -> Section | None:
    pk = request.POST.get("section", "")
    return get_object_or_404(minutes.sections, pk=int(pk)) if is_number(pk) else None


def _after(reference: str, row: Point) -> HttpResponse:
    if row.removed_at is None:
        return _back(reference, f"butir-{row.pk}")
    return redirect(f"{_address(reference)}?hapus={row.pk}#dihapus")


@login_required
@require_POST
def add_follow_up(request: SignedInRequest, reference: str) -> HttpResponse:
    meeting, minutes = minutes_for(request.user, reference)
    form = forms.FollowUpForm(request.POST, auto_id="tindak-%s")
    if tried(form, lambda: _add_follow_up(meeting, form.cleaned_data, request)):
        messages.success(request, _("The follow-up was added."))
        return _back(reference, "tindak-lanjut")
    return editor(request, meeting, minutes, status=INVALID, follow_up_form=form)


def _add_follow_up(meeting: Meeting, given: dict[str, Any], request: SignedInRequest) -> None:
    body = find(given["responsible_words"]) if given["responsible_words"] else None
    certainty = Certainty.EXACT if given["due_on"] else ""
    follow_ups.add(
        meeting,
        responsible=[body] if body else [],
        certainty=certainty,
        by=request.user,
        **given,
    )


def _fragment(
    request: HttpRequest, minutes: Minutes, outcome: Saved, template: str, **shown: Any
) -> HttpResponse:
    """Answer the script with the part that it sent alone."""
    context = words(minutes) | shown
    path = f"meetings/minutes/work/{template}"
    response = render(request, path, context, status=STATUS[outcome])
    response["X-Saved"] = outcome.value
    response["Cache-Control"] = "no-store"
    return response


def _back(reference: str, name: str) -> HttpResponse:
    return redirect(f"{_address(reference)}#{name}")


def _address(reference: str) -> str:
    return reverse("meetings:minutes", args=[reference])
