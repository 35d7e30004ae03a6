"""Merge proposals and split them; every author and every origin stays known."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import Change
from kokreasi.core.errors import DomainError
from kokreasi.people.models import User
from kokreasi.proposals.choices import AuthorRole, Origin, Standing
from kokreasi.proposals.models import Author, Descent, Endorsement, Proposal
from kokreasi.proposals.services.describing import TEXTS, describe
from kokreasi.proposals.services.moving import first_step, locked
from kokreasi.register import services as register
from kokreasi.register.choices import Kind, Tie


class CircleError(DomainError):
    message = _("These proposals would be merged in a circle.")


class OtherPlanError(DomainError):
    message = _("A proposal is only merged with one of the same plan.")


class TooFewPartsError(DomainError):
    message = _("A proposal is split into at least two.")


def check(proposal: Proposal, *, into: Proposal) -> None:
    """Refuse a merger with itself, with another plan's, or one that leads back."""
    if proposal.plan_id != into.plan_id:
        raise OtherPlanError
    seen, ahead = {proposal.pk}, into.pk
    while ahead is not None:
        if ahead in seen:
            raise CircleError
        seen.add(ahead)
        ahead = _survivor_of(ahead)


def _survivor_of(proposal_id: int) -> int | None:
    merged = Descent.objects.filter(source=proposal_id, how=Origin.MERGED)
    return merged.values_list("target", flat=True).first()


@transaction.atomic
def merge(proposal: Proposal, *, into: Proposal, at: datetime, by: User) -> Descent:
    """Let a proposal go on in another: its authors and supporters follow and keep their origin."""
    first, second = sorted((proposal.pk, into.pk))
    list(Proposal.objects.select_for_update().filter(pk__in=(first, second)).order_by("pk"))
    check(proposal, into=into)
    descent, _new = Descent.objects.get_or_create(source=proposal, target=into, how=Origin.MERGED)
    _follow(proposal, into, at=at)
    register.tie(proposal.record, into.record, Tie.MERGED_INTO)
    describe(into)
    register.record(
        "proposal.took_over",
        into.record,
        by=by,
        says=_("took over another proposal"),
        changes=[Change(_("proposal"), None, proposal.title)],
        is_public=into.record.is_public,
    )
    return descent


def _follow(proposal: Proposal, into: Proposal, *, at: datetime) -> None:
    """Enter authors and supporters of one proposal in another, once each."""
    for author in proposal.authors.filter(left_at=None):
        if not _stands_behind(into, author):
            Author.objects.create(
                proposal=into,
                role=AuthorRole.CO_AUTHOR,
                organisation=author.organisation,
                user=author.user,
                correspondent=author.correspondent,
                is_named=author.is_named,
                came_from=author.came_from or proposal,
                joined_at=at,
            )
    for given in proposal.endorsements.all():
        supporters = {
            "organisation": given.organisation,
            "user": given.user,
            "correspondent": given.correspondent,
        }
        Endorsement.objects.get_or_create(
            proposal=into,
            **supporters,
            defaults={
                "note": given.note,
                "given_at": given.given_at,
                "confirmed_at": given.confirmed_at,
                "came_from": given.came_from or proposal,
            },
        )


def _stands_behind(into: Proposal, author: Author) -> bool:
    standing = into.authors.filter(left_at=None)
    if author.organisation_id:
        return standing.filter(organisation=author.organisation_id).exists()
    return standing.filter(
        organisation=None, user=author.user_id, correspondent=author.correspondent_id
    ).exists()


@transaction.atomic
def split(
    proposal: Proposal, *, titles: Iterable[Bilingual], at: datetime, by: User
) -> list[Proposal]:
    """Make several proposals out of one, each with all its words, authors and supporters."""
    names = list(titles)
    if len(names) < 2:  # noqa: PLR2004
        raise TooFewPartsError
    whole = locked(proposal)
    return [_part(whole, title, at=at, by=by) for title in names]


def _part(whole: Proposal, title: Bilingual, *, at: datetime, by: User) -> Proposal:
    record = register.enrol(
        Kind.PROPOSAL,
        reference=f"US-{whole.plan.code}-###",
        title=title,
        by=by,
        says=_("split this proposal off another"),
    )
    status = first_step(Standing.SCREENED)
    part = Proposal.objects.create(
        plan=whole.plan,
        record=record,
        stage=whole.stage,
        format=whole.format,
        theme=whole.theme,
        status=status,
        standing=status.standing,
        status_since=at,
        submitted_at=whole.submitted_at,
        **{name: getattr(whole, name) for name in TEXTS} | {"title": title},
    )
    for name in ("institutions", "values", "goals", "regions", "challenges"):
        getattr(part, name).set(getattr(whole, name).all())
    Descent.objects.create(source=whole, target=part, how=Origin.SPLIT)
    _take_authors(whole, part, at=at)
    describe(part)
    register.tie(whole.record, record, Tie.SPLIT_INTO)
    if whole.record.is_public:
        register.publish(record, by=by, says=_("published this proposal"))
    return part


def _take_authors(whole: Proposal, part: Proposal, *, at: datetime) -> None:
    lead = whole.authors.filter(left_at=None, role=AuthorRole.LEAD).first()
    if lead is not None:
        Author.objects.create(
            proposal=part,
            role=AuthorRole.LEAD,
            organisation=lead.organisation,
            user=lead.user,
            correspondent=lead.correspondent,
            is_named=lead.is_named,
            came_from=whole,
            joined_at=at,
        )
    _follow(whole, part, at=at)
