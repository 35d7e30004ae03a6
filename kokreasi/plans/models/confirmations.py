"""That institutions were asked to stand by a draft, and that they do."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from kokreasi.files.models import File
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import Visitor
from kokreasi.plans.choices import ConfirmedBy
from kokreasi.plans.models.drafts import Draft


class ConfirmationQuerySet(models.QuerySet["Confirmation"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Keep those of public commitments that stand, and the visitor's own institutions'."""
        if is_secretariat(visitor):
            return self
        public = Q(withdrawn_at=None, draft__commitment__record__published_at__isnull=False)
        return self.filter(public | _of_bodies(visitor))

    def with_letter_for(self, visitor: Visitor) -> Self:
        """Keep what is visible with a letter that the visitor may open, too."""
        with_letter = self.exclude(file=None)
        if is_secretariat(visitor):
            return with_letter
        return with_letter.filter(Q(is_letter_public=True) | _of_bodies(visitor))

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)


def _of_bodies(visitor: Visitor) -> Q:
    bodies = visitor.bodies if isinstance(visitor, User) and visitor.is_active else ()
    return Q(organisation__record__reference__in=bodies)


class Confirmation(models.Model):
    """That a leading institution stands by one draft of a commitment: by letter, or signed here."""

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="confirmations")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="confirmations", verbose_name=_("institution")
    )
    way = models.CharField(_("how"), max_length=10, choices=ConfirmedBy)
    letter_number = models.CharField(_("number of the letter"), max_length=120, blank=True)
    letter_on = models.DateField(_("date of the letter"), null=True, blank=True)
    file = models.ForeignKey(
        File, models.PROTECT, related_name="+", verbose_name=_("letter"), null=True, blank=True
    )
    is_letter_public = models.BooleanField(
        _("show the letter's file to everybody"),
        default=False,
        help_text=_("Without this, only the secretariat and the institution can open it."),
    )
    signer = models.CharField(_("signed by"), max_length=200)
    signer_role = models.CharField(_("as"), max_length=200)
    confirmed_at = models.DateTimeField(_("recorded at"))
    by = models.ForeignKey(
        User,
        models.SET_NULL,
        related_name="+",
        verbose_name=_("recorded by"),
        null=True,
        blank=True,
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_because = models.TextField(_("why it was withdrawn"), blank=True)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        ordering = ["confirmed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="confirmed_once",
                fields=["draft", "organisation"],
                condition=Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="confirmation_by_letter_names_it",
                condition=~Q(way=ConfirmedBy.LETTER)
                | (~Q(letter_number="") & Q(letter_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="confirmation_withdrawn_says_why",
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.draft}"


class AskingQuerySet(models.QuerySet["Asking"]):
    def waiting_for(self, person: User) -> Self:
        """Keep what the person's institutions were asked and have not confirmed."""
        given = Confirmation.objects.standing().filter(
            draft=OuterRef("draft"), organisation=OuterRef("organisation")
        )
        mine = self.filter(organisation__record__reference__in=person.bodies)
        return mine.filter(~Exists(given), draft__in=Draft.objects.newest())


class Asking(models.Model):
    """That an institution was asked to confirm a draft: once, however often somebody presses."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="askings")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("institution")
    )
    asked_at = models.DateTimeField(_("asked at"))
    by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("by"), null=True, blank=True
    )

    objects = AskingQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to confirm")
        verbose_name_plural = _("requests to confirm")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(name="asked_once", fields=["draft", "organisation"]),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.draft}"
