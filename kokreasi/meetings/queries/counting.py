"""The public meetings of a plan, counted: how many, on which days, and how many came."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import ngettext

from kokreasi.core.page_cache import kept_until_change
from kokreasi.meetings.choices import MeetingState
from kokreasi.meetings.models import Meeting
from kokreasi.meetings.queries.attendance import headcounts
from kokreasi.plans.models import Plan, Stage


@dataclass(frozen=True, slots=True)
class Met:
    """Meetings that belong together: the days of all that stand, and what was counted of the held.

    `participants` is None while nobody is recorded in any of them.
    """

    days: tuple[date, ...] = ()
    held: int = 0
    participants: int | None = None

    def counts(self) -> Mapping[str, int | None]:
        """Give the counts by measure; None where nothing is recorded."""
        return {"meetings": self.held or None, "participants": self.participants}

    def words(self) -> str:
        """Say how many were held; nothing where there was none."""
        if not self.held:
            return ""
        return ngettext("%(number)d meeting", "%(number)d meetings", self.held) % {
            "number": self.held
        }


NEVER_MET = Met()


@dataclass(frozen=True, slots=True)
class MetInPlan:
    """The meetings of a plan as a whole, and of each of its stages by key."""

    whole: Met
    stages: Mapping[int, Met] = field(default_factory=dict)

    def of(self, stage: Stage) -> Met:
        return self.stages.get(stage.pk, NEVER_MET)


def met_in(plan: Plan) -> MetInPlan:
    """Count the public meetings of a plan; the same for everybody, once until data change."""
    return kept_until_change(f"plan-meetings-{plan.pk}", lambda: _met_in(plan))


def _met_in(plan: Plan) -> MetInPlan:
    public = Meeting.objects.visible_to(AnonymousUser()).public().not_cancelled()
    meetings = list(public.filter(plan=plan).prefetch_related("stages"))
    people = {key: count.people for key, count in headcounts(meetings).items()}
    by_stage: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        for stage in meeting.stages.all():
            by_stage[stage.pk].append(meeting)
    stages = {stage: _met(found, people) for stage, found in by_stage.items()}
    return MetInPlan(_met(meetings, people), stages)


def _met(meetings: Sequence[Meeting], people: Mapping[int, int | None]) -> Met:
    held = [meeting for meeting in meetings if meeting.state == MeetingState.HELD]
    counted = [number for one in held if (number := people.get(one.pk)) is not None]
    days = tuple(meeting.day for meeting in meetings)
    return Met(days, len(held), sum(counted) if counted else None)


def counts_by_stage(plan: Plan) -> Mapping[int | None, Mapping[str, int | None]]:
    """Give the counts by key of the stage, and under None those of the whole plan."""
    met = met_in(plan)
    return {None: met.whole.counts()} | {key: each.counts() for key, each in met.stages.items()}
