"""What people do with a plan, by the thing they do it with."""

from kokreasi.plans.services import (
    amending,
    asking,
    challenges,
    commitments,
    confirming,
    documents,
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
    "asking",
    "challenges",
    "commitments",
    "confirming",
    "documents",
    "drafts",
    "finalising",
    "merging",
    "plans",
    "publishing",
    "stages",
    "themes",
]
