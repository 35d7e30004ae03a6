"""Answering an invitation: by the personal link in a mail, or signed in."""

from datetime import datetime

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kokreasi.core.days import today_in_jakarta
from kokreasi.meetings.choices import Answer
from kokreasi.meetings.forms.invitations import AnswerForm
from kokreasi.meetings.keys import personal_link
from kokreasi.meetings.models import Invitee
from kokreasi.meetings.queries.invitations import find, invitations_of, is_answerable
from kokreasi.meetings.services import invitations
from kokreasi.people.visitors import SignedInRequest

INVALID = 422
SAVED = "tersimpan"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """Let whoever holds the link of a mail answer, without an account; again until the meeting."""
    invitee = _by_link(key)
    if not ratelimit.consume(request, action="meeting_answer", key=key):
        refusal: HttpResponse = ratelimit.respond_429(request)
        return refusal
    return _answered(request, invitee, here=request.path, file=reverse("appointment", args=[key]))


def _by_link(key: str) -> Invitee:
    invitee = find(key)
    if invitee is None:
        raise Http404
    return invitee


def _answered(request: HttpRequest, invitee: Invitee, *, here: str, file: str) -> HttpResponse:
    now = timezone.now()
    form = AnswerForm(request.POST or None, invitee=invitee)
    if request.method == "POST" and form.is_valid():
        _keep(invitee, form, at=now)
        return redirect(f"{here}?{SAVED}")
    context = {
        "invitee": invitee,
        "meeting": invitee.meeting,
        "form": form,
        "file": file,
        "is_saved": SAVED in request.GET and not form.is_bound and invitee.answered_at,
        "is_open": is_answerable(invitee.meeting, at=now) and not invitee.is_withdrawn,
    }
    status = INVALID if request.method == "POST" else 200
    return render(request, "meetings/invitations/answer.html", context, status=status)


def _keep(invitee: Invitee, form: AnswerForm, *, at: datetime) -> None:
    given = dict(form.cleaned_data)
    invitations.answer(invitee, Answer(given.pop("answer")), at=at, **given)


@never_cache
@require_safe
def appointment(_request: HttpRequest, key: str) -> HttpResponse:
    """Give the appointment as a file to open, for mail programs that do not show it."""
    return _file(_by_link(key))


def _file(invitee: Invitee) -> HttpResponse:
    """Give the appointment; who is no longer invited has got the cancellation by mail."""
    from kokreasi.meetings import calendars  # noqa: PLC0415 - icalendar takes 8 MB

    if invitee.is_withdrawn:
        raise Http404
    meeting, at = invitee.meeting, invitee.meeting.record.changed_at
    if meeting.is_cancelled:
        text = calendars.cancellation(meeting, invitee, at=at)
    else:
        text = calendars.request(meeting, invitee, link=personal_link(invitee), at=at)
    return HttpResponse(
        text,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{meeting.reference}.ics"'},
    )


@login_required
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """List the invitations of whoever is signed in."""
    invited = invitations_of(request.user, day=today_in_jakarta())
    context = {"invitations": list(invited[:100])}
    return render(request, "meetings/invitations/mine.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer_mine(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let somebody signed in answer for themselves or for the body for which they act."""
    invitee = _of_visitor(request, pk)
    file = reverse("meetings:my-appointment", args=[pk])
    return _answered(request, invitee, here=request.path, file=file)


def _of_visitor(request: SignedInRequest, pk: int) -> Invitee:
    invited = Invitee.objects.of(request.user).select_related(
        "meeting__record", "meeting__kind", "organisation__record"
    )
    return get_object_or_404(invited, pk=pk)


@login_required
@require_safe
def appointment_mine(request: SignedInRequest, pk: int) -> HttpResponse:
    return _file(_of_visitor(request, pk))
