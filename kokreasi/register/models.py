"""One record for each public thing, and what is kept about it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelsearch import index

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import retold
from kokreasi.core.fields import BilingualField
from kokreasi.files.models import File, Variant
from kokreasi.insights.words import roots, words
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import Visitor
from kokreasi.register.choices import FacetName, Kind, Show, Tie
from kokreasi.register.leaves import leaf_hash


class RecordQuerySet(models.QuerySet["Record"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Keep what the visitor may know of; every public list starts here."""
        return self if is_secretariat(visitor) else self.public()

    def public(self) -> Self:
        return self.filter(published_at__isnull=False)

    def found_by(self, name: FacetName, value: str) -> Self:
        """Keep the published records that carry this facet."""
        return self.filter(facets__name=name, facets__value=value)


class Record(index.Indexed, models.Model):
    """The entry of one public thing in the register: its reference, title and publication.

    `sort_key` says where the record stands in a list of its kind: by title unless the app that
    opens the record knows better. `words` are further words by which it is found.
    """

    reference = models.CharField(_("reference"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = BilingualField(_("title"))
    summary = BilingualField(_("summary"), multiline=True, blank=True)
    words = models.TextField(blank=True)
    sort_key = models.CharField(max_length=120)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    version = models.ForeignKey("Version", models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(_("changed at"))

    search_fields = [
        index.SearchField("names_to_find", boost=3),
        index.SearchField("words_to_find"),
    ]
    search_auto_update = False
    most_stemmed: int | None = None
    """Of how many words the index holds the roots: of all, but while somebody waits for it."""

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        ordering = ["reference"]
        indexes = [
            models.Index(fields=["kind", "sort_key"]),
            models.Index(fields=["-changed_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse(self.kind, args=[self.reference])

    @property
    def is_public(self) -> bool:
        return self.published_at is not None

    def names_to_find(self) -> str:
        """Give what the record is called; a search ranks these words highest."""
        return " ".join(words(f"{self.reference} {self.title.id} {self.title.en}"))

    def words_to_find(self) -> str:
        """Give every other word by which the record is found, then the roots of all of them."""
        found = roots(self.all_words(), most=self.most_stemmed)
        return " ".join([*words(f"{self.summary.id} {self.summary.en} {self.words}"), *found])

    def all_words(self) -> str:
        """Give every text by which the record is found."""
        said = (self.summary.id, self.summary.en, self.words)
        return " ".join([self.names_to_find(), *said])

    @property
    def permanent_link(self) -> str:
        return reverse("permalink", args=[self.reference])


class Revised(models.Model):
    """A row that two people may edit at once: it counts its revisions, also field by field.

    `field_revisions` tells in which revision a field last changed, so that somebody who saw an
    older one is stopped only where the other has written.
    """

    revision = models.PositiveIntegerField(default=1, editable=False)
    field_revisions = models.JSONField(default=dict, editable=False)

    class Meta:
        abstract = True

    def changed_since(self, seen: int) -> set[str]:
        """Name the fields that somebody has written after revision `seen`."""
        return {name for name, revision in self.field_revisions.items() if revision > seen}


class Recorded(Revised):
    """What every public thing of an app has: its record."""

    record = models.OneToOneField(Record, models.PROTECT, related_name="%(class)s")

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        address: str = self.record.get_absolute_url()
        return address

    @property
    def reference(self) -> str:
        reference: str = self.record.reference
        return reference


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Keep public lines of public records; the secretariat also reads those about drafts."""
        if is_secretariat(visitor):
            return self
        return self.filter(is_public=True, record__published_at__isnull=False)


class Entry(models.Model):
    """A line of history: who did what to a record, when, and why."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="entries")
    event = models.CharField(max_length=60)
    says = BilingualField()
    changes = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    is_public = models.BooleanField(default=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    on_behalf_of = models.CharField(max_length=300)
    salt = models.CharField(max_length=64)
    leaf_hash = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of history")
        verbose_name_plural = _("history")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["record", "-at"]), models.Index(fields=["-at"])]

    def __str__(self) -> str:
        return f"{self.on_behalf_of} {self.says}"

    def content(self) -> dict[str, Any]:
        """Give what the leaf hash covers: all that is told in public, and no person's name."""
        return {
            "record": self.record.reference,
            "event": self.event,
            "says": self.says.as_dict(),
            "changes": self.changes,
            "reason": self.reason,
            "at": self.at.isoformat(),
            "on_behalf_of": self.on_behalf_of,
        }

    def texts(self) -> list[str]:
        """Give every text of the line that a reader sees."""
        told = [words for change in self.told_changes() for words in change.values()]
        return [
            self.reason,
            *(text for words in (self.says, *told) for text in (words.id, words.en)),
        ]

    def is_untouched(self) -> bool:
        """Tell whether the line still is what was hashed when it was written."""
        return leaf_hash(self.content(), salt=self.salt) == self.leaf_hash

    def told_changes(self) -> list[dict[str, Bilingual]]:
        """Give each change as the words of its field, its old value and its new one."""
        return retold(self.changes)


class VersionQuerySet(models.QuerySet["Version"]):
    def shown(self) -> Self:
        """Keep those whose content everybody may read who may see the record."""
        return self.filter(closed_because="")


class Version(models.Model):
    """A frozen state of a record, known by its number and fingerprint; never changed again.

    One that says what must no longer be public is closed, with the reason: its number and
    fingerprint stay, its content is shown to nobody.
    """

    record = models.ForeignKey(Record, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    reason = models.TextField(blank=True)
    closed_because = models.TextField(_("why it is no longer shown"), blank=True)
    created_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["record", "number"]
        constraints = [
            models.UniqueConstraint(name="version_number_once", fields=["record", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.record.reference} v{self.number}"


class Facet(models.Model):
    """A word by which a published record is found, such as its theme or its lead institution."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="facets")
    name = models.CharField(max_length=20, choices=FacetName)
    value = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="facet_once", fields=["record", "name", "value"]),
        ]
        indexes = [models.Index(fields=["name", "value"])]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


class Link(models.Model):
    """A tie between two records, which readers can follow in both directions."""

    source = models.ForeignKey(Record, models.CASCADE, related_name="links_out")
    target = models.ForeignKey(Record, models.CASCADE, related_name="links_in")
    tie = models.CharField(max_length=20, choices=Tie)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="link_once", fields=["source", "target", "tie"]),
            models.CheckConstraint(
                name="link_joins_two", condition=~models.Q(source=models.F("target"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source.reference} {self.get_tie_display()} {self.target.reference}"


class StatedFigure(models.Model):
    """A number that a source states; shown beside what we count, never instead of it."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="stated_figures")
    measure = models.SlugField(_("measure"), max_length=40)
    label = BilingualField(_("what is counted"))
    value = models.DecimalField(_("number"), max_digits=14, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    source = BilingualField(_("source"))
    source_url = models.URLField(_("address of the source"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("stated figure")
        verbose_name_plural = _("stated figures")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.label}: {self.value.normalize():f}{self.unit}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Keep what belongs to a record that the visitor may know of; the twin of the record's."""
        if is_secretariat(visitor):
            return self
        return self.filter(record__published_at__isnull=False)

    def documents(self) -> Self:
        return self.filter(role=Show.DOCUMENT)

    def pictures(self) -> Self:
        """Keep the pictures, with the smaller copies that pages show."""
        return self.filter(role=Show.PICTURE).prefetch_related("file__variants")


class Attachment(models.Model):
    """A document or picture that belongs to a record, and is seen by whoever may see the record.

    `alt` says in words what a picture shows; it is empty for a document.
    """

    record = models.ForeignKey(Record, models.CASCADE, related_name="attachments")
    file = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name=_("file"))
    role = models.CharField(_("shown as"), max_length=10, choices=Show)
    title = BilingualField(_("title"))
    alt = BilingualField(_("what the picture shows"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(name="attachment_once", fields=["record", "file"]),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("attachment", args=[self.pk, self.file.name])

    def small_copy(self, side: int) -> Variant | File:
        """Give the copy of a picture made for this longest side, or the picture itself."""
        copies = (copy for copy in self.file.variants.all() if copy.longest_side == side)
        return next(copies, self.file)


class Likeness(models.Model):
    """By what a record is compared with texts and with other records: the roots of its words.

    `roots` stand in the order of the alphabet with spaces between them; `mass` is what they weighed
    when they were written, and `signature` is theirs.
    """

    record = models.OneToOneField(Record, models.CASCADE, primary_key=True, related_name="likeness")
    roots = models.TextField()
    mass = models.FloatField()
    signature = models.BinaryField()

    def __str__(self) -> str:
        return self.roots


class RareRoot(models.Model):
    """One of the rarest roots of a record, by which those that may be alike are found."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="rare_roots")
    root = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="rare_root_once", fields=["root", "record"]),
        ]

    def __str__(self) -> str:
        return self.root


class RootCount(models.Model):
    """How many records have a root, when they were last counted; the empty root is in all."""

    root = models.CharField(max_length=40, primary_key=True)
    records = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.root}: {self.records}"
