"""What a note is likely to belong to: its kind, plan, stage and series, or a meeting known here."""

from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from kokreasi.meetings.models import Meeting, Note, Series
from kokreasi.meetings.review.drafts import Facts
from kokreasi.organisations.folding import fold
from kokreasi.plans.models import Plan, Stage
from kokreasi.vocabularies.choices import StageMeaning, Vocabulary
from kokreasi.vocabularies.models import Term

OTHER = "other"
KIND_WORDS = (
    ("multilateral", ("multilateral",)),
    ("bilateral", ("bilateral",)),
    ("consultative", ("konsultatif", "pendalaman", "consultative")),
    ("workshop", ("lokakarya", "workshop")),
    ("kick-off", ("kick off", "kickoff", "pembuka", "pembukaan", "peluncuran")),
    ("finalisation", ("finalisasi", "penyelesaian akhir", "finalisation")),
    ("visit", ("kunjungan", "audiensi", "visit")),
    ("local", ("musyawarah desa", "musdes", "musrenbang", "pemerintah daerah")),
    ("forum", ("forum",)),
)
"""Codes of kinds, and the words in a title by which each is recognised, the surest first."""

OF_STAGES = {"multilateral": StageMeaning.BILATERAL}
"""The meaning of the stage of a meeting, where it is not called like the kind of the meeting."""

SHARED = frozenset(
    {"rapat", "pertemuan", "notula", "notulensi", "risalah", "hasil", "pembahasan", "meeting"}
    | {word for _code, words in KIND_WORDS for word in " ".join(words).split()}
)
"""Words by which no meeting is told from another."""

ALIKE = 0.6
MOST_OFFERED = 3


@dataclass(frozen=True, slots=True)
class Suggested:
    """Values of facts that no note states, and meetings here that the note may be of."""

    values: dict[str, Any] = field(default_factory=dict)
    kind_is_guessed: bool = False
    same: tuple[Meeting, ...] = ()


def suggested(note: Note, facts: Facts) -> Suggested:
    """Look for what the note belongs to, by its day and title."""
    kinds = set(Term.objects.of(Vocabulary.MEETING_KIND).values_list("code", flat=True))
    kind = facts.kind or kind_in(facts.title, kinds)
    plan = facts.plan or note.plan_id or _plan_on(facts.day)
    values = {
        "kind": kind or (OTHER if OTHER in kinds else ""),
        "plan": plan,
        "stages": _stages(plan, kind, facts.day),
        "series": _series(facts.title),
    }
    return Suggested(values, kind_is_guessed=not kind, same=tuple(_same(facts)))


def kind_in(title: str, kinds: set[str]) -> str:
    """Give the code of the kind of meeting that a title names; "" where it names none."""
    words = f" {fold(title)} "
    for code, names in KIND_WORDS:
        if code in kinds and any(f" {name} " in words for name in names):
            return code
    return ""


def _plan_on(day: date | None) -> int | None:
    """Give the plan in whose time the day lies, if there is exactly one."""
    if day is None:
        return None
    found = Plan.objects.filter(starts_on__lte=day, ends_on__gte=day)
    keys = list(found.values_list("pk", flat=True)[:2])
    return keys[0] if len(keys) == 1 else None


def _stages(plan: int | None, kind: str, day: date | None) -> tuple[int, ...]:
    """Give the stage of the plan that the meeting is part of, if it is clear."""
    meaning = OF_STAGES.get(kind, kind)
    if plan is None or meaning not in StageMeaning.values or meaning == StageMeaning.OTHER:
        return ()
    of_kind = list(Stage.objects.filter(plan=plan, kind__meaning=meaning))
    on_day = [stage for stage in of_kind if day and stage.is_open_on(day)]
    found = on_day or of_kind
    return (found[0].pk,) if len(found) == 1 else ()


def _series(title: str) -> int | None:
    """Give the series whose title the note begins with or has, if there is exactly one."""
    words = fold(title)
    found = [
        each.pk for each in Series.objects.all() if (name := fold(each.title.id)) and name in words
    ]
    return found[0] if len(found) == 1 else None


def _same(facts: Facts) -> list[Meeting]:
    """Give the meetings of that day with nearly that title, the most alike first."""
    if facts.day is None:
        return []
    that_day = Meeting.objects.not_cancelled().filter(day=facts.day).select_related("record")
    pairs = [(likeness(facts.title, meeting.title.id), meeting) for meeting in that_day]
    alike = sorted((pair for pair in pairs if pair[0] >= ALIKE), key=lambda pair: -pair[0])
    return [meeting for _, meeting in alike[:MOST_OFFERED]]


def likeness(one: str, other: str) -> float:
    """Say how alike two titles are, from 0 to 1; one that holds the other is the same.

    Words that most titles share, such as "pertemuan bilateral", say nothing.
    """
    first, second = _own_words(one), _own_words(other)
    if not first or not second:
        return 0.0
    if first in second or second in first:
        return 1.0
    return SequenceMatcher(None, first, second).ratio()


def _own_words(title: str) -> str:
    words = fold(title).split()
    return " ".join(word for word in words if word not in SHARED) or " ".join(words)
