"""Who wants to know what happens to a thing."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kokreasi.conversations.choices import Pace
from kokreasi.conversations.models.correspondents import Correspondent
from kokreasi.people.models import User
from kokreasi.register.models import Record


class FollowQuerySet(models.QuerySet["Follow"]):
    def standing(self) -> Self:
        """Keep what was confirmed and not ended, of people who may be written to."""
        reachable = Q(user__is_active=True) | Q(
            correspondent__confirmed_at__isnull=False, correspondent__erased_at=None
        )
        return self.open().filter(reachable, confirmed_at__isnull=False)

    def open(self) -> Self:
        """Keep what was not ended, also what still waits for its confirmation."""
        return self.filter(ended_at=None)

    def of(self, address: str) -> Self:
        """Keep what somebody follows by this address, with an account or without."""
        return self.filter(Q(user__email=address) | Q(correspondent__email=address))


class Follow(models.Model):
    """Somebody follows a record by e-mail: a person with an account or a correspondent.

    Lines of history are told by their number (`register.Entry.pk`): those up to `told_from` were
    there before, those up to `told_until` are told, so that each line is told once.
    """

    record = models.ForeignKey(
        Record, models.CASCADE, related_name="follows", verbose_name=_("what is followed")
    )
    user = models.ForeignKey(
        User,
        models.CASCADE,
        related_name="follows",
        verbose_name=_("person"),
        null=True,
        blank=True,
    )
    correspondent = models.ForeignKey(
        Correspondent,
        models.CASCADE,
        related_name="follows",
        verbose_name=_("correspondent"),
        null=True,
        blank=True,
    )
    pace = models.CharField(_("pace"), max_length=10, choices=Pace, default=Pace.DAILY)
    seed = models.CharField(max_length=32, editable=False)
    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    asked_at = models.DateTimeField(_("asked at"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    told_from = models.BigIntegerField(default=0, editable=False)
    told_until = models.BigIntegerField(default=0, editable=False)

    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="follow_is_of_one",
                condition=Q(user=None, correspondent__isnull=False)
                | Q(user__isnull=False, correspondent=None),
            ),
            models.UniqueConstraint(
                name="followed_once_by_a_person",
                fields=["record", "user"],
                condition=Q(user__isnull=False, ended_at=None),
            ),
            models.UniqueConstraint(
                name="followed_once_by_a_correspondent",
                fields=["record", "correspondent"],
                condition=Q(correspondent__isnull=False, ended_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record.reference} ({self.get_pace_display()})"
