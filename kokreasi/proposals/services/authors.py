"""Who stands behind a proposal: invited, asking to join, leaving, forgotten."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.core.changes import Change
from kokreasi.core.locking import fresh
from kokreasi.organisations.models import Organisation
from kokreasi.people.models import User
from kokreasi.proposals.choices import CLOSED, AuthorRole, Joining, Standing
from kokreasi.proposals.errors import (
    AnsweredError,
    ClosedProposalError,
    JoinedError,
    NoAuthorError,
    NotPublicYetError,
)
from kokreasi.proposals.models import Author, JoiningRequest, Proposal
from kokreasi.proposals.services.describing import describe
from kokreasi.proposals.services.moving import locked
from kokreasi.proposals.services.telling import tell_invited_to_join, tell_of_wish_to_join
from kokreasi.proposals.services.writing import check_standing, discard
from kokreasi.register import services as register


@transaction.atomic
def invite(
    proposal: Proposal, organisation: Organisation, *, at: datetime, by: User | None
) -> JoiningRequest:
    """Ask an organisation to stand behind the proposal too; asking again changes nothing.

    Where the organisation has asked to join meanwhile, the two agree and it joins.
    """
    now = _open(proposal)
    check_standing(organisation)
    _check_absent(now, organisation)
    request, is_new = _request(now, organisation, Joining.INVITED, at=at, by=by)
    if request.how == Joining.ASKED:
        return answer(request, accepts=True, at=at, by=by)
    if is_new:
        tell_invited_to_join(request)
        _note(now, _("invited an organisation to stand behind this proposal"), organisation, by=by)
    return request


@transaction.atomic
def ask(
    proposal: Proposal, organisation: Organisation, *, at: datetime, by: User
) -> JoiningRequest:
    """Ask to stand behind somebody's public proposal; where invited already, one joins at once."""
    now = _open(proposal)
    if not now.record.is_public:
        raise NotPublicYetError
    check_standing(organisation)
    _check_absent(now, organisation)
    request, is_new = _request(now, organisation, Joining.ASKED, at=at, by=by)
    if request.how == Joining.INVITED:
        return answer(request, accepts=True, at=at, by=by)
    if is_new:
        tell_of_wish_to_join(request)
        _note(now, _("asks to stand behind this proposal"), organisation, by=by)
    return request


@transaction.atomic
def answer(
    request: JoiningRequest, *, accepts: bool, at: datetime, by: User | None
) -> JoiningRequest:
    """Accept or decline, once; who is accepted stands behind the proposal from now on."""
    proposal = _open(request.proposal)
    now = fresh(JoiningRequest.objects.select_related("organisation__record"), request.pk)
    if now.answered_at is not None:
        raise AnsweredError
    now.answered_at, now.is_accepted = at, accepts
    now.save(update_fields=["answered_at", "is_accepted"])
    if accepts:
        _join(proposal, now.organisation, at=at, by=by)
    else:
        _note(proposal, _("declined that an organisation joins"), now.organisation, by=by)
    return now


@transaction.atomic
def leave(author: Author, *, at: datetime, by: User | None) -> None:
    """No longer stand behind a proposal; the next author takes the lead where it was the first.

    Raises `NoAuthorError` for the last one, who withdraws the proposal instead.
    """
    proposal = _open(author.proposal)
    standing = proposal.authors.filter(left_at=None)
    leaving = standing.filter(pk=author.pk).select_related("organisation__record").first()
    if leaving is None:  # somebody who presses twice gets the same answer
        return
    following = standing.exclude(pk=author.pk).order_by("pk").first()
    if following is None:
        raise NoAuthorError
    was_first, leaving.left_at = leaving.role == AuthorRole.LEAD, at
    leaving.role = AuthorRole.CO_AUTHOR
    leaving.save(update_fields=["left_at", "role"])
    if was_first:
        following.role = AuthorRole.LEAD
        following.save(update_fields=["role"])
    _tell_register(proposal)
    says = _("left the authors") if leaving.organisation else _("A citizen left the authors")
    _announce(proposal, says, leaving.organisation, by=by)


@transaction.atomic
def forget(person: User) -> None:
    """Forget that a person wrote or supported something: names go, words stay.

    Drafts that the person wrote alone go too; nobody could read them any more.
    """
    own = Q(authors__user=person, authors__organisation=None, authors__left_at=None)
    for draft in Proposal.objects.filter(own, standing=Standing.DRAFT):
        let_go(draft, Q(user=person, organisation=None))
    hand_on_leads(Q(user=person, organisation=None))
    Author.objects.filter(user=person).update(user=None, is_named=False)
    JoiningRequest.objects.filter(asked_by=person).update(asked_by=None)


def hand_on_leads(oneself: Q) -> None:
    """Let the next author lead what is open and was led by somebody who is gone."""
    led = Author.objects.filter(oneself, role=AuthorRole.LEAD, left_at=None)
    for author in led.exclude(proposal__standing__in=CLOSED).select_related("proposal"):
        proposal = _open(author.proposal)
        reached = ~Q(organisation=None, user=None, correspondent=None)
        others = proposal.authors.filter(reached, left_at=None).exclude(pk=author.pk)
        if following := others.order_by("pk").first():
            author.role, following.role = AuthorRole.CO_AUTHOR, AuthorRole.LEAD
            author.save(update_fields=["role"])
            following.save(update_fields=["role"])
            _tell_register(proposal)


def let_go(draft: Proposal, oneself: Q) -> None:
    """Leave a draft to those who write it too, or throw it away where nobody does."""
    standing = draft.authors.filter(left_at=None)
    if not standing.exclude(oneself).exists():
        discard(draft)
        return
    for author in standing.filter(oneself):
        leave(author, at=timezone.now(), by=None)


def _open(proposal: Proposal) -> Proposal:
    """Lock a proposal whose authors may still change."""
    now = locked(proposal)
    if now.standing in CLOSED:
        raise ClosedProposalError
    return now


def _check_absent(proposal: Proposal, organisation: Organisation) -> None:
    if proposal.authors.filter(organisation=organisation, left_at=None).exists():
        raise JoinedError


def _request(
    proposal: Proposal, organisation: Organisation, how: Joining, *, at: datetime, by: User | None
) -> tuple[JoiningRequest, bool]:
    return JoiningRequest.objects.get_or_create(
        proposal=proposal,
        organisation=organisation,
        answered_at=None,
        defaults={"how": how, "asked_at": at, "asked_by": by},
    )


def _join(proposal: Proposal, organisation: Organisation, *, at: datetime, by: User | None) -> None:
    _check_absent(proposal, organisation)
    Author.objects.create(proposal=proposal, organisation=organisation, user=by, joined_at=at)
    proposal.endorsements.filter(organisation=organisation).delete()
    _tell_register(proposal)
    _announce(proposal, _("stands behind this proposal from now on"), organisation, by=by)


def _tell_register(proposal: Proposal) -> None:
    if not proposal.is_draft:
        describe(proposal)


def _note(
    proposal: Proposal, says: str | Promise, organisation: Organisation, *, by: User | None
) -> None:
    """Write a line of history; who asks and who declines is nobody's business but the authors'.

    Of a draft no name is told: the secretariat reads the lines of every record.
    """
    asked = [] if proposal.is_draft else [Change(_("author"), None, organisation.name)]
    register.record(
        "proposal.authors", proposal.record, by=by, says=says, changes=asked, is_public=False
    )


def _announce(
    proposal: Proposal, says: str | Promise, organisation: Organisation | None, *, by: User | None
) -> None:
    """Tell who joined or left, in that organisation's own name and no person's."""
    is_named = organisation is not None and not proposal.is_draft
    register.record(
        "proposal.authors",
        proposal.record,
        by=by,
        says=says,
        is_public=proposal.record.is_public,
        acting=organisation.name.shown("id").text if organisation and is_named else "",
    )
