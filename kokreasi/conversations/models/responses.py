"""The register of reasoned responses: what was heard, what was decided about it, and why."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kokreasi.conversations.choices import Verdict
from kokreasi.core.fields import BilingualField
from kokreasi.organisations.models import Organisation
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import Visitor
from kokreasi.register.models import Record, Revised


class ResponseQuerySet(models.QuerySet["Response"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Keep what was published about public things; everything for the secretariat."""
        return self if is_secretariat(visitor) else self.public()

    def public(self) -> Self:
        return self.filter(published_at__isnull=False, about__published_at__isnull=False)


class Response(Revised):
    """The answer to one contribution: the decision, its reason, who answers for it and since when.

    In the register it stands under a letter (the theme) and a number: B1.1 is what was heard, B1.2
    the response. `plan` is the record of the plan. What the verdict points to is in `leads_to` (the
    proposal it was merged into, the commitment it became), `programme` (which existing programme
    takes it up) or `until` (deferred until that day).
    """

    plan = models.ForeignKey(
        Record, models.PROTECT, related_name="responses_given", verbose_name=_("plan")
    )
    about = models.OneToOneField(
        Record, models.PROTECT, related_name="response", verbose_name=_("contribution")
    )
    letter = models.CharField(_("letter"), max_length=3)
    number = models.PositiveIntegerField(_("number"))
    heard = BilingualField(_("what we heard"), multiline=True)
    verdict = models.CharField(_("decision"), max_length=12, choices=Verdict)
    reason = BilingualField(_("reason"), multiline=True)
    unit = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("responsible unit")
    )
    decided_on = models.DateField(_("decided on"))
    decided_in = models.ForeignKey(
        Record,
        models.PROTECT,
        related_name="decisions",
        verbose_name=_("meeting in which it was decided"),
        null=True,
        blank=True,
    )
    leads_to = models.ForeignKey(
        Record,
        models.PROTECT,
        related_name="+",
        verbose_name=_("what it became"),
        null=True,
        blank=True,
    )
    programme = BilingualField(_("existing programme"), blank=True)
    until = models.DateField(_("deferred until"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    told_at = models.DateTimeField(_("authors told at"), null=True, blank=True)
    reply = models.TextField(_("what the authors answered"), blank=True)
    replied_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("reasoned response")
        verbose_name_plural = _("reasoned responses")
        ordering = ["plan", "letter", "number"]
        constraints = [
            models.UniqueConstraint(
                name="response_number_once", fields=["plan", "letter", "number"]
            ),
            models.CheckConstraint(
                name="response_leads_elsewhere",
                condition=Q(leads_to=None) | ~Q(leads_to=F("about")),
            ),
            models.CheckConstraint(
                name="response_merged_says_into_what",
                condition=~Q(verdict=Verdict.MERGED) | Q(leads_to__isnull=False),
            ),
            models.CheckConstraint(
                name="response_deferred_says_until_when",
                condition=~Q(verdict=Verdict.DEFERRED) | Q(until__isnull=False),
            ),
            models.CheckConstraint(
                name="response_replied_once_it_was_told",
                condition=Q(replied_at=None) | Q(told_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.get_verdict_display()}"

    @property
    def place(self) -> str:
        """Give the place in the register: "B1"; .1 is what was heard, .2 the response."""
        return f"{self.letter}{self.number}"
