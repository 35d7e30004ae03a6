"""A call takes proposals until midnight in Jakarta of its last day."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import WIB
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.plans.tests.confirming import final_plan
from kokreasi.plans.tests.factories import make_challenge
from kokreasi.proposals.choices import Standing
from kokreasi.proposals.errors import ClosedCallError, DecidedError, IncompleteError
from kokreasi.proposals.models import Proposal
from kokreasi.proposals.queries.calls import calls_at
from kokreasi.proposals.services import moving, submitting, writing
from kokreasi.proposals.tests.factories import (
    FIRST_DAY,
    IN_THE_CALL,
    LAST_DAY,
    make_draft,
    make_proposal,
    plan_with_a_call,
)
from kokreasi.register import search
from kokreasi.register.choices import FacetName, Tie
from kokreasi.register.models import Link, Record
from kokreasi.register.services import ReasonMissingError

pytestmark = pytest.mark.django_db

OPENS = datetime.combine(FIRST_DAY, datetime.min.time(), tzinfo=WIB)
CLOSES = datetime.combine(LAST_DAY + timedelta(days=1), datetime.min.time(), tzinfo=WIB)
A_MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize("at", [OPENS, IN_THE_CALL, CLOSES - A_MINUTE])
def test_a_proposal_is_taken_while_the_call_is_open(at) -> None:
    draft = make_draft()

    proposal = submitting.submit(draft, at=at, by=None)

    assert proposal.standing == Standing.RECEIVED
    assert proposal.submitted_at == at
    assert proposal.stage is not None


@pytest.mark.parametrize("at", [OPENS - A_MINUTE, CLOSES, CLOSES + A_MINUTE])
def test_late_by_a_minute_is_kept_and_explained(at) -> None:
    draft = make_draft()

    with pytest.raises(ClosedCallError, match="rancangan"):
        submitting.submit(draft, at=at, by=None)

    kept = Proposal.objects.get(pk=draft.pk)
    assert (kept.standing, kept.problem) == (Standing.DRAFT, draft.problem)


def test_a_final_plan_takes_nothing_although_the_stage_is_still_open() -> None:
    plan = plan_with_a_call()
    draft = make_draft(plan)
    final_plan(plan)

    with pytest.raises(ClosedCallError):
        submitting.submit(draft, at=IN_THE_CALL, by=None)

    assert Proposal.objects.get(pk=draft.pk).is_draft
    assert calls_at(AnonymousUser(), OPENS) == []


def test_a_proposal_says_what_is_wrong_and_what_to_do() -> None:
    draft = make_draft()
    writing.write(draft, {"solution": Bilingual()}, seen=draft.revision)

    with pytest.raises(IncompleteError):
        submitting.submit(draft, at=IN_THE_CALL, by=None)

    assert Proposal.objects.get(pk=draft.pk).is_draft


def test_sending_twice_submits_once() -> None:
    draft = make_draft()
    first = submitting.submit(draft, at=IN_THE_CALL, by=None)
    lines = first.record.entries.count()

    again = submitting.submit(draft, at=IN_THE_CALL + A_MINUTE, by=None)

    assert again.submitted_at == first.submitted_at
    assert again.record.entries.count() == lines


def test_what_an_organisation_submits_is_public_and_found() -> None:
    proposal = make_proposal(title="Pengaduan desa")

    record = Record.objects.get(pk=proposal.record_id)
    assert record.is_public
    assert record in search.matching(Record.objects.public(), "mengadu")
    assert record.facets.filter(name=FacetName.STANDING, value="received").exists()


def test_what_a_citizen_submits_waits_until_it_is_released() -> None:
    citizen = person_with(Role.REVIEWER)
    plan = plan_with_a_call()
    draft = writing.begin(plan, at=IN_THE_CALL, by=citizen, title=Bilingual(id="Jalan"))
    words = {"problem": Bilingual(id="Rusak"), "solution": Bilingual(id="Perbaiki")}
    draft = writing.write(draft, words, seen=draft.revision)

    proposal = submitting.submit(draft, at=IN_THE_CALL, by=citizen)
    held = Record.objects.get(pk=proposal.record_id).is_public
    submitting.release(proposal, by=None)

    assert not held
    assert Record.objects.get(pk=proposal.record_id).is_public


def test_challenges_lead_to_what_is_proposed_for_them() -> None:
    plan = plan_with_a_call()
    challenge = make_challenge(plan)
    draft = make_draft(plan)
    draft = writing.write(draft, {"challenges": [challenge]}, seen=draft.revision)

    proposal = submitting.submit(draft, at=IN_THE_CALL, by=None)

    tie = Link.objects.get(tie=Tie.PROPOSED_FOR)
    assert (tie.source, tie.target) == (challenge.record, proposal.record)


def test_authors_take_back_what_is_not_decided_and_say_why(publisher) -> None:
    proposal = make_proposal()

    submitting.take_back(proposal, at=IN_THE_CALL, by=publisher, reason="Sudah terlaksana")

    line = proposal.record.entries.first()
    assert Proposal.objects.get(pk=proposal.pk).standing == Standing.WITHDRAWN
    assert line.reason == "Sudah terlaksana"
    assert line.is_public


def test_taking_back_says_why_or_leaves_everything(publisher) -> None:
    proposal = make_proposal()

    with pytest.raises(ReasonMissingError):
        submitting.take_back(proposal, at=IN_THE_CALL, by=publisher, reason=" ")

    assert Proposal.objects.get(pk=proposal.pk).standing == Standing.RECEIVED


def test_what_is_decided_is_not_taken_back(publisher) -> None:
    proposal = make_proposal()
    step = moving.first_step(Standing.DECIDED)
    moving.enter(moving.locked(proposal), step, at=IN_THE_CALL, by=None)

    with pytest.raises(DecidedError):
        submitting.take_back(proposal, at=IN_THE_CALL, by=publisher, reason="Terlambat")
