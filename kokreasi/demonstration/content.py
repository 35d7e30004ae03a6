"""The content of the demonstration as it lies in `content/`, read and typed, not yet loaded."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kokreasi.core.bilingual import Bilingual
from kokreasi.demonstration.commitmenttexts import AmendmentText, CommitmentText, GrownText
from kokreasi.demonstration.consultationtexts import ConsultationText
from kokreasi.demonstration.figuretexts import Figure
from kokreasi.demonstration.meetingtexts import MeetingText
from kokreasi.demonstration.proposaltexts import ProposalText, ReviewText, WorkText
from kokreasi.demonstration.shapes import build

FOLDER = Path(__file__).parent / "content"
NATIONAL, DECIDED, RUNNING = "2018", "2023", "running"
NO_WORDS = Bilingual()


@dataclass(frozen=True, kw_only=True)
class Rename:
    """What an organisation is called from a day on."""

    name: Bilingual
    valid_from: date
    abbreviation: str = ""


@dataclass(frozen=True, kw_only=True)
class Body:
    """An organisation with its first known name; `short` is how the other files point to it."""

    short: str
    kind: str
    name: Bilingual
    mailbox: str
    abbreviation: str = ""
    renames: tuple[Rename, ...] = ()
    parent: str = ""
    aliases: tuple[str, ...] = ()
    founded_year: int | None = None
    regions: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    focus: Bilingual = NO_WORDS
    network: Bilingual = NO_WORDS
    programmes: Bilingual = NO_WORDS
    figures: tuple[Figure, ...] = ()

    @property
    def present_name(self) -> Bilingual:
        return self.renames[-1].name if self.renames else self.name


@dataclass(frozen=True, kw_only=True)
class Person:
    email: str
    name: str
    role: str
    body: str
    language: str = "id"


@dataclass(frozen=True, kw_only=True)
class People:
    password: str
    people: tuple[Person, ...]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture that is drawn when it is loaded; `drawing` names how."""

    drawing: str
    title: Bilingual
    alt: Bilingual


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A page that is written when it is loaded."""

    file_name: str
    title: Bilingual
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class StageText:
    """A stage with its days, or with `opens` and `closes` in days from today, or without days."""

    kind: str
    title: Bilingual
    summary: Bilingual
    text: Bilingual
    place: str = ""
    opens_on: date | None = None
    closes_on: date | None = None
    opens: int | None = None
    closes: int | None = None
    pictures: tuple[Picture, ...] = ()
    papers: tuple[Paper, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ThemeText:
    key: str
    title: Bilingual


@dataclass(frozen=True, kw_only=True)
class Input:
    organisation: str
    text: Bilingual
    given_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ChallengeText:
    """A challenge in one cell, or a global issue; `commitments` are the numbers that answer it.

    `scores` are points from 1 to 5 by the code of a criterion.
    """

    side: str
    title: Bilingual
    description: Bilingual
    axis: str = ""
    sector: str = ""
    global_issue: str = ""
    goals: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    commitments: tuple[int, ...] = ()
    is_priority: bool = False
    scores: dict[str, int] = field(default_factory=dict)
    inputs: tuple[Input, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlanText:
    """A plan with all that belongs to it; without days of its own it begins after publication.

    `grown` are the commitments that come from proposals; the plan is final from `finalised_on`.
    """

    code: str
    title: Bilingual
    introduction: Bilingual
    legal_basis: Bilingual
    contact: str
    priority_reason: str
    stages: tuple[StageText, ...]
    themes: tuple[ThemeText, ...]
    challenges: tuple[ChallengeText, ...]
    commitments: tuple[CommitmentText, ...]
    meetings: tuple[MeetingText, ...] = ()
    proposals: tuple[ProposalText, ...] = ()
    reviews: tuple[ReviewText, ...] = ()
    answered_on: date | None = None
    grown: tuple[GrownText, ...] = ()
    finalised_on: date | None = None
    amendments: tuple[AmendmentText, ...] = ()
    work: WorkText | None = None
    consultations: tuple[ConsultationText, ...] = ()
    ordinal: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Meetings:
    meetings: tuple[MeetingText, ...]


@dataclass(frozen=True, kw_only=True)
class _Bodies:
    organisations: tuple[Body, ...]


@cache
def bodies() -> tuple[Body, ...]:
    return build(_Bodies, _read("organisations.toml")).organisations


@cache
def people() -> People:
    return build(People, _read("people.toml"))


@cache
def measures() -> dict[str, Bilingual]:
    """Give what each stated figure counts, by its code."""
    words = _read("measures.toml")["measures"]
    return {code: Bilingual(**label) for code, label in words.items()}


@cache
def meetings() -> tuple[MeetingText, ...]:
    """Give the meetings that belong to no plan."""
    return build(_Meetings, _read("meetings.toml")).meetings


@cache
def plan(folder: str) -> PlanText:
    """Read all files of one plan; each holds some of its keys."""
    tables: dict[str, Any] = {}
    for path in sorted((FOLDER / folder).glob("*.toml")):
        tables |= _read(f"{folder}/{path.name}")
    return build(PlanText, tables)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
