"""The first two steps of every page here: find what is visible, then ask whether one may."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from kokreasi.people.access import require
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Challenge, Commitment, Plan, Stage
from kokreasi.register.models import Record

CHANGE, PUBLISH = "plans.change_plan", "plans.publish_plan"


def plan_for(visitor: Visitor, code: str, permission: str = CHANGE) -> Plan:
    visible = Plan.objects.visible_to(visitor).select_related("record__version")
    plan = get_object_or_404(visible, code=code)
    require(visitor, permission, plan)
    return plan


def stage_for(visitor: Visitor, code: str, pk: int) -> Stage:
    plan = plan_for(visitor, code)
    visible = Stage.objects.visible_to(visitor).select_related("record", "plan__record", "kind")
    return get_object_or_404(visible, plan=plan, pk=pk)


def challenge_for(visitor: Visitor, code: str, pk: int) -> Challenge:
    plan = plan_for(visitor, code)
    visible = Challenge.objects.visible_to(visitor).select_related(
        "record", "plan__record", "axis", "sector", "global_issue"
    )
    return get_object_or_404(visible, plan=plan, pk=pk)


def commitment_for(
    visitor: Visitor, code: str, reference: str, permission: str = CHANGE
) -> Commitment:
    plan = plan_for(visitor, code, permission)
    visible = Commitment.objects.visible_to(visitor).select_related(
        "record__version", "plan__record", "theme"
    )
    return get_object_or_404(visible, plan=plan, record__reference=reference)


def record_of(visitor: Visitor, plan: Plan, reference: str) -> Record:
    """Give the record of the plan itself or of one of its stages."""
    if reference == plan.reference:
        return plan.record
    visible = Stage.objects.visible_to(visitor).select_related("record")
    stage = visible.filter(plan=plan, record__reference=reference).first()
    if stage is None:
        raise Http404
    record: Record = stage.record
    return record
