"""What people do with a plan, by the thing they do it with."""

from kokreasi.plans.services import (
    amending,
    challenges,
    commitments,
    confirming,
    drafts,
    finalising,
    merging,
    plans,
    publishing,
    stages,
    themes,
)

__all__ = [
    "amending",
    "challenges",
    "commitments",
    "confirming",
    "drafts",
    "finalising",
    "merging",
    "plans",
    "publishing",
    "stages",
    "themes",
]
