"""Who may read and do what, as tables."""

from datetime import date

import pytest
from rules.permissions import permissions

from kokreasi.conversations.choices import Verdict
from kokreasi.conversations.services import responses
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import RoleGrantFactory, person_with
from kokreasi.plans.tests.factories import both
from kokreasi.proposals.choices import Standing
from kokreasi.proposals.models import Author, Proposal, Review
from kokreasi.proposals.services import moving, screening, splitting, submitting
from kokreasi.proposals.tests.factories import (
    AFTERWARDS,
    IN_THE_CALL,
    decide_and_publish,
    make_draft,
    make_proposal,
)

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

AUTHOR, OFFICE, PUBLISHER = {"author"}, {"editor", "publisher"}, {"publisher"}
OTHERS = EVERYBODY_SIGNED_IN - AUTHOR
UNDECIDED = (Standing.RECEIVED, Standing.SCREENED, Standing.DISCUSSED)
SENT = (*UNDECIDED, Standing.DECIDED, Standing.WITHDRAWN)

#   permission → standing → who may, beside administrators; nobody else, in no other standing
WHO_MAY = {
    "proposals.begin_proposal": dict.fromkeys(Standing, EVERYBODY_SIGNED_IN),
    "proposals.own_proposal": dict.fromkeys(Standing, AUTHOR),
    "proposals.lead_proposal": dict.fromkeys(Standing, AUTHOR),
    "proposals.write_proposal": {Standing.DRAFT: AUTHOR},
    "proposals.choose_authors": dict.fromkeys((Standing.DRAFT, *UNDECIDED), AUTHOR),
    "proposals.support_proposal": dict.fromkeys(UNDECIDED, OTHERS),
    "proposals.take_back_proposal": dict.fromkeys(UNDECIDED, AUTHOR),
    "proposals.release_proposal": dict.fromkeys(SENT, OFFICE),
    "proposals.screen_proposal": dict.fromkeys(SENT, OFFICE),
    "proposals.split_proposal": dict.fromkeys(UNDECIDED, OFFICE),
    "proposals.decide_proposal": dict.fromkeys((*UNDECIDED, Standing.DECIDED), OFFICE),
    "proposals.see_desk": dict.fromkeys(Standing, OFFICE),
    "proposals.change_statuses": dict.fromkeys(Standing, OFFICE),
    "proposals.publish_decisions": dict.fromkeys(Standing, PUBLISHER),
    "proposals.reply_to_answer": {},  # once they were told: see below
}
OF_OTHER_THINGS = {"review_proposal", "change_matrix", "fill_matrix", "fill_matrix_row"}


def test_every_permission_has_its_table() -> None:
    ours = {name for name in permissions if name.startswith("proposals.")}

    assert ours - {f"proposals.{name}" for name in OF_OTHER_THINGS} == set(WHO_MAY)


@pytest.mark.parametrize("standing", list(Standing))
def test_who_may_do_what(standing, cast, author) -> None:
    proposal = in_state(standing, author)

    allowed = {
        permission: {who for who, person in cast.items() if person.has_perm(permission, proposal)}
        for permission in WHO_MAY
    }

    assert allowed == {
        permission: by_standing.get(standing, set()) | {"administrator"}
        for permission, by_standing in WHO_MAY.items()
    }


@pytest.mark.parametrize("standing", list(Standing))
def test_a_co_author_writes_and_leaves_but_neither_discards_nor_withdraws(
    standing, author, cast
) -> None:
    proposal = in_state(standing, author)
    joined = make_organisation("Perkumpulan Kawan")
    Author.objects.create(proposal=proposal, organisation=joined, joined_at=IN_THE_CALL)
    friend = person_with(Role.MEMBER, body=joined.reference)

    def may(person) -> set[str]:
        return {permission for permission in WHO_MAY if person.has_perm(permission, proposal)}

    alone = {"proposals.lead_proposal", "proposals.take_back_proposal"}
    assert may(friend) == may(cast["author"]) - alone


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


def test_authors_reply_once_they_were_told_and_until_they_have(cast, author) -> None:
    proposal = make_proposal(organisation=author)
    response = decide_and_publish(proposal, by=cast["publisher"])

    def may_reply() -> set[str]:
        permission = "proposals.reply_to_answer"
        return {who for who, person in cast.items() if person.has_perm(permission, proposal)}

    published = may_reply()
    responses.mark_told(response, at=AFTERWARDS)
    told = may_reply()
    responses.reply(response, text="Tetapi", at=AFTERWARDS, by=None)

    assert published == {"administrator"}
    assert told == {"author", "administrator"}
    assert may_reply() == {"administrator"}


@pytest.mark.parametrize("standing", [Standing.RECEIVED, Standing.DECIDED, Standing.WITHDRAWN])
def test_only_who_is_asked_reviews_and_only_what_is_open(standing, cast, author) -> None:
    proposal = make_proposal(organisation=author)
    (review,) = screening.ask_for_review(
        proposal, reviewers=[cast["reviewer"]], at=IN_THE_CALL, by=cast["publisher"]
    )
    if standing != Standing.RECEIVED:
        step = moving.first_step(standing)
        moving.enter(moving.locked(proposal), step, at=IN_THE_CALL, by=None)
    now = Review.objects.get(pk=review.pk)

    permission = "proposals.review_proposal"
    allowed = {who for who, person in cast.items() if person.has_perm(permission, now)}

    is_open = standing == Standing.RECEIVED
    assert allowed == ({"reviewer", "administrator"} if is_open else {"administrator"})


def test_parts_of_a_split_are_read_by_authors_once_the_decision_is_published(cast, author) -> None:
    proposal = make_proposal(organisation=author)
    parts = [splitting.Part(both(title)) for title in "AB"]
    part, _other = splitting.split(proposal, parts=parts, at=AFTERWARDS, by=cast["editor"])

    def readers() -> set[str]:
        visible = {who: Proposal.objects.visible_to(person) for who, person in cast.items()}
        return {who for who, rows in visible.items() if rows.filter(pk=part.pk).exists()}

    before = readers()
    decide_and_publish(proposal, by=cast["publisher"], verdict=Verdict.SPLIT)

    assert before == SECRETARIAT
    assert readers() == set(cast)
