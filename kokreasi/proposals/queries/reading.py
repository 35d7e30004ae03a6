"""What the page of one proposal shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from kokreasi.conversations.models import Response
from kokreasi.organisations.models import Organisation
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Challenge, Commitment
from kokreasi.proposals.models import Author, Descent, Proposal
from kokreasi.register.choices import Show
from kokreasi.register.models import Attachment, Record


@dataclass(frozen=True, slots=True)
class Support:
    """Who supports a proposal: organisations by name, people only as a number."""

    organisations: Sequence[Organisation]
    people: int

    @property
    def count(self) -> int:
        return len(self.organisations) + self.people


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands beside the words of a proposal, as far as a visitor may see it."""

    authors: Sequence[Author]
    support: Support
    institutions: Sequence[Organisation]
    challenges: Sequence[Challenge]
    became: Sequence[Record]
    came_from: Sequence[Record]
    commitment: Commitment | None


@dataclass(frozen=True, slots=True)
class Proposers:
    """Who leads, and how many others stand behind it."""

    first: Author | None
    others: int


def surroundings(proposal: Proposal, visitor: Visitor) -> Surroundings:
    """Read it with a fixed number of queries."""
    return Surroundings(
        authors=authors_of(proposal),
        support=support_of(proposal),
        institutions=list(_shown(proposal.institutions.visible_to(visitor))),
        challenges=list(_shown(proposal.challenges.visible_to(visitor))),
        became=_records(Descent.objects.filter(source=proposal), "target"),
        came_from=_records(Descent.objects.filter(target=proposal), "source"),
        commitment=_commitment(proposal, visitor),
    )


def authors_of(proposal: Proposal) -> list[Author]:
    rows = proposal.authors.standing()
    return list(rows.select_related("organisation__record", "user", "correspondent"))


def proposers_of(proposal: Proposal) -> Proposers:
    """Give what the head of the page says, without what stands beside the words."""
    authors = authors_of(proposal)
    return Proposers(next(iter(authors), None), max(len(authors) - 1, 0))


def support_of(proposal: Proposal) -> Support:
    given = proposal.endorsements.confirmed().select_related("organisation__record")
    bodies = [one.organisation for one in given if one.organisation]
    shown = [body for body in bodies if body.record.is_public]
    return Support(shown, sum(1 for one in given if one.organisation is None))


def response_to(proposal: Proposal, visitor: Visitor) -> Response | None:
    """Give the reasoned response, once it is published; to the secretariat before that too."""
    visible = Response.objects.visible_to(visitor).filter(about=proposal.record_id)
    return visible.select_related("unit__record", "decided_in", "leads_to").first()


def _shown(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(record__published_at__isnull=False).select_related("record")


def _records(rows: QuerySet[Descent], end: str) -> list[Record]:
    public = Q(**{f"{end}__record__published_at__isnull": False})
    found = rows.filter(public).select_related(f"{end}__record")
    return [getattr(row, end).record for row in found]


def _commitment(proposal: Proposal, visitor: Visitor) -> Commitment | None:
    visible = Commitment.objects.visible_to(visitor).filter(proposals=proposal)
    return visible.filter(record__published_at__isnull=False).select_related("record").first()


def files_of(proposal: Proposal) -> tuple[list[Attachment], list[Attachment]]:
    """Give the documents and the pictures that the record keeps."""
    every = list(proposal.record.attachments.select_related("file"))
    documents = [one for one in every if one.role == Show.DOCUMENT]
    return documents, [one for one in every if one.role == Show.PICTURE]
