"""Choosing an organisation of the public directory by typing its name."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kokreasi.organisations.models import Organisation
from kokreasi.organisations.queries import Suggestion, find, suggest
from kokreasi.people.visitors import Visitor
from kokreasi.plans.views.choosing import LONGEST_NAME, MOST_DIGITS, Choice
from kokreasi.proposals.views.writer import Writer, by_writer


def choice_in(sent: Mapping[str, str], visitor: Visitor) -> Choice:
    """Read a choice from a form: a suggestion that was pressed, or else the name that was typed."""
    text = str(sent.get("name", "")).strip()[:LONGEST_NAME]
    picked = str(sent.get("organisation", ""))
    if picked.isdecimal() and len(picked) <= MOST_DIGITS:
        visible = Organisation.objects.visible_to(visitor).standing().with_record()
        public = visible.filter(record__published_at__isnull=False)
        return Choice(text, public.filter(pk=int(picked)).first(), is_tried=True)
    found = find(text) if text else None
    if found is not None and found.record.is_public:
        return Choice(text, found, is_tried=True)
    return Choice(text, None, _public(text), is_tried=True)


def _public(text: str) -> tuple[Suggestion, ...]:
    found = suggest(text) if text else ()
    return tuple(one for one in found if one.organisation.record.is_public)


@require_safe
@by_writer
def suggestions(request: HttpRequest, _writer: Writer) -> HttpResponse:
    """Answer while somebody types, with buttons that send the form they stand in."""
    text = request.GET.get("name", "").strip()[:LONGEST_NAME]
    return render(request, "plans/_suggestions.html", {"choice": Choice(text, None, _public(text))})
