"""Terms and regions, each with its validity, its source and the history of its changes."""

import re
from datetime import date
from typing import Self, TypeVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import retold
from kokreasi.core.fields import BilingualField
from kokreasi.vocabularies.choices import Level, Scheme, StageMeaning, Validity, Vocabulary

OWN_NAME = "Kokreasi"
WORDS = re.compile(r"[\w.]*\w")  # keeps the dot of 33.74, drops that of "Kab."
is_code = RegexValidator(
    r"^[a-z0-9]+([.-][a-z0-9]+)*\Z",
    _("Use small letters and digits, joined by hyphens or dots: open-data, 16.6."),
)
is_region_code = RegexValidator(
    r"^[0-9]{2,10}(\.[0-9]{2,4}){0,3}\Z", _("Use the digits of the code: 33 or 33.74.")
)

ValidFor = TypeVar("ValidFor", bound="Dated")


class DatedQuerySet(models.QuerySet[ValidFor]):
    def valid_on(self, day: date) -> Self:
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day)
        )


class Dated(models.Model):
    """Something that holds from a first day to a last one, both included.

    No first day: it held before these lists were kept. No last day: it still holds. What is kept
    by the secretariat was added or changed here, so that no newer shipped list overwrites it.
    """

    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)
    is_kept = models.BooleanField(_("kept by the secretariat"), default=False, editable=False)
    revision = models.PositiveIntegerField(_("revision"), default=1, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_ends_after_start",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def is_valid_on(self, day: date) -> bool:
        return self.validity_on(day) == Validity.VALID

    def validity_on(self, day: date) -> Validity:
        if self.valid_from and day < self.valid_from:
            return Validity.COMING
        return Validity.ENDED if self.valid_to and day > self.valid_to else Validity.VALID


class TermQuerySet(DatedQuerySet["Term"]):
    def of(self, vocabulary: Vocabulary) -> Self:
        return self.filter(vocabulary=vocabulary)

    def matching(self, text: str) -> Self:
        """Keep the terms that have every word of the text in their code or name."""
        found = self
        for word in WORDS.findall(text):
            found = found.filter(
                Q(code__startswith=word.lower())
                | Q(name__id__icontains=word)
                | Q(name__en__icontains=word)
            )
        return found


class Term(Dated):
    """An entry of a vocabulary, such as a goal, a policy area or one step of a scale.

    The code never changes: addresses, exports and imports name the term by it. For scales of
    the reviewers the validity is read on the first day of the plan they assess, so that an older
    plan keeps its own scale.
    """

    vocabulary = models.CharField(_("vocabulary"), max_length=30, choices=Vocabulary)
    code = models.CharField(_("code"), max_length=60, validators=[is_code])
    name = BilingualField(_("name"))
    description = BilingualField(_("description"), multiline=True, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="children",
        verbose_name=_("belongs to"),
        null=True,
        blank=True,
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    meaning = models.CharField(_("meaning"), max_length=20, choices=StageMeaning, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["vocabulary", "position", "code"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(name="term_code_once", fields=["vocabulary", "code"]),
            models.CheckConstraint(
                name="term_is_not_its_own_parent",
                condition=Q(parent=None) | ~Q(parent=F("pk")),
            ),
            models.CheckConstraint(
                name="term_of_a_stage_has_a_meaning",
                condition=Q(vocabulary=Vocabulary.STAGE_KIND, meaning__in=StageMeaning.values)
                | (~Q(vocabulary=Vocabulary.STAGE_KIND) & Q(meaning="")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return reverse("term", args=[self.vocabulary, self.code])


class RegionQuerySet(DatedQuerySet["Region"]):
    def matching(self, text: str) -> Self:
        """Keep the regions that have every word of the text in their name, code or province."""
        found = self
        for word in WORDS.findall(text):
            found = found.filter(
                Q(name__icontains=word) | Q(code__startswith=word) | Q(parent__name__icontains=word)
            )
        return found


class Region(Dated):
    """A province, regency or city under the code that one scheme gives it."""

    scheme = models.CharField(_("scheme"), max_length=20, choices=Scheme, default=Scheme.KEMENDAGRI)
    code = models.CharField(_("code"), max_length=13, validators=[is_region_code])
    level = models.CharField(_("level"), max_length=10, choices=Level)
    name = models.CharField(_("name"), max_length=100)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="children",
        verbose_name=_("province"),
        null=True,
        blank=True,
    )

    objects = RegionQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["scheme", "code"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(name="region_code_once", fields=["scheme", "code"]),
            models.CheckConstraint(
                name="region_below_a_province",
                condition=Q(level=Level.PROVINCE, parent=None)
                | (~Q(level=Level.PROVINCE) & Q(parent__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("region", args=[self.scheme, self.code])


class Change(models.Model):
    """One line of history: who did what and why; no person where a shipped list did it."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True
    )
    on_behalf_of = models.CharField(_("on behalf of"), max_length=300, default=OWN_NAME)
    at = models.DateTimeField(_("at"), auto_now_add=True)
    says = BilingualField(_("what was done"))
    changes = models.JSONField(_("changes"), default=list)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        abstract = True
        ordering = ["-at", "-pk"]

    def told_changes(self) -> list[dict[str, Bilingual]]:
        """Give each change as the words of its field, its old value and its new one."""
        return retold(self.changes)


class TermChange(Change):
    """What was done to a term."""

    term = models.ForeignKey(Term, models.CASCADE, related_name="history")

    class Meta(Change.Meta):
        verbose_name = _("change of a term")
        verbose_name_plural = _("changes of terms")


class RegionChange(Change):
    """What was done to a region."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="history")

    class Meta(Change.Meta):
        verbose_name = _("change of a region")
        verbose_name_plural = _("changes of regions")
