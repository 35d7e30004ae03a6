"""The words of proposals in the demonstration, as they lie in `content/`."""

from dataclasses import dataclass, field
from datetime import date

from kokreasi.core.bilingual import Bilingual

NO_WORDS = Bilingual()


@dataclass(frozen=True, kw_only=True)
class DecisionText:
    """What was decided; with a `number` the proposal becomes that commitment, led by `leads`."""

    verdict: str
    decided_on: date
    unit: str
    reason: Bilingual
    meeting: str = ""
    into: str = ""
    programme: Bilingual = NO_WORDS
    until: date | None = None
    number: int | None = None
    leads: tuple[str, ...] = ()
    reply: str = ""


@dataclass(frozen=True, kw_only=True)
class ProposalText:
    """A proposal sent on a day, or `sent` days from today; without either it is still a draft.

    `challenge` counts the challenges of the plan from 1. `written_by` is the role of the person
    who wrote it; the secretariat enters what has none.
    """

    key: str
    proposer: str
    title: Bilingual
    problem: Bilingual
    solution: Bilingual = NO_WORDS
    causes: Bilingual = NO_WORDS
    results: Bilingual = NO_WORDS
    format: str = "short"
    written_by: str = ""
    sent_on: date | None = None
    sent: int | None = None
    step: str = ""
    theme: str = ""
    challenge: int | None = None
    institutions: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    decision: DecisionText | None = None

    @property
    def is_draft(self) -> bool:
        return self.sent_on is None and self.sent is None


@dataclass(frozen=True, kw_only=True)
class ReviewText:
    """A review that was asked for; its scores are points from 1 to 5 by the code of a criterion."""

    proposal: str
    comment: str = ""
    scores: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class RemarkText:
    organisation: str
    place: str
    text: str = ""
    suggestion: str = ""
    written_by: str = ""


@dataclass(frozen=True, kw_only=True)
class LetterText:
    """A letter of confirmation, dated `days` from today."""

    organisation: str
    letter_number: str
    days: int
    signer: str
    signer_role: str


@dataclass(frozen=True, kw_only=True)
class CirculatedText:
    """A commitment whose draft is sent round, open for remarks until `closes` days from today."""

    commitment: int
    readers: str
    invited: tuple[str, ...]
    note: str
    closes: int | None = None
    remarks: tuple[RemarkText, ...] = ()
    confirmed: tuple[LetterText, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WorkText:
    """What goes on in a running plan; `follower` is the role of somebody who follows it."""

    matrix_closes: int
    matrix_message: str
    follower: str
    circulated: tuple[CirculatedText, ...] = ()
