"""Proposals, the steps of an office, reviews, and the matrix."""

from kokreasi.proposals.models.joining import Enclosure, JoiningRequest
from kokreasi.proposals.models.matrix import (
    MatrixAct,
    MatrixCall,
    MatrixReturn,
    Row,
    RowBody,
    Step,
)
from kokreasi.proposals.models.proposals import Author, Descent, Endorsement, Proposal
from kokreasi.proposals.models.reviews import Review, Score
from kokreasi.proposals.models.statuses import Status

__all__ = [
    "Author",
    "Descent",
    "Enclosure",
    "Endorsement",
    "JoiningRequest",
    "MatrixAct",
    "MatrixCall",
    "MatrixReturn",
    "Proposal",
    "Review",
    "Row",
    "RowBody",
    "Score",
    "Status",
    "Step",
]
