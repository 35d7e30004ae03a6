"""A consultation and the parts of which it consists."""

from datetime import datetime, timedelta
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.choices import PartKind, Release
from kokreasi.core.fields import BilingualField
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Stage
from kokreasi.register.models import Recorded, Revised

GRACE = timedelta(hours=1)
"""How long after closing an answer is still taken that was begun before."""

ENTRY_GRACE = timedelta(days=14)
"""How long after closing sheets that were handed in are entered, unless results are made before."""

FEWEST, MOST = 3, 50
"""Bounds of the smallest group that is shown."""


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Keep what is public, or everything for the secretariat."""
        if is_secretariat(visitor):
            return self
        return self.public()

    def public(self) -> Self:
        return self.filter(record__published_at__isnull=False)

    def open_at(self, now: datetime) -> Self:
        """Keep those in which one may begin to answer at this moment."""
        return self.public().filter(opens_at__lte=now, closes_at__gt=now)

    def upcoming_at(self, now: datetime) -> Self:
        return self.public().filter(opens_at__gt=now)

    def closed_at_moment(self, now: datetime) -> Self:
        return self.public().filter(closes_at__lte=now)


class Consultation(Recorded):
    """What the public is asked within a stage of a plan, from one moment to another.

    What the public reads is the frozen version of its record: the wording of each question as it
    was answered. `smallest_group` is k: no count of fewer people is ever published. After
    `keeps_background_for` days from closing, what people said about themselves is dropped.
    `is_guarded` asks for a proof of work, for as long as somebody attacks; so does `guarded_until`,
    by itself, where answers come in a flood.
    """

    stage = models.ForeignKey(
        Stage, models.PROTECT, related_name="consultations", verbose_name=_("stage")
    )
    title = BilingualField(_("title"))
    summary = BilingualField(_("why you are asked"), multiline=True, blank=True)
    promise = BilingualField(_("what happens with the answers"), multiline=True, blank=True)
    thanks = BilingualField(_("words of thanks at the end"), multiline=True, blank=True)
    opens_at = models.DateTimeField(_("opens at"))
    closes_at = models.DateTimeField(_("closes at"))
    short_code = models.CharField(_("short link"), max_length=20, unique=True)
    smallest_group = models.PositiveSmallIntegerField(
        _("smallest group that is shown"),
        default=5,
        validators=[MinValueValidator(FEWEST), MaxValueValidator(MOST)],
    )
    keeps_background_for = models.PositiveSmallIntegerField(
        _("days after closing until what people said about themselves is dropped"),
        default=90,
        validators=[MaxValueValidator(730)],
    )
    release = models.CharField(
        _("results are shown"), max_length=12, choices=Release, default=Release.AT_CLOSE
    )
    is_guarded = models.BooleanField(_("asks for a proof of work"), default=False)
    guarded_until = models.DateTimeField(_("asks for a proof of work until"), null=True, blank=True)
    takes_statements = models.BooleanField(_("people may add statements"), default=True)
    concluded_at = models.DateTimeField(_("results made at"), null=True, blank=True)
    dropped_at = models.DateTimeField(_("traces dropped at"), null=True, blank=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["-opens_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="consultation_closes_after_opening", condition=Q(closes_at__gt=F("opens_at"))
            ),
            models.CheckConstraint(
                name="consultation_protects_groups",
                condition=Q(smallest_group__gte=FEWEST, smallest_group__lte=MOST),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_public(self) -> bool:
        return self.record.is_public

    def is_open_at(self, now: datetime) -> bool:
        """Tell whether one may begin to answer; the twin of `open_at`."""
        return self.is_public and self.opens_at <= now < self.closes_at

    def is_upcoming_at(self, now: datetime) -> bool:
        return self.is_public and now < self.opens_at

    def is_closed_at(self, now: datetime) -> bool:
        return self.is_public and self.closes_at <= now

    def is_guarded_at(self, now: datetime) -> bool:
        """Tell whether a device has to work or wait before it sends."""
        is_flooded = self.guarded_until is not None and now < self.guarded_until
        return self.is_guarded or is_flooded

    def takes_what_was_begun_at(self, now: datetime) -> bool:
        """Tell whether an answer that was begun in time may still be sent."""
        return self.is_public and self.opens_at <= now < self.closes_at + GRACE

    def takes_sheets_at(self, now: datetime) -> bool:
        """Tell whether what was answered in time on paper or in a meeting may be entered."""
        is_in_time = self.opens_at <= now < self.closes_at + ENTRY_GRACE
        return self.is_public and is_in_time and self.concluded_at is None


class Part(Revised):
    """A part of a consultation, under its own heading."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="parts")
    kind = models.CharField(_("kind"), max_length=15, choices=PartKind)
    title = BilingualField(_("title"), blank=True)
    intro = BilingualField(_("introduction"), multiline=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("part of a consultation")
        verbose_name_plural = _("parts of consultations")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(name="part_kind_once", fields=["consultation", "kind"]),
        ]

    def __str__(self) -> str:
        return str(self.title) or self.get_kind_display()
