"""What is read across a plan: counts that nobody typed, gaps, odd dates."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.conversations.queries.follows import Audience, audience_of
from kokreasi.core.bilingual import Bilingual
from kokreasi.organisations.choices import CIVIL_SOCIETY, GOVERNMENT
from kokreasi.organisations.models import Organisation
from kokreasi.people.visitors import Visitor
from kokreasi.plans.choices import Half, Measure, Semester, Side
from kokreasi.plans.models import Challenge, ChallengeScore, Commitment, Plan, Stage
from kokreasi.plans.sheets import CommitmentSheet, read, sheet, whole
from kokreasi.register.choices import INVOLVEMENTS, FacetName, Kind, Tie
from kokreasi.register.models import Facet, Link, Record, RecordQuerySet, StatedFigure
from kokreasi.vocabularies.choices import StageMeaning, Vocabulary
from kokreasi.vocabularies.models import Term


def semesters_between(first: date, last: date) -> list[Semester]:
    """List the half-years that lie wholly between two days, both included."""
    every = [
        Semester(year, half) for year in range(first.year, last.year + 1) for half in Half.values
    ]
    return [s for s in every if first <= _first_day(s) and _last_day(s) <= last]


def _first_day(semester: Semester) -> date:
    return date(semester.year, 1 if semester.half == Half.FIRST else 7, 1)


def _last_day(semester: Semester) -> date:
    if semester.half == Half.FIRST:
        return date(semester.year, 6, 30)
    return date(semester.year, 12, 31)


def plan_counts(plan: Plan) -> Mapping[str, int | None]:
    """Count what the public can see of a plan, by measure.

    None means that nothing is recorded yet, which is not the same as zero: a page then shows what
    a source states, if anything, and no count.
    """
    public = Q(record__published_at__isnull=False)
    records = plan.commitments.filter(public).values("record")
    facets = Facet.objects.filter(record__in=records)
    counted = {
        "stages": plan.stages.filter(public).count(),
        "challenges": plan.challenges.filter(public).count(),
        "commitments": plan.commitments.filter(public).count(),
        "themes": facets.filter(name=FacetName.THEME).values("value").distinct().count(),
    }
    counted |= _organisations(facets)
    return {measure: number or None for measure, number in counted.items()}


def _organisations(facets: QuerySet[Facet]) -> dict[str, int]:
    """Count the organisations that take part in published commitments, once each."""
    references = facets.filter(name__in=INVOLVEMENTS).values("value")
    return Organisation.objects.filter(record__reference__in=references).aggregate(
        organisations_government=Count("pk", filter=Q(kind__in=GOVERNMENT)),
        organisations_cso=Count("pk", filter=Q(kind__in=CIVIL_SOCIETY)),
    )


def stage_counts(stage: Stage, counts: Mapping[str, int | None]) -> Mapping[str, int | None]:
    """Choose those of the plan's counts that belong to this stage, by what the stage is for."""
    return {measure: counts[measure] for measure in COUNTED_IN.get(stage.kind.meaning, ())}


COUNTED_IN: Mapping[str, tuple[str, ...]] = {
    StageMeaning.CHALLENGES: ("challenges",),
    StageMeaning.FINALISATION: ("commitments",),
    StageMeaning.PUBLICATION: ("commitments", "themes"),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a commitment still lacks before it is fit to be published."""

    commitment: Commitment
    code: str
    words: str | Promise


WANTED: dict[str, str | Promise] = {
    "problem": _("says no public problem"),
    "solution": _("says no solution"),
    "results": _("says no results wanted"),
    "theme": _("stands under no theme"),
    "values": _("names no open-government value"),
    "goals": _("names no sustainable development goal"),
    "milestones": _("has no milestone"),
    "indicators": _("has no indicator"),
}
NO_LEAD = _("has no lead institution")
NO_TARGET = _("has an indicator without a target")
NO_TRANSLATION = _("has texts in one language only")


def gaps(plan: Plan) -> list[Gap]:
    """List what the commitments of a plan still lack, commitment by commitment."""
    return [
        Gap(commitment, code, words)
        for commitment in whole(plan.commitments.all())
        for code, words in gaps_of(sheet(commitment))
    ]


def gaps_of(on_sheet: CommitmentSheet) -> Iterator[tuple[str, str | Promise]]:
    """Name what a sheet lacks, by code and words."""
    if not on_sheet.leads():
        yield "lead", NO_LEAD
    yield from ((name, words) for name, words in WANTED.items() if not getattr(on_sheet, name))
    if any(not indicator.targets for indicator in on_sheet.indicators):
        yield "targets", NO_TARGET
    if on_sheet.missing_translations():
        yield "translation", NO_TRANSLATION


@dataclass(frozen=True, slots=True)
class OddDate:
    """A date that a reader may stumble over; published as recorded, and said."""

    stage: Stage
    code: str
    words: str | Promise


AFTER_PLAN = _("closes after the last day of the plan")
BEFORE_EARLIER = _("opens before the stage in front of it")
UNDATED = _("has no dates")


def odd_dates(plan: Plan, stages: list[Stage]) -> list[OddDate]:
    """List what is odd about the days of these stages of the plan, given in their usual order."""
    odd = [OddDate(stage, "undated", UNDATED) for stage in stages if not stage.is_dated]
    dated = [stage for stage in stages if stage.is_dated]
    odd += [
        OddDate(stage, "after_plan", AFTER_PLAN)
        for stage in dated
        if stage.closes_on and stage.closes_on > plan.ends_on
    ]
    odd += [
        OddDate(later, "out_of_order", BEFORE_EARLIER)
        for earlier, later in pairwise(dated)
        if earlier.opens_on and later.opens_on and later.opens_on < earlier.opens_on
    ]
    return odd


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan in a list of the secretariat, with what was counted for it."""

    plan: Plan
    stages: int
    commitments: int
    drafts: int


def plan_lines(plans: QuerySet[Plan]) -> list[PlanLine]:
    """Count stages and commitments of each plan, drafts included, in one query."""
    commitments = Count("commitments", distinct=True)
    unpublished = Q(commitments__record__published_at=None, commitments__isnull=False)
    drafts = Count("commitments", distinct=True, filter=unpublished)
    counted = plans.select_related("record").annotate(
        stages_held=Count("stages", distinct=True), held=commitments, unpublished=drafts
    )
    return [PlanLine(p, p.stages_held, p.held, p.unpublished) for p in counted]


@dataclass(frozen=True, slots=True)
class Counted:
    """A number counted from records beside the one that a source states; either may be missing."""

    label: str | Promise | Bilingual
    derived: int | None
    stated: StatedFigure | None


def figures(counts: Mapping[str, int | None], stated: Iterable[StatedFigure]) -> list[Counted]:
    """Put each stated figure beside what is counted; what nobody counted or stated is left out."""
    by_measure = {figure.measure: figure for figure in reversed(list(stated))}
    counted = [
        Counted(Measure(name).label, number, by_measure.pop(name, None))
        for name, number in counts.items()
    ]
    only_stated = [Counted(figure.label, None, figure) for figure in by_measure.values()]
    return [line for line in [*counted, *only_stated] if line.derived or line.stated]


def odd_in(stage: Stage) -> list[OddDate]:
    """List what is odd about the days of one stage among those of its plan."""
    stages = list(stage.plan.stages.select_related("plan"))
    return [odd for odd in odd_dates(stage.plan, stages) if odd.stage.pk == stage.pk]


def gaps_by_commitment(found: Iterable[Gap]) -> dict[int, list[Gap]]:
    """Sort gaps by the key of their commitment."""
    sorted_out: dict[int, list[Gap]] = {}
    for gap in found:
        sorted_out.setdefault(gap.commitment.pk, []).append(gap)
    return sorted_out


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


@dataclass(frozen=True, slots=True)
class PublishingLine:
    """A commitment that may be published: what it lacks, and whether the public has this state."""

    commitment: Commitment
    gaps: Sequence[str | Promise]
    is_public: bool
    is_changed: bool
    """Whether the draft says something that the public has not read yet."""
    is_amendment: bool = False
    """Whether the plan is final, so that this change is published as an amendment or not at all."""

    @property
    def key(self) -> str:
        """Give the value by which a form names the commitment."""
        return str(self.commitment.pk)


def publishing_lines(commitments: QuerySet[Commitment]) -> list[PublishingLine]:
    """Say of each commitment how far it is from what the public reads."""
    rows = whole(commitments).select_related("record__version", "plan__record", "theme")
    return [_publishing_line(row, sheet(row)) for row in rows]


def _publishing_line(commitment: Commitment, now: CommitmentSheet) -> PublishingLine:
    record = commitment.record
    words = [words for _code, words in gaps_of(now)]
    is_known = _is_known(record, now)
    is_amendment = commitment.plan.is_final and not is_known
    return PublishingLine(commitment, words, record.is_public, not is_known, is_amendment)


def audience_of_publishing(plan: Plan, sheets: Iterable[CommitmentSheet]) -> Audience:
    """Count who is told once these sheets are published, with those whom only they name.

    A sheet that the public has read already tells nobody anything.
    """
    records = Record.objects.filter(kind=Kind.COMMITMENT).select_related("version")
    held = {
        record.reference: record
        for record in records.filter(reference__in=[one.reference for one in sheets])
    }
    new = [one for one in sheets if not _is_known(held[one.reference], one)]
    told = Record.objects.filter(reference__in=[plan.reference, *(one.reference for one in new)])
    return audience_of(told, words=set().union(*(one.facets() for one in new)))


def _is_known(record: Record, now: CommitmentSheet) -> bool:
    return bool(record.is_public and record.version and read(record.version.content) == now)


def origins_of(commitment: Commitment, visitor: Visitor) -> RecordQuerySet:
    """Give the proposals out of which a commitment grew."""
    ties = Link.objects.filter(target=commitment.record_id, tie=Tie.ADOPTED_AS)
    return Record.objects.visible_to(visitor).filter(pk__in=ties.values("source"))
