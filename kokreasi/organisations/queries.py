"""Reading about organisations: which one a text means, and what its page shows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import ForeignObjectRel, Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.organisations.finding import Index, Near, Why, current_index
from kokreasi.organisations.models import Membership, Organisation, OrganisationName
from kokreasi.people.models import Invitation
from kokreasi.people.visitors import Visitor
from kokreasi.register.choices import INVOLVEMENTS
from kokreasi.register.models import Facet, StatedFigure

MOST_SUGGESTED = 5
MOST_HINTS = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An organisation that a text may mean; `score` is 1 where it has exactly this name."""

    organisation: Organisation
    score: float
    why: Why


@dataclass(frozen=True, slots=True)
class Match:
    """What a text says about an organisation.

    `organisation` is given only where exactly one is called so. Where several are, the text is
    ambiguous, and where none is, a person chooses among the suggestions or none of them.
    """

    text: str
    organisation: Organisation | None
    suggestions: tuple[Suggestion, ...]

    @property
    def is_ambiguous(self) -> bool:
        return sum(suggestion.why == Why.SAME for suggestion in self.suggestions) > 1


class Finder:
    """Matches many texts with three queries altogether; sees also what is not public yet."""

    def __init__(self) -> None:
        self._index: Index = current_index()
        standing = Organisation.objects.standing().with_record()
        self._organisations = {organisation.pk: organisation for organisation in standing}

    def find(self, text: str) -> Organisation | None:
        """Give the organisation of exactly this name; none where there are none or several."""
        return self._organisations[pk] if (pk := _only(self._index, text)) is not None else None

    def suggest(self, text: str, limit: int = MOST_SUGGESTED) -> list[Suggestion]:
        """Give the organisations that the text may mean, the nearest first."""
        return _suggestions(self._index.near(text, limit=limit), self._organisations)

    def match(self, text: str) -> Match:
        """Find the organisation, or suggest some where it is not certain."""
        organisation = self.find(text)
        near = () if organisation else tuple(self.suggest(text))
        return Match(text=text, organisation=organisation, suggestions=near)


def find(text: str) -> Organisation | None:
    """Give the organisation that has exactly this name, now or ever; nothing where it is unclear.

    Capitals, accents, spaces and punctuation make no difference, nor does "Kementerian" written
    as "Kemen". Sees also what is not public yet: for pages of the secretariat.
    """
    pk = _only(current_index(), text)
    return None if pk is None else Organisation.objects.with_record().get(pk=pk)


def suggest(text: str, limit: int = MOST_SUGGESTED) -> list[Suggestion]:
    """Give the organisations that a text may mean, the nearest first; see `find`."""
    near = current_index().near(text, limit=limit)
    organisations = Organisation.objects.with_record().in_bulk(one.organisation for one in near)
    return _suggestions(near, organisations)


def near_names(texts: Iterable[str], limit: int = MOST_HINTS) -> dict[str, list[str]]:
    """Give for each text the names that it may be a misspelling of, the nearest first.

    Each name is one by which `find` gives exactly one organisation. Two queries in all.
    """
    index = current_index()
    near = {text: list(index.near(text, limit=limit)) for text in set(texts)}
    wanted = {one.organisation for found in near.values() for one in found}
    known = Organisation.objects.with_record().in_bulk(wanted)
    named = {pk: _sure_name(index, organisation) for pk, organisation in known.items()}
    return {
        text: [name for one in found if (name := named.get(one.organisation))]
        for text, found in near.items()
    }


def _sure_name(index: Index, organisation: Organisation) -> str:
    """Give the shortest usual name that nobody else has; "" where there is none."""
    names = (organisation.short_name, organisation.name.id, organisation.name.en)
    return next((name for name in names if name and _only(index, name) == organisation.pk), "")


def _only(index: Index, text: str) -> int | None:
    found = index.exact(text)
    return next(iter(found)) if len(found) == 1 else None


def _suggestions(near: Iterable[Near], organisations: dict[int, Organisation]) -> list[Suggestion]:
    return [
        Suggestion(organisations[one.organisation], round(one.score, 3), one.why) for one in near
    ]


# What points to an organisation

STAYS_WITH_A_MERGED_ONE = "names"


@dataclass(frozen=True, slots=True)
class Pointing:
    """How many rows of one kind point to an organisation."""

    label: str | Promise
    count: int


def keys_to(organisation: Organisation) -> Iterator[QuerySet[Any]]:
    """Give the rows of every app that hold a key to an organisation, except its own names."""
    for relation in Organisation._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or relation.name == STAYS_WITH_A_MERGED_ONE:
            continue
        model: type[Model] = relation.related_model
        if not model._meta.auto_created:
            yield model._base_manager.filter(**{relation.field.name: organisation})


def what_moves(organisation: Organisation) -> list[Pointing]:
    """Count what a merge takes from an organisation to the survivor, without what is nothing."""
    record = organisation.record
    involved = Facet.objects.filter(name__in=INVOLVEMENTS, value=organisation.reference)
    counted = [
        (_("former and present names, as aliases"), organisation.names.count()),
        *((rows.model._meta.verbose_name_plural, rows.count()) for rows in keys_to(organisation)),
        (_("open invitations"), open_invitations(organisation).count()),
        (_("stated figures"), record.stated_figures.count()),
        (_("attached files"), record.attachments.count()),
        (_("published pages that are found by it"), involved.count()),
    ]
    return [Pointing(label, count) for label, count in counted if count]


# Pages


@dataclass(frozen=True, slots=True)
class Profile:
    """What the page of one organisation shows of it; what it takes part in comes from elsewhere."""

    organisation: Organisation
    names: list[OrganisationName]
    aliases: list[str]
    parent: Organisation | None
    units: list[Organisation]
    regions: list[str]
    goals: list[str]
    figures: list[StatedFigure]

    @property
    def past_names(self) -> list[OrganisationName]:
        return [name for name in self.names if name.valid_to is not None]


def profile(organisation: Organisation, *, visitor: Visitor) -> Profile:
    """Gather the page of an organisation, with only those relatives that the visitor may see."""
    seen = Organisation.objects.visible_to(visitor).with_record()
    return Profile(
        organisation=organisation,
        names=list(organisation.names.all()),
        aliases=[alias.text for alias in organisation.aliases.all()],
        parent=seen.filter(units=organisation).first(),
        units=list(seen.standing().filter(parent=organisation)),
        regions=[region.name for region in organisation.regions.all()],
        goals=[str(goal) for goal in organisation.goals.all()],
        figures=list(organisation.record.stated_figures.all()),
    )


def members(organisation: Organisation) -> list[Membership]:
    """Give who acts or acted for an organisation, present ones first; not for the public."""
    everybody = organisation.memberships.select_related("user", "grant")
    return sorted(everybody, key=lambda one: (one.ends_on is not None, one.starts_on, one.pk))


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Give the offers of a role in an organisation that nobody has answered or withdrawn."""
    return Invitation.objects.filter(
        body=organisation.reference, accepted_at=None, withdrawn_at=None
    )
