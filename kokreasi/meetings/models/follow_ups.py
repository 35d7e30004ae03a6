"""Who promised what until when, and whether it was done."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kokreasi.meetings.choices import (
    UNFINISHED,
    Certainty,
    FollowUpState,
    Nature,
    Occasion,
)
from kokreasi.meetings.models.attendance import Invitee
from kokreasi.meetings.models.meetings import Meeting
from kokreasi.meetings.models.minutes import Point
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import Visitor
from kokreasi.register.models import Recorded


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Keep what is public, and once agreed also what the visitor or the visitor's bodies have
        to do, and what meetings agreed to which they are invited.
        """
        if is_secretariat(visitor):
            return self
        readable = Q(record__published_at__isnull=False)
        if visitor.is_authenticated:
            mine = FollowUp.objects.agreed().waiting_for(visitor)
            invited = Invitee.objects.standing().of(visitor)
            readable |= Q(pk__in=mine.values("pk"))
            readable |= Q(agreed_at__isnull=False, meeting__in=invited.values("meeting"))
        return self.filter(readable)

    def public(self) -> Self:
        return self.filter(record__published_at__isnull=False)

    def agreed(self) -> Self:
        """Keep those that count: the minutes that name them are final."""
        return self.filter(agreed_at__isnull=False)

    def unfinished(self) -> Self:
        return self.filter(state__in=UNFINISHED)

    def binding(self) -> Self:
        """Keep promises and requests; a wish binds nobody."""
        return self.exclude(nature=Nature.WISH)

    def overdue_on(self, day: date) -> Self:
        """Keep what is binding, agreed, unfinished, and was due before this day."""
        return self.agreed().binding().unfinished().filter(due_on__lt=day)

    def ahead_on(self, day: date) -> Self:
        """Keep what is due on this day or later."""
        return self.filter(due_on__gte=day)

    def most_urgent_first(self) -> Self:
        """Order by date what is not closed, then what is, the latest first."""
        return self.order_by(
            F("finished_on").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk"
        )

    def waiting_for(self, visitor: Visitor) -> Self:
        """Keep those for which this person, or a body for which the person acts, is responsible."""
        if not isinstance(visitor, User):
            return self.none()
        of_bodies = FollowUp.objects.filter(responsible__record__reference__in=visitor.bodies)
        return self.filter(Q(person=visitor) | Q(pk__in=of_bodies.values("pk")))


class FollowUp(Recorded):
    """What somebody took on in a meeting (*tindak lanjut*): it returns until it is finished.

    `due_on` is computed from `deadline_words`; `first_due_on` stays what it was when the minutes
    became final. `agreed_at` is empty while the minutes that name it are not final.
    """

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="follow_ups", verbose_name=_("agreed in")
    )
    point = models.ForeignKey(
        Point, models.SET_NULL, related_name="follow_ups", null=True, blank=True
    )
    nature = models.CharField(
        _("how binding"), max_length=10, choices=Nature, default=Nature.PROMISE
    )
    is_implied = models.BooleanField(_("not listed as a follow-up in the note"), default=False)
    action = models.TextField(_("what is to be done"))
    responsible = models.ManyToManyField(
        Organisation, related_name="follow_ups", verbose_name=_("responsible"), blank=True
    )
    responsible_words = models.CharField(_("responsible, as written"), max_length=500, blank=True)
    person = models.ForeignKey(
        User,
        models.SET_NULL,
        related_name="+",
        verbose_name=_("responsible person"),
        null=True,
        blank=True,
    )
    deadline_words = models.CharField(_("deadline as written"), max_length=300, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    first_due_on = models.DateField(_("first due on"), null=True, blank=True, editable=False)
    certainty = models.CharField(
        _("how sure the date is"), max_length=12, choices=Certainty, blank=True
    )
    state = models.CharField(
        _("state"), max_length=12, choices=FollowUpState, default=FollowUpState.OPEN
    )
    outcome = models.TextField(_("what was done, or why not"), blank=True)
    evidence_link = models.URLField(_("link to the evidence"), max_length=500, blank=True)
    finished_on = models.DateField(_("finished on"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="replaces",
        verbose_name=_("replaced by"),
        null=True,
        blank=True,
    )
    dispute = models.TextField(_("what the responsible say about it"), blank=True)
    disputed_at = models.DateTimeField(_("said at"), null=True, blank=True)
    agreed_at = models.DateTimeField(_("agreed at"), null=True, blank=True)
    source_line = models.PositiveIntegerField(null=True, blank=True, editable=False)
    position = models.PositiveIntegerField(_("position"), default=0)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["state", "due_on"])]
        constraints = [
            models.CheckConstraint(
                name="follow_up_finished_says_what_was_done",
                condition=~Q(state__in=["done", "dropped"]) | ~Q(outcome=""),
            ),
            models.CheckConstraint(
                name="follow_up_finished_on_a_day",
                condition=Q(state__in=["open", "in_progress"], finished_on=None)
                | Q(state__in=["done", "dropped", "replaced"], finished_on__isnull=False),
            ),
            models.CheckConstraint(
                name="follow_up_replaced_by_another",
                condition=Q(state="replaced", replaced_by__isnull=False)
                | (~Q(state="replaced") & Q(replaced_by=None)),
            ),
            models.CheckConstraint(
                name="follow_up_without_day_is_not_sure",
                condition=Q(due_on__isnull=False) | Q(certainty__in=["", "unclear"]),
            ),
        ]

    def __str__(self) -> str:
        return self.action

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED

    def is_overdue_on(self, day: date) -> bool:
        counts = self.agreed_at is not None and self.nature != Nature.WISH
        return counts and self.is_unfinished and self.due_on is not None and self.due_on < day


class Carrying(models.Model):
    """That a follow-up came back in a later meeting of its series, and what was said about it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="carried")
    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="carryings")
    said = models.TextField(_("what was said about it"), blank=True)
    state = models.CharField(_("state at the end"), max_length=12, choices=FollowUpState)

    class Meta:
        verbose_name = _("carried follow-up")
        verbose_name_plural = _("carried follow-ups")
        ordering = ["follow_up__due_on", "follow_up_id"]
        constraints = [
            models.UniqueConstraint(name="carried_once", fields=["meeting", "follow_up"]),
        ]

    def __str__(self) -> str:
        return f"{self.follow_up} → {self.meeting}"


class Reminder(models.Model):
    """That the responsible were reminded of a follow-up, once on each occasion of a date."""

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="reminders")
    occasion = models.CharField(_("occasion"), max_length=10, choices=Occasion)
    due_on = models.DateField(_("due on"))
    reminded_at = models.DateTimeField(_("reminded at"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-reminded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="reminded_once", fields=["follow_up", "occasion", "due_on"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.follow_up} ({self.get_occasion_display()})"
