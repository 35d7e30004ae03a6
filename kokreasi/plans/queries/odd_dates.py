"""Days of stages that cannot be right."""

from dataclasses import dataclass
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.plans.models import Plan, Stage

AFTER_PLAN = _("closes after the last day of the plan")
BEFORE_EARLIER = _("opens before the stage in front of it")
UNDATED = _("has no dates")


@dataclass(frozen=True, slots=True)
class OddDate:
    """A date that a reader may stumble over; published as recorded, and said."""

    stage: Stage
    code: str
    words: str | Promise


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


def odd_in(stage: Stage) -> list[OddDate]:
    """List what is odd about the days of one stage among those of its plan."""
    stages = list(stage.plan.stages.select_related("plan"))
    return [odd for odd in odd_dates(stage.plan, stages) if odd.stage.pk == stage.pk]
