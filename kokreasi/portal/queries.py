"""What public pages read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet
from django.db.models.fields.json import KeyTransform

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.page_cache import kept_until_change
from kokreasi.meetings.models import FollowUp
from kokreasi.meetings.queries.follow_ups import Standing, of_organisations, standing
from kokreasi.organisations.models import Alias, Organisation, OrganisationName
from kokreasi.people.visitors import Visitor
from kokreasi.plans.choices import Part, Phase, Side
from kokreasi.plans.models import Challenge, Plan, Stage
from kokreasi.plans.models.stages import StageQuerySet
from kokreasi.register.choices import Kind, Show, Tie
from kokreasi.register.models import Attachment, Entry, Record, RecordQuerySet
from kokreasi.vocabularies.models import Region, Term

LATEST_CHANGES = 8
CARDS_SHOWN = 40
ANSWERED = Q(
    record__links_out__tie=Tie.ANSWERED_BY, record__links_out__target__published_at__isnull=False
)


def public_records(visitor: Visitor) -> RecordQuerySet:
    """Give what is public, also to somebody who may see more: these are the public's pages."""
    return Record.objects.visible_to(visitor).public()


def public_sheets(visitor: Visitor) -> RecordQuerySet:
    """Give the records of published commitments, without their sheets."""
    return public_records(visitor).filter(kind=Kind.COMMITMENT, version__isnull=False)


@dataclass(frozen=True, slots=True)
class Card:
    """A published commitment as lists show it."""

    reference: str
    title: Bilingual
    number: int
    plan: Bilingual
    theme: Bilingual | None
    leads: tuple[str, ...]
    more_leads: int


SHOWN_LEADS = 3


def with_card(records: QuerySet[Record]) -> QuerySet[Record]:
    """Read only those parts of the frozen sheet that a card shows."""
    parts = {
        f"sheet_{part}": KeyTransform(part, "version__content")
        for part in ("number", "plan", "theme", "parties")
    }
    return records.annotate(**parts).order_by("sort_key")


def card(record: Any) -> Card:
    """Make the card of a record that was read with `with_card`."""
    leads = [p["short"] for p in record.sheet_parties if p["part"] == Part.LEAD]
    theme = record.sheet_theme
    return Card(
        reference=record.reference,
        title=record.title,
        number=record.sheet_number,
        plan=Bilingual(**record.sheet_plan["name"]),
        theme=Bilingual(**theme["name"]) if theme else None,
        leads=tuple(leads[:SHOWN_LEADS]),
        more_leads=max(0, len(leads) - SHOWN_LEADS),
    )


def latest_changes(visitor: Visitor) -> QuerySet[Entry]:
    """Give public lines of history of all records, the newest first."""
    return (
        Entry.objects.visible_to(visitor)
        .filter(is_public=True, record__published_at__isnull=False)
        .select_related("record")
    )


def plans_by_phase(visitor: Visitor, day: date) -> dict[str, list[Plan]]:
    """Give public plans by where they stand, the latest first."""
    plans = Plan.objects.visible_to(visitor).filter(record__published_at__isnull=False)
    found: dict[str, list[Plan]] = {phase.value: [] for phase in Phase}
    for plan in plans.select_related("record"):
        found[plan.phase_on(day)].append(plan)
    return found


def public_stages(visitor: Visitor) -> StageQuerySet:
    return (
        Stage.objects.visible_to(visitor)
        .filter(record__published_at__isnull=False)
        .select_related("record", "kind", "plan__record")
    )


def answers_to(challenge: Challenge, visitor: Visitor) -> RecordQuerySet:
    """Give the published commitments whose sheets name the challenge."""
    return public_sheets(visitor).filter(
        links_in__source=challenge.record_id, links_in__tie=Tie.ANSWERED_BY
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the matrix: the challenges that each side sees there."""

    sector: Term
    government: list[Challenge]
    public: list[Challenge]

    def __bool__(self) -> bool:
        return bool(self.government or self.public)


@dataclass(frozen=True, slots=True)
class Row:
    axis: Term
    cells: list[Cell]


class Matrix:
    """The grand challenges of a plan: axes down, sectors across, two sides in each cell."""

    def __init__(self, challenges: Iterable[Challenge]) -> None:
        self._challenges = list(challenges)

    @cached_property
    def sectors(self) -> list[Term]:
        return _in_order(c.sector for c in self._challenges if c.sector)

    @cached_property
    def rows(self) -> list[Row]:
        axes = _in_order(c.axis for c in self._challenges if c.axis)
        return [Row(axis, [self._cell(axis, sector) for sector in self.sectors]) for axis in axes]

    @cached_property
    def global_issues(self) -> list[Challenge]:
        return [challenge for challenge in self._challenges if challenge.global_issue]

    @cached_property
    def priorities(self) -> list[Challenge]:
        return [challenge for challenge in self._challenges if challenge.is_priority]

    def _cell(self, axis: Term, sector: Term) -> Cell:
        here = [c for c in self._challenges if c.axis == axis and c.sector == sector]
        return Cell(
            sector=sector,
            government=[c for c in here if c.side == Side.GOVERNMENT],
            public=[c for c in here if c.side == Side.PUBLIC],
        )

    def __bool__(self) -> bool:
        return bool(self._challenges)


def _in_order(terms: Iterable[Term]) -> list[Term]:
    return sorted(set(terms), key=lambda term: (term.position, term.code))


def matrix(plan: Plan, visitor: Visitor) -> Matrix:
    challenges = (
        plan.challenges.visible_to(visitor)
        .filter(record__published_at__isnull=False)
        .select_related("record", "axis", "sector", "global_issue")
        .annotate(answers=Count("record__links_out", filter=ANSWERED))
    )
    return Matrix(challenges)


@dataclass(frozen=True, slots=True)
class Share:
    """The published commitments in which an organisation takes one part: the first of them."""

    part: Part
    cards: list[Card]
    count: int

    @property
    def parameter(self) -> str:
        """Name the filter of the list that shows all of them."""
        return "mitra" if self.part == Part.PARTNER else "lembaga"

    @property
    def has_more(self) -> bool:
        return self.count > len(self.cards)


def shares_of(organisation: Organisation, visitor: Visitor) -> list[Share]:
    """Find the published commitments of an organisation by the part it takes in them."""
    shares = [_share(part, organisation, visitor) for part in Part]
    return [share for share in shares if share.count]


def _share(part: Part, organisation: Organisation, visitor: Visitor) -> Share:
    records = public_sheets(visitor).found_by(part.facet, organisation.reference)
    cards = [card(record) for record in with_card(records)[:CARDS_SHOWN]]
    count = records.count() if len(cards) == CARDS_SHOWN else len(cards)
    return Share(part, cards, count)


class Attached(NamedTuple):
    """What is attached to a record, in its order."""

    documents: list[Attachment]
    pictures: list[Attachment]


def attachments(record: Record) -> Attached:
    every = list(record.attachments.select_related("file"))
    documents = [one for one in every if one.role == Show.DOCUMENT]
    return Attached(documents, [one for one in every if one.role == Show.PICTURE])


@dataclass(frozen=True, slots=True)
class Profile:
    """What an organisation says of itself beside its own row, and where it takes part."""

    names: list[OrganisationName]
    aliases: list[Alias]
    regions: list[Region]
    goals: list[Term]
    units: list[Organisation]
    shares: list[Share]


def profile(organisation: Organisation) -> Profile:
    """Read the profile as the public sees it; the same for everybody."""
    anybody = AnonymousUser()
    units = organisation.units.visible_to(anybody).standing().select_related("record")
    return Profile(
        names=list(organisation.names.all()),
        aliases=list(organisation.aliases.all()),
        regions=list(organisation.regions.all()),
        goals=list(organisation.goals.all()),
        units=list(units),
        shares=shares_of(organisation, anybody),
    )


def owed_by(organisation: Organisation, day: date) -> Standing:
    """Count what the organisation has promised in public meetings, by where it stands today."""
    public = of_organisations(FollowUp.objects.public(), [organisation.reference])
    return kept_until_change(f"owed-{organisation.pk}-{day}", lambda: standing(public, day))
