"""The working table of a plan (*matriks usulan*)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kokreasi.organisations.models import Organisation
from kokreasi.plans.choices import Part
from kokreasi.plans.models import Commitment, Period, Plan, Theme
from kokreasi.proposals.models.proposals import Proposal
from kokreasi.proposals.models.statuses import Status
from kokreasi.register.models import Revised


class Row(Revised):
    """A line of the matrix: what is proposed, by whom, for whom, and where it stands.

    It comes from a proposal, from a commitment, or was typed by itself. Its cells are words as
    people write them; the bodies they surely name stand beside them in `bodies`.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="matrix_rows")
    number = models.PositiveSmallIntegerField(_("number"))
    proposal = models.OneToOneField(
        Proposal, models.SET_NULL, related_name="row", null=True, blank=True
    )
    commitment = models.OneToOneField(
        Commitment, models.SET_NULL, related_name="row", null=True, blank=True
    )
    theme = models.ForeignKey(
        Theme, models.SET_NULL, related_name="+", verbose_name=_("theme"), null=True, blank=True
    )
    title = models.TextField(_("proposal"), blank=True)
    proposers = models.TextField(_("proposed by"), blank=True)
    leads = models.TextField(_("leading institutions"), blank=True)
    supporters = models.TextField(_("supporting institutions"), blank=True)
    status = models.ForeignKey(
        Status, models.SET_NULL, related_name="+", verbose_name=_("status"), null=True, blank=True
    )
    remarks = models.TextField(_("remarks"), blank=True)
    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("row of the matrix")
        verbose_name_plural = _("rows of the matrix")
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="matrix_number_once", fields=["plan", "number"], condition=Q(removed_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class RowBody(models.Model):
    """An organisation that a cell of the matrix surely names."""

    row = models.ForeignKey(Row, models.CASCADE, related_name="bodies")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    part = models.CharField(_("part"), max_length=10, choices=Part)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="row_body_once", fields=["row", "organisation", "part"]),
        ]

    def __str__(self) -> str:
        return f"{self.row.number}: {self.organisation}"


class Step(models.Model):
    """What a ministry or agency means to do in a semester for a row of the matrix."""

    row = models.ForeignKey(Row, models.CASCADE, related_name="steps")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+", verbose_name=_("semester"))
    words = models.TextField(_("measures"), blank=True)

    class Meta:
        verbose_name = _("measures of a semester")
        verbose_name_plural = _("measures of semesters")
        ordering = ["period__year", "period__half"]
        constraints = [
            models.UniqueConstraint(name="step_once_a_period", fields=["row", "period"]),
        ]

    def __str__(self) -> str:
        return f"{self.period}: {self.words}"
