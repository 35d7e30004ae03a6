"""The documents that are made of a frozen plan: PDF, Word and OGP's template."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kokreasi.files.models import File
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import Visitor
from kokreasi.plans.choices import DocumentKind, DocumentState, Language
from kokreasi.register.models import Version

PATIENCE = timedelta(minutes=10)
"""A document is made in seconds; one that takes longer lost its worker."""
UNWRITTEN = (DocumentState.WAITING, DocumentState.WRITING)


class PlanDocumentQuerySet(models.QuerySet["PlanDocument"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Keep what the visitor may read: everything for the secretariat.

        Others read what is made, of a public plan, and holds only words that are still public: one
        commitment that was withdrawn, or one version that was closed, takes the document with it.
        """
        if is_secretariat(visitor):
            return self
        hidden = Version.objects.filter(Q(record__published_at=None) | ~Q(closed_because=""))
        made = self.filter(file__isnull=False, version__record__published_at__isnull=False)
        return made.filter(version__closed_because="").exclude(holds__in=hidden)

    def unwritten(self) -> Self:
        return self.filter(state__in=UNWRITTEN)


class PlanDocument(models.Model):
    """A document of one frozen version of a plan, in one language; once it is made, with its file.

    `holds` are the versions of the commitments whose words stand in it. A document that is made
    anew keeps its last file until the new one is there.
    """

    version = models.ForeignKey(
        Version, models.PROTECT, related_name="documents", verbose_name=_("version")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=DocumentKind)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    state = models.CharField(
        _("state"), max_length=10, choices=DocumentState, default=DocumentState.WAITING
    )
    progress = models.PositiveSmallIntegerField(_("progress"), default=0)
    file = models.ForeignKey(
        File, models.PROTECT, related_name="+", verbose_name=_("file"), null=True, blank=True
    )
    holds = models.ManyToManyField(Version, related_name="+", blank=True)
    failure = models.CharField(max_length=40, blank=True)
    asked_at = models.DateTimeField(_("asked for at"))
    written_at = models.DateTimeField(_("made at"), null=True, blank=True)

    objects = PlanDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document of a plan")
        verbose_name_plural = _("documents of plans")
        ordering = ["version", "kind", "language"]
        constraints = [
            models.UniqueConstraint(
                name="plan_document_once", fields=["version", "kind", "language"]
            ),
            models.CheckConstraint(
                name="plan_document_progress_is_a_percentage", condition=Q(progress__lte=100)
            ),
            models.CheckConstraint(
                name="plan_document_written_has_its_file",
                condition=~Q(state=DocumentState.WRITTEN) | Q(file__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Give the name under which it is sent: `RAN-2018-v3-id.pdf`."""
        kind = DocumentKind(self.kind)
        word = "-ogp" if kind == DocumentKind.OGP else ""
        version = self.version
        stem = f"{version.record.reference}-v{version.number}{word}-{self.language}"
        return f"{stem}.{kind.ending}"

    @property
    def is_being_made(self) -> bool:
        return self.state in UNWRITTEN

    @property
    def waits_long(self) -> bool:
        """Tell whether whoever was to make it has most likely gone."""
        return self.is_being_made and timezone.now() - self.asked_at > PATIENCE
