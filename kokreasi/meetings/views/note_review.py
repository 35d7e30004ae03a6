"""The review of a note: its lines on one side, what was read from them on the other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from kokreasi.meetings.choices import Becomes
from kokreasi.meetings.forms.note_names import QuestionForm
from kokreasi.meetings.forms.notes import (
    DecisionForm,
    FactsForm,
    PersonForm,
    PieceForm,
)
from kokreasi.meetings.models import Meeting, Note, Series
from kokreasi.meetings.review.decisions import SAME
from kokreasi.meetings.review.doubts import Doubt
from kokreasi.meetings.review.drafts import FACTS, Origin, Person, Piece
from kokreasi.meetings.review.names import Body
from kokreasi.meetings.review.reviewing import Review, review_of
from kokreasi.meetings.review.source import source_of
from kokreasi.meetings.review.words import LEFT_OUT
from kokreasi.meetings.services import notes
from kokreasi.meetings.services.accepting import ANOTHER
from kokreasi.people.access import require
from kokreasi.people.visitors import SignedInRequest
from kokreasi.plans.models import Plan, Stage
from kokreasi.register.revising import STATUS, Conflict, Saved, save
from kokreasi.register.saving import back_to, is_from_script, settled
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.models import Term

REVIEW = "meetings.add_meeting"
ROWS_A_PAGE = 25
QUESTIONS_A_PAGE = 40
FACTS_CARD, QUESTIONS_PANEL = "fakta", "nama"
IN_DOUBT = "periksa"
PEOPLE = "peserta"
ORDER = (Becomes.FOLLOW_UP, Becomes.AGREED, Becomes.SAID, Becomes.NOTHING)


@dataclass(frozen=True, slots=True)
class RowCard:
    """A passage or person on the page, with its form, its doubts and what its names mean."""

    row: Piece | Person
    form: DecisionForm
    doubts: list[Doubt]
    bodies: tuple[Body, ...]
    outcome: Saved | None = None
    conflicts: tuple[Conflict, ...] = ()

    @property
    def key(self) -> str:
        return self.row.key

    @property
    def is_piece(self) -> bool:
        return isinstance(self.row, Piece)

    @property
    def is_stale(self) -> bool:
        return self.outcome == Saved.STALE

    @property
    def saved_at(self) -> datetime | None:
        return _moment(self.outcome)

    @property
    def words(self) -> str:
        return self.row.text if isinstance(self.row, Piece) else self.row.name

    @property
    def why(self) -> str | Promise:
        """Say why the reader left this out."""
        why = self.row.why if isinstance(self.row, Piece) else None
        return LEFT_OUT[why] if why else ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One of the lists between which a person chooses: its name, words and rows."""

    name: str
    label: str | Promise
    rows: list[Any]


def note_for(request: SignedInRequest, pk: int) -> Note:
    """Find a note that the visitor may see, and ask whether the visitor may review it."""
    visible = Note.objects.visible_to(request.user)
    note = get_object_or_404(visible.select_related("file", "meeting__record", "sent_by"), pk=pk)
    require(request.user, REVIEW, note)
    return note


def open_note(request: SignedInRequest, pk: int) -> Note:
    """Find a note that is still decided about."""
    note = note_for(request, pk)
    if not note.is_open:
        raise notes.ClosedNoteError
    return note


# The page


def review_page(
    request: SignedInRequest,
    note: Note,
    *,
    facts: FactsForm | None = None,
    conflicts: tuple[Conflict, ...] = (),
    card: RowCard | None = None,
    question: QuestionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the whole review; what was just sent without a script stands in its place."""
    review = review_of(note)
    lists = _lists(review)
    chosen = next((one for one in lists if one.name == request.GET.get("tampil")), None)
    rows = chosen.rows if chosen else _all_rows(review)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    cards = [_card(review, row) for row in page]
    context = {
        **_head(review),
        "facts": facts or _facts_form(review, request),
        "conflicts": conflicts,
        "cards": [card if card and each.key == card.key else each for each in cards],
        "lists": lists,
        "chosen": chosen,
        "page": page,
        "questions": _questions(review, question),
        "source": source_of(review.draft, _wanted(request, page)),
        "length": len(review.draft.minutes.lines_text),
    }
    return render(request, "meetings/notes/review.html", context, status=status)


def _head(review: Review) -> dict[str, Any]:
    facts = [doubt for doubt in review.doubts if _is_of_facts(doubt)]
    return {
        "note": review.note,
        "review": review,
        "fact_doubts": [doubt for doubt in facts if doubt.key != SAME],
        "pieces_in_doubt": len(review.doubted - {doubt.key for doubt in facts}),
        "offers_same": review.same,
        "same": review.draft.decisions.value(SAME, ""),
        "another": ANOTHER,
    }


def _is_of_facts(doubt: Doubt) -> bool:
    return doubt.key in FACTS or doubt.key == SAME or doubt.key.startswith("n")


def _wanted(request: SignedInRequest, page: Page[Any]) -> list[int]:
    asked = request.GET.get("baris", "")
    if asked.isdecimal() and len(asked) < len(str(2**31)):
        return [int(asked)]
    return [row.line for row in page]


def _lists(review: Review) -> list[Shown]:
    draft, doubted = review.draft, review.doubted
    return [
        Shown(IN_DOUBT, _("To check"), [row for row in draft.pieces if row.key in doubted]),
        Shown("tindak-lanjut", _("Follow-ups"), draft.becoming(Becomes.FOLLOW_UP)),
        Shown("kesepakatan", _("Agreements"), draft.becoming(Becomes.AGREED)),
        Shown("butir", _("Points"), draft.becoming(Becomes.SAID)),
        Shown(PEOPLE, _("Participants"), list(draft.people)),
        Shown("dikeluarkan", _("Left out"), draft.becoming(Becomes.NOTHING)),
    ]


def _all_rows(review: Review) -> list[Piece]:
    """Give what becomes part of the minutes, what is uncertain first."""
    doubted = review.doubted
    rows = [row for row in review.draft.pieces if row.is_kept or row.origin == Origin.UNREAD]
    place = {becomes: number for number, becomes in enumerate(ORDER)}
    return sorted(rows, key=lambda row: (row.key not in doubted, place[Becomes(row.becomes)]))


def _card(review: Review, row: Piece | Person, **given: Any) -> RowCard:
    form = given.pop("form", None) or _row_form(review, row)
    bodies = review.bodies.get(row.key, ())
    return RowCard(row, form, review.doubts_about(row.key), bodies, **given)


def _row_form(review: Review, row: Piece | Person, data: Any = None) -> DecisionForm:
    auto_id = f"{row.key}-%s"
    if isinstance(row, Piece):
        return PieceForm(data, shown=row, note=review.note, auto_id=auto_id)
    return PersonForm(data, shown=row, note=review.note, auto_id=auto_id)


def _questions(review: Review, sent: QuestionForm | None = None) -> list[QuestionForm]:
    asked = review.open_questions[:QUESTIONS_A_PAGE]
    forms = [QuestionForm(question=question, note=review.note) for question in asked]
    return [sent if sent and sent.prefix == form.prefix else form for form in forms]


# Facts


def _facts_form(review: Review, request: SignedInRequest, data: Any = None) -> FactsForm:
    choices = _choices(request)
    facts = review.draft.facts
    return FactsForm(data, shown=facts, note=review.note, choices=choices, auto_id="fakta-%s")


def _choices(request: SignedInRequest) -> dict[str, list[Any]]:
    """Give the kinds, plans, stages and series among which a person chooses."""
    kinds = Term.objects.of(Vocabulary.MEETING_KIND)
    plans = Plan.objects.visible_to(request.user).select_related("record")
    stages = Stage.objects.visible_to(request.user).select_related("record", "plan__record")
    nothing = ("", "–")
    return {
        "kind": [(kind.code, str(kind.name)) for kind in kinds],
        "plan": [nothing, *((plan.pk, str(plan)) for plan in plans)],
        "stage": [nothing, *_by_plan(stages)],
        "series": [nothing, *((one.pk, str(one)) for one in Series.objects.all())],
    }


def _by_plan(stages: Iterable[Stage]) -> list[tuple[str, list[tuple[int, str]]]]:
    groups: dict[str, list[tuple[int, str]]] = {}
    for stage in stages:
        groups.setdefault(str(stage.plan), []).append((stage.pk, str(stage)))
    return list(groups.items())


@login_required
@require_POST
def facts(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep what a person corrected at the head of the note."""
    note = open_note(request, pk)
    form = _facts_form(review_of(note), request, request.POST)
    outcome = save(form, lambda values, seen: notes.decide(note, values, seen=seen))
    now = note_for(request, pk)
    review = review_of(now)
    shown, found = settled(form, (review.draft.facts, now), outcome)
    if is_from_script(request):
        context = {**_head(review), "facts": shown, "conflicts": found}
        return card_alone(request, "_facts.html", context, outcome)
    if outcome == Saved.YES:
        return back_to(note.get_absolute_url(), FACTS_CARD)
    return review_page(request, now, facts=shown, conflicts=found, status=STATUS[outcome])


def card_alone(
    request: SignedInRequest, template: str, context: Mapping[str, Any], outcome: Saved
) -> HttpResponse:
    """Answer the script with one card alone."""
    state = {"is_stale": outcome == Saved.STALE, "saved_at": _moment(outcome)}
    template = f"meetings/notes/{template}"
    response = render(request, template, state | dict(context), status=STATUS[outcome])
    response["X-Saved"] = outcome.value
    response["Cache-Control"] = "no-store"
    return response


def _moment(outcome: Saved | None) -> datetime | None:
    """Say when this was saved, if it just was."""
    return timezone.localtime() if outcome == Saved.YES else None


# Passages and people


@login_required
@require_POST
def row(request: SignedInRequest, pk: int, key: str) -> HttpResponse:
    """Keep what a person corrected about a passage or a participant."""
    note = open_note(request, pk)
    review = review_of(note)
    form = _row_form(review, _row(review, key), request.POST)
    outcome = save(form, lambda values, seen: notes.decide(note, values, seen=seen))
    now = note_for(request, pk)
    review = review_of(now)
    found = _row(review, key)
    shown, conflicts = settled(form, (found, now), outcome)
    card = _card(review, found, form=shown, outcome=outcome, conflicts=conflicts)
    if is_from_script(request):
        return card_alone(request, "_row.html", {"note": now, "card": card}, outcome)
    if outcome == Saved.YES:
        return back_to(note.get_absolute_url(), key)
    return review_page(request, now, card=card, status=STATUS[outcome])


def _row(review: Review, key: str) -> Piece | Person:
    rows: tuple[Piece | Person, ...] = (*review.draft.pieces, *review.draft.people)
    found = next((row for row in rows if row.key == key), None)
    if found is None:
        raise Http404
    return found


# What is open


@login_required
@require_POST
def same(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep whether the note is of a meeting that is here already."""
    note = open_note(request, pk)
    chosen = request.POST.get("meeting", "")
    visible = Meeting.objects.visible_to(request.user)
    if chosen == ANOTHER or visible.filter(record__reference=chosen).exists():
        notes.decide(note, {SAME: chosen})
    return redirect(note)


@login_required
@require_POST
def settle(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that something in doubt is right: one fact or passage, or everything that is left."""
    note = open_note(request, pk)
    asked = set(request.POST.getlist("key"))
    doubts = [doubt for doubt in review_of(note).doubts if not doubt.must_change]
    keys = {doubt.key for doubt in doubts if doubt.key != SAME}
    notes.settle(note, sorted(keys if "*" in asked else keys & asked))
    only = next(iter(asked), "") if len(asked) == 1 else ""
    return back_to(note.get_absolute_url(), only if only in keys else IN_DOUBT)


@login_required
@require_safe
def still_open(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give what is still open, for the page that asks again after saving."""
    review = review_of(open_note(request, pk))
    return render(request, "meetings/notes/_confirm.html", _head(review))
