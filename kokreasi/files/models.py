"""Files that were uploaded or generated, and smaller copies of pictures."""

from pathlib import PurePath
from typing import Any

from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kokreasi.files.formats import WEBP
from kokreasi.people.models import User


class File(models.Model):
    """Bytes that are kept once, however often they are sent. Who may read them is decided above.

    The name is the first sender's; whoever attaches the file may show another.
    """

    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    name = models.CharField(_("name"), max_length=120)
    content_type = models.CharField(_("media type"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    width = models.PositiveIntegerField(_("width in pixels"), null=True, blank=True)
    height = models.PositiveIntegerField(_("height in pixels"), null=True, blank=True)
    uploaded_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="file_has_both_sides_or_none",
                condition=Q(width=None, height=None) | Q(width__gt=0, height__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")

    @property
    def storage_name(self) -> str:
        return f"{self.sha256[:2]}/{self.sha256}"

    @property
    def etag(self) -> str:
        return f'"{self.sha256}"'

    def open(self) -> Any:
        """Open the bytes for reading; the caller closes."""
        return default_storage.open(self.storage_name)


class Variant(models.Model):
    """A picture's smaller copy (WebP) for pages, named by the longest side it was made for."""

    file = models.ForeignKey(
        File, models.CASCADE, related_name="variants", verbose_name=_("picture")
    )
    longest_side = models.PositiveSmallIntegerField(_("longest side in pixels"))
    width = models.PositiveIntegerField(_("width in pixels"))
    height = models.PositiveIntegerField(_("height in pixels"))
    size = models.PositiveIntegerField(_("size in bytes"))

    is_picture = True
    content_type = WEBP.content_type

    class Meta:
        verbose_name = _("smaller picture")
        verbose_name_plural = _("smaller pictures")
        ordering = ["longest_side"]
        constraints = [
            models.UniqueConstraint(name="variant_once_a_side", fields=["file", "longest_side"]),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{PurePath(self.file.name).stem}-{self.longest_side}.webp"

    @property
    def storage_name(self) -> str:
        return f"{self.file.storage_name}-{self.longest_side}.webp"

    @property
    def etag(self) -> str:
        return f'"{self.file.sha256}-{self.longest_side}"'

    def open(self) -> Any:
        """Open the bytes for reading; the caller closes."""
        return default_storage.open(self.storage_name)
