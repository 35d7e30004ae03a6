"""Grand challenges: the matrix of axes and sectors, seen from two sides."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kokreasi.core.fields import BilingualField
from kokreasi.organisations.models import Organisation
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import Visitor
from kokreasi.plans.choices import Side
from kokreasi.plans.models.plans import Plan
from kokreasi.register.models import Recorded
from kokreasi.vocabularies.models import Term

LOWEST_SCORE, HIGHEST_SCORE = 1, 5


class ChallengeQuerySet(models.QuerySet["Challenge"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Keep what the visitor may read: what is public, or everything for the secretariat."""
        if is_secretariat(visitor):
            return self
        return self.filter(record__published_at__isnull=False)


class Challenge(Recorded):
    """A problem worth a plan: in one cell of the matrix axis × sector, or a global issue."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="challenges")
    side = models.CharField(_("side"), max_length=12, choices=Side)
    axis = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("axis")
    )
    sector = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sector")
    )
    global_issue = models.ForeignKey(
        Term,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("global issue"),
    )
    title = BilingualField(_("title"))
    description = BilingualField(_("description"), multiline=True, blank=True)
    alignment = models.ManyToManyField(
        Term, blank=True, related_name="+", verbose_name=_("aligned with")
    )
    is_priority = models.BooleanField(_("is a priority"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        verbose_name = _("challenge")
        verbose_name_plural = _("challenges")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="challenge_in_a_cell_or_global",
                condition=Q(axis__isnull=False, sector__isnull=False, global_issue=None)
                | Q(axis=None, sector=None, global_issue__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class ChallengeInput(models.Model):
    """What an organisation says about a challenge."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="inputs")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    text = BilingualField(_("input"), multiline=True)
    given_on = models.DateField(_("given on"), null=True, blank=True)

    class Meta:
        verbose_name = _("input to a challenge")
        verbose_name_plural = _("inputs to challenges")
        ordering = ["given_on", "pk"]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.text}"


class ChallengeScore(models.Model):
    """How far a challenge meets a criterion, from 1 (hardly) to 5 (fully), and who says so."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(
        Term, models.PROTECT, related_name="+", verbose_name=_("criterion")
    )
    score = models.PositiveSmallIntegerField(_("score"))
    comment = models.TextField(_("comment"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("score of a challenge")
        verbose_name_plural = _("scores of challenges")
        ordering = ["criterion__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="challenge_scored_once_by_each", fields=["challenge", "criterion", "by"]
            ),
            models.CheckConstraint(
                name="challenge_score_in_range",
                condition=Q(score__gte=LOWEST_SCORE, score__lte=HIGHEST_SCORE),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.score}"
