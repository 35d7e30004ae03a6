"""What is counted in a plan and its stages; nobody types these numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise

from kokreasi.core.bilingual import Bilingual
from kokreasi.organisations.choices import CIVIL_SOCIETY, GOVERNMENT
from kokreasi.organisations.models import Organisation
from kokreasi.plans.choices import Measure
from kokreasi.plans.models import Plan, Stage
from kokreasi.register.choices import INVOLVEMENTS, FacetName
from kokreasi.register.models import Facet, StatedFigure
from kokreasi.vocabularies.choices import StageMeaning

COUNTED_IN: Mapping[str, tuple[str, ...]] = {
    StageMeaning.CHALLENGES: ("challenges",),
    StageMeaning.FINALISATION: ("commitments",),
    StageMeaning.PUBLICATION: ("commitments", "themes"),
}


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
