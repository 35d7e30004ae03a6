"""What was imported, from which file, and who decided what."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kokreasi.exchange.choices import State
from kokreasi.files.models import File
from kokreasi.people.models import User
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Plan


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Keep what the visitor may see: everything for the secretariat, else nothing."""
        return self if is_secretariat(visitor) else self.none()

    def of_file(self, plan: Plan, digest: str) -> Self:
        return self.filter(plan=plan, digest=digest)


class ImportRun(models.Model):
    """One file on its way into one plan: what was read, what a person decided, what came of it.

    `reading` is the matrix as the reader gave it (`reading.wire`), `decisions` the answers to what
    was unclear (`matrix.decisions`), `outcome` the counts once it is applied.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="imports", verbose_name=_("plan"))
    file = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name=_("file"))
    digest = models.CharField(_("SHA-256 of the file"), max_length=64)
    name = models.CharField(_("name of the file"), max_length=120)
    reading = models.JSONField(_("what was read"))
    decisions = models.JSONField(_("decisions"), default=dict)
    outcome = models.JSONField(_("outcome"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    uploaded_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("uploaded by")
    )
    applied_at = models.DateTimeField(_("applied at"), null=True)
    applied_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("applied by")
    )

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-uploaded_at", "-pk"]
        indexes = [models.Index(fields=["plan", "digest"])]
        constraints = [
            models.CheckConstraint(
                name="import_applied_at_a_moment",
                condition=Q(state=State.APPLIED, applied_at__isnull=False)
                | (~Q(state=State.APPLIED) & Q(applied_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("matrix-import-run", args=[self.plan.reference, self.pk])

    @property
    def is_waiting(self) -> bool:
        return self.state == State.WAITING

    @property
    def is_applied(self) -> bool:
        return self.state == State.APPLIED

    def count_of(self, name: str) -> Any:
        return self.outcome.get(name, 0)
