"""Statements to agree or disagree with, and the votes on them."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kokreasi.consultations.choices import Channel, StatementState, Work
from kokreasi.consultations.models.consultations import Consultation
from kokreasi.core.fields import BilingualField
from kokreasi.files.models import File
from kokreasi.people.models import User
from kokreasi.people.rules import is_secretariat, moderates
from kokreasi.people.visitors import Visitor

VALUES = (-1, 0, 1)
"""Disagree, pass, agree."""


class StatementQuerySet(models.QuerySet["Statement"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Keep what was let through; who moderates also what waits or was refused."""
        return self if moderates(visitor) else self.shown()

    def shown(self) -> Self:
        return self.filter(state=StatementState.SHOWN)

    def held(self) -> Self:
        return self.filter(state=StatementState.HELD)


class Statement(models.Model):
    """One sentence to agree or disagree with; written by the secretariat (a seed) or by people."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="statements")
    number = models.PositiveIntegerField(_("number"))
    text = BilingualField(_("statement"))
    is_seed = models.BooleanField(_("written by the secretariat"), default=False)
    state = models.CharField(
        _("state"), max_length=10, choices=StatementState, default=StatementState.HELD
    )
    device = models.CharField(max_length=64, blank=True)
    sent_on = models.DateField(_("sent on"))
    reason = models.TextField(_("why it is not shown"), blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("by"), null=True, blank=True
    )

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                name="statement_number_once", fields=["consultation", "number"]
            ),
            models.CheckConstraint(
                name="statement_refused_says_why",
                condition=~Q(state=StatementState.REFUSED) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.text)


class Participant(models.Model):
    """Somebody who votes, known by a hash of the device within this consultation, or imported."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="participants")
    device = models.CharField(max_length=64, blank=True)
    source = models.CharField(max_length=64, blank=True)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel, default=Channel.WEB)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            models.UniqueConstraint(
                name="participant_once_a_device",
                fields=["consultation", "device"],
                condition=~Q(device=""),
            ),
            models.UniqueConstraint(
                name="participant_imported_once",
                fields=["consultation", "source"],
                condition=~Q(source=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)


class Vote(models.Model):
    """What a participant thinks of a statement: -1 disagrees, 0 passes, 1 agrees."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="votes")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="votes")
    value = models.SmallIntegerField(_("vote"))
    day = models.DateField(_("day"))

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(name="voted_once", fields=["participant", "statement"]),
            models.CheckConstraint(name="vote_is_known", condition=Q(value__in=VALUES)),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id}: {self.value:+d}"


class VoteFileQuerySet(models.QuerySet["VoteFile"]):
    def visible_to(self, visitor: Visitor) -> Self:
        return self if is_secretariat(visitor) else self.none()


class VoteFile(models.Model):
    """Votes of another service, perhaps with their statements, in the layout of Polis.

    `source` names where they come from: the same voter of the same source is one participant,
    however often files of it are taken over. `report` is what the dry run found.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="vote_files")
    votes = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name=_("votes"))
    comments = models.ForeignKey(
        File,
        models.PROTECT,
        related_name="+",
        verbose_name=_("statements"),
        null=True,
        blank=True,
    )
    source = models.SlugField(_("name of the source"), max_length=40)
    language = models.CharField(_("language of the statements"), max_length=2, default="id")
    state = models.CharField(_("state"), max_length=10, choices=Work, default=Work.WAITING)
    report = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("by"), null=True, blank=True
    )
    uploaded_at = models.DateTimeField(_("uploaded at"))
    imported_at = models.DateTimeField(_("imported at"), null=True, blank=True)

    objects = VoteFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of votes")
        verbose_name_plural = _("files of votes")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.source
