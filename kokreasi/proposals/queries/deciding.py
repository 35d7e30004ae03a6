"""Which proposals wait for a decision, which wait to be published, and where they may go."""

from dataclasses import dataclass

from django.db.models import Q

from kokreasi.conversations.models import Response
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Plan
from kokreasi.proposals.choices import Standing
from kokreasi.proposals.models import Proposal
from kokreasi.proposals.models.proposals import ProposalQuerySet, taken_out
from kokreasi.register.choices import FacetName, Kind, Tie
from kokreasi.register.models import Record, RecordQuerySet
from kokreasi.register.search import matching

MOST_MEANT = 5
MOST_OFFERED = 300


def answerable() -> ProposalQuerySet:
    """Give what was submitted and neither withdrawn nor taken out: each of these gets an answer.

    What only waits to be let through is among them.
    """
    standing = Proposal.objects.submitted().exclude(standing=Standing.WITHDRAWN)
    return standing.exclude(taken_out())


def unanswered(plan: Plan) -> ProposalQuerySet:
    """Give the proposals of a plan without a published answer of which their authors were told."""
    told = Response.objects.filter(published_at__isnull=False, told_at__isnull=False)
    return answerable().filter(plan=plan).exclude(record__in=told.values("about"))


def unpublished() -> ProposalQuerySet:
    """Give the proposals whose decision is written down and not published."""
    written = Response.objects.filter(published_at=None)
    return answerable().filter(record__in=written.values("about"))


def undecided() -> ProposalQuerySet:
    """Give the proposals about which nothing is written down."""
    return answerable().exclude(record__in=Response.objects.values("about"))


def meetings_for(proposals: ProposalQuerySet, visitor: Visitor) -> RecordQuerySet:
    """Give the meetings in which these may have been decided: about them, or of their plans."""
    plans = Record.objects.filter(plan__in=proposals.values("plan"))
    of_plan = Q(facets__name=FacetName.PLAN, facets__value__in=plans.values("reference"))
    about = Q(links_in__tie=Tie.DISCUSSED_IN, links_in__source__in=proposals.values("record"))
    visible = Record.objects.visible_to(visitor).filter(kind=Kind.MEETING)
    return visible.filter(of_plan | about).distinct().order_by("-sort_key", "reference")


def goes_on_in(proposals: ProposalQuerySet, visitor: Visitor) -> ProposalQuerySet:
    """Give the proposals of the same plans into which these may be merged."""
    visible = Proposal.objects.visible_to(visitor).filter(pk__in=answerable().values("pk"))
    same = visible.filter(plan__in=proposals.values("plan"))
    return same.exclude(pk__in=proposals.values("pk")).order_by("record__reference")


@dataclass(frozen=True, slots=True)
class Called:
    """A proposal that somebody may mean; for certain by its reference or its whole title."""

    record: Record
    is_certain: bool


def goes_on_called(offered: ProposalQuerySet, text: str) -> list[Called]:
    """Give the one proposal that is surely called so, or a few that have these words."""
    records = Record.objects.filter(pk__in=offered.order_by().values("record"))
    reference = text.split(maxsplit=1)[0].upper()
    whole = Q(title__id__iexact=text) | Q(title__en__iexact=text)
    for certain in (Q(reference=reference), whole):
        found = list(records.filter(certain)[:MOST_MEANT])
        if found:
            return [Called(one, is_certain=len(found) == 1) for one in found]
    return [Called(one, is_certain=False) for one in matching(records, text)[:MOST_MEANT]]


def offered_first(offered: ProposalQuerySet) -> list[Record]:
    """Give the proposals whose titles a page offers at once; the field knows the others too."""
    rows = offered.select_related("record").order_by("-submitted_at", "-pk")
    return [one.record for one in rows[:MOST_OFFERED]]
