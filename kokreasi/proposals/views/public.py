"""What everybody reads about proposals: the list, and the page of one proposal."""

from functools import cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kokreasi.core.days import today_in_jakarta
from kokreasi.core.paging import page_of
from kokreasi.people.models import User
from kokreasi.people.visitors import Visitor
from kokreasi.proposals.choices import CLOSED
from kokreasi.proposals.models import Proposal
from kokreasi.proposals.queries.calls import calls_at
from kokreasi.proposals.queries.listing import (
    WORDS,
    filters,
    lines,
    narrowed,
    public_proposals,
    with_line,
)
from kokreasi.proposals.queries.reading import files_of, response_to, surroundings
from kokreasi.proposals.views.writer import Writer
from kokreasi.register.trace import stations_of

ANYBODY = AnonymousUser()
"""The reader of what is kept for everybody (`kept` in templates)."""

HISTORY_LENGTH = 20


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """List the public proposals, the latest first; every filter and page is a plain link."""
    rows = narrowed(public_proposals(ANYBODY), request.GET)
    page: Any = page_of(request, rows, read=with_line)
    chosen = cache(lambda: filters(request.GET))
    context = {
        "day": today_in_jakarta(),
        "page": page,
        "lines": cache(lambda: lines(page)),
        "filters": chosen,
        "words": request.GET.get(WORDS, ""),
        "is_narrowed": cache(lambda: any(one.value for one in chosen())),
        "calls": lambda: calls_at(ANYBODY, timezone.now()),
    }
    return render(request, "proposals/public/list.html", context)


@require_safe
def proposal(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a proposal: its words, where it stands, the answer with its reason, what it became."""
    visible = Proposal.objects.visible_to(request.user).select_related(
        "record", "plan__record", "stage__record", "status", "theme"
    )
    proposal = get_object_or_404(visible, record__reference=reference)
    files = cache(lambda: files_of(proposal))
    can = request.user.has_perm
    context = {
        "proposal": proposal,
        "around": cache(lambda: surroundings(proposal, _reader(request, proposal))),
        "response": response_to(proposal, request.user),
        "documents": lambda: files()[0],
        "pictures": lambda: files()[1],
        "stations": cache(lambda: stations_of(proposal.record, request.user)),
        "entries": proposal.record.entries.visible_to(request.user)[:HISTORY_LENGTH],
        "is_open": proposal.standing not in CLOSED,
        "is_own": can("proposals.own_proposal", proposal),
        "may_write": can("proposals.write_proposal", proposal),
        "may_support": can("proposals.support_proposal", proposal),
        "may_take_back": can("proposals.take_back_proposal", proposal),
        "leave_at": _ways_out(request, proposal),
        "may_release": can("proposals.release_proposal", proposal),
        "may_reply": can("proposals.reply_to_answer", proposal),
        "may_screen": can("proposals.screen_proposal", proposal),
    }
    return render(request, "proposals/public/proposal.html", context)


def _ways_out(request: HttpRequest, proposal: Proposal) -> list[str]:
    """Give where a co-author of what is sent leaves; the first author withdraws it instead."""
    user = request.user
    if proposal.is_draft or not isinstance(user, User):
        return []
    writer = Writer(proposal, user=user)
    if not user.has_perm("proposals.choose_authors", proposal) or writer.leads:
        return []
    return [writer.address("draft-leave", pk) for pk in sorted(writer.own_keys)]


def _reader(request: HttpRequest, proposal: Proposal) -> Visitor:
    """Name for whom the page is written: of what is public everybody sees the same."""
    return ANYBODY if proposal.record.is_public else request.user
