"""Where a participant stands among the opinion groups that were published."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kokreasi.consultations.choices import PartKind
from kokreasi.consultations.queries import ballots, opinions
from kokreasi.consultations.queries.public import results_of
from kokreasi.consultations.views.voting.finding import asked_for


@require_safe
def place(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the groups and the place of this device among them; no other single person is drawn."""
    asked = asked_for(request, reference, PartKind.STATEMENTS)
    consultation = asked.consultation
    found = opinions.published(consultation)
    own = ballots.own_votes(consultation, asked.device)
    context = {
        "consultation": consultation,
        "found": found,
        "opinions": found.opinions if found else None,
        "has_groups": bool(found and found.opinions.groups.groups),
        "standing": found.place(opinions.own_by_number(consultation, own.values))
        if found and own.values
        else None,
        "needed": found.placing.votes_needed if found else 0,
        "voted": len(own.values),
        "is_open": consultation.is_open_at(timezone.now()),
        "results": results_of(consultation),
    }
    return asked.with_token(render(request, "consultations/voting/place.html", context))
