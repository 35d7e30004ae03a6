"""The agenda of a meeting, and the records that it is about."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kokreasi.meetings.forms.scheduling import AgendaForm, ItemForm
from kokreasi.meetings.models import Meeting
from kokreasi.meetings.queries.scheduling import subjects_for
from kokreasi.meetings.services import agenda, meetings
from kokreasi.meetings.views.desk import answer, desk, item_card
from kokreasi.meetings.views.frame import CHANGE, meeting_for
from kokreasi.people.access import require
from kokreasi.people.visitors import SignedInRequest, Visitor
from kokreasi.register.models import Record
from kokreasi.register.revising import STATUS, Saved, save, tried
from kokreasi.register.saving import settled
from kokreasi.register.search import matching

STEPS = {"naik": -1, "turun": 1}
MOST_SUGGESTED = 8
LONGEST_WORDS = 200


@login_required
@require_POST
def add(request: SignedInRequest, reference: str) -> HttpResponse:
    meeting = meeting_for(request.user, reference)
    form = AgendaForm(request.POST, auto_id="acara-baru-%s")
    if tried(form, lambda: agenda.add_all(meeting, form.cleaned_data["items"], by=request.user)):
        return _back(reference, "acara")
    return desk(request, meeting, status=STATUS[Saved.INVALID], agenda_form=form)


def _back(reference: str, anchor: str) -> HttpResponse:
    answer = redirect("meetings:edit", reference)
    answer["Location"] += f"#{anchor}"
    return answer


@login_required
@require_POST
def item(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Save one item of the agenda."""
    meeting = meeting_for(request.user, reference)
    row = get_object_or_404(meeting.agenda.select_related("meeting"), pk=pk)
    form = ItemForm(request.POST, row=row, auto_id=f"acara-{pk}-%s")
    outcome = save(
        form, lambda values, seen: agenda.change(row, values, seen=seen, by=request.user)
    )
    now = get_object_or_404(meeting.agenda.all(), pk=pk)
    shown, found = settled(form, now, outcome)
    card = item_card(meeting, now, form=shown, outcome=outcome, conflicts=found)
    return answer(request, meeting, card)


@login_required
@require_POST
def move(request: SignedInRequest, reference: str, pk: int, way: str) -> HttpResponse:
    """Move an item one place up or down, with one press and without a script."""
    meeting = meeting_for(request.user, reference)
    if way not in STEPS:
        raise Http404
    row = get_object_or_404(meeting.agenda.select_related("meeting"), pk=pk)
    agenda.move(row, step=STEPS[way], by=request.user)
    return _back(reference, f"acara-{pk}")


@login_required
@require_POST
def remove(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    meeting = meeting_for(request.user, reference)
    row = meeting.agenda.select_related("meeting").filter(pk=pk).first()
    if row is not None:  # somebody who presses twice gets the same answer
        agenda.remove(row, by=request.user)
    return _back(reference, "acara")


@login_required
@require_POST
def discuss(request: SignedInRequest, reference: str) -> HttpResponse:
    """Say that the meeting is about a record: one that was pressed, or typed as its reference."""
    meeting = meeting_for(request.user, reference)
    words = request.POST.get("name", "").strip()[:LONGEST_WORDS]
    picked = request.POST.get("subject", "") or words.upper()
    record = subjects_for(request.user).filter(reference=picked).first()
    if record is None:
        context: dict[str, Any] = {
            "subject_words": words,
            "suggestions": _suggested(request.user, words),
        }
        return desk(request, meeting, status=STATUS[Saved.INVALID], **context)
    _set_subjects(meeting, [*meeting.subjects.all(), record], request)
    return _back(reference, "tentang")


def _suggested(visitor: Visitor, words: str) -> list[Record]:
    if not words:
        return []
    found = matching(subjects_for(visitor), words)
    return list(found[:MOST_SUGGESTED])


def _set_subjects(meeting: Meeting, records: list[Record], request: SignedInRequest) -> None:
    values = {"subjects": records}
    meetings.change(meeting, values, seen=meeting.revision, by=request.user)


@login_required
@require_POST
def leave_out(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """Say that the meeting is not about a record after all."""
    meeting = meeting_for(request.user, reference)
    _set_subjects(meeting, list(meeting.subjects.exclude(pk=pk)), request)
    messages.success(request, _("Saved."))
    return _back(reference, "tentang")


@login_required
@require_safe
def suggestions(request: SignedInRequest) -> HttpResponse:
    """Answer while somebody types, with buttons that send the form they stand in."""
    require(request.user, CHANGE)
    words = request.GET.get("name", "").strip()[:LONGEST_WORDS]
    context = {"suggestions": _suggested(request.user, words)}
    return render(request, "meetings/scheduling/_suggestions.html", context)
