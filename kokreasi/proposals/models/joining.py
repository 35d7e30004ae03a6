"""Who is to stand behind a proposal too, and what lies beside a draft until it is submitted."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kokreasi.core.fields import BilingualField
from kokreasi.files.models import File
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.people.visitors import Visitor
from kokreasi.proposals.choices import Joining
from kokreasi.proposals.models.proposals import Proposal, written_by


class JoiningRequestQuerySet(models.QuerySet["JoiningRequest"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Keep what the visitor's organisation was asked or has asked, or asks to join one's own.

        Who joins is nobody else's business until it has joined, also not the secretariat's.
        """
        if not isinstance(visitor, User):
            return self.none()
        own = Proposal.objects.filter(written_by(visitor)).values("pk")
        bodies = Q(organisation__record__reference__in=visitor.bodies)
        return self.filter(bodies | Q(proposal__in=own))

    def waiting(self) -> Self:
        return self.filter(answered_at=None)

    def to_be_answered_by(self, visitor: User) -> Self:
        """Keep invitations to a body of the visitor, and requests to join the visitor's own."""
        own = Proposal.objects.filter(written_by(visitor)).values("pk")
        invited = Q(how=Joining.INVITED, organisation__record__reference__in=visitor.bodies)
        return self.waiting().filter(invited | Q(how=Joining.ASKED, proposal__in=own))


class JoiningRequest(models.Model):
    """That an organisation is invited to stand behind a proposal, or asks to; answered once."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="joining")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    how = models.CharField(_("how"), max_length=10, choices=Joining)
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("asked by"), null=True, blank=True
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    is_accepted = models.BooleanField(_("accepted"), null=True, blank=True)

    objects = JoiningRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to stand behind a proposal")
        verbose_name_plural = _("requests to stand behind proposals")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="joining_asked_once",
                fields=["proposal", "organisation"],
                condition=Q(answered_at=None),
            ),
            models.CheckConstraint(
                name="joining_answered_says_how",
                condition=Q(answered_at=None, is_accepted=None)
                | Q(answered_at__isnull=False, is_accepted__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal.reference} + {self.organisation}"


class Enclosure(models.Model):
    """A file that lies with a draft; once the draft is submitted its record keeps it.

    The record cannot keep it earlier: the secretariat reads what records keep.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="enclosures")
    file = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name=_("file"))
    title = BilingualField(_("title"))
    alt = BilingualField(_("what the picture shows"), blank=True)

    class Meta:
        verbose_name = _("file of a draft")
        verbose_name_plural = _("files of drafts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="enclosed_once", fields=["proposal", "file"]),
        ]

    def __str__(self) -> str:
        return str(self.title)
