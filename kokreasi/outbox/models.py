"""Mails on their way, and the slots in which scheduled jobs have run."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import LANGUAGES
from kokreasi.outbox.choices import State

MAX_ATTEMPTS = 8
PATIENCE = timedelta(minutes=10)


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self, now: datetime) -> Self:
        return self.filter(state=State.WAITING, next_try_at__lte=now)

    def abandoned(self, now: datetime) -> Self:
        """Being sent for longer than any mail server takes: the worker was killed."""
        return self.filter(state=State.SENDING, claimed_at__lt=now - PATIENCE)


class Message(models.Model):
    """One mail to one address. Its key says what it is about, and stands for one mail for ever.

    The words are kept only until they are sent, because mails carry links that open doors; the
    digest remembers them so that the same key with other words can be refused.
    """

    key = models.CharField(_("key"), max_length=200, unique=True)
    to = models.EmailField(_("addressee"), blank=True)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    body = models.TextField(_("body"), blank=True)
    calendar = models.TextField(_("calendar object"), blank=True)
    unsubscribe = models.CharField(_("address to leave by"), max_length=300, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=[(code, code) for code in LANGUAGES]
    )
    digest = models.CharField(_("digest of address and words"), max_length=64)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    posted_at = models.DateTimeField(_("posted at"))
    next_try_at = models.DateTimeField(_("next try at"))
    claimed_at = models.DateTimeField(_("being sent since"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-posted_at", "-pk"]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                name="message_due",
                condition=Q(state=State.WAITING),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="message_sent_has_its_moment",
                condition=~Q(state=State.SENT) | Q(sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="message_sending_has_its_moment",
                condition=~Q(state=State.SENDING) | Q(claimed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.subject or self.key


class JobRun(models.Model):
    """A slot (a day, an hour) in which a scheduled job ran; the row commits with its effects."""

    name = models.CharField(_("job"), max_length=200)
    slot = models.CharField(_("slot"), max_length=20)
    ran_at = models.DateTimeField(_("ran at"))

    class Meta:
        verbose_name = _("run of a job")
        verbose_name_plural = _("runs of jobs")
        ordering = ["-ran_at", "-pk"]
        constraints = [
            models.UniqueConstraint(name="job_runs_once_a_slot", fields=["name", "slot"]),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.slot}"
