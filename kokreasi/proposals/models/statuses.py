"""The steps of an office, each with those that may follow it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kokreasi.core.fields import BilingualField
from kokreasi.proposals.choices import Standing


class Status(models.Model):
    """A step in the work on a proposal, as an office calls it, and what it means to the public."""

    code = models.SlugField(_("short code"), max_length=40, unique=True)
    name = BilingualField(_("name"))
    standing = models.CharField(_("means to the public"), max_length=10, choices=Standing)
    next_steps = models.ManyToManyField(
        "self",
        symmetrical=False,
        related_name="+",
        verbose_name=_("may be followed by"),
        blank=True,
    )
    patience = models.PositiveSmallIntegerField(
        _("days until it counts as stuck"), null=True, blank=True
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_offered = models.BooleanField(_("is offered"), default=True)

    class Meta:
        verbose_name = _("status of a proposal")
        verbose_name_plural = _("statuses of proposals")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.name)
