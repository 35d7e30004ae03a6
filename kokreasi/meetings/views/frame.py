"""The frame around every page of one meeting in the workspace: its name, state and tabs."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.meetings.models import Meeting
from kokreasi.people.access import require
from kokreasi.people.visitors import Visitor

CHANGE = "meetings.change_meeting"

# Name of the tab (its address is `meetings:<name>`) and what it says.
TABS: Mapping[str, Promise] = {
    "edit": _("Meeting"),
    "invitees": _("Invitations"),
    "attendance": _("Attendance"),
    "minutes": _("Minutes"),
    "meeting-follow-ups": _("Follow-ups"),
}


def meeting_for(visitor: Visitor, reference: str, permission: str = CHANGE) -> Meeting:
    """Find a meeting that the visitor may see, and ask whether the visitor may do this with it."""
    visible = Meeting.objects.visible_to(visitor).select_related(
        "record__version", "kind", "plan__record", "series"
    )
    meeting = get_object_or_404(visible, record__reference=reference)
    require(visitor, permission, meeting)
    return meeting


def framed(
    request: HttpRequest,
    meeting: Meeting,
    tab: str,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Show a page of a meeting under one of `TABS`; its template extends `meetings/frame.html`."""
    if tab not in TABS:
        raise ValueError(tab)
    every = {"meeting": meeting, "tab": tab, "tabs": TABS}
    return render(request, template, every | dict(context), status=status)
