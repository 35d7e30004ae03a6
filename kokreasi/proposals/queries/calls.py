"""Which plans take proposals, and when."""

from dataclasses import dataclass
from datetime import date, datetime

from kokreasi.core.days import WIB
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Plan, Stage
from kokreasi.plans.models.plans import PlanQuerySet
from kokreasi.plans.models.stages import StageQuerySet


def collecting(visitor: Visitor) -> StageQuerySet:
    """Give the public stages that take proposals, of all plans."""
    public = Stage.objects.visible_to(visitor).filter(record__published_at__isnull=False)
    return public.collecting()


def plans_that_collect(visitor: Visitor, day: date) -> PlanQuerySet:
    """Give the public plans that take, will take or took proposals and are not over."""
    stages = collecting(visitor)
    public = Plan.objects.visible_to(visitor).filter(record__published_at__isnull=False)
    found = public.filter(pk__in=stages.values("plan"), ends_on__gte=day)
    return found.select_related("record")


@dataclass(frozen=True, slots=True)
class Call:
    """A stage that takes proposals: open at a moment, opening later, or over."""

    stage: Stage
    is_open: bool
    is_over: bool = False


def calls_at(visitor: Visitor, at: datetime) -> list[Call]:
    """Give the calls that are open at this moment, and then those that will open."""
    day = at.astimezone(WIB).date()
    ahead = collecting(visitor).filter(closes_on__gte=day)
    stages = ahead.select_related("record", "plan__record").order_by("opens_on", "pk")
    return [Call(stage, stage.is_open_on(day)) for stage in stages]


def call_of(plan: Plan, visitor: Visitor, at: datetime) -> Call | None:
    """Give the call of a plan that is open, or else the one that opens next or closed last."""
    calls = [call for call in calls_at(visitor, at) if call.stage.plan_id == plan.pk]
    ahead = next((call for call in calls if call.is_open), next(iter(calls), None))
    return ahead or _closed_last(plan, visitor)


def _closed_last(plan: Plan, visitor: Visitor) -> Call | None:
    stages = collecting(visitor).filter(plan=plan).select_related("record")
    last = stages.order_by("-closes_on", "-pk").first()
    return Call(last, is_open=False, is_over=True) if last else None
