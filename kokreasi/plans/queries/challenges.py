"""The grand challenges as a matrix, and their scores."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kokreasi.plans.choices import Side
from kokreasi.plans.models import Challenge, ChallengeScore
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.models import Term


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the matrix: what each side named there."""

    axis: Term
    sector: Term
    sides: Sequence[tuple[Side, Sequence[Challenge]]]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Grand challenges of a plan: rows are axes, columns sectors; global issues stand below."""

    sectors: Sequence[Term]
    rows: Sequence[tuple[Term, Sequence[Cell]]]
    global_issues: Sequence[tuple[Term, Sequence[tuple[Side, Sequence[Challenge]]]]]


def matrix(challenges: Iterable[Challenge], day: date) -> Matrix:
    """Lay challenges out over the axes, sectors and issues that hold on a day or are in use."""
    found = list(challenges)
    axes = _terms_in(Vocabulary.CHALLENGE_AXIS, day, {c.axis_id for c in found})
    sectors = _terms_in(Vocabulary.SECTOR, day, {c.sector_id for c in found})
    issues = _terms_in(Vocabulary.GLOBAL_ISSUE, day, {c.global_issue_id for c in found})
    cells: dict[tuple[Any, ...], list[Challenge]] = {}
    for challenge in found:
        place = challenge.axis_id, challenge.sector_id, challenge.global_issue_id, challenge.side
        cells.setdefault(place, []).append(challenge)

    def sides(*place: int | None) -> list[tuple[Side, Sequence[Challenge]]]:
        return [(side, cells.get((*place, side.value), ())) for side in Side]

    rows = [
        (axis, [Cell(axis, sector, sides(axis.pk, sector.pk, None)) for sector in sectors])
        for axis in axes
    ]
    return Matrix(sectors, rows, [(issue, sides(None, None, issue.pk)) for issue in issues])


def _terms_in(vocabulary: Vocabulary, day: date, used: set[int | None]) -> list[Term]:
    terms = Term.objects.of(vocabulary)
    return list(terms.valid_on(day) | terms.filter(pk__in=[pk for pk in used if pk]))


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """What was scored under one criterion: the mean of those who scored, and how many they are."""

    criterion: Term
    mean: float | None
    people: int
    scores: Sequence[ChallengeScore]


def scores(challenge: Challenge, criteria: Iterable[Term]) -> list[CriterionScore]:
    """Sum up the scores of a challenge by criterion."""
    given: dict[int, list[ChallengeScore]] = {}
    for score in challenge.scores.select_related("by"):
        given.setdefault(score.criterion_id, []).append(score)
    return [_criterion_score(term, given.get(term.pk, [])) for term in criteria]


def _criterion_score(term: Term, found: list[ChallengeScore]) -> CriterionScore:
    mean = sum(score.score for score in found) / len(found) if found else None
    return CriterionScore(term, mean, len(found), found)
