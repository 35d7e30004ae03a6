"""Cards: forms on a page that save as one goes, with or without a script.

With the script (`HX-Request`) the answer is the card alone; without it the whole page again, or,
once saved, a redirect to the card. The header `X-Saved` tells the script what happened.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise

from kokreasi.register.models import Revised
from kokreasi.register.revising import STATUS, Conflict, RevisedForm, Revising, Saved

Form = TypeVar("Form", bound=Revising)


@dataclass(frozen=True, slots=True)
class Card:
    """A form that saves itself: `name` is its anchor, `action` where it is sent."""

    name: str
    title: str | Promise
    action: str
    form: Any
    hint: str | Promise = ""
    outcome: Saved | None = None
    conflicts: tuple[Conflict, ...] = ()
    remove: str = ""
    is_folded: bool = False
    template: str = "register/_fields.html"

    @property
    def saved_at(self) -> datetime | None:
        return timezone.localtime() if self.outcome == Saved.YES else None

    @property
    def is_stale(self) -> bool:
        return self.outcome == Saved.STALE


@dataclass(frozen=True, slots=True)
class Section:
    """Some fields of a row that are written together on its page."""

    name: str
    title: str | Promise
    hint: str | Promise
    form: type[RevisedForm]

    def card(self, row: Revised, action: str, **given: Any) -> Card:
        """Give the card of these fields, which is sent to `action`."""
        form = given.pop("form", None) or self.form(row=row, auto_id=f"{self.name}-%s")
        return Card(self.name, self.title, action, form, hint=self.hint, **given)


def settled(form: Form, now: Any, outcome: Saved) -> tuple[Form, tuple[Conflict, ...]]:
    """Give the form to show after an attempt to save, and what two people wrote at once."""
    if outcome == Saved.STALE:
        return form.over(now), tuple(form.conflicts(now))
    return (form.afresh(now) if outcome == Saved.YES else form), ()


def in_state(fresh: Card, sent: Card | None, saved: str) -> Card:
    """Give a card as it is to be shown: as it was sent, as just saved, or fresh."""
    if sent is not None and sent.name == fresh.name:
        return sent
    return replace(fresh, outcome=Saved.YES) if fresh.name == saved else fresh


def with_card(cards: Iterable[Card], card: Card | None) -> list[Card]:
    """Put the card that was just sent in the place of its fresh twin."""
    return [card if card and each.name == card.name else each for each in cards]


def is_from_script(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def card_answer(request: HttpRequest, card: Card) -> HttpResponse:
    """Answer the script with the card alone."""
    outcome = card.outcome or Saved.YES
    response = render(request, "register/_card.html", {"card": card}, status=STATUS[outcome])
    response["X-Saved"] = outcome.value
    response["Cache-Control"] = "no-store"
    return response


def back_to(page: str, name: str) -> HttpResponse:
    """Lead back to the card that was saved, where it says so."""
    return redirect(f"{page}?saved={name}#{name}")
