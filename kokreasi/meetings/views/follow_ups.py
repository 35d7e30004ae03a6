"""What everybody reads about follow-ups."""

from datetime import date
from functools import cache
from typing import Any
from urllib.parse import quote

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kokreasi.core.days import today_in_jakarta
from kokreasi.core.page_cache import LONGEST_QUERY, kept_until_change
from kokreasi.core.paging import PAGE_LENGTH, page_of
from kokreasi.meetings.models import FollowUp, Meeting
from kokreasi.meetings.models.follow_ups import FollowUpQuerySet
from kokreasi.meetings.queries import follow_ups as queries
from kokreasi.meetings.queries import narrowing, offering
from kokreasi.meetings.queries.follow_ups import Account, Standing
from kokreasi.people.visitors import Visitor
from kokreasi.register.choices import Show
from kokreasi.register.models import Record

ANYBODY = AnonymousUser()
"""The reader of what is kept for everybody (`kept` in templates)."""

HISTORY_LENGTH = 20
PUBLIC_FILTERS = ("keadaan", "lembaga", "rencana", "sifat")
FIXED = ("keadaan", "sifat")
WISH = "harapan"

Figure = tuple[str | Promise, int, str]


@require_safe
def follow_ups(request: HttpRequest) -> HttpResponse:
    """List the public promises and requests; wishes only where they are asked for."""
    day = today_in_jakarta()
    public = FollowUp.objects.visible_to(ANYBODY).public().agreed()
    standing = cache(lambda: _standing(public, request.GET, day))
    found = narrowing.narrowed(public, request.GET, day)
    is_of_wishes = request.GET.get("sifat") == WISH
    rows = found if is_of_wishes else found.binding()
    context = {
        "day": day,
        "page": page_of(request, queries.with_what_lines_show(rows.most_urgent_first())),
        "figures": lambda: _figures(standing(), request.GET),
        "wishes": lambda: standing().wishes,
        "wishes_href": offering.with_value(request.GET, "sifat", WISH),
        "is_of_wishes": is_of_wishes,
        "filters": lambda: narrowing.filters(request.GET, _offered(ANYBODY), PUBLIC_FILTERS),
        "words": request.GET.get("q", ""),
        "is_narrowed": any(request.GET.values()),
    }
    return render(request, "meetings/follow_ups/list.html", context)


def _standing(public: FollowUpQuerySet, asked: QueryDict, day: date) -> Standing:
    """Count what fits the filters apart from state and nature, once until data change."""
    name = offering.without(asked, *FIXED)
    counted = narrowing.narrowed(public, asked, day, apart_from=FIXED)
    if len(name) > LONGEST_QUERY:
        return queries.standing(counted, day)
    key = f"follow-ups-{day}-{quote(name)}"
    return kept_until_change(key, lambda: queries.standing(counted, day))


def _offered(visitor: Visitor) -> narrowing.Offered:
    """Give the records by which anybody can narrow the list, read once until data change."""
    public = FollowUp.objects.visible_to(visitor).public()
    names = Record.objects.visible_to(visitor).public()
    name = "follow-up-options"
    return kept_until_change(name, lambda: narrowing.offered(public, names, PUBLIC_FILTERS))


def _figures(standing: Standing, asked: QueryDict) -> list[Figure]:
    """Give each count with its words and the list of exactly what it counts."""
    kept = QueryDict(offering.without(asked, *FIXED)[1:])
    every = (
        (_("Promises and requests"), standing.promised, ""),
        (_("Done"), standing.done, "selesai"),
        (_("Not due yet"), standing.ahead, "menunggu"),
        (_("Overdue"), standing.overdue, "terlambat"),
        (_("Without a date"), standing.without_day, "tanpa-tanggal"),
        (_("Dropped or replaced"), standing.dropped, "gugur"),
    )
    return [
        (label, count, offering.with_value(kept, "keadaan", value) if value else _base(kept))
        for label, count, value in every
    ]


def _base(kept: QueryDict) -> str:
    return f"{reverse('follow-ups')}?{kept.urlencode()}" if kept else reverse("follow-ups")


@require_safe
def follow_up(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a follow-up: who owes what by when, how it ended, and where it came back."""
    visible = queries.with_what_lines_show(FollowUp.objects.visible_to(request.user))
    follow_up = get_object_or_404(visible, record__reference=reference)
    meetings = Meeting.objects.visible_to(request.user).select_related("record", "plan__record")
    related = FollowUp.objects.visible_to(request.user).select_related("record")
    attachments = list(follow_up.record.attachments.select_related("file"))
    context: dict[str, Any] = {
        "follow_up": follow_up,
        "day": today_in_jakarta(),
        "meeting": meetings.filter(pk=follow_up.meeting_id).first(),
        "successor": related.filter(replaces=follow_up).first(),
        "predecessors": related.filter(replaced_by=follow_up),
        "documents": [one for one in attachments if one.role == Show.DOCUMENT],
        "pictures": [one for one in attachments if one.role == Show.PICTURE],
        "returns": queries.returns_of(follow_up, request.user),
        "entries": follow_up.record.entries.visible_to(request.user)[:HISTORY_LENGTH],
        "may_report": request.user.has_perm("meetings.report_follow_up", follow_up),
    }
    return render(request, "meetings/follow_ups/detail.html", context)


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """Show how the promises of each public organisation stand today."""
    day = today_in_jakarta()
    public = FollowUp.objects.visible_to(ANYBODY).public()

    @cache
    def page() -> Page[Account]:
        found = queries.accounts(public, day)
        shown = [one for one in found if one.organisation.record.is_public]
        return Paginator(shown, PAGE_LENGTH).get_page(request.GET.get("page"))

    context = {"day": day, "page": page, "list_url": reverse("follow-ups")}
    return render(request, "meetings/follow_ups/organisations.html", context)
