"""What a person should look at before a note counts, the facts first."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.meetings.choices import Becomes, Certainty
from kokreasi.meetings.review.decisions import SAME
from kokreasi.meetings.review.drafts import Draft, Origin, Person, Piece
from kokreasi.meetings.review.words import remark

LONGEST = {
    "title": 300,
    "place": 300,
    "chair": 300,
    "note_taker": 300,
    "letter_number": 120,
    "speaker": 300,
    "organisation": 300,
    "responsible": 500,
    "deadline": 300,
    "name": 200,
    "position": 200,
}
LONGEST_ITEM = 500
"""Characters of an item of the agenda; of other values above, by their names."""
COUNTED = ("total", "men", "women")
MOST_PEOPLE = 100_000
ROOM_FOR_A_NUMBER = len(" 300")
TOO_LONG = _("This is too long. Shorten it.")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something uncertain about a fact or a passage, given by its key.

    What `must_change` is only settled by another value; anything else also by saying that it
    is right.
    """

    key: str
    line: int
    words: str | Promise
    must_change: bool = False


def doubts_of(draft: Draft, *, kind_is_guessed: bool, may_be_known: bool) -> list[Doubt]:
    """List what is still in doubt; what a person has settled is not in it."""
    found = [
        *_impossible(draft),
        *_too_long(draft),
        *_remarks(draft),
        *_assumed(draft, kind_is_guessed=kind_is_guessed),
        *_of_pieces(draft),
    ]
    if may_be_known and SAME not in draft.decisions.chosen:
        found.insert(0, Doubt(SAME, 0, _("This meeting may be here already.")))
    settles = draft.decisions.settles
    return [doubt for doubt in found if doubt.must_change or not settles(doubt.key)]


def _line_of(draft: Draft, *names: str) -> int:
    lines = draft.minutes.lines
    return next((lines[name][0] for name in names if lines.get(name)), 0)


def _impossible(draft: Draft) -> Iterator[Doubt]:
    facts = draft.facts
    if not facts.title.strip():
        yield Doubt("title", 0, _("The meeting has no title."), must_change=True)
    if facts.day is None:
        line = _line_of(draft, "date")
        yield Doubt("day", line, _("The meeting has no day."), must_change=True)
    if facts.ends and (facts.begins is None or facts.ends <= facts.begins):
        line = _line_of(draft, "end", "start")
        words = _("The meeting would end before it begins.")
        yield Doubt("ends", line, words, must_change=True)


def _too_long(draft: Draft) -> Iterator[Doubt]:
    """Name what the minutes cannot hold; nothing is cut off in silence."""
    for name, most in LONGEST.items():
        if len(getattr(draft.facts, name, "")) > most:
            yield Doubt(name, _line_of(draft, name), TOO_LONG, must_change=True)
    if any(len(item) > LONGEST_ITEM for item in draft.facts.agenda):
        yield Doubt("agenda", _line_of(draft, "agenda"), TOO_LONG, must_change=True)
    for name in COUNTED:
        if (getattr(draft.facts, name) or 0) > MOST_PEOPLE:
            yield Doubt(name, _line_of(draft, "counts"), TOO_LONG, must_change=True)
    rows: list[Piece | Person] = [piece for piece in draft.pieces if piece.is_kept]
    for row in (*rows, *draft.present()):
        if any(len(getattr(row, name, "")) > most for name, most in _longest(row).items()):
            yield Doubt(row.key, row.line, TOO_LONG, must_change=True)


def _longest(row: Piece | Person) -> dict[str, int]:
    """Leave room for the numbers by which the people of one line are told apart."""
    is_numbered = isinstance(row, Person) and row.people > 1
    return LONGEST | {"name": LONGEST["name"] - ROOM_FOR_A_NUMBER} if is_numbered else LONGEST


def _remarks(draft: Draft) -> Iterator[Doubt]:
    for number, notice in enumerate(draft.minutes.warnings):
        name, words = remark(notice)
        yield Doubt(name or f"n{number}", notice.line, words)


def _assumed(draft: Draft, *, kind_is_guessed: bool) -> Iterator[Doubt]:
    """Name what was taken for granted where the note says nothing."""
    if draft.minutes.start and draft.minutes.zone is None:
        line = _line_of(draft, "start", "time")
        yield Doubt("zone", line, _("The note does not say in which time zone."))
    if kind_is_guessed:
        yield Doubt("kind", 0, _("The note does not say what kind of meeting it was."))


def _of_pieces(draft: Draft) -> Iterator[Doubt]:
    moved = draft.day_was_corrected
    for piece in draft.pieces:
        for words in doubts_about(piece, day_was_changed=moved):
            yield Doubt(piece.key, piece.line, words)


def doubts_about(piece: Piece, *, day_was_changed: bool) -> Iterator[str | Promise]:
    """Say what is uncertain about a passage."""
    if piece.origin == Origin.UNREAD and piece.becomes == Becomes.NOTHING:
        yield _("This was not understood.")
    if not piece.is_follow_up:
        return
    if not piece.responsible:
        yield _("Nobody is named as responsible.")
    if piece.is_implied:
        yield _("The note has no list of follow-ups; this was found in its words.")
    yield from _about_deadline(piece, day_was_changed=day_was_changed)


def _about_deadline(piece: Piece, *, day_was_changed: bool) -> Iterator[str | Promise]:
    if piece.certainty == Certainty.APPROXIMATE:
        yield _("The deadline names a period, not a day.")
    if piece.certainty == Certainty.UNCLEAR:
        yield _("The deadline names no day.")
    if piece.is_computed_anew:
        yield _("The date was computed anew from the corrected day of the meeting.")
    elif piece.certainty == Certainty.COMPUTED and day_was_changed:
        yield _("The date was computed from the former day of the meeting.")
