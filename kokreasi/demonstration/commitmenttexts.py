"""The words of commitments in the demonstration, as they lie in `content/`."""

from dataclasses import dataclass
from datetime import date

from kokreasi.core.bilingual import Bilingual

NO_WORDS = Bilingual()


@dataclass(frozen=True, kw_only=True)
class TargetText:
    words: Bilingual
    number: int | None = None


@dataclass(frozen=True, kw_only=True)
class MilestoneText:
    """A milestone with its days, or with the semester of the plan (from 1) that it fills."""

    title: Bilingual
    output: Bilingual
    responsible: tuple[str, ...]
    starts_on: date | None = None
    ends_on: date | None = None
    semester: int | None = None


@dataclass(frozen=True, kw_only=True)
class IndicatorText:
    title: Bilingual
    unit: Bilingual
    direction: str
    baseline: int | None = None
    disaggregation: Bilingual = NO_WORDS


@dataclass(frozen=True, kw_only=True)
class MeasuredText:
    """How a commitment is checked; its targets, one a semester, belong to its first indicator."""

    targets: tuple[TargetText, ...] = ()
    milestones: tuple[MilestoneText, ...] = ()
    indicators: tuple[IndicatorText, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CommitmentText(MeasuredText):
    number: int
    title: Bilingual
    problem: Bilingual
    leads: tuple[str, ...]
    supporters: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    theme: str = ""
    is_draft: bool = False
    goals: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    causes: Bilingual = NO_WORDS
    done_so_far: Bilingual = NO_WORDS
    solution: Bilingual = NO_WORDS
    results: Bilingual = NO_WORDS
    transparency: Bilingual = NO_WORDS
    participation: Bilingual = NO_WORDS
    accountability: Bilingual = NO_WORDS
    remarks: str = ""


@dataclass(frozen=True, kw_only=True)
class LetterText:
    """A letter of confirmation, dated on a day or `days` from today."""

    organisation: str
    letter_number: str
    signer: str
    signer_role: str
    on: date | None = None
    days: int = 0


@dataclass(frozen=True, kw_only=True)
class GrownText(MeasuredText):
    """A commitment that grew out of the proposal with this key and keeps its words.

    It says what a proposal leaves open, and by which letters it was confirmed.
    """

    number: int
    proposal: str
    leads: tuple[str, ...]
    letters: tuple[LetterText, ...]
    supporters: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    done_so_far: Bilingual = NO_WORDS
    results: Bilingual = NO_WORDS
    transparency: Bilingual = NO_WORDS
    participation: Bilingual = NO_WORDS
    accountability: Bilingual = NO_WORDS


@dataclass(frozen=True, kw_only=True)
class AmendmentText:
    """How the target of one semester (from 1) of a commitment changed once its plan was final."""

    commitment: int
    semester: int
    target: TargetText
    reason: Bilingual
    agreed_by: tuple[str, ...]
    agreed_on: date
    meeting: str = ""
