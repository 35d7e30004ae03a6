"""One at a time: who adds to a plan waits for whoever is adding to it already."""

from typing import Any

from django.db.models import Max, QuerySet

from kokreasi.core.locking import fresh
from kokreasi.plans.models import Plan


def locked(plan: Plan) -> Plan:
    """Give the plan as it stands now, and keep others from adding to it until the transaction ends.

    Numbers, positions and references are counted under this lock, and whether the plan is public
    is read under it, so that two people never count the same.
    """
    return fresh(Plan.objects.select_related("record"), plan.pk)


def next_position(rows: QuerySet[Any]) -> int:
    """Give the position behind the last row, also where earlier ones were taken away."""
    last: int = rows.aggregate(last=Max("position"))["last"] or 0
    return last + 1
