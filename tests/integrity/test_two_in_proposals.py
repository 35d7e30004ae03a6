"""Several act on one proposal, or on the same ones, at the same moment."""

from functools import partial

import pytest
from django.utils import timezone

from kokreasi.conversations.choices import Verdict
from kokreasi.conversations.models import Response
from kokreasi.conversations.services import responses
from kokreasi.core.errors import DomainError
from kokreasi.organisations.services import merge
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.outbox.models import Message
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.plans import services as plans
from kokreasi.plans.models import Commitment
from kokreasi.plans.tests.confirming import confirmed_by_all, introduce, whole_commitment
from kokreasi.plans.tests.factories import both
from kokreasi.proposals.choices import AuthorRole, Standing
from kokreasi.proposals.models import Author, Endorsement, Proposal
from kokreasi.proposals.queries.deciding import unanswered
from kokreasi.proposals.services import (
    adopting,
    announcing,
    authors,
    citizens,
    deciding,
    endorsing,
    moving,
    splitting,
    submitting,
)
from kokreasi.proposals.tests.factories import (
    AFTERWARDS,
    IN_THE_CALL,
    decide_and_publish,
    make_answer,
    make_draft,
    make_proposal,
    plan_with_a_call,
)
from kokreasi.register import services as register
from kokreasi.register.tests.factories import RecordFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

MANY = 8


def refused(results) -> int:
    """Count the refusals in words; anything else that was raised is a fault and raised here."""
    raised = [result for result in results if isinstance(result, Exception)]
    for error in raised:
        if not isinstance(error, DomainError):
            raise error
    return len(raised)


@pytest.fixture
def publisher():
    return person_with(Role.PUBLISHER)


@pytest.fixture
def other():
    """An organisation with somebody who acts for it."""
    organisation = make_organisation()
    return organisation, person_with(Role.MEMBER, body=organisation.reference)


def test_a_form_sent_four_times_at_once_begins_one_draft(at_once) -> None:
    words = {name: both(name) for name in ("title", "problem", "solution")}
    begin = partial(
        citizens.begin,
        plan_with_a_call(),
        words,
        email="a@example.org",
        language="id",
        at=IN_THE_CALL,
    )

    results = at_once(*[begin] * 4)

    assert refused(results) == 0
    assert (Proposal.objects.count(), Message.objects.count()) == (1, 1)


def test_a_draft_sent_eight_times_at_once_is_submitted_once(at_once) -> None:
    draft = make_draft()

    results = at_once(*[partial(submitting.submit, draft, at=IN_THE_CALL, by=None)] * MANY)

    assert refused(results) == 0
    assert {one.standing for one in results} == {Standing.RECEIVED}
    assert draft.record.entries.filter(event="proposal.submitted").count() == 1


def test_a_state_frozen_eight_times_at_once_is_one_version(at_once) -> None:
    record = RecordFactory()
    register.freeze(record, {"words": "first"}, by=None)

    results = at_once(*[partial(register.freeze, record, {"words": "second"}, by=None)] * MANY)

    assert refused(results) == 0
    assert record.versions.count() == 2


def test_batches_in_another_order_never_wait_for_each_other(at_once, publisher) -> None:
    two = [make_proposal(plan_with_a_call(), "A"), make_proposal(plan_with_a_call("2020"), "B")]
    step = two[0].status.next_steps.exclude(standing__in=("decided", "withdrawn")).first()
    move = partial(moving.move_all, status=step, at=IN_THE_CALL, by=None)
    decide = partial(deciding.decide_all, answer=make_answer(), by=publisher)

    results = at_once(*[partial(act, way) for act in (move, decide) for way in (two, two[::-1])])

    assert refused(results) == 1  # one of the two decisions comes too late
    assert set(Proposal.objects.values_list("status", flat=True)) == {step.pk}


def test_support_given_eight_times_at_once_is_given_once(at_once, other) -> None:
    proposal, (body, member) = make_proposal(), other
    by_member = partial(endorsing.endorse, proposal, at=IN_THE_CALL, by=member, organisation=body)
    by_mail = partial(
        citizens.support, proposal, email="a@example.org", language="id", at=IN_THE_CALL
    )

    results = at_once(*[by_member] * MANY, *[by_mail] * MANY)

    assert refused(results) == 0
    assert (Endorsement.objects.count(), Message.objects.count()) == (2, 1)


def test_who_is_invited_and_asks_at_the_same_moment_joins_once(at_once, other) -> None:
    proposal, (body, member) = make_proposal(), other
    invite = partial(authors.invite, proposal, body, at=IN_THE_CALL, by=None)
    ask = partial(authors.ask, proposal, body, at=IN_THE_CALL, by=member)

    refused(at_once(*[invite, ask] * 4))

    assert Author.objects.filter(organisation=body).count() == 1


def test_of_two_authors_who_leave_at_once_one_stays_and_leads(at_once, other) -> None:
    proposal, (body, _member) = make_proposal(), other
    request = authors.invite(proposal, body, at=IN_THE_CALL, by=None)
    authors.answer(request, accepts=True, at=IN_THE_CALL, by=None)
    leave = partial(authors.leave, at=IN_THE_CALL, by=None)

    results = at_once(*[partial(leave, author) for author in proposal.authors.all()])

    assert refused(results) == 1
    assert proposal.authors.get(left_at=None).role == AuthorRole.LEAD


def test_what_is_taken_back_is_not_decided_at_the_same_moment(at_once, publisher) -> None:
    proposal = make_proposal()
    deciding.decide(proposal, answer=make_answer(), by=publisher)

    results = at_once(
        partial(submitting.take_back, proposal, at=AFTERWARDS, by=None, reason="Sudah ada"),
        partial(deciding.publish, [proposal], at=AFTERWARDS, by=publisher),
    )

    assert refused(results) == 1


def test_answers_of_a_unit_that_is_merged_meanwhile_are_published(at_once, publisher) -> None:
    proposal, unit, into = make_proposal(), make_ministry(), make_ministry()
    deciding.decide(proposal, answer=make_answer(unit=unit), by=publisher)

    results = at_once(
        partial(merge, unit, into=into, by=publisher, reason="Satu lembaga"),
        partial(deciding.publish, [proposal], at=AFTERWARDS, by=publisher),
    )

    answer = Response.objects.public().get()
    assert refused(results) == 0
    assert answer.unit == into


def test_split_at_once_it_has_its_parts_once(at_once, publisher) -> None:
    proposal = make_proposal()
    parts = [splitting.Part(both("A")), splitting.Part(both("B"))]
    split = partial(splitting.split, proposal, parts=parts, at=IN_THE_CALL, by=publisher)

    results = at_once(*[split] * 4)

    assert refused(results) == 3
    assert len(splitting.parts_of(proposal)) == 2


def test_two_adopted_at_once_are_two_commitments(at_once, publisher) -> None:
    plan, lead = plan_with_a_call(), make_ministry()
    two = [make_proposal(plan, title) for title in "AB"]
    for one in two:
        decide_and_publish(one, by=publisher, verdict=Verdict.ACCEPTED)

    results = at_once(
        *[partial(adopting.adopt, one, leads=[lead], by=publisher) for one in two * 3]
    )

    assert refused(results) == 4
    assert sorted(Commitment.objects.values_list("number", flat=True)) == [1, 2]


def test_authors_are_told_once_and_of_several_replies_one_stands(at_once, publisher) -> None:
    response = decide_and_publish(make_proposal(), by=publisher)
    told = at_once(*[partial(announcing.tell_decision, response, at=AFTERWARDS)] * 4)
    reply = partial(responses.reply, response, at=AFTERWARDS, by=None)

    results = at_once(*[partial(reply, text=f"Tetapi {number}") for number in range(4)])

    assert refused(told) == 0
    assert refused(results) == 3


def test_nothing_is_submitted_while_a_plan_becomes_final(at_once) -> None:
    plan = plan_with_a_call()
    confirmed_by_all(whole_commitment(plan))
    introduce(plan)
    draft = make_draft(plan)

    refused(
        at_once(
            partial(plans.finalising.finalise, plan, at=timezone.now(), by=None),
            partial(submitting.submit, draft, at=IN_THE_CALL, by=None),
        )
    )

    plan.refresh_from_db()
    assert plan.is_final != unanswered(plan).exists()
