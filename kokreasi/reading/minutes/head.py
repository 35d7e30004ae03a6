"""The head of a note: which lines belong to which field, and where the body begins."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kokreasi.reading.blocks import Shape
from kokreasi.reading.minutes.days import find_days
from kokreasi.reading.minutes.entries import LISTS, Entry, opened, unlabelled
from kokreasi.reading.minutes.labels import (
    LOOSE,
    Field,
    Label,
    loose_label_in,
)
from kokreasi.reading.minutes.listing import (
    LIST_NUMBER,
    LONGEST_NAME,
    PEOPLE,
    Value,
    continues,
    goes_on,
)
from kokreasi.reading.minutes.tables import is_attendance_header
from kokreasi.reading.minutes.times import find_times
from kokreasi.reading.minutes.titlewords import is_kind_of_note
from kokreasi.reading.minutes.words import tells_what_to_do

NOT_FROM_A_BODY = frozenset(
    {Field.TITLE, Field.TOPIC, Field.BASIS, Field.OTHER, Field.COUNT, Field.BODY}
)
"""Labels that mean something else once the body has begun."""
WHEN_AND_WHERE = frozenset(
    {Field.DAY, Field.TIME, Field.START, Field.END, Field.PLACE, Field.MEDIUM}
)
ANOTHER_MEETING = re.compile(
    r"berikutnya|selanjutnya|mendatang|tindak lanjut|follow|next|penutup|action", re.IGNORECASE
)
HEAD_LINES = 120
NEIGHBOURS = 3
"""Lines in which another label must stand beside one without a colon."""
LONGEST_TITLE_LINE = 160
ATTENDED_BELOW = re.compile(
    r"\b(?:dihadiri|diikuti)\s+oleh\b[^.;:]{0,60}:\s*$|\b(?:dihadiri|diikuti)\s+oleh\s*$",
    re.IGNORECASE,
)
LONGEST_ANNOUNCEMENT = 400
LONGEST_WRITER = 60
NAME_INSIDE = re.compile(r"\([A-Z][^()]{2,60}\)\W*:\s*$")


@dataclass
class Head:
    """The lines above the first label, the labelled values, and what stands between them."""

    above: list[Entry] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    loose: list[Entry] = field(default_factory=list)
    """Lines of the head that belong to no label."""
    body_at: int | None = None
    """The block with which the body begins."""

    @property
    def last_at(self) -> int:
        """The last block of the head."""
        fields = [value.entries[0].at for value in self.values if not value.in_body]
        return max([*(entry.at for entry in self.above), *fields], default=0)

    def of(self, *fields: Field) -> list[Value]:
        """Give the filled values of a field, those of the head before those of the body."""
        found = [value for value in self.values if value.fields & set(fields) and value.texts]
        return sorted(found, key=lambda value: value.in_body)


def head_of(entries: Iterable[Entry]) -> Head:
    """Go through the lines once and give each to its field."""
    return _Gatherer().gather(_with_loose_labels(list(entries)))


def _with_loose_labels(entries: list[Entry]) -> list[Entry]:
    """Let a line begin with a label without a colon, if other labels stand nearby."""
    found = list(entries)
    lines = [at for at, entry in enumerate(entries[:HEAD_LINES]) if entry.label or not entry.marker]
    sure = [entries[at].has(*LOOSE) or _is_date_line(entries[at]) for at in lines]
    for place, at in enumerate(lines):
        label = _loose_label(entries, at)
        if label and any(_near(sure, place)):
            found[at] = replace(entries[at], label=label, text=label.value, whole=entries[at].text)
            sure[place] = True
    return [part for entry in found for part in opened(entry)]


def _loose_label(entries: list[Entry], at: int) -> Label | None:
    entry = entries[at]
    is_value = at > 0 and entries[at - 1].is_alone and not entries[at - 1].has(Field.BODY)
    if entry.label or entry.row or is_value or entry.shape in {Shape.ROW, Shape.HEADING}:
        return None
    return loose_label_in(entry.text)


def _near(sure: list[bool], at: int) -> list[bool]:
    return sure[max(0, at - NEIGHBOURS) : at] + sure[at + 1 : at + 1 + NEIGHBOURS]


def _is_date_line(entry: Entry) -> bool:
    if entry.label or len(entry.text) > LONGEST_NAME:
        return False
    return bool(find_days(entry.text)) or any(times.is_sure for times in find_times(entry.text))


class _Gatherer:
    def __init__(self) -> None:
        self.head = Head()
        self.open: Value | None = None
        self.section = ""
        self.in_body = False

    def gather(self, entries: list[Entry]) -> Head:
        for given in entries:
            entry = _announcing(unlabelled(given) if self._is_title(given) else given)
            if self._begins_body(entry):
                self._enter_body(entry)
            elif entry.label and self._is_wanted(entry):
                self._open(entry)
            elif entry.row:
                self._take_row(entry)
            elif self.open and continues(self.open, entry):
                self.open.entries.append(unlabelled(entry) if entry.label else entry)
            else:
                self._leave_over(entry)
        return self.head

    def _is_title(self, entry: Entry) -> bool:
        """Whether a label is the title of the note: NOTULEN alone is both a note-taker's label."""
        if self.in_body or not entry.has(Field.NOTE_TAKER, Field.BODY):
            return False
        if _says_again(entry, self.head.above):
            return True
        if self.head.values:
            return False
        is_first = not any(is_kind_of_note(above.text) for above in self.head.above)
        return is_first and is_kind_of_note(entry.whole or entry.text)

    def _begins_body(self, entry: Entry) -> bool:
        if not entry.has(Field.BODY):
            return False
        return not self._is_next_of_list(entry)

    def _enter_body(self, entry: Entry) -> None:
        self.section = entry.label.text if entry.label else ""
        self.open = None
        if not self.in_body:
            self.in_body = True
            self.head.body_at = entry.at

    def _is_next_of_list(self, entry: Entry) -> bool:
        """Whether "2. Pembukaan" is but the next of an open list, an agenda for example."""
        if not (self.open and self.open.fields & LISTS and entry.is_alone):
            return False
        is_numbered = LIST_NUMBER.search(entry.marker) and not entry.whole.endswith(":")
        return bool(is_numbered) and goes_on(self.open, entry)

    def _is_wanted(self, entry: Entry) -> bool:
        fields = entry.label.fields if entry.label else frozenset()
        if self._is_next_of_list(entry):
            return False
        if not self.in_body:
            return True
        if fields & NOT_FROM_A_BODY or _is_speaker(entry):
            return False
        if ANOTHER_MEETING.search(self.section):
            return _signs_as_writer(entry)
        return not (fields & WHEN_AND_WHERE and self._knows(fields))

    def _knows(self, fields: frozenset[Field]) -> bool:
        """Whether the head, or an earlier line of the body, has said when or where."""
        known = self.head.of(*WHEN_AND_WHERE)
        return any(not value.in_body or value.fields & fields for value in known)

    def _open(self, entry: Entry) -> None:
        assert entry.label  # noqa: S101 - the caller has looked
        self.open = Value(entry.label.fields, entry.label.text, [entry], in_body=self.in_body)
        self.head.values.append(self.open)

    def _take_row(self, entry: Entry) -> None:
        """A row belongs to a list of people, if its table is one."""
        if is_attendance_header(entry.row):
            if not (self.open and self.open.fields & PEOPLE):
                self.open = Value(frozenset({Field.PARTICIPANTS}), "", in_body=self.in_body)
                self.head.values.append(self.open)
            self.open.is_table = True
            self.open.entries.append(entry)
        elif self.open and self.open.is_table:
            self.open.entries.append(entry)
        else:
            self._leave_over(entry)

    def _leave_over(self, entry: Entry) -> None:
        self.open = None
        if self.in_body:
            if entry.shape == Shape.HEADING:
                self.section = entry.text
        elif self.head.values:
            self.head.loose.append(entry)
        else:
            self.head.above.append(entry)


def _is_speaker(entry: Entry) -> bool:
    """ "KETUA RAPAT (NURHAYATI):" stands above what the chair said."""
    return entry.is_alone and NAME_INSIDE.search(entry.whole) is not None


def _says_again(entry: Entry, above: list[Entry]) -> bool:
    """Whether a line repeats the title, as the second page of a record does."""
    words = re.findall(r"\w+", (entry.whole or entry.text).casefold())
    return any(words == re.findall(r"\w+", other.text.casefold()) for other in above)


def _signs_as_writer(entry: Entry) -> bool:
    """ "Notulis: Agustina Ledo" below the last follow-up says who wrote, and is no task."""
    is_line = entry.shape is Shape.PARAGRAPH and not entry.marker
    is_name = bool(entry.text) and len(entry.text) <= LONGEST_WRITER
    return is_line and is_name and entry.has(Field.NOTE_TAKER) and not tells_what_to_do(entry.text)


def _announcing(entry: Entry) -> Entry:
    """Let "Rapat dihadiri oleh:" be the label of the list below it."""
    if entry.label or entry.row or len(entry.text) > LONGEST_ANNOUNCEMENT:
        return entry
    if not ATTENDED_BELOW.search(entry.text):
        return entry
    label = Label(frozenset({Field.PARTICIPANTS}), "", entry.text)
    return replace(entry, label=label, text="", whole=entry.text, is_alone=True)
