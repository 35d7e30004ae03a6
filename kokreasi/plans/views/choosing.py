"""Choosing an organisation by typing: exactly named, or picked among near spellings."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kokreasi.organisations.models import Organisation
from kokreasi.organisations.queries import Suggestion, find, suggest
from kokreasi.people.access import require
from kokreasi.people.visitors import SignedInRequest, Visitor
from kokreasi.plans.views.finding import CHANGE

LONGEST_NAME = 300
MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Choice:
    """What was typed, the organisation that it surely means, or those that it may mean."""

    text: str = ""
    organisation: Organisation | None = None
    suggestions: tuple[Suggestion, ...] = ()
    is_tried: bool = False


def choice_in(sent: Mapping[str, str], visitor: Visitor) -> Choice:
    """Read a choice from a form: a suggestion that was pressed, or else the name that was typed."""
    text = str(sent.get("name", "")).strip()[:LONGEST_NAME]
    picked = str(sent.get("organisation", ""))
    if picked.isdecimal() and len(picked) <= MOST_DIGITS:
        standing = Organisation.objects.visible_to(visitor).standing().with_record()
        return Choice(text, standing.filter(pk=int(picked)).first(), is_tried=True)
    found = find(text) if text else None
    near = () if found or not text else tuple(suggest(text))
    return Choice(text, found, near, is_tried=True)


@login_required
@require_safe
def suggestions(request: SignedInRequest) -> HttpResponse:
    """Answer while somebody types, with buttons that send the form they stand in."""
    require(request.user, CHANGE)
    text = request.GET.get("name", "").strip()[:LONGEST_NAME]
    found = tuple(suggest(text)) if text else ()
    return render(request, "plans/_suggestions.html", {"choice": Choice(text, None, found)})
