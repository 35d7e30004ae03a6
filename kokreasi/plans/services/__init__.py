"""What people do with a plan, by the thing they do it with."""

from kokreasi.plans.services import (
    challenges,
    commitments,
    documents,
    merging,
    plans,
    publishing,
    stages,
    themes,
)

__all__ = [
    "challenges",
    "commitments",
    "documents",
    "merging",
    "plans",
    "publishing",
    "stages",
    "themes",
]
