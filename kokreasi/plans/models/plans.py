"""The plan itself, its semesters and its themes."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kokreasi.core.fields import BilingualField
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import Visitor
from kokreasi.plans.choices import Half, Phase, Semester
from kokreasi.register.models import Recorded


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Keep what the visitor may read: what is public, or everything for the secretariat."""
        if is_secretariat(visitor):
            return self
        return self.filter(record__published_at__isnull=False)

    def in_phase_on(self, phase: Phase, day: date) -> Self:
        """Keep the plans that stand there on that day; the twin of `Plan.phase_on`."""
        if phase == Phase.DRAFT:
            return self.filter(record__published_at=None)
        public = self.filter(record__published_at__isnull=False)
        ready = Q(finalised_at__isnull=False, starts_on__gt=day)
        if phase == Phase.FINAL:
            return public.filter(ready)
        if phase == Phase.CO_CREATION:
            return public.filter(Q(record__version=None) | Q(starts_on__gt=day)).exclude(ready)
        final = public.filter(record__version__isnull=False, starts_on__lte=day)
        if phase == Phase.ENDED:
            return final.filter(ends_on__lt=day)
        return final.filter(ends_on__gte=day)


class Plan(Recorded):
    """An action plan of two or four years, from its first stage to its last report."""

    code = models.SlugField(
        _("short code"), max_length=20, unique=True, help_text=_("Part of every reference: 2018")
    )
    ordinal = models.PositiveSmallIntegerField(_("ordinal number"), null=True, blank=True)
    title = BilingualField(_("title"))
    introduction = BilingualField(_("introduction"), multiline=True, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    legal_basis = BilingualField(_("legal basis"), multiline=True, blank=True)
    finalised_at = models.DateTimeField(_("final since"), null=True, blank=True, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("action plan")
        verbose_name_plural = _("action plans")
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="plan_ends_after_start", condition=Q(ends_on__gt=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_final(self) -> bool:
        """Tell whether the plan was made final: from then on its commitments are amended."""
        return self.finalised_at is not None

    @property
    def years(self) -> int:
        """Give the length in whole years: two, or four with a mid-term refresh."""
        return max(1, round((self.ends_on - self.starts_on).days / 365.25))

    def phase_on(self, day: date) -> Phase:
        if not self.record.is_public:
            return Phase.DRAFT
        if self.is_final and day < self.starts_on:
            return Phase.FINAL
        if self.record.version_id is None or day < self.starts_on:
            return Phase.CO_CREATION
        return Phase.IMPLEMENTATION if day <= self.ends_on else Phase.ENDED


class Period(models.Model):
    """A semester of a plan, for which targets are set and reports are due."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="periods")
    year = models.PositiveSmallIntegerField(_("year"))
    half = models.PositiveSmallIntegerField(_("half-year"), choices=Half)

    class Meta:
        verbose_name = _("semester")
        verbose_name_plural = _("semesters")
        ordering = ["year", "half"]
        constraints = [
            models.UniqueConstraint(name="period_once", fields=["plan", "year", "half"]),
            models.CheckConstraint(name="period_is_a_half", condition=Q(half__in=[1, 2])),
        ]

    def __str__(self) -> str:
        return f"{self.get_half_display()} {self.year}"

    @property
    def semester(self) -> Semester:
        return Semester(self.year, self.half)

    @property
    def first_day(self) -> date:
        return date(self.year, 1 if self.half == Half.FIRST else 7, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, 6, 30) if self.half == Half.FIRST else date(self.year, 12, 31)


class Theme(models.Model):
    """A strategic issue under which commitments of a plan stand."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="themes")
    code = models.SlugField(_("short code"), max_length=60)
    title = BilingualField(_("title"))
    description = BilingualField(_("description"), multiline=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(name="theme_code_once", fields=["plan", "code"]),
        ]

    def __str__(self) -> str:
        return str(self.title)
