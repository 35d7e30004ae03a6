"""A plan becomes final only when every proposal has its decision and reason, and stays so."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kokreasi.conversations.models import Response
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import today_in_jakarta
from kokreasi.plans.services.finalising import IncompleteError, finalise
from kokreasi.plans.tests.confirming import confirmed_by_all, introduce, whole_commitment
from kokreasi.plans.tests.factories import both
from kokreasi.proposals.choices import Standing
from kokreasi.proposals.errors import ClosedCallError
from kokreasi.proposals.models import Proposal, Status
from kokreasi.proposals.queries.calls import call_of
from kokreasi.proposals.queries.deciding import answerable
from kokreasi.proposals.services import (
    announcing,
    citizens,
    deciding,
    moving,
    screening,
    submitting,
)
from kokreasi.proposals.services.moving import ReasonedStepError
from kokreasi.proposals.tests.factories import (
    decide_and_publish,
    make_answer,
    make_draft,
    make_proposal,
    plan_with_a_call,
)
from kokreasi.register.services import ReasonMissingError

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    """Make a plan to which nothing is missing, and whose call for proposals is still open."""
    today = today_in_jakarta()
    plan = plan_with_a_call(opens_on=today - timedelta(days=9), closes_on=today)
    confirmed_by_all(whole_commitment(plan))
    introduce(plan)
    plan.refresh_from_db()
    return plan


def sent(plan, title: str = "Open tenders"):
    return make_proposal(plan, title, sent_at=timezone.now())


def answer(proposal, by) -> Response:
    response = decide_and_publish(proposal, by=by)
    announcing.tell_decision(response, at=timezone.now())
    return response


def make_final(plan, by) -> None:
    finalise(plan, at=timezone.now(), by=by)
    plan.refresh_from_db()


def is_only_received(proposal, by) -> None:
    """Nothing was done with it."""


def is_discussed(proposal, by) -> None:
    for code in ("screening", "discussion"):
        moving.move(proposal, Status.objects.get(code=code), at=timezone.now(), by=by)


def is_under_review(proposal, by) -> None:
    screening.ask_for_review(proposal, reviewers=[by], at=timezone.now(), by=by)


def has_an_unpublished_decision(proposal, by) -> None:
    deciding.decide(proposal, answer=make_answer(), by=by)


def has_an_answer_of_which_nobody_was_told(proposal, by) -> None:
    decide_and_publish(proposal, by=by)


def was_taken_out_and_let_through_again(proposal, by) -> None:
    submitting.hold_back(proposal, by=by, reason="Spam")
    submitting.release(proposal, by=by)


@pytest.mark.parametrize(
    "stands",
    [
        is_only_received,
        is_discussed,
        is_under_review,
        has_an_unpublished_decision,
        has_an_answer_of_which_nobody_was_told,
        was_taken_out_and_let_through_again,
    ],
)
def test_a_plan_with_an_undecided_proposal_does_not_become_final(plan, publisher, stands) -> None:
    answer(sent(plan, "Answered"), publisher)
    stands(sent(plan, "Waits"), publisher)

    with pytest.raises(IncompleteError):
        make_final(plan, publisher)

    plan.refresh_from_db()
    assert not plan.is_final


def test_what_a_citizen_sent_and_nobody_let_through_still_waits(plan, publisher) -> None:
    words = {"title": both("Warga"), "problem": both("P"), "solution": both("S")}
    citizen = {"email": "warga@example.org", "language": "id", "at": timezone.now()}
    draft = citizens.begin(plan, words, **citizen)
    submitting.submit(draft, at=timezone.now(), by=None)

    with pytest.raises(IncompleteError):
        make_final(plan, publisher)

    assert [one.pk for one in Proposal.objects.held_back()] == [draft.pk]


def test_what_was_taken_out_for_a_reason_needs_no_answer(plan, publisher) -> None:
    spam = sent(plan, "Spam")
    submitting.hold_back(spam, by=publisher, reason="Iklan")

    make_final(plan, publisher)

    assert plan.is_final
    assert not answerable().filter(pk=spam.pk).exists()
    assert [one.pk for one in Proposal.objects.taken_out()] == [spam.pk]
    assert not Proposal.objects.held_back().exists()


def test_no_proposal_of_a_final_plan_is_without_decision_and_reason(plan, publisher) -> None:
    for number in range(3):
        answer(sent(plan, f"Number {number}"), publisher)
    withdrawn = sent(plan, "Withdrawn")
    submitting.take_back(withdrawn, at=timezone.now(), by=publisher, reason="Sudah dijalankan")
    make_draft(plan, "Never sent")

    make_final(plan, publisher)

    submitted = plan.proposals.submitted().exclude(standing=Standing.WITHDRAWN)
    answers = {one.about_id: one for one in Response.objects.public()}
    assert submitted.count() == 3
    assert {one.standing for one in submitted} == {Standing.DECIDED}
    assert all(answers[one.record_id].verdict for one in submitted)
    assert all(answers[one.record_id].reason for one in submitted)


def test_a_final_plan_takes_no_proposal_although_its_call_is_open(plan, publisher) -> None:
    begun = make_draft(plan, "Half written", at=timezone.now())
    make_final(plan, publisher)

    with pytest.raises(ClosedCallError):
        submitting.submit(begun, at=timezone.now(), by=None)

    begun.refresh_from_db()
    assert begun.is_draft
    assert call_of(plan, publisher, timezone.now()) is None


def test_a_decision_of_a_final_plan_is_not_undone(plan, publisher) -> None:
    proposal = sent(plan)
    response = answer(proposal, publisher)
    make_final(plan, publisher)
    screened = Status.objects.get(code="screening")
    silence = {"reason": Bilingual()}

    with pytest.raises(ReasonedStepError):
        moving.move(proposal, screened, at=timezone.now(), by=publisher)
    with pytest.raises(ReasonMissingError):
        deciding.change(response, silence, seen=response.revision, by=publisher, reason="Salah")

    proposal.refresh_from_db()
    assert proposal.standing == Standing.DECIDED
