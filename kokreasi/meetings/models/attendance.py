"""Who is invited to a meeting, and who came."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext_lazy as _

from kokreasi.meetings.choices import Answer, CheckInWay, Disability, Gender, MeetingState
from kokreasi.meetings.models.meetings import Meeting
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.people.visitors import Visitor


class InviteeQuerySet(models.QuerySet["Invitee"]):
    def standing(self) -> Self:
        """Keep those whose invitation was not withdrawn."""
        return self.filter(withdrawn_at=None)

    def to_tell(self) -> Self:
        """Keep those who have an address and do not know the meeting as it now stands."""
        return self.standing().exclude(email="").filter(told__lt=F("meeting__sequence"))

    def to_erase_on(self, day: date, *, after: timedelta) -> Self:
        """Keep the invitations to meetings that ended longer ago than names are kept."""
        ended = Coalesce("meeting__last_day", "meeting__day")
        kept = self.filter(erased_at=None)
        return kept.annotate(ended_on=ended).filter(ended_on__lt=day - after)

    def to_remind_for(self, day: date) -> Self:
        """Keep who may come to a meeting that begins on this day: who has not said no."""
        coming = self.standing().exclude(email="").exclude(answer__in=[Answer.NO, Answer.INSTEAD])
        return coming.filter(meeting__state=MeetingState.PLANNED, meeting__day=day)

    def of(self, visitor: Visitor) -> Self:
        """Keep the invitations to this person or to the bodies for which the person acts."""
        if not isinstance(visitor, User):
            return self.none()
        bodies = Q(organisation__record__reference__in=visitor.bodies)
        return self.filter(Q(person=visitor) | bodies)


class Invitee(models.Model):
    """An organisation or a person invited to a meeting, and the answer.

    Mails go to `email`. Of the personal link in them only a hash is kept; `seed` and the secret of
    the installation together make the link again for the next mail. `told` is the
    `Meeting.sequence` that the last mail told of; -1 before the first.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitees")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
    )
    person = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("person"), null=True, blank=True
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=2, default="id")
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.NONE)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    substitute = models.CharField(_("who attends instead"), max_length=200, blank=True)
    substitute_email = models.EmailField(_("address of who attends instead"), blank=True)
    remark = models.TextField(_("remark"), blank=True)
    stands_in_for = models.ForeignKey(
        "self",
        models.SET_NULL,
        related_name="substitutes",
        verbose_name=_("attends instead of"),
        null=True,
        blank=True,
    )
    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    seed = models.CharField(max_length=32, editable=False)
    told = models.IntegerField(default=-1, editable=False)
    invited_at = models.DateTimeField(_("invited at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    erased_at = models.DateTimeField(_("personal data erased at"), null=True, blank=True)

    objects = InviteeQuerySet.as_manager()

    class Meta:
        verbose_name = _("invited")
        verbose_name_plural = _("invited")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="invited_once_by_address",
                fields=["meeting", "email"],
                condition=Q(withdrawn_at=None) & ~Q(email=""),
            ),
            models.CheckConstraint(
                name="invitee_is_somebody",
                condition=Q(organisation__isnull=False)
                | ~Q(name="")
                | ~Q(email="")
                | Q(erased_at__isnull=False),
            ),
            models.CheckConstraint(
                name="invitee_email_is_lower_case", condition=Q(email=Lower("email"))
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.organisation or self.email or _("erased"))

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def named(self) -> Self:
        """Keep those whose personal data are still here."""
        return self.filter(erased_at=None)

    def to_erase_on(self, day: date, *, after: timedelta) -> Self:
        """Keep the names of meetings that ended longer ago than names are kept."""
        ended = Coalesce("meeting__last_day", "meeting__day")
        return self.named().annotate(ended_on=ended).filter(ended_on__lt=day - after)


class Attendance(models.Model):
    """Somebody who came. Names, gender and disability are for counting, never for the public.

    `organisation_words` is how the person called the body when it is not (yet) known here.
    `identity` is the same for the same name and body, so that nobody is counted twice; `consent`
    is the version of the text under which gender and disability were given.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    invitee = models.ForeignKey(
        Invitee, models.SET_NULL, related_name="attendances", null=True, blank=True
    )
    person = models.ForeignKey(User, models.SET_NULL, related_name="+", null=True, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    position = models.CharField(_("position"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
    )
    organisation_words = models.CharField(_("organisation as written"), max_length=300, blank=True)
    gender = models.CharField(_("gender"), max_length=10, choices=Gender, default=Gender.NOT_SAID)
    disability = models.CharField(
        _("disability"), max_length=10, choices=Disability, default=Disability.NOT_SAID
    )
    way = models.CharField(_("how recorded"), max_length=10, choices=CheckInWay)
    day = models.DateField(_("day"))
    recorded_at = models.DateTimeField(_("recorded at"))
    receipt = models.CharField(max_length=64, unique=True, editable=False)
    identity = models.CharField(max_length=64, editable=False)
    consent = models.CharField(max_length=20, blank=True, editable=False)
    erased_at = models.DateTimeField(_("personal data erased at"), null=True, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="attends_once_a_day", fields=["meeting", "day", "identity"]
            ),
            models.CheckConstraint(
                name="attendance_is_named_until_erased",
                condition=~Q(name="") | Q(erased_at__isnull=False),
            ),
            models.CheckConstraint(
                name="attendance_erased_has_no_name",
                condition=Q(erased_at=None) | Q(name="", email="", position=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(_("erased"))


class Representation(models.Model):
    """An organisation that a note names among those present, without saying how many came."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="representations")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
    )
    words = models.CharField(_("organisation as written"), max_length=300)

    class Meta:
        verbose_name = _("represented organisation")
        verbose_name_plural = _("represented organisations")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.organisation or self.words)


class Tally(models.Model):
    """How many women and men, and how many with a disability, came: as published, for good.

    Small numbers are null. It is never counted again, because the difference of two publications
    would tell who came in between.
    """

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="tally")
    people = models.PositiveIntegerField(_("people"))
    by_gender = models.JSONField(_("by gender"))
    by_disability = models.JSONField(_("by disability"))
    published_at = models.DateTimeField(_("published at"))

    class Meta:
        verbose_name = _("published groups")
        verbose_name_plural = _("published groups")

    def __str__(self) -> str:
        return f"{self.meeting}: {self.people}"
