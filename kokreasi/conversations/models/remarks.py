"""Remarks and suggested changes on a paragraph of a draft."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kokreasi.conversations.choices import RemarkState
from kokreasi.conversations.models.correspondents import Correspondent
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.people.rules import moderates
from kokreasi.people.visitors import Visitor
from kokreasi.register.models import Record

SHOWN = (RemarkState.OPEN, RemarkState.ACCEPTED, RemarkState.DECLINED)


class RemarkQuerySet(models.QuerySet["Remark"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Keep what was let through and one's own; who moderates also what waits or was refused.

        Whether the draft itself may be read is decided by whoever shows it.
        """
        if moderates(visitor):
            return self
        own = Q(user=visitor) if isinstance(visitor, User) else Q(pk__in=[])
        return self.filter(Q(state__in=SHOWN) | own)

    def shown(self) -> Self:
        """Keep what everybody reads who reads the draft."""
        return self.filter(state__in=SHOWN)

    def held(self) -> Self:
        """Keep what the secretariat has to look at before others read it."""
        return self.filter(state=RemarkState.HELD, confirmed_at__isnull=False)

    def unconfirmed(self) -> Self:
        """Keep what was sent under an address that has not said so itself."""
        return self.filter(confirmed_at=None)

    def on(self, fingerprint: str) -> Self:
        """Keep the remarks on the draft that has this fingerprint."""
        return self.filter(fingerprint=fingerprint)

    def waiting(self) -> Self:
        """Keep what waits to be let through or answered."""
        return self.filter(
            state__in=(RemarkState.HELD, RemarkState.OPEN), confirmed_at__isnull=False
        )


class Remark(models.Model):
    """What somebody says about one paragraph of a draft, perhaps with other words for it.

    `place` names the paragraph ("solution.id#2": the third paragraph of the Indonesian solution),
    `fingerprint` the draft that was read and `quoted` its words then, so that a remark stays
    understandable when the draft has moved on. `answer` says what became of it. The name of a
    person is shown only where `is_named`; an organisation always stands behind its remark.
    `confirmed_at` is when the address said that the remark is its own; of whoever signed in, when
    it was made.
    """

    record = models.ForeignKey(
        Record, models.CASCADE, related_name="remarks", verbose_name=_("about")
    )
    fingerprint = models.CharField(_("draft"), max_length=64)
    place = models.CharField(_("paragraph"), max_length=80)
    quoted = models.TextField(_("words of the paragraph"))
    text = models.TextField(_("remark"), blank=True)
    suggestion = models.TextField(_("suggested words"), blank=True)
    user = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("person"), null=True, blank=True
    )
    correspondent = models.ForeignKey(
        Correspondent,
        models.SET_NULL,
        related_name="remarks",
        verbose_name=_("correspondent"),
        null=True,
        blank=True,
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
    )
    is_named = models.BooleanField(_("may be named in public"), default=False)
    state = models.CharField(
        _("state"), max_length=10, choices=RemarkState, default=RemarkState.OPEN
    )
    made_at = models.DateTimeField(_("made at"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    answer = models.TextField(_("what became of it"), blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("by"), null=True, blank=True
    )

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["record", "fingerprint", "place"])]
        constraints = [
            models.CheckConstraint(
                name="remark_says_something", condition=~Q(text="") | ~Q(suggestion="")
            ),
            models.CheckConstraint(
                name="remark_declined_says_why",
                condition=~Q(state__in=[RemarkState.DECLINED, RemarkState.REFUSED]) | ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="remark_unconfirmed_is_held",
                condition=Q(confirmed_at__isnull=False) | Q(state=RemarkState.HELD),
            ),
        ]

    def __str__(self) -> str:
        return (self.text or self.suggestion)[:80]

    @property
    def is_answered(self) -> bool:
        return self.state in (RemarkState.ACCEPTED, RemarkState.DECLINED)

    @property
    def is_shown(self) -> bool:
        return self.state in SHOWN

    @property
    def signed(self) -> str:
        """Name who stands behind it, as everybody may read it."""
        if self.organisation:
            return str(self.organisation)
        name = self.user.name if self.user else ""
        if self.correspondent and self.correspondent.is_confirmed:
            name = self.correspondent.name
        return name if name and self.is_named else str(_("A citizen"))
