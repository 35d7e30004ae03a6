"""The words of consultations in the demonstration; the answers lie beside them as tables."""

from dataclasses import dataclass
from datetime import date

from kokreasi.core.bilingual import Bilingual
from kokreasi.demonstration.figuretexts import Figure

NO_WORDS = Bilingual()


@dataclass(frozen=True, kw_only=True)
class FindingText:
    """A finding with its answer, and the texts under it: by their lines, or by words in them."""

    title: Bilingual
    summary: Bilingual
    verdict: str
    reason: Bilingual
    texts: tuple[int, ...] = ()
    containing: tuple[str, ...] = ()
    quotes: int = 0
    decided_on: date | None = None
    decided: int | None = None
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class ConsultationText:
    """A consultation, open as long as its stage.

    `survey` names a questionnaire (.json) and its answers (.csv), `votes` a table of votes on the
    statements. `sent` are statements of participants that wait for moderation.
    """

    stage: str
    title: Bilingual
    summary: Bilingual
    promise: Bilingual
    short_code: str
    survey: str
    thanks: Bilingual = NO_WORDS
    votes: str = ""
    takes_text: bool = False
    is_concluded: bool = False
    statements: tuple[Bilingual, ...] = ()
    sent: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    findings: tuple[FindingText, ...] = ()
