"""Steps are data: only what may follow follows."""

import pytest

from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.proposals.choices import Standing
from kokreasi.proposals.imports import load_statuses
from kokreasi.proposals.models import Proposal, Status
from kokreasi.proposals.services import moving
from kokreasi.proposals.tests.factories import IN_THE_CALL, make_proposal, plan_with_a_call
from kokreasi.register.choices import FacetName

pytestmark = pytest.mark.django_db


def test_every_standing_has_a_step_and_loading_twice_keeps_what_an_office_renamed() -> None:
    load_statuses()
    Status.objects.filter(code="screening").update(patience=3)

    new = load_statuses()

    assert new == 0
    assert Status.objects.get(code="screening").patience == 3
    assert set(Status.objects.values_list("standing", flat=True)) == set(Standing)


def test_a_proposal_moves_to_a_step_that_may_follow() -> None:
    proposal, ministry = make_proposal(), make_ministry()
    screening = Status.objects.get(code="screening")

    moving.move(proposal, screening, at=IN_THE_CALL, by=None, waits_for=ministry)

    now = Proposal.objects.get(pk=proposal.pk)
    line = now.record.entries.first()
    assert (now.status, now.standing, now.stuck_with) == (screening, Standing.SCREENED, ministry)
    assert [change["field"].id for change in line.told_changes()] == ["status", "menunggu"]
    assert now.record.facets.filter(name=FacetName.STANDING, value="screened").exists()


def test_a_step_that_does_not_follow_is_refused() -> None:
    proposal = make_proposal()

    with pytest.raises(moving.NoSuchStepError):
        moving.move(proposal, Status.objects.get(code="discussion"), at=IN_THE_CALL, by=None)

    assert Proposal.objects.get(pk=proposal.pk).standing == Standing.RECEIVED


def test_moving_to_where_it_stands_writes_nothing() -> None:
    proposal = make_proposal()
    lines = proposal.record.entries.count()

    moving.move(proposal, proposal.status, at=IN_THE_CALL, by=None)

    assert proposal.record.entries.count() == lines


@pytest.mark.parametrize("code", ["decided", "withdrawn"])
def test_decided_and_withdrawn_are_no_mere_steps(code) -> None:
    proposal = make_proposal()
    proposal.status.next_steps.add(Status.objects.get(code=code))

    with pytest.raises(moving.ReasonedStepError):
        moving.move(proposal, Status.objects.get(code=code), at=IN_THE_CALL, by=None)


def test_several_move_together_or_not_at_all() -> None:
    plan = plan_with_a_call()
    first, second = make_proposal(plan), make_proposal(plan, "Open data")
    screening, discussion = (Status.objects.get(code=c) for c in ("screening", "discussion"))
    moving.move(first, screening, at=IN_THE_CALL, by=None)

    with pytest.raises(moving.NoSuchStepError):
        moving.move_all([first, second], discussion, at=IN_THE_CALL, by=None)

    assert Proposal.objects.get(pk=first.pk).status == screening
