"""What a note says, as data: the JSON of `kokreasi read FILE`, key for key in this order.

Absent is None, never guessed; words stay as they are written. Every `line` counts from 1 in
`Minutes.lines_text`, the text that a person sees beside the fields.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a section is for; OTHER is one whose heading the lexicon does not know."""

    BACKGROUND = "background"
    AIMS = "aims"
    OPENING = "opening"
    PRESENTATION = "presentation"
    DISCUSSION = "discussion"
    QUESTIONS = "questions"
    CONCLUSIONS = "conclusions"
    AGREEMENTS = "agreements"
    FOLLOW_UPS = "follow_ups"
    DOCUMENTATION = "documentation"
    CLOSING = "closing"
    AGENDA = "agenda"
    PARTICIPANTS = "participants"
    OTHER = "other"


class Certainty(StrEnum):
    """How the words of a deadline gave its date; UNCLEAR gave none."""

    EXACT = "exact"
    COMPUTED = "computed"
    APPROXIMATE = "approximate"
    UNCLEAR = "unclear"


class Kind(StrEnum):
    """A promise is somebody's own word, a request asks for one, a wish names nobody's duty."""

    PROMISE = "promise"
    REQUEST = "request"
    WISH = "wish"


class Why(StrEnum):
    """Why a line is no content."""

    LETTERHEAD = "letterhead"
    SIGNATURE = "signature"
    CLOSING_WORDS = "closing_words"
    CAPTION = "caption"
    COMMENT_FORM = "comment_form"
    PAGE_NUMBER = "page_number"
    DOCUMENTATION = "documentation"
    TABLE_HEADER = "table_header"


@dataclass(frozen=True)
class Section:
    """A heading as written, without its number, and what stands under it."""

    title: str
    line: int
    role: Role


@dataclass(frozen=True)
class Point:
    """Something said or noted. `section` is the title of its section, "" before the first."""

    speaker: str | None
    organisation: str | None
    text: str
    line: int
    section: str = ""
    marker: str = ""
    level: int = 0


@dataclass(frozen=True)
class FollowUp:
    """Who does what until when.

    `actor` is as written, `actors` the same split into bodies and persons; `action` begins with
    its verb. `due_on` is a date in ISO form, only where the words yield one. `implied`: the note
    has no section for follow-ups, this one was found in its conclusions.
    """

    actor: str | None
    action: str
    deadline_text: str | None
    due_on: str | None
    certainty: Certainty | None
    kind: Kind
    line: int
    implied: bool = False
    actors: list[str] = field(default_factory=list)
    status_text: str | None = None


@dataclass(frozen=True)
class Line:
    """A line that was not understood."""

    line: int
    text: str


@dataclass(frozen=True)
class LeftOut:
    """A line that belongs to the paper, not to the meeting."""

    line: int
    text: str
    why: Why


@dataclass(frozen=True)
class Attendee:
    """A participant as written, and its parts where the words tell them apart."""

    text: str
    person: str | None = None
    organisation: str | None = None
    role: str | None = None
    total: int | None = None
    men: int | None = None
    women: int | None = None
    line: int = 0


@dataclass(frozen=True)
class Counts:
    """How many people the note itself says took part."""

    total: int | None = None
    men: int | None = None
    women: int | None = None


@dataclass(frozen=True)
class Notice:
    """Something to look at: a code (weekday_disagrees, no_such_day, ...) and its parameters."""

    code: str
    line: int = 0
    params: dict[str, str | int] = field(default_factory=dict)


@dataclass
class Minutes:
    """A note as far as it was understood; `lines` gives the lines behind each field."""

    title: str | None = None
    date: str | None = None
    start: str | None = None
    end: str | None = None
    zone: str | None = None
    place: str | None = None
    agenda: list[str] | None = None
    chair: str | None = None
    note_taker: str | None = None
    participants: list[str] | None = None
    counts: Counts = field(default_factory=Counts)
    sections: list[Section] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    agreements: list[str] = field(default_factory=list)
    follow_ups: list[FollowUp] = field(default_factory=list)
    unread: list[Line] = field(default_factory=list)
    date_text: str | None = None
    time_text: str | None = None
    letter_number: str | None = None
    absent: list[str] | None = None
    attendees: list[Attendee] = field(default_factory=list)
    agreement_lines: list[int] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    lines: dict[str, list[int]] = field(default_factory=dict)
    lines_text: list[str] = field(default_factory=list)
    warnings: list[Notice] = field(default_factory=list)
    format: str = ""
    pages: int = 0
