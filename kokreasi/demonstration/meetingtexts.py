"""The words of meetings in the demonstration, as they lie in `content/`."""

from dataclasses import dataclass
from datetime import date, time

from kokreasi.core.bilingual import Bilingual
from kokreasi.demonstration.figuretexts import Figure

NO_WORDS = Bilingual()


@dataclass(frozen=True, kw_only=True)
class PointText:
    """What somebody said; without a speaker or body it goes on with the point before."""

    text: str
    level: int = 0
    speaker: str = ""
    organisation: str = ""


@dataclass(frozen=True, kw_only=True)
class SectionText:
    title: str
    points: tuple[PointText, ...]
    role: str = "discussion"


@dataclass(frozen=True, kw_only=True)
class TaskText:
    """A follow-up, due on a day or `due` days from today; with an `outcome` it is done."""

    action: str
    responsible: tuple[str, ...] = ()
    responsible_words: str = ""
    nature: str = "promise"
    is_implied: bool = False
    deadline: str = ""
    due_on: date | None = None
    due: int | None = None
    certainty: str = ""
    outcome: str = ""


@dataclass(frozen=True, kw_only=True)
class CameText:
    """How many women and men of an organisation came."""

    organisation: str
    women: int = 0
    men: int = 0


@dataclass(frozen=True, kw_only=True)
class ItemText:
    title: str
    minutes: int | None = None


@dataclass(frozen=True, kw_only=True)
class MeetingText:
    """A meeting on a day, or `in_days` from today; `follows` is the key of the one it continues."""

    key: str
    kind: str
    title: Bilingual
    summary: Bilingual = NO_WORDS
    day: date | None = None
    in_days: int | None = None
    begins: time | None = None
    ends: time | None = None
    place: str = ""
    room: str = ""
    chair: str = ""
    note_taker: str = ""
    access: str = "public"
    stage: str = ""
    follows: str = ""
    cancelled_because: str = ""
    commitments: tuple[int, ...] = ()
    proposals: tuple[str, ...] = ()
    agenda: tuple[ItemText, ...] = ()
    sections: tuple[SectionText, ...] = ()
    agreements: tuple[str, ...] = ()
    tasks: tuple[TaskText, ...] = ()
    came: tuple[CameText, ...] = ()
    figures: tuple[Figure, ...] = ()

    @property
    def has_minutes(self) -> bool:
        return bool(self.sections or self.agreements)
