"""Plans and everything that belongs to one."""

from kokreasi.plans.models.amendments import Amendment
from kokreasi.plans.models.challenges import Challenge, ChallengeInput, ChallengeScore
from kokreasi.plans.models.commitments import (
    Commitment,
    Indicator,
    Involvement,
    Milestone,
    Target,
)
from kokreasi.plans.models.confirmations import Asking, Confirmation
from kokreasi.plans.models.documents import PlanDocument
from kokreasi.plans.models.drafts import Draft
from kokreasi.plans.models.plans import Period, Plan, Theme
from kokreasi.plans.models.stages import Stage, StageTemplate, TemplateStage

__all__ = [
    "Amendment",
    "Asking",
    "Challenge",
    "ChallengeInput",
    "ChallengeScore",
    "Commitment",
    "Confirmation",
    "Draft",
    "Indicator",
    "Involvement",
    "Milestone",
    "Period",
    "Plan",
    "PlanDocument",
    "Stage",
    "StageTemplate",
    "Target",
    "TemplateStage",
    "Theme",
]
