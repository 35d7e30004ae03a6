"""What was changed in a commitment after the plan was published, and who agreed."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kokreasi.core.fields import BilingualField
from kokreasi.organisations.models import Organisation
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models.commitments import Commitment
from kokreasi.register.models import Record, Version


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Keep those of public commitments; everything for the secretariat."""
        if is_secretariat(visitor):
            return self
        return self.filter(commitment__record__published_at__isnull=False)


class Amendment(models.Model):
    """A change of a commitment of a final plan: from one version to the next, why and who agreed.

    A commitment that joined the plan after it was final has nothing `before`.
    """

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="amendments")
    number = models.PositiveSmallIntegerField(_("number"))
    before = models.ForeignKey(
        Version,
        models.PROTECT,
        related_name="+",
        verbose_name=_("before"),
        null=True,
        blank=True,
    )
    after = models.ForeignKey(Version, models.PROTECT, related_name="+", verbose_name=_("after"))
    reason = BilingualField(_("reason"), multiline=True)
    agreed_by = models.ManyToManyField(
        Organisation, related_name="+", verbose_name=_("agreed by"), blank=True
    )
    agreed_on = models.DateField(_("agreed on"))
    minutes = models.ForeignKey(
        Record,
        models.PROTECT,
        related_name="amendments",
        verbose_name=_("meeting in which it was agreed"),
        null=True,
        blank=True,
    )

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ["commitment", "number"]
        constraints = [
            models.UniqueConstraint(name="amendment_number_once", fields=["commitment", "number"]),
            models.CheckConstraint(
                name="amendment_changes_something", condition=~Q(before=F("after"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment.reference}/{self.number}"
