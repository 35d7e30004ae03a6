"""Commitments with the parts that make them checkable."""

from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kokreasi.core.fields import BilingualField
from kokreasi.organisations.models import Organisation
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import Visitor
from kokreasi.plans.choices import Direction, Part
from kokreasi.plans.models.challenges import Challenge
from kokreasi.plans.models.plans import Period, Plan, Theme
from kokreasi.register.models import Record, Recorded, Revised
from kokreasi.vocabularies.models import Term

MOST_DIGITS = 15  # SQLite keeps no more of them exactly


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Keep what the visitor may read: what is public, or everything for the secretariat.

        The public reads the frozen version (`record.version`), never these rows, which are the
        working draft of the next one.
        """
        if is_secretariat(visitor):
            return self
        return self.filter(record__published_at__isnull=False)


class Commitment(Recorded):
    """A promise of the plan: what, by whom, by when, and how anybody can check it."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="commitments")
    number = models.PositiveSmallIntegerField(
        _("number in the plan"), validators=[MinValueValidator(1)]
    )
    title = BilingualField(_("title"))
    theme = models.ForeignKey(
        Theme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("theme"),
    )
    problem = BilingualField(_("public problem"), multiline=True, blank=True)
    causes = BilingualField(_("causes"), multiline=True, blank=True)
    done_so_far = BilingualField(_("done so far"), multiline=True, blank=True)
    solution = BilingualField(_("solution"), multiline=True, blank=True)
    results = BilingualField(_("results wanted"), multiline=True, blank=True)
    transparency = BilingualField(_("how it serves transparency"), multiline=True, blank=True)
    participation = BilingualField(_("how it serves participation"), multiline=True, blank=True)
    accountability = BilingualField(_("how it serves accountability"), multiline=True, blank=True)
    values = models.ManyToManyField(
        Term, blank=True, related_name="+", verbose_name=_("open-government values")
    )
    goals = models.ManyToManyField(
        Term, blank=True, related_name="+", verbose_name=_("sustainable development goals")
    )
    areas = models.ManyToManyField(
        Term, blank=True, related_name="+", verbose_name=_("policy areas")
    )
    challenges = models.ManyToManyField(
        Challenge, blank=True, related_name="commitments", verbose_name=_("challenges it answers")
    )
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    budget = models.DecimalField(
        _("budget (rupiah)"), max_digits=MOST_DIGITS, decimal_places=0, null=True, blank=True
    )
    budget_note = BilingualField(_("about the budget"), multiline=True, blank=True)
    remarks = models.TextField(_("remarks"), blank=True)
    ogp_id = models.CharField(_("number at OGP"), max_length=20, blank=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(name="commitment_number_once", fields=["plan", "number"]),
            models.CheckConstraint(
                name="commitment_ends_after_start", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="commitment_budget_not_negative", condition=Q(budget__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Involvement(models.Model):
    """The part that an organisation takes in a commitment, and whom to ask there."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="involvements")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="involvements", verbose_name=_("organisation")
    )
    part = models.CharField(_("part"), max_length=10, choices=Part)
    contact = models.CharField(_("contact (role, not a person)"), max_length=200, blank=True)
    mailbox = models.EmailField(_("mailbox of the role"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("involvement")
        verbose_name_plural = _("involvements")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="involved_once_in_a_part", fields=["commitment", "organisation", "part"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_part_display()})"


class PartOfCommitment(Revised):
    """What belongs to one commitment and is told in its history."""

    class Meta:
        abstract = True

    @property
    def record(self) -> Record:
        commitment: Commitment = self.commitment  # type: ignore[attr-defined]
        return commitment.record


class Milestone(PartOfCommitment):
    """A step of a commitment that yields an output by a day."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="milestones")
    title = BilingualField(_("milestone"))
    output = BilingualField(_("expected output"), multiline=True, blank=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("due on"), null=True, blank=True)
    responsible = models.ManyToManyField(
        Organisation, blank=True, related_name="+", verbose_name=_("responsible")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="milestone_ends_after_start", condition=Q(ends_on__gte=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Indicator(PartOfCommitment):
    """What is measured to see whether a commitment is kept.

    The measure of success is the one that the matrix of proposals carries, semester by semester;
    a commitment has at most one.
    """

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="indicators")
    title = BilingualField(_("indicator"))
    unit = BilingualField(_("unit"), blank=True)
    baseline = models.DecimalField(
        _("baseline"), max_digits=MOST_DIGITS, decimal_places=2, null=True, blank=True
    )
    direction = models.CharField(
        _("direction"), max_length=6, choices=Direction, default=Direction.UP
    )
    disaggregation = BilingualField(_("broken down by"), blank=True)
    is_measure_of_success = models.BooleanField(_("is the measure in the matrix"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="measure_of_success_once",
                fields=["commitment"],
                condition=Q(is_measure_of_success=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Target(models.Model):
    """What an indicator should show at the end of a semester: in words, with a number or not."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    period = models.ForeignKey(Period, models.PROTECT, related_name="targets")
    words = BilingualField(_("target"))
    number = models.DecimalField(
        _("number"), max_digits=MOST_DIGITS, decimal_places=2, null=True, blank=True
    )

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["period__year", "period__half"]
        constraints = [
            models.UniqueConstraint(name="target_once_a_period", fields=["indicator", "period"]),
        ]

    def __str__(self) -> str:
        return f"{self.period}: {self.words}"
