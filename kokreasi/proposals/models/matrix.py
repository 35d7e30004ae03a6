"""The working table of a plan (*matriks usulan*)."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kokreasi.organisations.models import Organisation
from kokreasi.people.choices import Role
from kokreasi.people.models import User
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import Visitor
from kokreasi.plans.choices import Part
from kokreasi.plans.models import Commitment, Period, Plan, Theme
from kokreasi.proposals.choices import ActKind
from kokreasi.proposals.models.proposals import Proposal
from kokreasi.proposals.models.statuses import Status
from kokreasi.register.models import Revised

FOCAL = Role.FOCAL_POINT
ASKED = (Part.LEAD, Part.SUPPORT)
"""The parts whose ministries and agencies fill in their rows."""


def focal_bodies(person: User) -> frozenset[str]:
    """Give the references of the ministries and agencies whose focal point the person is today."""
    return frozenset(grant.body for grant in person.current_grants if grant.role == FOCAL)


class RowQuerySet(models.QuerySet["Row"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Keep what the visitor may read: all for the secretariat, its own for who was asked."""
        if is_secretariat(visitor):
            return self
        if not isinstance(visitor, User) or not focal_bodies(visitor):
            return self.none()
        return self.standing().of(visitor).filter(plan__in=MatrixCall.objects.values("plan"))

    def of(self, person: User) -> Self:
        """Keep those whose leading or supporting institutions the person speaks for."""
        bodies = RowBody.objects.filter(
            part__in=ASKED, organisation__record__reference__in=focal_bodies(person)
        )
        return self.filter(pk__in=bodies.values("row"))

    def standing(self) -> Self:
        return self.filter(removed_at=None)

    def asked_of(self, person: User, day: date) -> Self:
        """Keep those that the person may fill in on that day."""
        calls = MatrixCall.objects.open_on(day)
        return self.standing().of(person).filter(plan__in=calls.values("plan"))


class Row(Revised):
    """A line of the matrix: what is proposed, by whom, for whom, and where it stands.

    It comes from a proposal, from a commitment, or was typed by itself. Its cells are words as
    people write them; the bodies they surely name stand beside them in `bodies`. The number stays
    with the row, wherever it is moved. `field_revisions` counts the semesters as well.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="matrix_rows")
    number = models.PositiveSmallIntegerField(_("number"))
    position = models.PositiveIntegerField(_("position"), default=0)
    sent_as = models.CharField(max_length=60, blank=True)
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

    objects = RowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of the matrix")
        verbose_name_plural = _("rows of the matrix")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="matrix_number_once", fields=["plan", "number"], condition=Q(removed_at=None)
            ),
            models.UniqueConstraint(
                name="matrix_row_sent_once", fields=["plan", "sent_as"], condition=~Q(sent_as="")
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


class MatrixCallQuerySet(models.QuerySet["MatrixCall"]):
    def open_on(self, day: date) -> Self:
        return self.filter(closes_on__gte=day)


class MatrixCall(models.Model):
    """That the ministries and agencies of a matrix were asked to fill in their rows until a day."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="matrix_calls")
    closes_on = models.DateField(_("until"))
    message = models.TextField(_("message"), blank=True)
    opened_at = models.DateTimeField(_("opened at"))
    opened_by = models.ForeignKey(User, models.SET_NULL, related_name="+", null=True, blank=True)

    objects = MatrixCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call to fill in the matrix")
        verbose_name_plural = _("calls to fill in the matrix")
        ordering = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.plan.code}: {self.closes_on}"


class MatrixAct(models.Model):
    """What one person did in the matrix at once: what others see arrive, and what can be undone.

    `cells` lists for each written cell its row, its name, the words before and after, and the
    revision that the row then had. `rows` lists the rows that were added, moved or removed, with
    the row behind which each stood before.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="matrix_acts")
    kind = models.CharField(_("act"), max_length=10, choices=ActKind)
    cells = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.SET_NULL, related_name="+", null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("act in the matrix")
        verbose_name_plural = _("acts in the matrix")
        ordering = ["pk"]
        indexes = [models.Index(fields=["plan", "by"])]

    def __str__(self) -> str:
        return f"{self.plan.code}: {self.get_kind_display()}"


class MatrixReturn(models.Model):
    """A matrix that came back as a file: what was read of it, until somebody applies it."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="matrix_returns")
    name = models.CharField(_("name of the file"), max_length=120)
    reading = models.JSONField(_("what was read"))
    sent_at = models.DateTimeField(_("uploaded at"))
    sent_by = models.ForeignKey(User, models.SET_NULL, related_name="+", null=True, blank=True)
    applied_at = models.DateTimeField(_("applied at"), null=True, blank=True)

    class Meta:
        verbose_name = _("returned matrix")
        verbose_name_plural = _("returned matrices")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name
