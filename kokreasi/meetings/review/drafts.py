"""A note on its way to minutes: what was read, with what a person decided over it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, time
from enum import StrEnum
from typing import Any

from kokreasi.meetings.choices import Access, Becomes, Certainty, Nature, SectionRole, Zone
from kokreasi.meetings.review.decisions import Decisions, as_day, as_hour
from kokreasi.reading import wire
from kokreasi.reading.minutes import model
from kokreasi.reading.minutes.deadlines import Deadline, for_another_day
from kokreasi.reading.minutes.model import Minutes, Role, Why

DEEPEST = 2
NO_SECTION = -1
OUTCOMES = frozenset({Role.AGREEMENTS, Role.FOLLOW_UPS})
ROLES = frozenset(SectionRole.values)


class Origin(StrEnum):
    """Where the reader put a passage; the letter begins its key."""

    POINT = "p"
    AGREEMENT = "a"
    FOLLOW_UP = "f"
    UNREAD = "u"
    LEFT_OUT = "l"


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands at the head of a note. `plan`, `series` and `stages` are keys of rows."""

    title: str = ""
    kind: str = ""
    plan: int | None = None
    stages: tuple[int, ...] = ()
    series: int | None = None
    access: str = Access.PUBLIC
    day: date | None = None
    begins: time | None = None
    ends: time | None = None
    zone: str = Zone.WIB
    place: str = ""
    letter_number: str = ""
    chair: str = ""
    note_taker: str = ""
    agenda: tuple[str, ...] = ()
    total: int | None = None
    men: int | None = None
    women: int | None = None

    @property
    def stage(self) -> int | None:
        """The one stage that a form asks for; a meeting that spans several is changed later."""
        return self.stages[0] if self.stages else None


NUMBERS = ("plan", "series", "total", "men", "women")
FACTS = tuple(field.name for field in fields(Facts))


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage of the note and what it becomes. `section` counts the sections of the note."""

    key: str
    origin: Origin
    line: int
    text: str
    becomes: str = Becomes.NOTHING
    speaker: str = ""
    organisation: str = ""
    section: int = NO_SECTION
    level: int = 0
    marker: str = ""
    responsible: str = ""
    deadline: str = ""
    due_on: date | None = None
    certainty: str = ""
    nature: str = Nature.PROMISE
    is_implied: bool = False
    why: Why | None = None
    was_due_on: date | None = None
    is_computed_anew: bool = False
    """Whether the date was computed from a day that a person corrected; it was `was_due_on`."""

    @property
    def is_follow_up(self) -> bool:
        return self.becomes == Becomes.FOLLOW_UP

    @property
    def is_kept(self) -> bool:
        return self.becomes != Becomes.NOTHING

    def bodies(self) -> list[str]:
        """Name those who are responsible, one by one."""
        return [name for part in self.responsible.split(";") if (name := part.strip())]


OF_A_PIECE = (
    "becomes",
    "text",
    "speaker",
    "organisation",
    "section",
    "level",
    "responsible",
    "deadline",
    "due_on",
    "certainty",
    "nature",
)

OF_A_DEADLINE = frozenset({"deadline", "due_on", "certainty"})
Days = tuple[date | None, date | None]
"""The day of the meeting as it was read, and as it was corrected."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who came, or so many of an organisation, as a line of the note says."""

    key: str
    line: int
    name: str = ""
    organisation: str = ""
    position: str = ""
    total: int | None = None
    men: int | None = None
    women: int | None = None
    is_left_out: bool = False

    @property
    def people(self) -> int:
        """Count the people of this line; 0 where it names a body and not how many came of it."""
        named = 1 if self.name else 0
        return max(self.total or 0, (self.men or 0) + (self.women or 0), named)


OF_A_PERSON = ("name", "organisation", "position", "total", "men", "women", "is_left_out")


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the note that becomes one of the minutes."""

    number: int
    title: str
    role: str
    line: int


@dataclass(frozen=True, slots=True)
class Draft:
    """The minutes as they would be if the note were accepted now."""

    minutes: Minutes
    decisions: Decisions
    facts: Facts
    parts: tuple[Part, ...]
    pieces: tuple[Piece, ...]
    people: tuple[Person, ...]

    def suggesting(self, values: Mapping[str, Any]) -> "Draft":
        """Fill in facts that no note states, where no person has decided them."""
        chosen = self.decisions.chosen
        free = {name: value for name, value in values.items() if name not in chosen}
        return replace(self, facts=replace(self.facts, **free))

    @property
    def day_was_corrected(self) -> bool:
        return self.facts.day != as_day(self.minutes.date)

    def becoming(self, what: Becomes) -> list[Piece]:
        return [piece for piece in self.pieces if piece.becomes == what]

    def present(self) -> list[Person]:
        return [person for person in self.people if not person.is_left_out]


def draft_of(read: Mapping[str, Any], chosen: Mapping[str, Any]) -> Draft:
    """Lay decisions over what was read."""
    minutes = wire.build(Minutes, read)
    decisions = Decisions(chosen)
    parts, facts = _parts(minutes), _facts(minutes, decisions)
    days = as_day(minutes.date), facts.day
    return Draft(
        minutes=minutes,
        decisions=decisions,
        facts=facts,
        parts=parts,
        pieces=tuple(_decided(piece, decisions, days) for piece in _pieces(minutes, parts)),
        people=tuple(_people(minutes, decisions)),
    )


def _facts(minutes: Minutes, decisions: Decisions) -> Facts:
    counts = minutes.counts
    read: dict[str, Any] = {
        "title": minutes.title or "",
        "day": minutes.date,
        "begins": minutes.start,
        "ends": minutes.end,
        "zone": Zone[minutes.zone] if minutes.zone in Zone.names else Zone.WIB,
        "place": minutes.place or "",
        "letter_number": minutes.letter_number or "",
        "chair": minutes.chair or "",
        "note_taker": minutes.note_taker or "",
        "agenda": minutes.agenda or (),
        "total": counts.total,
        "men": counts.men,
        "women": counts.women,
    }
    values = read | {name: decisions.chosen[name] for name in FACTS if name in decisions.chosen}
    values |= {name: _or_none(values[name]) for name in NUMBERS if name in values}
    values |= {"day": as_day(values["day"])}
    values |= {name: as_hour(values[name]) for name in ("begins", "ends")}
    values |= {name: tuple(values.get(name, ())) for name in ("stages", "agenda")}
    return Facts(**values)


def _or_none(value: int | str | None) -> int | None:
    """Read a number that may have been cleared, which is kept as an empty text."""
    return None if value in ("", None) else int(value)


def _parts(minutes: Minutes) -> tuple[Part, ...]:
    return tuple(
        Part(number, section.title, _role(section.role), section.line)
        for number, section in enumerate(minutes.sections)
    )


def _role(role: Role) -> str:
    if role in OUTCOMES:
        return SectionRole.CONCLUSIONS
    return role if role in ROLES else SectionRole.OTHER


def _pieces(minutes: Minutes, parts: tuple[Part, ...]) -> Iterator[Piece]:
    """Give every passage in the order of the note."""
    places = _Places(parts)
    rows = [
        *(_said(number, point, places) for number, point in enumerate(minutes.points)),
        *_agreed(minutes),
        *(_promised(number, each) for number, each in enumerate(minutes.follow_ups)),
        *_unread(minutes),
        *_left_out(minutes),
    ]
    return iter(sorted(rows, key=lambda piece: piece.line))


class _Places:
    """Finds the section under which a point stands."""

    def __init__(self, parts: tuple[Part, ...]) -> None:
        self._parts = parts
        self._lines = [part.line for part in parts]
        self._by_title = {part.title: part.number for part in reversed(parts)}

    def of(self, point: model.Point) -> int:
        before = bisect_right(self._lines, point.line) - 1
        if before >= 0 and self._parts[before].title == point.section:
            return before
        return self._by_title.get(point.section, NO_SECTION)


def _said(number: int, point: model.Point, places: _Places) -> Piece:
    return Piece(
        key=f"{Origin.POINT}{number}",
        origin=Origin.POINT,
        line=point.line,
        text=point.text,
        becomes=Becomes.SAID,
        speaker=point.speaker or "",
        organisation=point.organisation or "",
        section=places.of(point),
        level=min(point.level, DEEPEST),
        marker=point.marker,
    )


def _agreed(minutes: Minutes) -> Iterator[Piece]:
    lines = minutes.agreement_lines
    for number, text in enumerate(minutes.agreements):
        line = lines[number] if number < len(lines) else 0
        key = f"{Origin.AGREEMENT}{number}"
        yield Piece(key, Origin.AGREEMENT, line, text, becomes=Becomes.AGREED)


def _promised(number: int, found: model.FollowUp) -> Piece:
    names = found.actors or ([found.actor] if found.actor else [])
    return Piece(
        key=f"{Origin.FOLLOW_UP}{number}",
        origin=Origin.FOLLOW_UP,
        line=found.line,
        text=found.action,
        becomes=Becomes.FOLLOW_UP,
        responsible="; ".join(name.replace(";", ",") for name in names),
        deadline=found.deadline_text or "",
        due_on=as_day(found.due_on),
        certainty=found.certainty or "",
        nature=found.kind,
        is_implied=found.implied,
    )


def _unread(minutes: Minutes) -> Iterator[Piece]:
    for number, line in enumerate(minutes.unread):
        yield Piece(f"{Origin.UNREAD}{number}", Origin.UNREAD, line.line, line.text)


def _left_out(minutes: Minutes) -> Iterator[Piece]:
    for number, line in enumerate(minutes.left_out):
        key = f"{Origin.LEFT_OUT}{number}"
        yield Piece(key, Origin.LEFT_OUT, line.line, line.text, why=line.why)


def _decided(piece: Piece, decisions: Decisions, days: Days) -> Piece:
    values = decisions.values_of(piece.key, OF_A_PIECE)
    if "due_on" in values:
        values["due_on"] = as_day(values["due_on"])
    if values.keys().isdisjoint(OF_A_DEADLINE):
        piece = _computed_anew(piece, *days)
    changed = replace(piece, **values) if values else piece
    if changed.is_follow_up and not piece.is_follow_up:
        changed = _as_follow_up(changed, values)
    return _with_sureness(changed) if changed.is_follow_up else changed


def _computed_anew(piece: Piece, before: date | None, after: date | None) -> Piece:
    """Compute a deadline from the corrected day of the meeting, by the rules of the reader."""
    if before == after or not piece.deadline:
        return piece
    read = Deadline(piece.deadline, piece.due_on, model.Certainty(piece.certainty))
    again = for_another_day(read, before, after)
    if again is None or again == read:
        return piece
    return replace(
        piece,
        due_on=again.due,
        certainty=again.certainty,
        was_due_on=piece.due_on,
        is_computed_anew=True,
    )


def _as_follow_up(piece: Piece, values: Mapping[str, Any]) -> Piece:
    """Take whoever said it for responsible, where nobody was named."""
    if "responsible" in values:
        return piece
    return replace(piece, responsible=piece.organisation or piece.speaker)


def _with_sureness(piece: Piece) -> Piece:
    """Nothing is sure without a date, and one that a person wrote is."""
    if piece.due_on is None:
        return replace(piece, certainty=Certainty.UNCLEAR if piece.deadline else "")
    if piece.certainty in ("", Certainty.UNCLEAR):
        return replace(piece, certainty=Certainty.EXACT)
    return piece


def _people(minutes: Minutes, decisions: Decisions) -> Iterable[Person]:
    for number, found in enumerate(minutes.attendees):
        person = Person(
            key=f"w{number}",
            line=found.line,
            name=found.person or ("" if found.organisation else found.text),
            organisation=found.organisation or "",
            position=found.role or "",
            total=found.total,
            men=found.men,
            women=found.women,
        )
        values = decisions.values_of(person.key, OF_A_PERSON)
        counts = {name: _or_none(values[name]) for name in NUMBERS if name in values}
        yield replace(person, **{**values, **counts})
