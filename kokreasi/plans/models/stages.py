"""The steps of co-creation, each with its own days."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kokreasi.core.fields import BilingualField
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models.plans import Plan
from kokreasi.register.models import Recorded
from kokreasi.vocabularies.choices import StageMeaning
from kokreasi.vocabularies.models import Term


class StageQuerySet(models.QuerySet["Stage"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Keep what the visitor may read: what is public, or everything for the secretariat."""
        if is_secretariat(visitor):
            return self
        return self.filter(record__published_at__isnull=False)

    def open_on(self, day: date) -> Self:
        return self.filter(opens_on__lte=day, closes_on__gte=day)

    def upcoming_on(self, day: date) -> Self:
        return self.filter(opens_on__gt=day)

    def closed_on(self, day: date) -> Self:
        return self.filter(closes_on__lt=day)

    def collecting(self) -> Self:
        """Keep those in which proposals are taken; a plan that is final takes none any more."""
        return self.filter(kind__meaning=StageMeaning.PROPOSALS, plan__finalised_at=None)


class Stage(Recorded):
    """A step of co-creation with its first and last day, both included, in western time (WIB).

    Stages may overlap and run out of order. Both days are empty where a source names none.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="stages")
    kind = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name=_("kind"))
    title = BilingualField(_("title"))
    summary = BilingualField(_("summary"), multiline=True, blank=True)
    text = BilingualField(_("text"), multiline=True, blank=True)
    place = models.CharField(_("place"), max_length=300, blank=True)
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    closes_on = models.DateField(_("closes on"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = StageQuerySet.as_manager()

    class Meta:
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="stage_closes_after_opening", condition=Q(closes_on__gte=F("opens_on"))
            ),
            models.CheckConstraint(
                name="stage_has_both_days_or_none",
                condition=Q(opens_on=None, closes_on=None)
                | Q(opens_on__isnull=False, closes_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_dated(self) -> bool:
        return self.opens_on is not None

    @property
    def is_collecting(self) -> bool:
        """Tell whether proposals are taken here while it is open; the twin of `collecting`."""
        return self.kind.meaning == StageMeaning.PROPOSALS and not self.plan.is_final

    def is_open_on(self, day: date) -> bool:
        return bool(self.opens_on and self.closes_on and self.opens_on <= day <= self.closes_on)

    def is_upcoming_on(self, day: date) -> bool:
        return bool(self.opens_on and day < self.opens_on)

    def is_closed_on(self, day: date) -> bool:
        return bool(self.closes_on and self.closes_on < day)


class StageTemplate(models.Model):
    """A usual run of stages from which a plan can start; one that was shipped has a code."""

    code = models.SlugField(_("short code"), max_length=40, unique=True, null=True, blank=True)
    title = BilingualField(_("title"))
    is_offered = models.BooleanField(_("is offered for new plans"), default=True)

    class Meta:
        verbose_name = _("stage template")
        verbose_name_plural = _("stage templates")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.title)


class TemplateStage(models.Model):
    """A stage of a template: when it opens, counted from the first day, and how long it lasts."""

    template = models.ForeignKey(StageTemplate, models.CASCADE, related_name="stages")
    kind = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name=_("kind"))
    title = BilingualField(_("title"))
    summary = BilingualField(_("summary"), multiline=True, blank=True)
    opens_after = models.PositiveSmallIntegerField(_("opens after (days)"))
    lasts = models.PositiveSmallIntegerField(_("lasts (days)"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("stage of a template")
        verbose_name_plural = _("stages of templates")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(name="template_stage_lasts_a_day", condition=Q(lasts__gte=1)),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def days_from(self, first: date) -> tuple[date, date]:
        """Give the first and last day of the stage when co-creation begins on a day."""
        opens_on = first + timedelta(days=self.opens_after)
        return opens_on, opens_on + timedelta(days=self.lasts - 1)
