"""Documents on their way to minutes."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kokreasi.files.models import File
from kokreasi.meetings.choices import NoteState
from kokreasi.meetings.models.meetings import Meeting
from kokreasi.people.models import User
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Plan
from kokreasi.register.models import Revised


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Keep what the visitor may see: everything for the secretariat, else nothing."""
        return self if is_secretariat(visitor) else self.none()

    def without_text(self) -> Self:
        """Leave what was read in the database; a list of notes needs none of it."""
        return self.defer("read", "decisions")


class Note(Revised):
    """A note as an office sent it, what was read from it, and what a person made of that.

    `read` is the reader's JSON; only erasing a name changes it;
    `decisions` what the reviewer chose instead, by keys such as `title` or `f0.action`
    (`review.drafts`); `field_revisions` counts by the same keys.
    `progress` goes from 0 to 100 while it is read. The same file is one note, however often sent;
    a meeting may have several notes, such as the Word file and its PDF.
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
    meeting = models.ForeignKey(
        Meeting,
        models.SET_NULL,
        related_name="notes",
        verbose_name=_("meeting"),
        null=True,
        blank=True,
    )
    sent_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("sent by"), null=True, blank=True
    )
    sent_at = models.DateTimeField(_("sent at"))

    objects = NoteQuerySet.as_manager()

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

    def get_absolute_url(self) -> str:
        return reverse("meetings:note", args=[self.pk])

    @property
    def is_being_read(self) -> bool:
        return self.state in (NoteState.WAITING, NoteState.READING)

    @property
    def is_open(self) -> bool:
        """Tell whether a person still decides what becomes of it."""
        return self.state == NoteState.READ
