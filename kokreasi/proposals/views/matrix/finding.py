"""The first two steps of every page here: find what is visible, then ask whether one may."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from kokreasi.people.access import require
from kokreasi.people.models import User
from kokreasi.people.rules import is_secretariat
from kokreasi.plans.models import Plan
from kokreasi.proposals.models import Row

CHANGE, FILL = "proposals.change_matrix", "proposals.fill_matrix"


def plan_for(visitor: User, code: str) -> Plan:
    """Give the plan whose matrix the visitor may change."""
    visible = Plan.objects.visible_to(visitor).select_related("record")
    plan = get_object_or_404(visible, code=code)
    require(visitor, CHANGE, plan)
    return plan


def matrix_for(visitor: User, code: str, permission: str = "") -> Plan:
    """Give the plan whose matrix, or a part of it, the visitor may read.

    Who was asked to fill in rows may read them, also before the plan is public.
    """
    if is_secretariat(visitor):
        return plan_for(visitor, code)
    mine = Row.objects.visible_to(visitor).filter(plan__code=code)
    row = mine.select_related("plan__record").first()
    if row is None:
        raise Http404
    if permission:
        require(visitor, permission, row.plan)
    plan: Plan = row.plan
    return plan


def row_for(visitor: User, code: str, pk: int) -> Row:
    """Give a row that the visitor may read."""
    rows = Row.objects.visible_to(visitor).select_related(
        "plan__record",
        "theme",
        "status",
        "proposal__status",
        "proposal__record",
        "commitment__record",
    )
    return get_object_or_404(rows, plan__code=code, pk=pk)
