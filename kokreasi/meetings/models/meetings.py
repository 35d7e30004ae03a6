"""Meetings, the series they belong to, what they deal with and the papers they need."""

from datetime import date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kokreasi.core.fields import BilingualField
from kokreasi.files.models import File, Variant
from kokreasi.meetings.choices import Access, MeetingState, Zone
from kokreasi.people.models import User
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Plan, Stage
from kokreasi.register.models import Record, Recorded, Revised
from kokreasi.vocabularies.models import Term


class Series(Revised):
    """Meetings that continue each other; what one leaves open is the first item of the next."""

    title = BilingualField(_("title"))

    class Meta:
        verbose_name = _("series of meetings")
        verbose_name_plural = _("series of meetings")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.title)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Keep what is public and what the visitor is invited to; everything for the secretariat.

        Who sees a meeting does not thereby read its minutes: see `rules.reads_minutes`.
        """
        if is_secretariat(visitor):
            return self
        readable = Q(record__published_at__isnull=False)
        if visitor.is_authenticated:
            readable |= Q(pk__in=Meeting.objects.inviting(visitor).values("pk"))
        return self.filter(readable)

    def inviting(self, visitor: User) -> Self:
        """Keep the meetings to which this person, or a body for which the person acts, is asked."""
        bodies = Q(invitees__organisation__record__reference__in=visitor.bodies)
        return self.filter(Q(invitees__person=visitor) | bodies, invitees__withdrawn_at=None)

    def public(self) -> Self:
        return self.filter(record__published_at__isnull=False)

    def planned(self) -> Self:
        return self.filter(state=MeetingState.PLANNED)

    def not_cancelled(self) -> Self:
        return self.exclude(state=MeetingState.CANCELLED)

    def on_or_after(self, day: date) -> Self:
        return self.filter(day__gte=day)

    def in_order(self) -> Self:
        return self.order_by("day", "begins", "pk")


class Meeting(Recorded):
    """A workshop, a bilateral meeting, a visit: people who meet about the plan on a day.

    `day` and the hours are those of the clock on the wall in `zone`. A meeting of several days
    has its `last_day`. `subjects` are the records it is about, such as commitments. `sequence`
    counts what was changed after people had been invited, as calendars want to know.
    """

    kind = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name=_("kind"))
    plan = models.ForeignKey(
        Plan,
        models.PROTECT,
        related_name="meetings",
        verbose_name=_("plan"),
        null=True,
        blank=True,
    )
    stages = models.ManyToManyField(
        Stage, related_name="meetings", verbose_name=_("stages"), blank=True
    )
    series = models.ForeignKey(
        Series,
        models.PROTECT,
        related_name="meetings",
        verbose_name=_("series"),
        null=True,
        blank=True,
    )
    subjects = models.ManyToManyField(
        Record, related_name="discussed_in", verbose_name=_("about"), blank=True
    )
    title = BilingualField(_("title"))
    summary = BilingualField(_("public summary"), multiline=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=MeetingState, default=MeetingState.PLANNED
    )
    access = models.CharField(
        _("who may read the minutes"), max_length=10, choices=Access, default=Access.PUBLIC
    )
    day = models.DateField(_("day"))
    last_day = models.DateField(_("last day"), null=True, blank=True)
    begins = models.TimeField(_("begins at"), null=True, blank=True)
    ends = models.TimeField(_("ends at"), null=True, blank=True)
    zone = models.CharField(_("time zone"), max_length=20, choices=Zone, default=Zone.WIB)
    place = models.CharField(_("place"), max_length=300, blank=True)
    room = models.CharField(_("room"), max_length=200, blank=True)
    online_link = models.URLField(_("online link (for the invited)"), max_length=500, blank=True)
    letter_number = models.CharField(_("number of the letter"), max_length=120, blank=True)
    chair = models.CharField(_("chair"), max_length=300, blank=True)
    note_taker = models.CharField(_("note-taker"), max_length=300, blank=True)
    cancelled_because = models.TextField(_("why it was cancelled"), blank=True)
    check_in_is_open = models.BooleanField(_("check-in is open"), default=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-day", "-begins", "-pk"]
        indexes = [models.Index(fields=["plan", "day"]), models.Index(fields=["series", "day"])]
        constraints = [
            models.CheckConstraint(
                name="meeting_ends_after_first_day",
                condition=Q(last_day=None) | Q(last_day__gt=F("day")),
            ),
            models.CheckConstraint(
                name="meeting_ends_after_it_begins",
                condition=Q(ends=None)
                | Q(begins__isnull=False, ends__gt=F("begins"))
                | Q(begins__isnull=False, last_day__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_cancelled_says_why",
                condition=~Q(state=MeetingState.CANCELLED) | ~Q(cancelled_because=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def closes_on(self) -> date:
        """Give the last day of the meeting, mostly also its first."""
        return self.last_day or self.day

    @property
    def is_cancelled(self) -> bool:
        return self.state == MeetingState.CANCELLED

    @property
    def starts_at(self) -> datetime | None:
        """Give the moment at which the meeting begins; none while no hour is known."""
        return self._moment(self.day, self.begins)

    @property
    def ends_at(self) -> datetime | None:
        return self._moment(self.closes_on, self.ends)

    def _moment(self, day: date, hour: time | None) -> datetime | None:
        return datetime.combine(day, hour, ZoneInfo(self.zone)) if hour else None

    def days(self) -> list[date]:
        """Give every day of the meeting, the first and the last included."""
        length = (self.closes_on - self.day).days
        return [self.day + timedelta(days=number) for number in range(length + 1)]


class AgendaItem(Revised):
    """What a meeting deals with, and for how many minutes."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    title = models.CharField(_("item"), max_length=500)
    duration = models.PositiveSmallIntegerField(_("duration in minutes"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="agenda_item_lasts_a_minute",
                condition=Q(duration=None) | Q(duration__gte=1, duration__lte=1440),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Keep what everybody reads, and every paper of the meetings to which the visitor is asked.

        The secretariat reads all of them.
        """
        if is_secretariat(visitor):
            return self
        readable = Q(is_public=True, meeting__record__published_at__isnull=False)
        if visitor.is_authenticated:
            invited = Meeting.objects.inviting(visitor)
            readable |= Q(meeting__in=invited.values("pk"))
        return self.filter(readable)


class Paper(models.Model):
    """A document or photograph of a meeting: the letter of invitation, slides, the signed minutes.

    The invited read all of them, the public those that are marked, once the meeting is public.
    """

    class Role(models.TextChoices):
        LETTER = "letter", _("Letter of invitation")
        MATERIAL = "material", _("Material")
        PHOTOGRAPH = "photograph", _("Photograph")
        ATTENDANCE = "attendance", _("Attendance list")
        SOURCE = "source", _("The note as it was received")
        SIGNED = "signed", _("Signed minutes")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="papers")
    file = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name=_("file"))
    role = models.CharField(_("kind"), max_length=12, choices=Role, default=Role.MATERIAL)
    title = BilingualField(_("title"))
    alt = BilingualField(_("what the picture shows"), blank=True)
    is_public = models.BooleanField(_("the public may read it"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(name="paper_once_a_meeting", fields=["meeting", "file"]),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("meeting-paper", args=[self.meeting.reference, self.pk, self.file.name])

    def small_copy(self, side: int) -> Variant | File:
        """Give the copy of a picture made for this longest side, or the picture itself."""
        copies = (copy for copy in self.file.variants.all() if copy.longest_side == side)
        return next(copies, self.file)
