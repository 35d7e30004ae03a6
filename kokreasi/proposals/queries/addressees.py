"""Whom a decision is told to: authors, and those whose support is confirmed; each address once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kokreasi.conversations.models import Correspondent
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import RoleGrant, User
from kokreasi.proposals.models import Author, Endorsement, Proposal


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody who gets a mail: a person with an account, a citizen, or the mailbox of an office.

    `key` names them in the key of the mail; only authors may reply.
    """

    address: str
    language: str
    key: str
    is_author: bool
    citizen: Correspondent | None = None


Found = dict[int, list[Addressee]]


def addressees(proposals: Iterable[Proposal], day: date) -> Found:
    """Give whom to tell of each proposal, by its key, with a fixed number of queries."""
    keys = [proposal.pk for proposal in proposals]
    related = ("organisation__record", "user", "correspondent")
    authors = Author.objects.filter(proposal__in=keys, left_at=None).select_related(*related)
    support = Endorsement.objects.confirmed().filter(proposal__in=keys).select_related(*related)
    behind: list[Author | Endorsement] = [*authors, *support]
    acting = _acting_for({one.organisation for one in behind if one.organisation}, day)
    found: Found = {key: [] for key in keys}
    for one in behind:
        found[one.proposal_id] += _reached(one, acting)
    return {key: _once(people) for key, people in found.items()}


def count_mails(proposals: Sequence[Proposal], day: date) -> int:
    """Tell how many mails the decisions about these proposals would send."""
    return sum(len(people) for people in addressees(proposals, day).values())


def _once(people: Iterable[Addressee]) -> list[Addressee]:
    """Keep each address once; authors come first, so that they keep the right to reply."""
    by_address: dict[str, Addressee] = {}
    for one in people:
        by_address.setdefault(one.address.lower(), one)
    return list(by_address.values())


def _reached(one: Author | Endorsement, acting: Mapping[str, Sequence[User]]) -> list[Addressee]:
    is_author = isinstance(one, Author)
    if one.organisation:
        return _office(one.organisation, acting, is_author=is_author)
    if one.user:
        return [_person(one.user, is_author=is_author)] if one.user.is_active else []
    if one.correspondent and one.correspondent.is_confirmed:
        return [_citizen(one.correspondent, is_author=is_author)]
    return []


def _office(
    body: Organisation, acting: Mapping[str, Sequence[User]], *, is_author: bool
) -> list[Addressee]:
    """Reach those who act for an organisation, or its mailbox where nobody does."""
    people = acting.get(body.reference, ())
    if not people and body.mailbox:
        return [Addressee(body.mailbox, "id", f"o{body.pk}", is_author=False)]
    return [_person(person, is_author=is_author) for person in people]


def _person(user: User, *, is_author: bool) -> Addressee:
    return Addressee(user.email, user.language, f"u{user.pk}", is_author)


def _citizen(citizen: Correspondent, *, is_author: bool) -> Addressee:
    return Addressee(citizen.email, citizen.language, f"c{citizen.pk}", is_author, citizen)


def _acting_for(bodies: set[Organisation], day: date) -> Mapping[str, Sequence[User]]:
    grants = RoleGrant.objects.held_on(day).filter(
        body__in=[body.reference for body in bodies], user__is_active=True
    )
    acting: dict[str, list[User]] = {}
    for grant in grants.select_related("user").order_by("user"):
        acting.setdefault(grant.body, []).append(grant.user)
    return acting
