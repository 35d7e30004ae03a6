"""How official minutes look when they leave the platform."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kokreasi.files.models import File
from kokreasi.people.models import User


class Stationery(models.Model):
    """The letterhead and the Word template of an office; the newest counts, the others are kept.

    `letterhead` has one line for each line on paper. Without a template ours is used.
    """

    letterhead = models.TextField(_("letterhead"), blank=True)
    template = models.ForeignKey(
        File,
        models.PROTECT,
        related_name="+",
        verbose_name=_("Word template"),
        null=True,
        blank=True,
    )
    by = models.ForeignKey(User, models.SET_NULL, related_name="+", null=True, blank=True)
    set_at = models.DateTimeField(_("set at"))

    class Meta:
        verbose_name = _("letterhead and template")
        verbose_name_plural = _("letterheads and templates")
        ordering = ["-set_at", "-pk"]

    def __str__(self) -> str:
        return self.letterhead.partition("\n")[0]
