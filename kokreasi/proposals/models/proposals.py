"""Proposals and who stands behind them."""

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from kokreasi.conversations.models import Correspondent
from kokreasi.core.fields import BilingualField
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.people.rules import is_secretariat
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Challenge, Commitment, Plan, Stage, Theme
from kokreasi.proposals.choices import AuthorRole, Format, Origin, Standing
from kokreasi.proposals.models.statuses import Status
from kokreasi.register.choices import Kind
from kokreasi.register.models import Entry, Recorded
from kokreasi.vocabularies.models import Region, Term

TAKEN_OUT = f"{Kind.PROPOSAL}.withdrawn"
"""The event of the line of history that says why the public no longer sees it."""


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """Keep what is public, one's own, and what one is asked to review.

        The secretariat reads everything but drafts: a draft belongs to those who write it, and to
        nobody else.
        """
        if is_secretariat(visitor):
            readable = ~Q(standing=Standing.DRAFT)
        else:
            readable = Q(record__published_at__isnull=False)
        if visitor.is_authenticated:
            asked_about = self.model._base_manager.filter(reviews__reviewer=visitor)
            readable |= written_by(visitor) | Q(pk__in=asked_about.values("pk"))
        return self.filter(readable)

    def written_by(self, visitor: User) -> Self:
        """Keep those of which this person, or a body for which the person acts, is an author."""
        return self.filter(written_by(visitor))

    def led_by(self, visitor: User) -> Self:
        """Keep those of which this person, or a body for which the person acts, is the first."""
        return self.filter(written_by(visitor, role=AuthorRole.LEAD))

    def submitted(self) -> Self:
        return self.exclude(standing=Standing.DRAFT)

    def public(self) -> Self:
        return self.filter(record__published_at__isnull=False)

    def held_back(self) -> Self:
        """Keep what was submitted and never shown: what citizens sent, until it is let through."""
        waiting = self.filter(record__published_at=None, standing=Standing.RECEIVED)
        return waiting.exclude(taken_out())

    def taken_out(self) -> Self:
        """Keep what the secretariat took out of the public's sight, with a reason."""
        return self.filter(taken_out())


def written_by(visitor: Visitor, **which: AuthorRole) -> Q:
    """Give the condition that a visitor is among the authors, or such authors, and knows of it.

    Whoever wrote for an organisation is one of them only while acting for it. Two subqueries, for
    a database looks through every author where one joins both ways.
    """
    if not isinstance(visitor, User):
        return Q(pk__in=[])
    standing = Author.objects.filter(left_at=None, **which)
    oneself = standing.filter(user=visitor, organisation=None)
    bodies = standing.filter(organisation__record__reference__in=visitor.bodies)
    own = Q(pk__in=oneself.values("proposal")) | Q(pk__in=bodies.values("proposal"))
    return own & known_to_authors()


def taken_out() -> Exists:
    """Give the condition that a proposal was public and is so no more, for a reason on record."""
    hidden = Entry.objects.filter(record__published_at=None, event=TAKEN_OUT)
    return Exists(hidden.filter(record=OuterRef("record")))


def known_to_authors() -> Q:
    """Give the condition that it is not a part of a split that nobody outside may know of yet."""
    published = Q(source__record__response__published_at__isnull=False)
    parts = Descent.objects.filter(how=Origin.SPLIT)
    return ~Q(pk__in=parts.exclude(published).values("target"))


class Proposal(Recorded):
    """What somebody asks the plan to promise, in their own words.

    `standing` repeats what the status means to the public, so that constraints and rules can
    depend on it. The words stay as they were submitted, also when a commitment grows out of them.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="proposals")
    stage = models.ForeignKey(
        Stage,
        models.PROTECT,
        related_name="proposals",
        verbose_name=_("submitted in the stage"),
        null=True,
        blank=True,
    )
    format = models.CharField(_("form"), max_length=10, choices=Format, default=Format.SHORT)
    title = BilingualField(_("title"))
    problem = BilingualField(_("public problem"), multiline=True, blank=True)
    causes = BilingualField(_("causes"), multiline=True, blank=True)
    solution = BilingualField(_("proposed solution"), multiline=True, blank=True)
    results = BilingualField(_("expected result"), multiline=True, blank=True)
    institutions = models.ManyToManyField(
        Organisation, related_name="+", verbose_name=_("institutions concerned"), blank=True
    )
    institutions_words = models.CharField(
        _("further institutions concerned"), max_length=500, blank=True
    )
    theme = models.ForeignKey(
        Theme,
        models.PROTECT,
        related_name="proposals",
        verbose_name=_("theme"),
        null=True,
        blank=True,
    )
    values = models.ManyToManyField(
        Term, related_name="+", verbose_name=_("open-government values"), blank=True
    )
    goals = models.ManyToManyField(
        Term, related_name="+", verbose_name=_("sustainable development goals"), blank=True
    )
    regions = models.ManyToManyField(
        Region, related_name="+", verbose_name=_("regions"), blank=True
    )
    challenges = models.ManyToManyField(
        Challenge, related_name="proposals", verbose_name=_("challenges it answers"), blank=True
    )
    status = models.ForeignKey(
        Status, models.PROTECT, related_name="proposals", verbose_name=_("status")
    )
    standing = models.CharField(
        _("standing"), max_length=10, choices=Standing, default=Standing.DRAFT, editable=False
    )
    status_since = models.DateTimeField(_("in this status since"))
    stuck_with = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        verbose_name=_("waits for"),
        null=True,
        blank=True,
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    commitment = models.ForeignKey(
        Commitment,
        models.SET_NULL,
        related_name="proposals",
        verbose_name=_("commitment that grew out of it"),
        null=True,
        blank=True,
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-submitted_at", "-pk"]
        indexes = [models.Index(fields=["plan", "standing"]), models.Index(fields=["submitted_at"])]
        constraints = [
            models.CheckConstraint(
                name="proposal_submitted_has_its_moment",
                condition=Q(standing=Standing.DRAFT, submitted_at=None)
                | (~Q(standing=Standing.DRAFT) & Q(submitted_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_draft(self) -> bool:
        return self.standing == Standing.DRAFT


class AuthorQuerySet(models.QuerySet["Author"]):
    def standing(self) -> Self:
        """Keep those who have not left, the proposer first."""
        return self.filter(left_at=None).order_by(F("role").desc(), "pk")


class Author(models.Model):
    """An organisation, a person with an account or a citizen by e-mail who stands behind it."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="authors")
    role = models.CharField(
        _("role"), max_length=10, choices=AuthorRole, default=AuthorRole.CO_AUTHOR
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="authorships",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
    )
    user = models.ForeignKey(
        User,
        models.SET_NULL,
        related_name="authorships",
        verbose_name=_("person"),
        null=True,
        blank=True,
    )
    correspondent = models.ForeignKey(
        Correspondent,
        models.SET_NULL,
        related_name="authorships",
        verbose_name=_("correspondent"),
        null=True,
        blank=True,
    )
    is_named = models.BooleanField(_("may be named in public"), default=False)
    came_from = models.ForeignKey(
        Proposal,
        models.PROTECT,
        related_name="+",
        verbose_name=_("came with the proposal"),
        null=True,
        blank=True,
    )
    joined_at = models.DateTimeField(_("joined at"))
    left_at = models.DateTimeField(_("left at"), null=True, blank=True)

    objects = AuthorQuerySet.as_manager()

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="author_organisation_once",
                fields=["proposal", "organisation"],
                condition=Q(organisation__isnull=False, left_at=None),
            ),
            models.UniqueConstraint(
                name="author_leads_alone",
                fields=["proposal"],
                condition=Q(role=AuthorRole.LEAD, left_at=None),
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation or _("A citizen"))

    @property
    def public_name(self) -> str:
        """Give what everybody may read: a body of the directory, or a person who agreed to it."""
        if self.organisation is not None:
            is_public = self.organisation.record.is_public
            return str(self.organisation) if is_public else str(_("An organisation"))
        person = self.user or self.correspondent
        return (person.name if person and self.is_named else "") or str(_("A citizen"))


class Descent(models.Model):
    """That a proposal was merged into another one, or split into it."""

    source = models.ForeignKey(Proposal, models.CASCADE, related_name="descendants")
    target = models.ForeignKey(Proposal, models.CASCADE, related_name="ancestors")
    how = models.CharField(_("how"), max_length=10, choices=Origin)

    class Meta:
        verbose_name = _("origin of a proposal")
        verbose_name_plural = _("origins of proposals")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="descent_once", fields=["source", "target"]),
            models.CheckConstraint(name="descent_joins_two", condition=~Q(source=F("target"))),
            models.UniqueConstraint(
                name="merged_into_one", fields=["source"], condition=Q(how=Origin.MERGED)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source.reference} → {self.target.reference}"


class EndorsementQuerySet(models.QuerySet["Endorsement"]):
    def confirmed(self) -> Self:
        """Keep what counts; a citizen's counts once the link in the mail was opened."""
        return self.filter(confirmed_at__isnull=False)


class Endorsement(models.Model):
    """That an organisation or a citizen supports a proposal; counts once it is confirmed."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="endorsements")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
    )
    user = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("person"), null=True, blank=True
    )
    correspondent = models.ForeignKey(
        Correspondent,
        models.SET_NULL,
        related_name="endorsements",
        verbose_name=_("correspondent"),
        null=True,
        blank=True,
    )
    note = models.TextField(_("why"), blank=True)
    given_at = models.DateTimeField(_("given at"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    came_from = models.ForeignKey(
        Proposal,
        models.PROTECT,
        related_name="+",
        verbose_name=_("came with the proposal"),
        null=True,
        blank=True,
    )

    objects = EndorsementQuerySet.as_manager()

    class Meta:
        verbose_name = _("endorsement")
        verbose_name_plural = _("endorsements")
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="endorsed_once_by_an_organisation",
                fields=["proposal", "organisation"],
                condition=Q(organisation__isnull=False),
            ),
            models.UniqueConstraint(
                name="endorsed_once_by_a_correspondent",
                fields=["proposal", "correspondent"],
                condition=Q(correspondent__isnull=False),
            ),
            models.UniqueConstraint(
                name="endorsed_once_by_a_person",
                fields=["proposal", "user"],
                condition=Q(user__isnull=False, organisation=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal.reference} + {self.organisation or _('a citizen')}"
