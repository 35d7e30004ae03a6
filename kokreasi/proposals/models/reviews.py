"""Who reviews a proposal by which criteria."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kokreasi.people.models import User
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import Visitor
from kokreasi.proposals.models.proposals import Proposal
from kokreasi.vocabularies.models import Term

LOWEST_SCORE, HIGHEST_SCORE = 1, 5


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Keep one's own reviews; the secretariat reads all of them, and the public none."""
        if is_secretariat(visitor):
            return self
        return self.filter(reviewer=visitor) if isinstance(visitor, User) else self.none()

    def waiting(self) -> Self:
        """Keep what was asked and neither done nor declined by a conflict of interest."""
        return self.filter(done_at=None)


class Review(models.Model):
    """What one reviewer was asked to say about one proposal, and said.

    Who declares a conflict of interest does not score; both are kept and shown to the secretariat.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(
        User, models.PROTECT, related_name="reviews", verbose_name=_("reviewer")
    )
    asked_at = models.DateTimeField(_("asked at"))
    due_on = models.DateField(_("due on"), null=True, blank=True)
    conflict = models.TextField(_("conflict of interest"), blank=True)
    comment = models.TextField(_("comment"), blank=True)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="reviewed_once_by_each", fields=["proposal", "reviewer"]),
        ]

    def __str__(self) -> str:
        return f"{self.proposal.reference}: {self.reviewer}"


class Score(models.Model):
    """How far a proposal meets a criterion, from 1 (hardly) to 5 (fully), as a reviewer sees it."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(
        Term, models.PROTECT, related_name="+", verbose_name=_("criterion")
    )
    score = models.PositiveSmallIntegerField(_("score"))
    comment = models.TextField(_("comment"), blank=True)

    class Meta:
        verbose_name = _("score of a proposal")
        verbose_name_plural = _("scores of proposals")
        ordering = ["criterion__position", "pk"]
        constraints = [
            models.UniqueConstraint(name="proposal_scored_once", fields=["review", "criterion"]),
            models.CheckConstraint(
                name="proposal_score_in_range",
                condition=Q(score__gte=LOWEST_SCORE, score__lte=HIGHEST_SCORE),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.score}"
