"""Who may read and do what, as tables."""

from datetime import date

import pytest

from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import RoleGrantFactory, person_with
from kokreasi.proposals.choices import Standing
from kokreasi.proposals.models import Proposal
from kokreasi.proposals.services import moving, submitting
from kokreasi.proposals.tests.factories import IN_THE_CALL, make_draft, make_proposal

SECRETARIAT = {"editor", "publisher", "administrator"}
WHAT_IS_PUBLIC = {Standing.RECEIVED, Standing.DECIDED, Standing.WITHDRAWN}


@pytest.fixture
def author(cast):
    """An organisation with somebody who acts for it, on the stage with everybody else."""
    organisation = make_organisation()
    cast["author"] = person_with(Role.MEMBER, body=organisation.reference)
    cast["stranger"] = person_with(Role.MEMBER, body=make_organisation().reference)
    return organisation


def in_state(standing, author):
    if standing == Standing.DRAFT:
        return make_draft(organisation=author)
    proposal = make_proposal(organisation=author)
    if standing != Standing.RECEIVED:
        locked = moving.locked(proposal)
        moving.enter(locked, moving.first_step(standing), at=IN_THE_CALL, by=None)
    return Proposal.objects.get(pk=proposal.pk)


@pytest.mark.parametrize("standing", list(Standing))
def test_who_may_read_what(standing, cast, author) -> None:
    proposal = in_state(standing, author)

    readers = {
        who
        for who, person in cast.items()
        if Proposal.objects.visible_to(person).filter(pk=proposal.pk).exists()
    }

    assert readers == ({"author"} if standing == Standing.DRAFT else set(cast))


def test_what_a_citizen_sent_waits_for_the_secretariat(cast, author) -> None:
    proposal = make_proposal(organisation=author)
    submitting.hold_back(proposal, by=cast["editor"], reason="Iklan")

    readers = {
        who
        for who, person in cast.items()
        if Proposal.objects.visible_to(person).filter(pk=proposal.pk).exists()
    }

    assert readers == SECRETARIAT | {"author"}


EVERYBODY_SIGNED_IN = {role.value for role in Role} | {"author", "stranger"}

#        permission                      standing              who may, beside administrators
TABLE = [
    ("proposals.write_proposal", Standing.DRAFT, {"author"}),
    ("proposals.write_proposal", Standing.RECEIVED, set()),
    ("proposals.write_proposal", Standing.DECIDED, set()),
    ("proposals.begin_proposal", Standing.DRAFT, EVERYBODY_SIGNED_IN),
    ("proposals.choose_authors", Standing.DRAFT, {"author"}),
    ("proposals.choose_authors", Standing.RECEIVED, {"author"}),
    ("proposals.choose_authors", Standing.DISCUSSED, {"author"}),
    ("proposals.choose_authors", Standing.DECIDED, set()),
    ("proposals.choose_authors", Standing.WITHDRAWN, set()),
    ("proposals.support_proposal", Standing.DRAFT, set()),
    ("proposals.support_proposal", Standing.RECEIVED, EVERYBODY_SIGNED_IN - {"author"}),
    ("proposals.support_proposal", Standing.DISCUSSED, EVERYBODY_SIGNED_IN - {"author"}),
    ("proposals.support_proposal", Standing.DECIDED, set()),
    ("proposals.support_proposal", Standing.WITHDRAWN, set()),
    ("proposals.release_proposal", Standing.DRAFT, set()),
    ("proposals.release_proposal", Standing.RECEIVED, {"editor", "publisher"}),
    ("proposals.release_proposal", Standing.WITHDRAWN, {"editor", "publisher"}),
    ("proposals.own_proposal", Standing.DRAFT, {"author"}),
    ("proposals.own_proposal", Standing.DECIDED, {"author"}),
    ("proposals.take_back_proposal", Standing.DRAFT, set()),
    ("proposals.take_back_proposal", Standing.RECEIVED, {"author"}),
    ("proposals.take_back_proposal", Standing.SCREENED, {"author"}),
    ("proposals.take_back_proposal", Standing.DISCUSSED, {"author"}),
    ("proposals.take_back_proposal", Standing.DECIDED, set()),
    ("proposals.take_back_proposal", Standing.WITHDRAWN, set()),
    ("proposals.screen_proposal", Standing.DRAFT, set()),
    ("proposals.screen_proposal", Standing.RECEIVED, {"editor", "publisher"}),
    ("proposals.screen_proposal", Standing.DECIDED, {"editor", "publisher"}),
]


@pytest.mark.parametrize(("permission", "standing", "expected"), TABLE)
def test_who_may_do_what(permission, standing, expected, cast, author) -> None:
    proposal = in_state(standing, author)

    allowed = {who for who, person in cast.items() if person.has_perm(permission, proposal)}

    assert allowed == expected | {"administrator"}


def test_who_began_it_for_an_organisation_and_left_no_longer_writes(author) -> None:
    grant = RoleGrantFactory(role=Role.MEMBER, body=author.reference)
    proposal = make_draft(organisation=author, by=grant.user)
    before = grant.user.has_perm("proposals.write_proposal", proposal)
    grant.ends_on = date(2018, 12, 31)
    grant.save()

    left = type(grant.user).objects.get(pk=grant.user_id)

    assert before
    assert not left.has_perm("proposals.write_proposal", proposal)
    assert not Proposal.objects.visible_to(left).filter(pk=proposal.pk).exists()


def test_who_has_left_an_organisation_no_longer_writes_for_it(author) -> None:
    proposal = make_draft(organisation=author)
    left = RoleGrantFactory(role=Role.MEMBER, body=author.reference, ends_on=date(2018, 8, 1)).user

    assert not left.has_perm("proposals.write_proposal", proposal)
