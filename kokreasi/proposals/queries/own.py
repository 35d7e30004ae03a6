"""What somebody writes, supports and is asked."""

from dataclasses import dataclass
from datetime import date

from kokreasi.conversations.models import Correspondent, Response
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.people.visitors import Visitor
from kokreasi.proposals.choices import CLOSED, AuthorRole
from kokreasi.proposals.models import Author, Endorsement, JoiningRequest, Proposal
from kokreasi.proposals.models.proposals import ProposalQuerySet, known_to_authors
from kokreasi.proposals.queries.calls import collecting
from kokreasi.proposals.queries.listing import with_line


def bodies_of(person: User) -> list[Organisation]:
    """Give the organisations for which the person may propose: standing and public ones."""
    visible = Organisation.objects.visible_to(person).standing().with_record()
    public = visible.filter(record__published_at__isnull=False)
    return list(public.filter(record__reference__in=person.bodies).order_by("pk"))


@dataclass(frozen=True, slots=True)
class Unsent:
    """A draft, and until which day it can be sent where its call is open."""

    proposal: Proposal
    closes_on: date | None


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent, with the answer that everybody reads; the authors may reply to it once."""

    proposal: Proposal
    response: Response | None
    by_link: Author | None = None
    """As whom a citizen stands behind it, whose page lists it."""

    @property
    def may_be_taken_back(self) -> bool:
        return self._role == AuthorRole.LEAD

    @property
    def may_be_left(self) -> bool:
        return self._role == AuthorRole.CO_AUTHOR

    @property
    def _role(self) -> str:
        """Give what the citizen is to it, while it is not closed."""
        is_open = self.proposal.standing not in CLOSED
        return self.by_link.role if self.by_link and is_open else ""

    @property
    def may_be_replied_to(self) -> bool:
        answer = self.response
        return answer is not None and answer.told_at is not None and answer.replied_at is None


@dataclass(frozen=True, slots=True)
class Own:
    """The proposals of a person or citizen: drafts, what is under way, and what is closed."""

    drafts: list[Unsent]
    sent: list[Sent]


def own_of(
    rows: ProposalQuerySet, visitor: Visitor, day: date, *, citizen: Correspondent | None = None
) -> Own:
    """Read one's proposals and what comes next for each, with a fixed number of queries."""
    found = list(with_line(rows))
    stages = collecting(visitor).open_on(day).order_by("closes_on")
    closes = dict(stages.values_list("plan", "closes_on"))
    told = Response.objects.public().filter(about__in=[one.record_id for one in found])
    answers = {one.about_id: one for one in told}
    drafts = [one for one in found if one.is_draft]
    return Own(
        drafts=[Unsent(one, closes.get(one.plan_id)) for one in drafts],
        sent=[
            Sent(one, answers.get(one.record_id), _authorship(one, citizen))
            for one in found
            if not one.is_draft
        ],
    )


def _authorship(proposal: Proposal, citizen: Correspondent | None) -> Author | None:
    if citizen is None:
        return None
    standing: list[Author] = getattr(proposal, "standing_authors", [])
    return next((one for one in standing if one.correspondent_id == citizen.pk), None)


def written_by_person(person: User) -> ProposalQuerySet:
    return Proposal.objects.written_by(person)


def written_by_citizen(citizen: Correspondent) -> ProposalQuerySet:
    own = Proposal.objects.filter(authors__correspondent=citizen, authors__left_at=None)
    return own.filter(known_to_authors()).distinct()


def led_by_citizen(citizen: Correspondent) -> ProposalQuerySet:
    first = citizen.authorships.filter(role=AuthorRole.LEAD, left_at=None)
    return written_by_citizen(citizen).filter(pk__in=first.values("proposal"))


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
