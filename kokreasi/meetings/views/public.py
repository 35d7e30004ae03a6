"""What everybody reads about meetings: the list, and the page of one meeting."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kokreasi.core.days import today_in_jakarta
from kokreasi.core.page_cache import kept_until_change
from kokreasi.core.paging import page_of
from kokreasi.meetings.models import Meeting
from kokreasi.meetings.queries.attendance import headcount
from kokreasi.meetings.queries.reading import changes_in, sheet_for, surroundings
from kokreasi.meetings.queries.scheduling import TIME, WORDS, coming_on, filters, narrowed
from kokreasi.meetings.sheets import MinutesSheet, read
from kokreasi.meetings.templatetags.minutes import minutes_sheet
from kokreasi.meetings.views.frame import CHANGE
from kokreasi.people.visitors import Visitor
from kokreasi.register.trace import stations_of

HISTORY_LENGTH = 20
MOST_COMING = 20


@require_safe
def meeting(request: HttpRequest, reference: str, number: int | None = None) -> HttpResponse:
    """Show a meeting: its facts, what it deals with, what was said, and who promised what."""
    visible = Meeting.objects.visible_to(request.user).select_related(
        "record__version", "kind", "plan__record", "series"
    )
    meeting = get_object_or_404(visible, record__reference=reference)
    sheet, is_whole = _sheet(meeting, request.user, number)
    around = surroundings(meeting, request.user, sheet)
    context = {
        "meeting": meeting,
        "day": today_in_jakarta(),
        "sheet": sheet,
        "minutes": _written(request, sheet, around.bodies) if sheet else "",
        "is_whole": is_whole,
        "changes": changes_in(meeting, number),
        "number": number or (meeting.record.version.number if meeting.record.version else None),
        "is_earlier": number is not None,
        "headcount": headcount(meeting),
        "around": around,
        "stations": stations_of(meeting.record, request.user) if meeting.record.is_public else [],
        "entries": meeting.record.entries.visible_to(request.user)[:HISTORY_LENGTH],
        "may_change": request.user.has_perm(CHANGE, meeting),
    }
    return render(request, "meetings/public/meeting.html", context)


def _sheet(
    meeting: Meeting, visitor: Visitor, number: int | None
) -> tuple[MinutesSheet | None, bool]:
    """Give the minutes, or one of their earlier public versions by its number."""
    if number is None:
        return sheet_for(meeting, visitor)
    if not meeting.record.is_public:
        raise Http404
    return read(get_object_or_404(meeting.record.versions.shown(), number=number).content), False


def _written(request: HttpRequest, sheet: MinutesSheet, bodies: frozenset[str]) -> SafeString:
    """Write the minutes, which may be long, in HTML; for anybody once until data change."""

    def write() -> SafeString:
        shown = minutes_sheet(sheet, follow_ups=False, bodies=bodies)
        return render_to_string("meetings/minutes/_sheet.html", shown)

    if request.user.is_authenticated:
        return write()
    return kept_until_change(f"minutes-{get_language()}-{request.path}", write)


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """List the public meetings: what comes first, then what was; every filter is a plain link."""
    today = today_in_jakarta()
    public = Meeting.objects.visible_to(request.user).public().select_related("record", "kind")
    found = narrowed(public, request.GET, today=today)
    asks_for_time = bool(request.GET.get(TIME))
    page = page_of(request, found if asks_for_time else found.exclude(coming_on(today)))
    is_first = page.number == 1 and not asks_for_time
    coming = found.filter(coming_on(today)).in_order()[:MOST_COMING] if is_first else []
    context = {
        "page": page,
        "coming": list(coming),
        "asks_for_time": asks_for_time,
        "today": today,
        "filters": filters(request.GET, is_public=True, with_state=True),
        "words": request.GET.get(WORDS, ""),
        "is_narrowed": any(request.GET.values()),
    }
    return render(request, "meetings/public/meetings.html", context)
