"""Documents on their way to minutes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kokreasi.files.models import File
from kokreasi.meetings.choices import NoteState
from kokreasi.meetings.models.meetings import Meeting
from kokreasi.people.models import User
from kokreasi.plans.models import Plan
from kokreasi.register.models import Revised


class Note(Revised):
    """A note as an office sent it, what was read from it, and what a person made of that.

    `read` is the reader's JSON, never changed; `decisions` what the reviewer chose instead.
    `progress` goes from 0 to 100 while it is read. The same file is one note, however often sent.
    """

    file = models.OneToOneField(File, models.PROTECT, related_name="+", verbose_name=_("file"))
    plan = models.ForeignKey(
        Plan,
        models.PROTECT,
        related_name="+",
        verbose_name=_("plan"),
        null=True,
        blank=True,
    )
    state = models.CharField(
        _("state"), max_length=10, choices=NoteState, default=NoteState.WAITING
    )
    progress = models.PositiveSmallIntegerField(_("progress"), default=0)
    read = models.JSONField(default=dict, editable=False)
    refusal = models.JSONField(default=dict, editable=False)
    decisions = models.JSONField(default=dict, editable=False)
    meeting = models.OneToOneField(
        Meeting,
        models.SET_NULL,
        related_name="note",
        verbose_name=_("meeting"),
        null=True,
        blank=True,
    )
    sent_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("sent by"), null=True, blank=True
    )
    sent_at = models.DateTimeField(_("sent at"))

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="note_progress_is_a_percentage", condition=Q(progress__lte=100)
            ),
        ]

    def __str__(self) -> str:
        return self.file.name
