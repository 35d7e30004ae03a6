"""The minutes of a meeting: what was said, what was agreed, and how both were corrected."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kokreasi.meetings.choices import (
    CorrectionState,
    MinutesState,
    PointKind,
    SectionRole,
    VeilKind,
)
from kokreasi.meetings.models.attendance import Invitee
from kokreasi.meetings.models.meetings import AgendaItem, Meeting
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.register.models import Revised, Version


class MinutesQuerySet(models.QuerySet["Minutes"]):
    def open_to_corrections_on(self, day: date) -> Self:
        return self.filter(state=MinutesState.CIRCULATED, corrections_until__gte=day)


class Minutes(Revised):
    """The minutes (*notula*) of one meeting: a draft, circulated to those who came, then final.

    The rows are the working text. Everybody else reads the current `Edition`, which is frozen.
    """

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="minutes")
    state = models.CharField(
        _("state"), max_length=10, choices=MinutesState, default=MinutesState.DRAFT
    )
    circulated_at = models.DateTimeField(_("circulated at"), null=True, blank=True)
    corrections_until = models.DateField(_("corrections until"), null=True, blank=True)
    finalised_at = models.DateTimeField(_("final since"), null=True, blank=True)
    reopened_because = models.TextField(_("why they are corrected"), blank=True)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("document", "minutes")
        verbose_name_plural = pgettext_lazy("document", "minutes")
        constraints = [
            models.CheckConstraint(
                name="minutes_circulated_until_a_day",
                condition=~Q(state=MinutesState.CIRCULATED) | Q(corrections_until__isnull=False),
            ),
            models.CheckConstraint(
                name="minutes_final_since_a_moment",
                condition=~Q(state=MinutesState.FINAL) | Q(finalised_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.meeting}"

    def is_open_to_corrections_on(self, day: date) -> bool:
        until = self.corrections_until
        return self.state == MinutesState.CIRCULATED and until is not None and day <= until


class Section(Revised):
    """A part of the minutes under its own heading, or under an item of the agenda."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="sections")
    agenda_item = models.ForeignKey(
        AgendaItem,
        models.SET_NULL,
        related_name="+",
        verbose_name=_("agenda item"),
        null=True,
        blank=True,
    )
    title = models.CharField(_("heading"), max_length=500)
    role = models.CharField(
        _("what it is for"), max_length=12, choices=SectionRole, default=SectionRole.DISCUSSION
    )
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class PointQuerySet(models.QuerySet["Point"]):
    def standing(self) -> Self:
        """Keep what was not removed."""
        return self.filter(removed_at=None)

    def in_order(self) -> Self:
        """Sort by section, then as they were said; points without a section come first."""
        return self.order_by(F("section__position").asc(nulls_first=True), "position", "pk")


class Point(Revised):
    """Something that was said, by whom, or something that was agreed.

    `level` 0 is numbered 1, 2, 3; level 1 a, b, c; level 2 1), 2), 3), as offices number them.
    `organisation_words` is how the body is called here; `organisation` the one that it surely
    means. `source_line` is the line of the note from which it was read. `sent_as` is what the
    browser called a new point, so that one that is sent twice is added once. A point that was
    removed can be brought back until the minutes are final.
    """

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="points")
    section = models.ForeignKey(
        Section, models.CASCADE, related_name="points", null=True, blank=True
    )
    kind = models.CharField(_("kind"), max_length=10, choices=PointKind, default=PointKind.SAID)
    level = models.PositiveSmallIntegerField(_("level"), default=0)
    speaker = models.CharField(_("speaker"), max_length=300, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
    )
    organisation_words = models.CharField(_("organisation as written"), max_length=300, blank=True)
    text = models.TextField(_("text"))
    source_line = models.PositiveIntegerField(null=True, blank=True, editable=False)
    position = models.PositiveIntegerField(_("position"), default=0)
    sent_as = models.CharField(max_length=40, blank=True, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PointQuerySet.as_manager()

    class Meta:
        verbose_name = _("point")
        verbose_name_plural = _("points")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["minutes", "position"])]
        constraints = [
            models.CheckConstraint(name="point_has_three_levels", condition=Q(level__lte=2)),
            models.UniqueConstraint(
                name="point_sent_once", fields=["minutes", "sent_as"], condition=~Q(sent_as="")
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Veil(models.Model):
    """Words that the public version does not show: a name, a passage, a personal number.

    Wherever `words` stand in the minutes, the public reads `instead`, or that something is
    withheld and why.
    """

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="veils")
    kind = models.CharField(_("kind"), max_length=10, choices=VeilKind)
    words = models.TextField(_("words"))
    instead = models.CharField(_("what the public reads instead"), max_length=300, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("withheld words")
        verbose_name_plural = _("withheld words")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="veil_once", fields=["minutes", "words"]),
            models.CheckConstraint(
                name="veil_of_a_passage_says_why",
                condition=~Q(kind=VeilKind.PASSAGE) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="veil_of_a_name_names_a_role",
                condition=~Q(kind=VeilKind.NAME) | ~Q(instead=""),
            ),
        ]

    def __str__(self) -> str:
        return self.instead or self.get_kind_display()


class Correction(models.Model):
    """What somebody who was invited would have changed in circulated minutes, and the answer."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="corrections")
    point = models.ForeignKey(
        Point, models.SET_NULL, related_name="corrections", null=True, blank=True
    )
    quoted = models.TextField(_("text as it was circulated"), blank=True)
    proposed = models.TextField(_("how it should read"))
    because = models.TextField(_("why"), blank=True)
    invitee = models.ForeignKey(Invitee, models.SET_NULL, related_name="+", null=True, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, related_name="+", null=True, blank=True)
    on_behalf_of = models.CharField(_("for"), max_length=300, blank=True)
    suggested_at = models.DateTimeField(_("suggested at"))
    state = models.CharField(
        _("state"), max_length=10, choices=CorrectionState, default=CorrectionState.OPEN
    )
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(User, models.SET_NULL, related_name="+", null=True, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["suggested_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="correction_is_answered_in_words",
                condition=Q(state=CorrectionState.OPEN) | ~Q(answer=""),
            ),
        ]

    def __str__(self) -> str:
        return self.proposed


class Edition(models.Model):
    """Final minutes, frozen whole; `version` is what the public reads of them, if anything."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    reason = models.TextField(blank=True)
    version = models.ForeignKey(Version, models.PROTECT, related_name="+", null=True, blank=True)
    created_at = models.DateTimeField()
    by = models.ForeignKey(User, models.SET_NULL, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = _("edition of minutes")
        verbose_name_plural = _("editions of minutes")
        ordering = ["minutes", "number"]
        constraints = [
            models.UniqueConstraint(name="edition_number_once", fields=["minutes", "number"]),
            models.CheckConstraint(
                name="edition_after_the_first_says_why",
                condition=Q(number=1) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} v{self.number}"
