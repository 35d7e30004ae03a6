"""Somebody without an account, known by an e-mail address."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import LANGUAGES


class CorrespondentQuerySet(models.QuerySet["Correspondent"]):
    def confirmed(self) -> Self:
        return self.filter(confirmed_at__isnull=False, erased_at=None)


class Correspondent(models.Model):
    """Somebody without an account who follows, proposes, supports or remarks by e-mail.

    The address counts once it is confirmed by the link that was sent there. Of the link only a
    hash is kept; `seed` and the secret of the installation together make it again. Whoever asks to
    be forgotten keeps nothing here but the row that others point to.
    """

    email = models.EmailField(_("e-mail address"), blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=[(code, code) for code in LANGUAGES], default="id"
    )
    seed = models.CharField(max_length=32, editable=False)
    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    asked_at = models.DateTimeField(_("asked at"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    erased_at = models.DateTimeField(_("personal data erased at"), null=True, blank=True)

    objects = CorrespondentQuerySet.as_manager()

    class Meta:
        verbose_name = _("correspondent")
        verbose_name_plural = _("correspondents")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="correspondent_address_once", fields=["email"], condition=~Q(email="")
            ),
            models.CheckConstraint(
                name="correspondent_email_is_lower_case", condition=Q(email=Lower("email"))
            ),
            models.CheckConstraint(
                name="correspondent_erased_is_nobody",
                condition=Q(erased_at=None) | Q(email="", name=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email or str(_("erased"))

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None and self.erased_at is None
