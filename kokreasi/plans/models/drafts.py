"""Draft versions of commitments: read and remarked upon before the plan is final."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import Visitor
from kokreasi.plans.choices import Readers
from kokreasi.plans.models.commitments import Commitment


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Keep what was opened to everybody and what the visitor's bodies were asked about."""
        if is_secretariat(visitor):
            return self
        readable = Q(readers=Readers.EVERYBODY)
        if isinstance(visitor, User) and visitor.is_active:
            readable |= Q(
                pk__in=Draft.objects.filter(invited__record__reference__in=visitor.bodies).values(
                    "pk"
                )
            )
        return self.filter(readable)

    def newest(self) -> Self:
        """Keep the latest draft of each commitment."""
        later = Draft.objects.filter(
            commitment=OuterRef("commitment"), number__gt=OuterRef("number")
        )
        return self.filter(~Exists(later))

    def open_on(self, day: date) -> Self:
        return self.filter(Q(closes_on=None) | Q(closes_on__gte=day))


class Draft(models.Model):
    """The sheet of a commitment as it was sent round: frozen, numbered, with its fingerprint.

    The invited read it, or everybody where it was opened to the public; until `closes_on` remarks
    are taken. A published version with the same content has the same fingerprint.
    """

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="drafts")
    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    readers = models.CharField(
        _("who may read it"), max_length=10, choices=Readers, default=Readers.INVITED
    )
    invited = models.ManyToManyField(
        Organisation, related_name="drafts_to_read", verbose_name=_("invited"), blank=True
    )
    note = models.TextField(_("what changed and what is asked"), blank=True)
    closes_on = models.DateField(_("remarks until"), null=True, blank=True)
    made_at = models.DateTimeField(_("made at"))
    by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("by"), null=True, blank=True
    )

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft version")
        verbose_name_plural = _("draft versions")
        ordering = ["commitment", "number"]
        constraints = [
            models.UniqueConstraint(name="draft_number_once", fields=["commitment", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.commitment.reference} r{self.number}"

    def is_newest(self) -> bool:
        """Tell whether no later draft of the commitment was sent round; the twin of `newest`."""
        return not Draft.objects.filter(
            commitment=self.commitment_id, number__gt=self.number
        ).exists()

    def is_open_on(self, day: date) -> bool:
        return self.closes_on is None or day <= self.closes_on
