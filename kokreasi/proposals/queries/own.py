"""What somebody writes, supports and is asked."""

from dataclasses import dataclass

from kokreasi.conversations.models import Correspondent
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.proposals.choices import Standing
from kokreasi.proposals.models import Endorsement, JoiningRequest, Proposal
from kokreasi.proposals.models.proposals import ProposalQuerySet, known_to_authors
from kokreasi.proposals.queries.listing import with_line


def bodies_of(person: User) -> list[Organisation]:
    """Give the organisations for which the person may propose: standing and public ones."""
    visible = Organisation.objects.visible_to(person).standing().with_record()
    public = visible.filter(record__published_at__isnull=False)
    return list(public.filter(record__reference__in=person.bodies).order_by("pk"))


@dataclass(frozen=True, slots=True)
class Own:
    """The proposals of a person or citizen: drafts, what is under way, and what is closed."""

    drafts: list[Proposal]
    sent: list[Proposal]


def own_of(rows: ProposalQuerySet) -> Own:
    found = list(with_line(rows))
    return Own(
        drafts=[one for one in found if one.standing == Standing.DRAFT],
        sent=[one for one in found if one.standing != Standing.DRAFT],
    )


def written_by_person(person: User) -> ProposalQuerySet:
    return Proposal.objects.written_by(person)


def written_by_citizen(citizen: Correspondent) -> ProposalQuerySet:
    own = Proposal.objects.filter(authors__correspondent=citizen, authors__left_at=None)
    return own.filter(known_to_authors()).distinct()


def supported_by(person: User) -> list[Endorsement]:
    """Give the support of the person and of the bodies for which the person acts."""
    own = Endorsement.objects.filter(user=person, organisation=None)
    bodies = Endorsement.objects.filter(organisation__record__reference__in=person.bodies)
    rows = (own | bodies).select_related("proposal__record", "organisation__record")
    return list(rows.filter(proposal__record__published_at__isnull=False))


def requests_for(person: User) -> list[JoiningRequest]:
    """Give what the person is asked: to join others, or to let others join."""
    rows = JoiningRequest.objects.to_be_answered_by(person)
    return list(rows.select_related("proposal__record", "organisation__record"))
