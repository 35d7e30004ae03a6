"""The proposals of a plan as its pages tell them."""

from datetime import date

from django.urls import reverse
from django.utils.http import urlencode

from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Stage
from kokreasi.proposals.queries.listing import PLAN, public_proposals
from kokreasi.vocabularies.choices import StageMeaning


def takes_proposals(stage: Stage, day: date) -> bool:
    """Tell whether one may send a proposal in this stage on that day."""
    return stage.kind.meaning == StageMeaning.PROPOSALS and stage.is_open_on(day)


def proposals_of(stage: Stage, visitor: Visitor) -> tuple[int, str]:
    """Count the public proposals sent in a stage, with the list of those of its plan."""
    count = public_proposals(visitor).filter(stage=stage).count()
    return count, f"{reverse('proposals')}?{urlencode({PLAN: stage.plan.reference})}"
