"""What people answer, and what is known about it for a while; each kept apart from the other."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.choices import Channel
from kokreasi.consultations.models.consultations import Consultation


class Draft(models.Model):
    """Answers that somebody has not sent yet, saved page by page for the same device.

    `device` is a hash of the device's signed token that means something only within this
    consultation. The row goes when the answer is sent, or on schedule after closing.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="drafts")
    device = models.CharField(max_length=64)
    answers = models.JSONField(default=dict)
    place = models.CharField(max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField(_("begun at"))
    saved_at = models.DateTimeField(_("saved at"))
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("unsent answer")
        verbose_name_plural = _("unsent answers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="draft_once_a_device", fields=["consultation", "device"]),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id}: {self.place}"


class Submission(models.Model):
    """One answer to a questionnaire, under a random number, with the day and nothing nearer.

    `answers` maps keys of questions to values (see `definition.values`); what people said about
    themselves is in `Background`. `version` is that of the wording which was answered. `marks` are
    codes of what looks suspicious: such answers are counted, and results are shown with and
    without them. Of the receipt only a hash is kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="submissions")
    version = models.PositiveIntegerField(_("version of the wording"))
    channel = models.CharField(_("channel"), max_length=10, choices=Channel, default=Channel.WEB)
    day = models.DateField(_("day"))
    language = models.CharField(_("language"), max_length=2, default="id")
    answers = models.JSONField(_("answers"), default=dict)
    marks = models.JSONField(_("marks"), default=list, blank=True)
    receipt_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        indexes = [models.Index(fields=["consultation", "channel"])]

    def __str__(self) -> str:
        return str(self.pk)


class Background(models.Model):
    """What somebody said about themselves (gender, age, region …), dropped on schedule."""

    submission = models.OneToOneField(
        Submission, models.CASCADE, primary_key=True, related_name="background"
    )
    values = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("what somebody said about themselves")
        verbose_name_plural = _("what people said about themselves")

    def __str__(self) -> str:
        return str(self.submission_id)


class Trace(models.Model):
    """From which device an answer came, or which line of a file, and in which ten minutes.

    It keeps answers from being counted twice and shows bursts; it is dropped on schedule.
    `slot` counts ten minutes since 1970.
    """

    submission = models.OneToOneField(
        Submission, models.CASCADE, primary_key=True, related_name="trace"
    )
    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="traces")
    device = models.CharField(max_length=64, blank=True)
    source = models.CharField(max_length=64, blank=True)
    slot = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("trace of an answer")
        verbose_name_plural = _("traces of answers")
        constraints = [
            models.UniqueConstraint(
                name="answered_once_a_device",
                fields=["consultation", "device"],
                condition=~Q(device=""),
            ),
            models.UniqueConstraint(
                name="source_read_once",
                fields=["consultation", "source"],
                condition=~Q(source=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.submission_id)
