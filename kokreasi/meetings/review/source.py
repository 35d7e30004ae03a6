"""The note itself beside what was read from it: its lines, and what each of them gave."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.meetings.choices import Becomes
from kokreasi.meetings.review.drafts import Draft, Piece

MOST_LINES = 600
"""Lines that a page shows beside the fields; a longer note is shown around what is on the page."""
MARGIN = 3
FACT_OF = {
    "date": "day",
    "date_text": "day",
    "time": "begins",
    "time_text": "begins",
    "start": "begins",
    "end": "ends",
    "counts": "total",
    "participants": "",
    "attendees": "",
}
"""The fact, as the form names it, that a field of the reader became; "" for none."""
FACT_LABELS: dict[str, str | Promise] = {
    "title": _("Title"),
    "day": _("Day"),
    "begins": _("Time"),
    "ends": _("Time"),
    "zone": _("Time"),
    "place": _("Place"),
    "agenda": _("Agenda"),
    "chair": _("Chair"),
    "note_taker": _("Note-taker"),
    "letter_number": _("Letter"),
    "total": _("Number of people"),
}
PIECE_LABELS: dict[str, str | Promise] = {
    Becomes.SAID: _("Point"),
    Becomes.AGREED: _("Agreement"),
    Becomes.FOLLOW_UP: _("Follow-up"),
    Becomes.NOTHING: _("Left out"),
}
PERSON = _("Participant")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a line gave: the key of the field, its kind for the eye, and what it is called."""

    key: str
    kind: str
    label: str | Promise


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the note; `goes_on` marks one that continues the passage above it."""

    number: int
    text: str
    marks: tuple[Mark, ...] = ()
    goes_on: str = ""

    @property
    def kind(self) -> str:
        return self.marks[0].kind if self.marks else self.goes_on


def source_of(draft: Draft, wanted: Iterable[int] = ()) -> list[SourceLine]:
    """Give the lines to show: all of a short note, else those around the `wanted` ones."""
    lines = draft.minutes.lines_text
    first, last = window(len(lines), wanted)
    marks = _marks(draft)
    pieces = {piece.line: piece for piece in draft.pieces}
    return list(_shown(lines, first, last, marks, pieces))


def window(length: int, wanted: Iterable[int]) -> tuple[int, int]:
    """Give the first and last line to show, both included and counted from 1."""
    if length <= MOST_LINES:
        return 1, length
    numbers = [number for number in wanted if 0 < number <= length]
    first = max(1, min(numbers, default=1) - MARGIN)
    last = min(length, max(numbers, default=1) + MARGIN, first + MOST_LINES - 1)
    return first, max(last, min(length, first + MARGIN))


def _marks(draft: Draft) -> dict[int, tuple[Mark, ...]]:
    found: dict[int, list[Mark]] = defaultdict(list)
    for name, lines in draft.minutes.lines.items():
        fact = FACT_OF.get(name, name)
        if label := FACT_LABELS.get(fact):
            mark = Mark(fact, "fact", label)
            for line in lines:
                if mark not in found[line]:
                    found[line].append(mark)
    for piece in draft.pieces:
        found[piece.line].append(Mark(piece.key, piece.becomes, PIECE_LABELS[piece.becomes]))
    for person in draft.people:
        found[person.line].append(Mark(person.key, "person", PERSON))
    return {line: tuple(marks) for line, marks in found.items()}


def _shown(
    lines: Sequence[str],
    first: int,
    last: int,
    marks: dict[int, tuple[Mark, ...]],
    pieces: dict[int, Piece],
) -> Iterator[SourceLine]:
    above: Piece | None = None
    for number in range(first, last + 1):
        text = lines[number - 1]
        here = marks.get(number, ())
        if here or not text.strip():
            above = pieces.get(number)
            yield SourceLine(number, text, here)
            continue
        goes_on = above.becomes if above and _continues(above, text) else ""
        yield SourceLine(number, text, goes_on=goes_on)


def _continues(piece: Piece, text: str) -> bool:
    """Tell whether a line without a mark of its own holds more words of the passage above."""
    words = " ".join(text.split())
    return words in " ".join(f"{piece.text} {piece.responsible} {piece.deadline}".split())
