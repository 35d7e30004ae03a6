"""What was counted, kept as it was published."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.choices import Work
from kokreasi.consultations.models.consultations import Consultation
from kokreasi.files.models import File
from kokreasi.people.models import User
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import Visitor


class ResultQuerySet(models.QuerySet["Result"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Keep what was published of public consultations; everything for the secretariat."""
        if is_secretariat(visitor):
            return self
        return self.public()

    def public(self) -> Self:
        return self.filter(
            published_at__isnull=False, consultation__record__published_at__isnull=False
        )


class Result(models.Model):
    """Everything that was counted at one moment, protected and frozen: what a reader is shown.

    `content` is JSON of a `results.sheets.ResultSheet`; only protected figures enter it.
    `secret` is what the next one needs to be compared with, and is shown to nobody.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="results")
    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=Work, default=Work.WAITING)
    done = models.PositiveSmallIntegerField(_("done, in percent"), default=0)
    content = models.JSONField(default=dict)
    secret = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField(_("asked for at"))
    asked_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("by"), null=True, blank=True
    )
    made_at = models.DateTimeField(_("made at"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(name="result_number_once", fields=["consultation", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id}-{self.number}"


class ResultFile(models.Model):
    """The report of a result as a document, in one language, made once."""

    result = models.ForeignKey(Result, models.CASCADE, related_name="files")
    format = models.CharField(_("format"), max_length=10)
    language = models.CharField(_("language"), max_length=2)
    file = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name=_("file"))

    class Meta:
        verbose_name = _("report document")
        verbose_name_plural = _("report documents")
        constraints = [
            models.UniqueConstraint(name="report_once", fields=["result", "format", "language"]),
        ]

    def __str__(self) -> str:
        return f"{self.result_id}.{self.language}.{self.format}"
