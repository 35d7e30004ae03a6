"""Organisations, what they were called on each day, and who acts for them."""

from datetime import date
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.fields import BilingualField
from kokreasi.organisations.choices import CIVIL_SOCIETY, GOVERNMENT, Kind
from kokreasi.people.choices import Role
from kokreasi.people.models import RoleGrant
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import Visitor
from kokreasi.register.models import Recorded
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.models import Region, Term

FIRST_YEAR, LAST_YEAR = 1500, 2100


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Keep what the visitor may know of; every page and every export starts here."""
        return self if is_secretariat(visitor) else self.public()

    def public(self) -> Self:
        return self.filter(record__published_at__isnull=False)

    def standing(self) -> Self:
        """Leave out what was merged into another; its page only leads to the survivor."""
        return self.filter(merged_into=None)

    def of_kind(self, kinds: frozenset[Kind]) -> Self:
        return self.filter(kind__in=kinds)

    def matching(self, text: str) -> Self:
        """Keep those that a text is part of: a name of any time, an alias, the reference."""
        if not text:
            return self
        called = Q(names__name__id__icontains=text) | Q(names__name__en__icontains=text)
        short = Q(names__abbreviation__icontains=text) | Q(aliases__text__icontains=text)
        found = called | short | Q(record__reference__iexact=text)
        return self.filter(pk__in=self.model._base_manager.filter(found).values("pk"))

    def with_record(self) -> Self:
        """Fetch what a line about each organisation shows, in one query."""
        return self.select_related("record")


class Organisation(Recorded):
    """A ministry, an agency, a civil-society organisation or another body that takes part.

    `abbreviation` and the title of the record repeat the present name, so that lists need no
    second query; the services keep them equal to it.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    abbreviation = models.CharField(_("abbreviation"), max_length=40, blank=True, editable=False)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="units",
        verbose_name=_("part of"),
        null=True,
        blank=True,
    )
    regions = models.ManyToManyField(
        Region, related_name="organisations", verbose_name=_("regions of work"), blank=True
    )
    goals = models.ManyToManyField(
        Term,
        related_name="organisations",
        verbose_name=_("sustainable development goals"),
        limit_choices_to={"vocabulary": Vocabulary.SDG_GOAL},
        blank=True,
    )
    mailbox = models.EmailField(
        _("role mailbox"),
        blank=True,
        help_text=_("An address of the office, shown to the public; never that of a person."),
    )
    website = models.URLField(_("website"), blank=True)
    founded_year = models.PositiveSmallIntegerField(
        _("founded in"),
        null=True,
        blank=True,
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
    )
    focus = BilingualField(_("focus"), multiline=True, blank=True)
    network = BilingualField(_("network"), multiline=True, blank=True)
    programmes = BilingualField(_("programmes"), multiline=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="absorbed",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        editable=False,
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["record__reference"]
        constraints = [
            models.CheckConstraint(
                name="organisation_is_not_its_own_parent",
                condition=Q(parent=None) | ~Q(parent=F("pk")),
                violation_error_message=_("An organisation cannot be a part of itself."),
            ),
            models.CheckConstraint(
                name="organisation_merged_into_another",
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
            ),
        ]
        indexes = [models.Index(fields=["kind"])]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def name(self) -> Bilingual:
        """The present name, in both languages."""
        title: Bilingual = self.record.title
        return title

    @property
    def short_name(self) -> str:
        """The abbreviation where there is one, as in "Kemenkeu"."""
        return self.abbreviation or str(self.name)

    @property
    def is_government(self) -> bool:
        return self.kind in GOVERNMENT

    @property
    def is_civil_society(self) -> bool:
        return self.kind in CIVIL_SOCIETY

    @property
    def is_merged(self) -> bool:
        return self.merged_into_id is not None

    def name_on(self, day: date) -> "OrganisationName | None":
        """Give the name that held on a day; nothing where none is known for it."""
        return next((name for name in self.names.all() if name.is_valid_on(day)), None)


class OrganisationNameQuerySet(models.QuerySet["OrganisationName"]):
    def valid_on(self, day: date) -> Self:
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day)
        )

    def overlapping(self, first: date | None, last: date | None) -> Self:
        """Keep the names that hold on a day between two days, both included; none means open."""
        found = self
        if last is not None:
            found = found.filter(Q(valid_from=None) | Q(valid_from__lte=last))
        if first is not None:
            found = found.filter(Q(valid_to=None) | Q(valid_to__gte=first))
        return found


class OrganisationName(models.Model):
    """What an organisation is called from a first day to a last one, both included.

    No first day: as long as anybody remembers. No last day: still. On each day it has one name.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="names", verbose_name=_("organisation")
    )
    name = BilingualField(_("name"))
    abbreviation = models.CharField(_("abbreviation"), max_length=40, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = OrganisationNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("name of an organisation")
        verbose_name_plural = _("names of organisations")
        ordering = [F("valid_from").asc(nulls_first=True), "pk"]
        constraints = [
            models.CheckConstraint(
                name="name_ends_after_start",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
            models.UniqueConstraint(
                name="name_present_once", fields=["organisation"], condition=Q(valid_to=None)
            ),
            models.UniqueConstraint(
                name="name_first_once", fields=["organisation"], condition=Q(valid_from=None)
            ),
            models.UniqueConstraint(name="name_starts_once", fields=["organisation", "valid_from"]),
            models.UniqueConstraint(name="name_ends_once", fields=["organisation", "valid_to"]),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.abbreviation})" if self.abbreviation else str(self.name)

    def is_valid_on(self, day: date) -> bool:
        started = self.valid_from is None or self.valid_from <= day
        return started and (self.valid_to is None or day <= self.valid_to)


class Alias(models.Model):
    """Another spelling under which sources mention an organisation, and where it was seen."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="aliases", verbose_name=_("organisation")
    )
    text = models.CharField(_("spelling"), max_length=300)
    folded = models.CharField(max_length=300, editable=False)
    source = models.CharField(_("seen in"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["text", "pk"]
        constraints = [
            models.UniqueConstraint(name="alias_once", fields=["organisation", "folded"]),
        ]
        indexes = [models.Index(fields=["folded"])]

    def __str__(self) -> str:
        return self.text


class MembershipQuerySet(models.QuerySet["Membership"]):
    def held_on(self, day: date) -> Self:
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class Membership(models.Model):
    """A person's role in an organisation, from a first day to a last one, both included.

    `grant` is the role that follows from it, kept with the same days by the services.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="memberships",
        verbose_name=_("person"),
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    grant = models.OneToOneField(RoleGrant, models.CASCADE, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="membership_ends_after_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.UniqueConstraint(
                name="membership_open_once",
                fields=["user", "organisation", "role"],
                condition=Q(ends_on=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.organisation}"

    def is_held_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class Directory(models.Model):
    """The one row that numbers organisations and tells when any of their names changed.

    Whoever creates or names an organisation holds it until the end of the transaction, so that two
    at once never get the same reference.
    """

    last_number = models.PositiveIntegerField(default=0)
    edition = models.CharField(max_length=32, blank=True)

    class Meta:
        verbose_name = _("directory of organisations")
        verbose_name_plural = _("directory of organisations")

    def __str__(self) -> str:
        return self.edition
