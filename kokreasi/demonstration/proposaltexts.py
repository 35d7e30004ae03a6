"""The words of proposals in the demonstration, as they lie in `content/`."""

from dataclasses import dataclass, field
from datetime import date

from kokreasi.core.bilingual import Bilingual
from kokreasi.demonstration.commitmenttexts import LetterText

NO_WORDS = Bilingual()


@dataclass(frozen=True, kw_only=True)
class DecisionText:
    """What was decided, on a day or `decided` days from today."""

    verdict: str
    unit: str
    reason: Bilingual
    decided_on: date | None = None
    decided: int = 0
    meeting: str = ""
    into: str = ""
    programme: Bilingual = NO_WORDS
    until: date | None = None
    reply: str = ""


@dataclass(frozen=True, kw_only=True)
class CitizenText:
    """Who proposes by e-mail; everybody reads it once it is released."""

    email: str
    name: str = ""
    is_named: bool = False
    is_released: bool = False


@dataclass(frozen=True, kw_only=True)
class ProposalText:
    """A proposal sent on a day, or `sent` days from today; without either it is still a draft.

    `challenge` counts the challenges of the plan from 1. `written_by` is the role of the person
    who wrote it; the secretariat enters what has none. It has been in its `step` since `since` days
    from today, waiting for `waits_for`; `asked_by` wants to stand behind it too.
    """

    key: str
    title: Bilingual
    problem: Bilingual
    proposer: str = ""
    citizen: CitizenText | None = None
    solution: Bilingual = NO_WORDS
    causes: Bilingual = NO_WORDS
    results: Bilingual = NO_WORDS
    format: str = "short"
    written_by: str = ""
    sent_on: date | None = None
    sent: int | None = None
    step: str = ""
    since: int | None = None
    waits_for: str = ""
    theme: str = ""
    challenge: int | None = None
    institutions: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    asked_by: str = ""
    decision: DecisionText | None = None

    @property
    def is_draft(self) -> bool:
        return self.sent_on is None and self.sent is None


@dataclass(frozen=True, kw_only=True)
class ReviewText:
    """A review by the person of a role, due `due` days from today.

    Its scores are points from 1 to 5 by the code of a criterion; a conflict has none.
    """

    proposal: str
    reviewer: str
    due: int
    conflict: str = ""
    comment: str = ""
    scores: dict[str, int] = field(default_factory=dict)
    is_done: bool = False


@dataclass(frozen=True, kw_only=True)
class RemarkText:
    """What an organisation said about a paragraph, and what became of it: accept or decline."""

    organisation: str
    place: str
    text: str = ""
    suggestion: str = ""
    written_by: str = ""
    became: str = ""
    answer: str = ""


@dataclass(frozen=True, kw_only=True)
class CirculatedText:
    """A commitment whose draft is sent round `sent` days from today, open until `closes` days.

    With `is_asked` those who lead are asked to confirm it.
    """

    commitment: int
    readers: str
    invited: tuple[str, ...]
    note: str
    sent: int = 0
    closes: int | None = None
    is_asked: bool = False
    remarks: tuple[RemarkText, ...] = ()
    confirmed: tuple[LetterText, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WorkText:
    """What goes on in a running plan; `follower` is the role of somebody who follows it."""

    matrix_closes: int
    matrix_message: str
    follower: str
    circulated: tuple[CirculatedText, ...] = ()
