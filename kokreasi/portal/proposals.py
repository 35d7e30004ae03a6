"""The proposals of a plan as its pages tell them."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode

from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Plan, Stage
from kokreasi.proposals.queries.listing import PLAN, public_proposals
from kokreasi.proposals.queries.register import Figures, figures
from kokreasi.vocabularies.choices import StageMeaning


def takes_proposals(stage: Stage, day: date) -> bool:
    """Tell whether one may send a proposal in this stage on that day."""
    collects = stage.kind.meaning == StageMeaning.PROPOSALS and not stage.plan.is_final
    return collects and stage.is_open_on(day)


def proposals_of(stage: Stage, visitor: Visitor) -> tuple[int, str]:
    """Count the public proposals sent in a stage, with the list of those of its plan."""
    count = public_proposals(visitor).filter(stage=stage).count()
    return count, f"{reverse('proposals')}?{urlencode({PLAN: stage.plan.reference})}"


@dataclass(frozen=True, slots=True)
class Answers:
    """How many proposals a plan has, how many of them are answered, and where one reads both."""

    figures: Figures
    proposals: str
    register: str


def answers_of(plan: Plan) -> Answers:
    """Tell what was proposed for a plan and answered; counted once until data change."""
    query = urlencode({PLAN: plan.reference})
    return Answers(
        figures(plan), f"{reverse('proposals')}?{query}", f"{reverse('responses')}?{query}"
    )
