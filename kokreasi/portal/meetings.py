"""The meetings of a plan as its pages tell them; they are counted in `meetings.queries`."""

from datetime import date

from django.urls import reverse
from django.utils.http import urlencode

from kokreasi.meetings.choices import MeetingState
from kokreasi.meetings.models import Meeting
from kokreasi.meetings.models.meetings import MeetingQuerySet
from kokreasi.meetings.queries.counting import MetInPlan, met_in
from kokreasi.meetings.queries.scheduling import PLAN, STAGE, STATE, coming_on
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Plan, Stage

__all__ = ["MetInPlan", "coming", "held_in", "meetings_of", "met_in"]


def held_in(plan: Plan, stage: Stage | None = None) -> str:
    """Give the address of the list of exactly the meetings that are counted."""
    asked = {PLAN: plan.reference} | ({STAGE: stage.reference} if stage else {})
    return f"{reverse('meetings-list')}?{urlencode(asked | {STATE: MeetingState.HELD})}"


def meetings_of(stage: Stage, visitor: Visitor) -> MeetingQuerySet:
    """Give the public meetings of a stage, the latest first."""
    return _public(visitor).filter(stages=stage)


def coming(visitor: Visitor, day: date) -> MeetingQuerySet:
    """Give the public meetings that come next, the soonest first."""
    planned = _public(visitor).planned().filter(coming_on(day))
    return planned.select_related("plan__record").in_order()


def _public(visitor: Visitor) -> MeetingQuerySet:
    return Meeting.objects.visible_to(visitor).public().select_related("record", "kind")
