"""Lists of proposals: which of them, by which filters, and what a line shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Prefetch
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kokreasi.core.page_cache import kept_until_change
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Theme
from kokreasi.proposals.choices import Standing
from kokreasi.proposals.models import Author, Endorsement, Proposal
from kokreasi.proposals.models.proposals import ProposalQuerySet
from kokreasi.proposals.queries.filtering import Filter, Option, described
from kokreasi.register.choices import FacetName, Kind
from kokreasi.register.models import Facet, Record
from kokreasi.register.search import matching

PLAN, THEME, STANDING, PROPOSER, WORDS = "rencana", "tema", "keadaan", "pengusul", "q"


def public_proposals(visitor: Visitor) -> ProposalQuerySet:
    """Give what everybody reads, also to somebody who may read more."""
    return Proposal.objects.visible_to(visitor).public()


def narrowed(rows: ProposalQuerySet, asked: QueryDict) -> ProposalQuerySet:
    """Keep what fits every filter in the address, and the words that are searched."""
    if plan := asked.get(PLAN):
        rows = rows.filter(plan__record__reference=plan)
    if theme := asked.get(THEME):
        rows = rows.filter(theme__code=theme)
    if asked.get(STANDING) in Standing.values:
        rows = rows.filter(standing=asked[STANDING])
    if body := asked.get(PROPOSER):
        standing = Author.objects.filter(left_at=None, organisation__record__reference=body)
        rows = rows.filter(pk__in=standing.values("proposal"))
    if words := asked.get(WORDS, "").strip():
        found = matching(Record.objects.filter(kind=Kind.PROPOSAL), words)
        rows = rows.filter(record__in=found.values("pk"))
    return rows


def with_line(rows: ProposalQuerySet) -> ProposalQuerySet:
    """Read what a line of a list shows, with a fixed number of queries."""
    related = rows.select_related("record", "plan__record", "status", "theme")
    authors = Author.objects.standing().select_related(
        "organisation__record", "user", "correspondent"
    )
    return related.prefetch_related(Prefetch("authors", authors, to_attr="standing_authors"))


def support_of(proposals: Iterable[Proposal]) -> dict[int, int]:
    """Count the confirmed support of some proposals, by their keys."""
    given = Endorsement.objects.confirmed().filter(proposal__in=list(proposals)).order_by()
    return dict(given.values_list("proposal").annotate(Count("pk")))


@dataclass(frozen=True, slots=True)
class Line:
    """A proposal as a list shows it."""

    proposal: Proposal
    proposers: tuple[str, ...]
    supporters: int


def lines(proposals: Iterable[Proposal]) -> list[Line]:
    """Give lines for proposals that were read with `with_line`."""
    shown = list(proposals)
    supported = support_of(shown)
    return [Line(one, _proposers(one), supported.get(one.pk, 0)) for one in shown]


def _proposers(proposal: Proposal) -> tuple[str, ...]:
    standing: list[Author] = proposal.standing_authors  # type: ignore[attr-defined]
    return tuple(author.public_name for author in standing)


def filters(asked: QueryDict) -> list[Filter]:
    """Describe every filter; what each offers is read once until data change."""
    offered = kept_until_change("proposal-options", _offered)
    labels = (
        (PLAN, _("Plan")),
        (THEME, _("Theme")),
        (STANDING, _("Where it stands")),
        (PROPOSER, _("Proposer")),
    )
    return described(labels, offered, asked)


def _offered() -> Mapping[str, list[Option]]:
    """Offer only what some public proposal has."""
    public = Proposal.objects.public().order_by()
    plans = Record.objects.public().filter(plan__in=public.values("plan"))
    themes = Theme.objects.filter(pk__in=public.values("theme")).order_by("title__id")
    bodies = Facet.objects.filter(
        name=FacetName.PROPOSER, record__published_at__isnull=False, record__kind=Kind.PROPOSAL
    )
    organisations = Record.objects.public().filter(reference__in=bodies.values("value"))
    standings = set(public.values_list("standing", flat=True).distinct())
    return {
        PLAN: _named(plans.order_by("-sort_key")),
        THEME: [(theme.code, theme.title) for theme in themes],
        STANDING: [(one.value, one.label) for one in Standing if one.value in standings],
        PROPOSER: _named(organisations.order_by("sort_key")),
    }


def _named(records: Iterable[Record]) -> list[Option]:
    return [(record.reference, record.title) for record in records]
