"""Agree, disagree or pass: one statement after the other, and one's own votes to be changed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from kokreasi.consultations.choices import PartKind
from kokreasi.consultations.queries import ballots
from kokreasi.consultations.queries.ballots import Own, Sentence
from kokreasi.consultations.queries.public import results_of
from kokreasi.consultations.services import voting
from kokreasi.consultations.views.voting.finding import (
    Asked,
    asked_for,
    guard_of,
    refusal_to_begin,
)
from kokreasi.core.addresses import is_number

AGREES, DISAGREES, PASSES = 1, -1, 0
WORDS: dict[int, str | Promise] = {
    AGREES: pgettext_lazy("vote", "Agreed"),
    DISAGREES: pgettext_lazy("vote", "Disagreed"),
    PASSES: pgettext_lazy("vote", "Passed"),
}
VALUES = {str(value): value for value in WORDS}
Every = tuple[Sentence, ...]
BACK_TO_OWN = "suara-saya"


@require_safe
def statements(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the next statement to vote on, or all of them once the consultation is closed."""
    asked = asked_for(request, reference, PartKind.STATEMENTS)
    own = ballots.own_votes(asked.consultation, asked.device)
    every = ballots.sentences(asked.consultation)
    context = _card(asked, every, own, number=request.GET.get("nomor", ""))
    if not context["is_open"]:
        context["results"] = results_of(asked.consultation)
    context["guard"] = guard_of(request, asked, has_voted=bool(own.values))
    return asked.with_token(render(request, "consultations/voting/statements.html", context))


def _card(
    asked: Asked, every: Every, own: Own, *, number: str = "", last: Sentence | None = None
) -> dict[str, Any]:
    """Give what the card shows: a statement, how far one is, and what one has voted last."""
    consultation, now = asked.consultation, timezone.now()
    waiting = ballots.left(every, own)
    shown = _numbered(every, number) or ballots.whose_turn(waiting, ballots.counts(consultation))
    return {
        "consultation": consultation,
        "part": asked.part,
        "now": now,
        "is_open": consultation.is_open_at(now),
        "is_upcoming": not consultation.is_public or now < consultation.opens_at,
        "sentences": every,
        "sentence": shown,
        "before": own.values.get(shown.key) if shown else None,
        "done": len(every) - len(waiting),
        "total": len(every),
        "has_voted": bool(own.values),
        "last": last,
        "last_word": WORDS[own.values[last.key]] if last else "",
    }


def _numbered(among: Every, number: str) -> Sentence | None:
    wanted = int(number) if is_number(number) else None
    return next((one for one in among if one.number == wanted), None)


@require_POST
def vote(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep a vote, and lead to the next statement; a script is given that at once."""
    asked = asked_for(request, reference, PartKind.STATEMENTS)
    own = ballots.own_votes(asked.consultation, asked.device)
    every = ballots.sentences(asked.consultation)
    sentence = _numbered(every, request.POST.get("nomor", ""))
    if sentence is None:
        raise Http404
    if not own.values and (refusal := refusal_to_begin(request, asked)):
        return refusal
    value = VALUES.get(request.POST.get("suara", ""))
    if value is None:
        raise voting.UnknownVoteError
    now = timezone.now()
    voting.cast(asked.consultation, sentence, value, device=asked.device, own=own, at=now)
    if request.POST.get("lalu") == BACK_TO_OWN:
        return redirect("own-votes", reference)
    if not request.headers.get("HX-Request"):
        return redirect("statements", reference)
    after = Own(own.participant, {**own.values, sentence.key: value})
    context = _card(asked, every, after, last=sentence)
    return render(request, "consultations/voting/_card.html", context)


@require_safe
def own_votes(request: HttpRequest, reference: str) -> HttpResponse:
    """List what this device has voted, each to be changed while the consultation is open."""
    asked = asked_for(request, reference, PartKind.STATEMENTS)
    own = ballots.own_votes(asked.consultation, asked.device)
    every = ballots.sentences(asked.consultation)
    context = {
        "consultation": asked.consultation,
        "part": asked.part,
        "is_open": asked.consultation.is_open_at(timezone.now()),
        "votes": [
            (one, own.values[one.key], WORDS[own.values[one.key]])
            for one in every
            if one.key in own.values
        ],
        "total": len(every),
    }
    return asked.with_token(render(request, "consultations/voting/own_votes.html", context))
