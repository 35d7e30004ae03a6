"""Merge proposals: authors and supporters follow, and every origin stays known."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kokreasi.conversations.choices import Verdict
from kokreasi.conversations.models import Response
from kokreasi.core.changes import Change
from kokreasi.core.errors import DomainError
from kokreasi.core.locking import hold
from kokreasi.people.models import User
from kokreasi.proposals.choices import AuthorRole, Origin, Standing
from kokreasi.proposals.errors import NotSubmittedError
from kokreasi.proposals.models import Author, Descent, Endorsement, Proposal
from kokreasi.proposals.services.describing import describe
from kokreasi.register import services as register
from kokreasi.register.choices import Tie

Row = TypeVar("Row", Author, Endorsement)


class CircleError(DomainError):
    message = _("These proposals would be merged in a circle.")


class OtherPlanError(DomainError):
    message = _("A proposal is only merged with one of the same plan.")


class GoneProposalError(DomainError):
    """Names both, for one of a batch stops all of it."""

    def __init__(self, proposal: Proposal, into: Proposal) -> None:
        said = _("%(into)s, in which %(this)s should go on, was withdrawn. Decide %(this)s anew.")
        super().__init__(said % {"this": proposal.reference, "into": into.reference})


def check(proposal: Proposal, *, into: Proposal) -> None:
    """Refuse a merger with a draft, what was withdrawn, another plan's, or one that leads back.

    Mergers that are written down and not published yet count too.
    """
    if proposal.plan_id != into.plan_id:
        raise OtherPlanError
    if into.is_draft:
        raise NotSubmittedError
    if into.standing == Standing.WITHDRAWN:
        raise GoneProposalError(proposal, into)
    seen: set[int] = {proposal.pk}
    ahead: int | None = into.pk
    while ahead is not None:
        if ahead in seen:
            raise CircleError
        seen.add(ahead)
        ahead = _survivor_of(ahead)


def _survivor_of(proposal_id: int) -> int | None:
    merged = Response.objects.filter(about__proposal=proposal_id, verdict=Verdict.MERGED)
    return merged.values_list("leads_to__proposal", flat=True).first()


@transaction.atomic
def merge(proposal: Proposal, *, into: Proposal, at: datetime, by: User) -> Descent:
    """Let a proposal go on in another: its authors and supporters follow and keep their origin.

    Where the other one has gone on itself, they follow it to where it is now.
    """
    heirs = [into, *_gone_on_in(into)]
    hold(Proposal.objects.all(), {proposal.pk, *(heir.pk for heir in heirs)})
    check(proposal, into=into)
    descent, _new = Descent.objects.get_or_create(source=proposal, target=into, how=Origin.MERGED)
    register.tie(proposal.record, into.record, Tie.MERGED_INTO)
    for heir in heirs:
        _take_over(proposal, heir, at=at, by=by)
    return descent


def _gone_on_in(proposal: Proposal) -> Iterator[Proposal]:
    """Give where a proposal went by published mergers, step by step; these never form a circle."""
    steps = Descent.objects.filter(how=Origin.MERGED).select_related("target__record")
    step = steps.filter(source=proposal).first()
    while step is not None:
        yield step.target
        step = steps.filter(source=step.target_id).first()


def _take_over(proposal: Proposal, heir: Proposal, *, at: datetime, by: User) -> None:
    take_authors(proposal, heir, at=at)
    take_supporters(proposal, heir)
    describe(heir)
    register.record(
        "proposal.took_over",
        heir.record,
        by=by,
        says=_("took over another proposal"),
        changes=[Change(_("proposal"), None, proposal.title)],
        is_public=heir.record.is_public and proposal.record.is_public,
    )


def take_authors(proposal: Proposal, into: Proposal, *, at: datetime) -> None:
    """Enter the authors of one proposal in another as co-authors, once each.

    Whoever supported the other one stands behind it from now on instead.
    """
    for author in proposal.authors.filter(left_at=None):
        if _is_among(into.authors.filter(left_at=None), author):
            continue
        _same(into.endorsements.all(), author).delete()
        Author.objects.create(
            proposal=into,
            role=AuthorRole.CO_AUTHOR,
            is_named=author.is_named,
            came_from=author.came_from or proposal,
            joined_at=at,
            **identity(author),
        )


def take_supporters(proposal: Proposal, into: Proposal) -> None:
    """Enter the supporters of one proposal in another, once each, unless they are its authors."""
    for given in proposal.endorsements.all():
        standing = into.authors.filter(left_at=None)
        if _is_among(standing, given) or _is_among(into.endorsements.all(), given):
            continue
        Endorsement.objects.create(
            proposal=into,
            note=given.note,
            given_at=given.given_at,
            confirmed_at=given.confirmed_at,
            came_from=given.came_from or proposal,
            **identity(given),
        )


def identity(one: Author | Endorsement) -> dict[str, Any]:
    """Give who somebody is, as rows of authors and supporters name them."""
    return {name: getattr(one, name) for name in ("organisation", "user", "correspondent")}


def _same(rows: QuerySet[Row], one: Author | Endorsement) -> QuerySet[Row]:
    """Keep the rows of the same organisation, whichever of its people acted, or person.

    Of people who were erased nobody knows who they are; each counts for itself.
    """
    who = identity(one)
    if not any(who.values()):
        return rows.none()
    return (
        rows.filter(organisation=who["organisation"]) if who["organisation"] else rows.filter(**who)
    )


def _is_among(rows: QuerySet[Row], one: Author | Endorsement) -> bool:
    return _same(rows, one).exists()
