"""The secretariat's page of who is invited to a meeting."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kokreasi.meetings.choices import Answer
from kokreasi.meetings.forms.guests import NOBODY, GuestLine
from kokreasi.meetings.forms.invitations import InviteForm
from kokreasi.meetings.models import Meeting
from kokreasi.meetings.queries.invitations import answers_to
from kokreasi.meetings.services import invitations
from kokreasi.meetings.views.frame import framed, meeting_for
from kokreasi.people.visitors import SignedInRequest

TAB = "invitees"
ON_A_PAGE = 50
INVALID = 422


@login_required
@require_safe
def invitees(request: SignedInRequest, reference: str) -> HttpResponse:
    return _page(request, meeting_for(request.user, reference), InviteForm())


def _page(
    request: SignedInRequest, meeting: Meeting, form: InviteForm, *, status: int = 200
) -> HttpResponse:
    everybody = meeting.invitees.select_related(
        "organisation__record", "stands_in_for__organisation__record"
    )
    page = Paginator(everybody, ON_A_PAGE).get_page(request.GET.get("page"))
    answers = answers_to(meeting)
    context = {"form": form, "page": page, "answers": answers, "counted": _counted(answers)}
    template = "meetings/invitations/invitees.html"
    return framed(request, meeting, TAB, template, context, status=status)


def _counted(answers: Any) -> list[tuple[str, int]]:
    return [(str(each.label), answers.by_answer[each]) for each in Answer]


@login_required
@require_http_methods(["POST"])
def invite(request: SignedInRequest, reference: str) -> HttpResponse:
    """Show whom the lines mean and how many mails go out; then, told to send, invite them."""
    meeting = meeting_for(request.user, reference)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, meeting, form, status=INVALID)
    lines = form.read()
    if "send" in request.POST and all(line.is_ready for line in lines):
        return _send(request, meeting, lines)
    return _rehearsal(request, meeting, form, lines)


def _rehearsal(
    request: SignedInRequest, meeting: Meeting, form: InviteForm, lines: Sequence[GuestLine]
) -> HttpResponse:
    context = {
        "form": form,
        "lines": lines,
        "nobody": NOBODY,
        "mails": sum(line.sends_mail for line in lines),
        "are_ready": all(line.is_ready for line in lines),
    }
    return framed(request, meeting, TAB, "meetings/invitations/rehearsal.html", context)


def _send(request: SignedInRequest, meeting: Meeting, lines: Sequence[GuestLine]) -> HttpResponse:
    guests = [line.guest for line in lines]
    count = len(invitations.invite_all(meeting, guests, by=request.user))
    told = ngettext("%(count)s was invited.", "%(count)s were invited.", count) % {"count": count}
    left_out = len(guests) - count
    if left_out:
        told += " " + _("Already invited and left out: %(count)s.") % {"count": left_out}
    messages.success(request, told)
    return redirect("meetings:invitees", meeting.reference)


@login_required
@require_POST
def tell_changes(request: SignedInRequest, reference: str) -> HttpResponse:
    meeting = meeting_for(request.user, reference)
    count = invitations.tell_changes(meeting, by=request.user)
    messages.success(request, _("Mails sent: %(count)s.") % {"count": count})
    return redirect("meetings:invitees", meeting.reference)


@login_required
@require_POST
def withdraw(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    meeting = meeting_for(request.user, reference)
    invitee = meeting.invitees.select_related("meeting").filter(pk=pk).first()
    if invitee is not None:  # somebody who presses twice gets the same answer
        invitations.withdraw(invitee, by=request.user)
    return redirect("meetings:invitees", meeting.reference)
