"""Review a proposal: score each criterion, or declare a conflict of interest and score nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.core.days import WIB
from kokreasi.core.errors import DomainError
from kokreasi.people.models import User
from kokreasi.proposals.models import Review, Score
from kokreasi.proposals.models.reviews import HIGHEST_SCORE, LOWEST_SCORE
from kokreasi.proposals.services.screening import open_for_review
from kokreasi.register import services as register
from kokreasi.register.services import ReasonMissingError
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.models import Term, TermQuerySet


class ConflictError(DomainError):
    message = _("You have declared a conflict of interest; this proposal is scored by others.")


class UnscoredError(DomainError):
    message = _("Before a review is done, every criterion has a score.")


class ScoreRangeError(DomainError):
    message = _("Scores go from 1 (hardly) to 5 (fully).")


class NoCriterionError(DomainError):
    message = _("This criterion is not in use.")


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a proposal meets one criterion, and why; without a score only the words are kept."""

    score: int
    comment: str = ""


def criteria_on(moment: datetime) -> TermQuerySet:
    """Give the criteria that hold on this day in Jakarta."""
    terms = Term.objects.of(Vocabulary.REVIEW_CRITERION)
    return terms.valid_on(moment.astimezone(WIB).date())


@transaction.atomic
def score(
    review: Review,
    *,
    marks: Mapping[Term, Mark],
    comment: str,
    at: datetime,
    by: User,
    is_done: bool,
) -> Review:
    """Keep the scores of a reviewer, whole as given; `is_done` hands the review in.

    What is handed in can be changed until the proposal is decided, and stays handed in. Raises
    `UnscoredError` where a criterion is missing, and `ConflictError` where a conflict is declared.
    """
    proposal = open_for_review(review.proposal)
    now = Review.objects.select_for_update().get(pk=review.pk)
    if now.conflict:
        raise ConflictError
    _check(marks, at=at, is_complete=is_done or now.done_at is not None)
    _write(now, marks)
    now.comment = comment.strip()
    is_new = is_done and now.done_at is None
    now.done_at = at if is_new else now.done_at
    now.save(update_fields=["comment", "done_at"])
    if is_new:
        register.record(
            "proposal.reviewed",
            proposal.record,
            by=by,
            says=_("reviewed this proposal"),
            is_public=False,
        )
    return now


def _check(marks: Mapping[Term, Mark], *, at: datetime, is_complete: bool) -> None:
    known = set(criteria_on(at))
    if not set(marks) <= known:
        raise NoCriterionError
    if any(not LOWEST_SCORE <= mark.score <= HIGHEST_SCORE for mark in marks.values()):
        raise ScoreRangeError
    if is_complete and set(marks) != known:
        raise UnscoredError


def _write(review: Review, marks: Mapping[Term, Mark]) -> None:
    review.scores.exclude(criterion__in=marks).delete()
    for criterion, mark in marks.items():
        Score.objects.update_or_create(
            review=review,
            criterion=criterion,
            defaults={"score": mark.score, "comment": mark.comment.strip()},
        )


@transaction.atomic
def declare_conflict(review: Review, *, words: str, at: datetime, by: User) -> Review:
    """Say that one is not impartial, and how; scores that were given go."""
    proposal = open_for_review(review.proposal)
    now = Review.objects.select_for_update().get(pk=review.pk)
    if not words.strip():
        raise ReasonMissingError
    now.scores.all().delete()
    now.conflict, now.comment, now.done_at = words.strip(), "", at
    now.save(update_fields=["conflict", "comment", "done_at"])
    register.record(
        "proposal.conflict_declared",
        proposal.record,
        by=by,
        says=_("declared a conflict of interest"),
        is_public=False,
    )
    return now


@transaction.atomic
def forget(person: User) -> None:
    """Forget requests that an erased person has not answered, and what tied the person to others.

    Scores stay, for decisions rest on them; the account that gave them has no name any more.
    """
    own = Review.objects.filter(reviewer=person)
    own.filter(done_at=None).delete()
    own.exclude(conflict="").update(conflict="–")
