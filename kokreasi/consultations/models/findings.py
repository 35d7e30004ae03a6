"""What was found in the answers, as contributions that get a reasoned response."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.choices import Work
from kokreasi.consultations.models.answering import Submission
from kokreasi.consultations.models.consultations import Consultation
from kokreasi.conversations.models import Remark
from kokreasi.core.fields import BilingualField
from kokreasi.people.models import User
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import Visitor
from kokreasi.register.models import Recorded


class TextComment(models.Model):
    """That a remark on the text of a draft was made within a consultation."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="text_comments")
    remark = models.OneToOneField(Remark, models.CASCADE, related_name="consulted")
    device = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("comment on the text")
        verbose_name_plural = _("comments on the text")

    def __str__(self) -> str:
        return str(self.remark_id)


class FindingQuerySet(models.QuerySet["Finding"]):
    def visible_to(self, visitor: Visitor) -> Self:
        if is_secretariat(visitor):
            return self
        return self.filter(record__published_at__isnull=False)


class Finding(Recorded):
    """What a person found in the answers, such as a theme of what people wrote.

    It stands in the register of responses; each text that was coded under it gets its answer.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="findings")
    title = BilingualField(_("title"))
    summary = BilingualField(_("what people said"), multiline=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.title)


class Coding(models.Model):
    """That a person put a text of an answer under a finding.

    `place` is the key of the answer (`masukan`, or `masukan@KOM-2018-07` of a repeated page).
    """

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="codings")
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="codings")
    place = models.CharField(max_length=120)
    by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("by"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("coding")
        verbose_name_plural = _("codings")
        constraints = [
            models.UniqueConstraint(
                name="text_coded_once_under_a_finding",
                fields=["finding", "submission", "place"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id}: {self.place}"


class Quotation(models.Model):
    """Words of an answer shown under a finding: the person agreed, and nothing leads to them."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="quotations")
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="quotations")
    place = models.CharField(max_length=120)
    text = models.TextField(_("words as they are shown"))
    is_shown = models.BooleanField(_("is shown"), default=False)
    by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("by"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("quotation")
        verbose_name_plural = _("quotations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="quoted_once", fields=["finding", "submission", "place"]),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class ThemeSuggestion(models.Model):
    """What a machine takes for themes of the texts at one place; a person decides what is one.

    `content` is JSON of a `suggested.Suggested`. It is shown to the secretariat alone.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="suggestions")
    place = models.CharField(max_length=120)
    state = models.CharField(_("state"), max_length=10, choices=Work, default=Work.WAITING)
    content = models.JSONField(default=dict)
    asked_at = models.DateTimeField(_("asked for at"))
    made_at = models.DateTimeField(_("made at"), null=True, blank=True)

    class Meta:
        verbose_name = _("suggested themes")
        verbose_name_plural = _("suggested themes")
        constraints = [
            models.UniqueConstraint(name="themes_suggested_once", fields=["consultation", "place"]),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id}: {self.place}"
