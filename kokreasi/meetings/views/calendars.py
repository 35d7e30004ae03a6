"""Calendars for everybody to subscribe to: of a plan, a stage, an organisation, one meeting."""

from collections.abc import Callable, Mapping

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from kokreasi.meetings.models import Meeting
from kokreasi.meetings.models.meetings import MeetingQuerySet
from kokreasi.meetings.queries.calendars import KINDS, of_organisation, of_plan, of_stage, only
from kokreasi.register.choices import Kind
from kokreasi.register.models import Record

NARROWED: Mapping[Kind, Callable[[MeetingQuerySet, Record], MeetingQuerySet]] = {
    Kind.PLAN: of_plan,
    Kind.STAGE: of_stage,
    Kind.ORGANISATION: of_organisation,
    Kind.MEETING: only,
}


@require_safe
def calendar(_request: HttpRequest, kind: str, reference: str) -> HttpResponse:
    """Give the public meetings of a thing; the same for everybody, whoever asks.

    Pages for visitors are kept until data change, with an ETag: most readers get a 304.
    """
    from kokreasi.meetings import calendars  # noqa: PLC0415 - icalendar takes 8 MB

    if kind not in KINDS:
        raise Http404
    about = get_object_or_404(
        Record.objects.visible_to(AnonymousUser()), kind=KINDS[kind], reference=reference
    )
    public = Meeting.objects.visible_to(AnonymousUser()).select_related("record", "kind")
    meetings = NARROWED[KINDS[kind]](public, about).order_by("day", "pk")
    return HttpResponse(
        calendars.feed(meetings, name=str(about.title)),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{reference}.ics"'},
    )
