"""Reviewers score each criterion, or declare a conflict and score nothing."""

import pytest
from django.contrib.auth.models import AnonymousUser

from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.proposals.errors import ClosedProposalError, NotSubmittedError
from kokreasi.proposals.models import Proposal, Review
from kokreasi.proposals.services import reviewing, screening, submitting
from kokreasi.proposals.services.reviewing import Mark, criteria_on
from kokreasi.proposals.tests.factories import (
    AFTERWARDS,
    IN_THE_CALL,
    decide_and_publish,
    make_draft,
    make_proposal,
)
from kokreasi.register.services import ReasonMissingError
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.tests.factories import TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer():
    return person_with(Role.REVIEWER)


@pytest.fixture
def criteria():
    return [TermFactory(vocabulary=Vocabulary.REVIEW_CRITERION) for _ in range(2)]


@pytest.fixture
def review(reviewer, criteria, publisher):
    (asked,) = screening.ask_for_review(
        make_proposal(), reviewers=[reviewer], at=IN_THE_CALL, by=publisher
    )
    return asked


def test_who_is_asked_twice_is_asked_once(review, reviewer, publisher) -> None:
    again = screening.ask_for_review(
        review.proposal, reviewers=[reviewer], at=AFTERWARDS, by=publisher
    )

    assert again == []
    assert Review.objects.get().asked_at == IN_THE_CALL


def test_who_is_asked_again_with_another_day_has_time_until_then(
    review, reviewer, publisher
) -> None:
    later = AFTERWARDS.date()

    screening.ask_for_review(
        review.proposal, reviewers=[reviewer], at=AFTERWARDS, by=publisher, due_on=later
    )
    screening.ask_for_review(review.proposal, reviewers=[reviewer], at=AFTERWARDS, by=publisher)

    assert Review.objects.get().due_on == later


def test_nobody_reviews_what_their_organisation_proposes(publisher) -> None:
    proposal = make_proposal()
    body = proposal.authors.get().organisation
    member = person_with(Role.MEMBER, body=body.reference)

    with pytest.raises(screening.AuthorReviewsError):
        screening.ask_for_review(proposal, reviewers=[member], at=IN_THE_CALL, by=publisher)

    assert not Review.objects.exists()


def test_a_draft_is_not_reviewed(reviewer, publisher) -> None:
    with pytest.raises(NotSubmittedError):
        screening.ask_for_review(make_draft(), reviewers=[reviewer], at=IN_THE_CALL, by=publisher)


def test_scores_are_kept_and_handed_in_only_when_complete(review, criteria, reviewer) -> None:
    first = {criteria[0]: Mark(4, "Jelas")}
    reviewing.score(review, marks=first, comment="", at=IN_THE_CALL, by=reviewer, is_done=False)

    with pytest.raises(reviewing.UnscoredError):
        reviewing.score(review, marks=first, comment="", at=IN_THE_CALL, by=reviewer, is_done=True)

    kept = Review.objects.get()
    assert kept.done_at is None
    assert [score.score for score in kept.scores.all()] == [4]


def test_a_review_is_handed_in_once_and_may_change_until_the_decision(
    review, criteria, reviewer, publisher
) -> None:
    marks = {criterion: Mark(3) for criterion in criteria}
    reviewing.score(review, marks=marks, comment="Baik", at=IN_THE_CALL, by=reviewer, is_done=True)
    better = {criterion: Mark(5) for criterion in criteria}
    now = reviewing.score(
        review, marks=better, comment="Baik", at=AFTERWARDS, by=reviewer, is_done=True
    )
    decide_and_publish(review.proposal, by=publisher)

    with pytest.raises(ClosedProposalError):
        reviewing.score(review, marks=marks, comment="", at=AFTERWARDS, by=reviewer, is_done=True)

    assert now.done_at == IN_THE_CALL
    assert {score.score for score in now.scores.all()} == {5}


@pytest.mark.parametrize("score", [0, 6])
def test_scores_go_from_one_to_five(score, review, criteria, reviewer) -> None:
    with pytest.raises(reviewing.ScoreRangeError):
        reviewing.score(
            review,
            marks={criteria[0]: Mark(score)},
            comment="",
            at=IN_THE_CALL,
            by=reviewer,
            is_done=False,
        )


def test_a_conflict_takes_the_scores_away_and_allows_none(review, criteria, reviewer) -> None:
    marks = {criteria[0]: Mark(5)}
    reviewing.score(review, marks=marks, comment="", at=IN_THE_CALL, by=reviewer, is_done=False)
    reviewing.declare_conflict(review, words="Pengurus", at=IN_THE_CALL, by=reviewer)

    with pytest.raises(reviewing.ConflictError):
        reviewing.score(review, marks=marks, comment="", at=IN_THE_CALL, by=reviewer, is_done=False)

    assert not review.scores.exists()


def test_a_conflict_says_what_it_is(review, reviewer) -> None:
    with pytest.raises(ReasonMissingError):
        reviewing.declare_conflict(review, words=" ", at=IN_THE_CALL, by=reviewer)


def test_a_request_is_taken_back_until_it_is_answered(review, criteria, publisher, reviewer):
    marks = {criterion: Mark(3) for criterion in criteria}
    reviewing.score(review, marks=marks, comment="", at=IN_THE_CALL, by=reviewer, is_done=True)

    with pytest.raises(screening.ReviewDoneError):
        screening.ask_no_longer(review, by=publisher)

    Review.objects.update(done_at=None)
    screening.ask_no_longer(review, by=publisher)
    screening.ask_no_longer(review, by=publisher)
    assert not Review.objects.exists()


def test_everybody_reads_their_own_reviews_only(review, reviewer, publisher) -> None:
    other = person_with(Role.REVIEWER)

    def readers(*people):
        return [person for person in people if Review.objects.visible_to(person).exists()]

    everybody = (reviewer, other, publisher, AnonymousUser())
    assert readers(*everybody) == [reviewer, publisher]


def test_a_reviewer_reads_what_the_public_does_not_see_yet(review, reviewer, publisher) -> None:
    submitting.hold_back(review.proposal, by=publisher, reason="Diperiksa")

    assert Proposal.objects.visible_to(reviewer).filter(pk=review.proposal_id).exists()
    assert not Proposal.objects.visible_to(person_with(Role.REVIEWER)).exists()


def test_reviews_leave_no_public_line(review, criteria, reviewer) -> None:
    reviewing.declare_conflict(review, words="Pengurus", at=IN_THE_CALL, by=reviewer)

    events = {"proposal.review_asked", "proposal.conflict_declared"}
    lines = review.proposal.record.entries.filter(event__in=events)
    assert [line.is_public for line in lines] == [False, False]


def test_an_erased_reviewer_leaves_scores_and_no_ties(review, criteria, reviewer) -> None:
    reviewing.declare_conflict(review, words="Pengurus Suarise", at=IN_THE_CALL, by=reviewer)

    reviewing.forget(reviewer)

    assert Review.objects.get().conflict == "–"


def test_only_criteria_of_the_day_count(criteria) -> None:
    criteria[0].valid_to = IN_THE_CALL.date().replace(year=2017)
    criteria[0].save()

    assert list(criteria_on(IN_THE_CALL)) == [criteria[1]]
