"""What is read across a plan: counts that nobody typed, gaps, odd dates."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.organisations.choices import CIVIL_SOCIETY, GOVERNMENT
from kokreasi.organisations.models import Organisation
from kokreasi.plans.choices import Half, Semester
from kokreasi.plans.models import Commitment, Plan, Stage
from kokreasi.plans.sheets import CommitmentSheet, sheet, whole
from kokreasi.register.choices import INVOLVEMENTS, FacetName
from kokreasi.register.models import Facet
from kokreasi.vocabularies.choices import StageMeaning


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
