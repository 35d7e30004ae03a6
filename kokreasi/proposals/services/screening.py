"""Ask people to review proposals, and take such a request back."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kokreasi.core.changes import Change
from kokreasi.core.errors import DomainError
from kokreasi.people.models import User
from kokreasi.proposals.choices import CLOSED
from kokreasi.proposals.errors import ClosedProposalError, NotSubmittedError
from kokreasi.proposals.models import Proposal, Review
from kokreasi.proposals.services.moving import locked
from kokreasi.register import services as register


class AuthorReviewsError(DomainError):
    message = _("Nobody reviews a proposal of their own or of their organisation.")


class ReviewDoneError(DomainError):
    message = _("This review is done; it stays.")


def open_for_review(proposal: Proposal) -> Proposal:
    """Lock a proposal that can still be reviewed: submitted, not decided and not withdrawn."""
    now = locked(proposal)
    if now.is_draft:
        raise NotSubmittedError
    if now.standing in CLOSED:
        raise ClosedProposalError
    return now


@transaction.atomic
def ask_for_review(
    proposal: Proposal,
    *,
    reviewers: Iterable[User],
    at: datetime,
    by: User,
    due_on: date | None = None,
) -> list[Review]:
    """Ask people to review a proposal and give those who were not asked before.

    Who has not handed in and is asked again with another day has time until that day.
    The history tells how many were asked and not who, for names of reviewers go when they leave.
    """
    now = open_for_review(proposal)
    asked = [_ask(now, person, at=at, due_on=due_on) for person in reviewers]
    new = [review for review, is_new in asked if is_new]
    if new:
        _note(now, _("asked for reviews"), Change(_("reviewers"), None, len(new)), by=by)
    return new


def _ask(
    proposal: Proposal, person: User, *, at: datetime, due_on: date | None
) -> tuple[Review, bool]:
    if Proposal.objects.filter(pk=proposal.pk).written_by(person).exists():
        raise AuthorReviewsError
    review, is_new = Review.objects.get_or_create(
        proposal=proposal, reviewer=person, defaults={"asked_at": at, "due_on": due_on}
    )
    if due_on is not None:
        Review.objects.waiting().filter(pk=review.pk).update(due_on=due_on)
    return review, is_new


@transaction.atomic
def ask_no_longer(review: Review, *, by: User) -> None:
    """Take a request back that was not answered by scores; taking it back twice changes nothing."""
    proposal = open_for_review(review.proposal)
    found = Review.objects.select_for_update().filter(pk=review.pk).first()
    if found is None:
        return
    if found.done_at is not None and not found.conflict:
        raise ReviewDoneError
    found.delete()
    _note(proposal, _("took back the request for a review"), None, by=by)


def _note(proposal: Proposal, says: str | Promise, change: Change | None, *, by: User) -> None:
    register.record(
        "proposal.review_asked",
        proposal.record,
        by=by,
        says=says,
        changes=[change] if change else [],
        is_public=False,
    )
