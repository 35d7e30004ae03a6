"""The head of a note: title, day, hours, place, agenda and people, as far as it says them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from kokreasi.reading.blocks import Document
from kokreasi.reading.minutes.counts import counts_in, disagree, is_something
from kokreasi.reading.minutes.entries import Entry, entries_of
from kokreasi.reading.minutes.head import Head, head_of
from kokreasi.reading.minutes.labels import Field, fields_of, is_blank
from kokreasi.reading.minutes.listing import Value
from kokreasi.reading.minutes.model import Attendee, Counts, Notice
from kokreasi.reading.minutes.offices import offices_in
from kokreasi.reading.minutes.people import items_of, listed, split_people
from kokreasi.reading.minutes.prose import Prose, Said, prose_of
from kokreasi.reading.minutes.signatures import signers_of
from kokreasi.reading.minutes.title import Title, title_above
from kokreasi.reading.minutes.when import When, when_of
from kokreasi.reading.minutes.words import tells_what_to_do

STAMP = re.compile(r"\s*\[\d{1,2}:\d\d(?::\d\d)?\]")
"""The minute of a recording at which somebody speaks."""
A_PAPER = re.compile(
    r"\b(?:surat|nomor|no\.|undangan|nota\s+dinas|sk|spt|peraturan|keputusan|undang-undang|uu|perpres"
    r"|permen\w*|pp|dpa|disposisi)\b",
    re.IGNORECASE,
)
"""What a meeting is held upon is a paper, not a topic."""
NAMES_A_MEETING = re.compile(
    r"(?:rapat|pertemuan|musyawarah|rakor|fgd|forum|workshop|lokakarya|kunjungan|audiensi|sosialisasi"
    r"|seminar|bimtek)\s+\w",
    re.IGNORECASE,
)


@dataclass
class HeaderRead:
    """What the head says; absent is None. `used` are the indexes of the blocks it stands in."""

    title: str | None = None
    day: date | None = None
    date_text: str | None = None
    start: str | None = None
    end: str | None = None
    zone: str | None = None
    time_text: str | None = None
    place: str | None = None
    agenda: list[str] | None = None
    chair: str | None = None
    note_taker: str | None = None
    participants: list[str] | None = None
    attendees: list[Attendee] = field(default_factory=list)
    absent: list[str] | None = None
    counts: Counts = field(default_factory=Counts)
    letter_number: str | None = None
    lines: dict[str, list[int]] = field(default_factory=dict)
    warnings: list[Notice] = field(default_factory=list)
    used: set[int] = field(default_factory=set)


def read_header(document: Document) -> HeaderRead:
    """Read the head of a note, wherever its fields stand."""
    entries = list(entries_of(document))
    head = head_of(entries)
    prose = prose_of(entries)
    title = title_above(head.above) or title_above(head.loose)
    header = HeaderRead()
    _read_when(header, when_of(head, prose, title))
    _read_title(header, head, prose, title)
    _read_agenda(header, head, prose)
    _read_people(header, head, prose)
    beside = offices_in([*_people_lines(header), *_lines_of(entries[:MOST_LINES])])
    _read_leaders(header, head, prose, beside | signers_of(document, after=head.last_at))
    _read_letter(header, head)
    header.used |= prose.used | {entry.at for value in head.values for entry in value.entries}
    return header


def _read_when(header: HeaderRead, when: When) -> None:
    header.day = when.day.day if when.day else None
    header.date_text, header.place = when.date_text, when.place
    header.start, header.end = when.start, when.end
    if when.times:
        header.time_text = when.times.text
    header.zone = when.zone
    header.lines.update(when.lines)
    header.warnings += when.warnings
    header.used |= {entry.at for entry in when.used}


def _read_title(header: HeaderRead, head: Head, prose: Prose, title: Title | None) -> None:
    """Prefer words that say what the meeting was about to "NOTULEN RAPAT"."""
    labelled = head.of(Field.TITLE)
    if title:
        header.used |= {entry.at for entry in title.entries}
    if title and not title.is_generic:
        _put(header, "title", title.text, [entry.line for entry in title.entries])
    elif labelled:
        _put(header, "title", " ".join(labelled[0].texts), labelled[0].lines)
    elif named := _named_by_agenda(head):
        _put(header, "title", " ".join(named.texts), named.lines)
    elif prose.what:
        _put(header, "title", prose.what.text, [prose.what.line])
    elif title:
        _put(header, "title", title.text, [entry.line for entry in title.entries])


def _named_by_agenda(head: Head) -> Value | None:
    """ "Acara: Rapat Koordinasi Literasi" names the meeting, "Acara: 1. Pembukaan" does not."""
    values = head.of(Field.AGENDA, Field.TOPIC)[:1]
    return next(
        (
            value
            for value in values
            if len(value.texts) == 1 and not value.in_body and NAMES_A_MEETING.match(value.texts[0])
        ),
        None,
    )


def _put(header: HeaderRead, name: str, value: str | list[str], lines: list[int]) -> None:
    setattr(header, name, value)
    header.lines[name] = lines


def _read_agenda(header: HeaderRead, head: Head, prose: Prose) -> None:
    for name in (Field.AGENDA, Field.TOPIC, Field.BASIS):
        for value in head.of(name):
            if name is Field.BASIS and A_PAPER.search(" ".join(value.texts)):
                continue
            items = [
                part.strip(" ;") for text, _line in items_of(value) for part in text.split(";")
            ]
            if items := [item for item in items if item and not is_blank(item)]:
                _put(header, "agenda", items, value.lines)
                return
    if prose.agenda:
        _put(header, "agenda", [prose.agenda.text], [prose.agenda.line])


CHAIRS = (Field.CHAIR, Field.MODERATOR)
NOTE_TAKERS = (Field.NOTE_TAKER, Field.SECRETARY)
LONGEST_NAME_IN_BODY = 80
MOST_LINES = 200
"""Lines of a note among which those who led it are named in a list."""


def _read_leaders(header: HeaderRead, head: Head, prose: Prose, signers: dict[Field, Said]) -> None:
    """Believe the label of an office, then sentences, then the lesser office, then ink."""
    for name, said, offices in (
        ("chair", prose.chair, CHAIRS),
        ("note_taker", prose.note_taker, NOTE_TAKERS),
    ):
        own, lesser = (_labelled(head, office) for office in offices)
        signed = [signers[office] for office in offices if office in signers]
        found = [*own, *([said] if said else []), *lesser, *signed]
        if found:
            _put(header, name, found[0].text, [found[0].line])
    if header.chair is None and prose.opener:
        _put(header, "chair", prose.opener.text, [prose.opener.line])


def _people_lines(header: HeaderRead) -> Iterator[tuple[str, int]]:
    return ((person.text, person.line) for person in header.attendees)


def _lines_of(entries: list[Entry]) -> Iterator[tuple[str, int]]:
    return ((entry.whole or entry.text, entry.line) for entry in entries)


def _labelled(head: Head, office: Field) -> list[Said]:
    return [
        Said(STAMP.sub("", " ".join(value.texts)), value.lines[0])
        for value in head.of(office)
        if _is_name(value)
    ]


def _is_name(value: Value) -> bool:
    text = " ".join(value.texts)
    if fields_of(text) or text.endswith(":") or tells_what_to_do(text):
        return False
    return not value.in_body or (len(text) <= LONGEST_NAME_IN_BODY and len(value.entries) == 1)


def _read_people(header: HeaderRead, head: Head, prose: Prose) -> None:
    values = head.of(Field.PARTICIPANTS) or head.of(Field.INVITED)
    in_head = [value for value in values if not value.in_body] or values
    lists = [listed(value) for value in in_head]
    header.attendees = [person for each in lists for person in each.people]
    named = split_people(prose.attended.text) if prose.attended else []
    if not header.attendees and not named:
        lists += [listed(value) for value in head.of(Field.SPEAKERS) if not value.in_body]
        header.attendees = [person for each in lists for person in each.people]
    lines = [line for each in lists for line in each.lines]
    if header.attendees:
        _put(header, "participants", [person.text for person in header.attendees], lines)
    elif prose.attended and named:
        _put(header, "participants", named, [prose.attended.line])
    stated = [
        counts_in(" ".join(value.texts), is_number_enough=True) for value in head.of(Field.COUNT)
    ]
    stated += [each.counts for each in lists] + [prose.counts]
    _read_counts(header, [counts for counts in stated if is_something(counts)])
    if absent := [
        person.text for value in head.of(Field.ABSENT) for person in listed(value).people
    ]:
        _put(header, "absent", absent, head.of(Field.ABSENT)[0].lines)


def _read_counts(header: HeaderRead, stated: list[Counts]) -> None:
    if not stated:
        return
    header.counts = Counts(
        next((counts.total for counts in stated if counts.total is not None), None),
        next((counts.men for counts in stated if counts.men is not None), None),
        next((counts.women for counts in stated if counts.women is not None), None),
    )
    parts = [Counts(each.total, each.men, each.women) for each in header.attendees]
    lines = header.lines.get("participants", [0])
    header.lines["counts"] = lines[-1:]
    if disagree(header.counts, parts):
        header.warnings.append(Notice("counts_disagree", lines[-1]))


def _read_letter(header: HeaderRead, head: Head) -> None:
    for value in head.of(Field.LETTER):
        if not value.in_body:
            _put(header, "letter_number", " ".join(value.texts), value.lines)
            return
