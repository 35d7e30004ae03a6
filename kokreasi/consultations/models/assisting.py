"""Answers that come on paper, from a meeting, or in a file of another service."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.choices import ASSISTED, Channel, Work
from kokreasi.consultations.models.answering import Submission
from kokreasi.consultations.models.consultations import Consultation
from kokreasi.files.models import File
from kokreasi.people.models import User
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import Visitor


class SheetQuerySet(models.QuerySet["Sheet"]):
    def entered(self) -> Self:
        return self.filter(entered_on__isnull=False)

    def void(self) -> Self:
        return self.filter(voided_on__isnull=False)

    def out(self) -> Self:
        """Keep those that somebody may still hand in: neither entered nor void."""
        return self.filter(entered_on=None, voided_on=None)


class Sheet(models.Model):
    """A numbered paper form; what stands on it is entered once.

    `number` is printed on the form, as text and in its QR code; `version` is that of the words on
    it. `submission` is empty until somebody has entered it, and again once people's traces are
    forgotten: from then on no number leads to an answer. A sheet that is damaged or was not handed
    in is void, with the reason.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="sheets")
    number = models.PositiveIntegerField(_("number of the sheet"))
    version = models.PositiveIntegerField(_("version of the wording"), default=1)
    language = models.CharField(_("language"), max_length=2, default="id")
    channel = models.CharField(
        _("channel"),
        max_length=10,
        choices=[(channel.value, channel.label) for channel in Channel if channel in ASSISTED],
        default=Channel.PAPER,
    )
    submission = models.OneToOneField(
        Submission, models.PROTECT, related_name="sheet", null=True, blank=True
    )
    entered_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("by"), null=True, blank=True
    )
    entered_on = models.DateField(_("entered on"), null=True, blank=True)
    voided_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("by"), null=True, blank=True
    )
    voided_on = models.DateField(_("void since"), null=True, blank=True)
    void_reason = models.TextField(_("why it is void"), blank=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper form")
        verbose_name_plural = _("paper forms")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="sheet_number_once", fields=["consultation", "number"]),
            models.CheckConstraint(
                name="sheet_void_says_why", condition=Q(voided_on=None) | ~Q(void_reason="")
            ),
            models.CheckConstraint(
                name="sheet_entered_or_void", condition=Q(voided_on=None) | Q(entered_on=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id}-{self.number}"

    @property
    def is_entered(self) -> bool:
        return self.entered_on is not None

    @property
    def is_void(self) -> bool:
        return self.voided_on is not None


class AnswerFileQuerySet(models.QuerySet["AnswerFile"]):
    def visible_to(self, visitor: Visitor) -> Self:
        return self if is_secretariat(visitor) else self.none()


class AnswerFile(models.Model):
    """A table of answers from another service, with what each of its columns means here.

    `reading` is a `reading.answers.AnswerTable`, `mapping` an `imports.answers.mapping.Mapping`.
    Both and the file go when what people said about themselves is dropped; what stays of the
    rows is in `report`: hashes by which they are known again, and in no order their answers.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="answer_files")
    file = models.ForeignKey(
        File, models.PROTECT, related_name="+", verbose_name=_("file"), null=True, blank=True
    )
    digest = models.CharField(max_length=64)
    name = models.CharField(_("name"), max_length=200)
    reading = models.JSONField(default=dict)
    mapping = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=10, choices=Work, default=Work.WAITING)
    report = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("by"), null=True, blank=True
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    imported_at = models.DateTimeField(_("imported at"), null=True, blank=True)

    objects = AnswerFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of answers")
        verbose_name_plural = _("files of answers")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.name
