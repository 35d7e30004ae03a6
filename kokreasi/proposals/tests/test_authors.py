"""An organisation stands behind a proposal because it was asked or has asked, and both agreed."""

import pytest

from kokreasi.organisations import services as organisations
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.outbox.models import Message
from kokreasi.people import services as people
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.plans.tests.factories import both
from kokreasi.proposals.choices import AuthorRole, Joining, Standing
from kokreasi.proposals.errors import (
    AnsweredError,
    ClosedProposalError,
    GoneOrganisationError,
    JoinedError,
    NoAuthorError,
    NotPublicYetError,
)
from kokreasi.proposals.models import Author, Endorsement, JoiningRequest, Proposal
from kokreasi.proposals.services import authors, endorsing, moving, submitting, writing
from kokreasi.proposals.tests.factories import (
    IN_THE_CALL,
    make_draft,
    make_proposal,
    plan_with_a_call,
)
from kokreasi.register.choices import FacetName
from kokreasi.register.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def other():
    return make_organisation("Perkumpulan Lain")


@pytest.fixture
def member(other):
    return person_with(Role.MEMBER, body=other.reference, body_name="Lain")


def standing_names(proposal) -> list[str]:
    return [author.public_name for author in proposal.authors.standing()]


def test_an_invited_organisation_accepts_and_stands_behind_the_draft(other, member) -> None:
    draft = make_draft()
    request = authors.invite(draft, other, at=IN_THE_CALL, by=None)

    authors.answer(request, accepts=True, at=IN_THE_CALL, by=member)

    assert Proposal.objects.written_by(member).get() == draft
    assert standing_names(draft)[1:] == ["Perkumpulan Lain"]


def test_the_invited_are_told_once(other, member) -> None:
    draft = make_draft(title="Air bersih")

    authors.invite(draft, other, at=IN_THE_CALL, by=None)
    authors.invite(draft, other, at=IN_THE_CALL, by=None)

    mail = Message.objects.get()
    assert mail.to == member.email
    assert "Air bersih" in mail.body


def test_of_a_draft_no_name_stands_in_the_history(other, member) -> None:
    draft = make_draft()
    request = authors.invite(draft, other, at=IN_THE_CALL, by=None)
    authors.answer(request, accepts=True, at=IN_THE_CALL, by=None)

    told = [str(entry.content()) for entry in Entry.objects.filter(record=draft.record)]

    assert len(told) == 3
    assert "Perkumpulan Lain" not in "".join(told)


def test_who_declines_does_not_join(other, member) -> None:
    draft = make_draft()
    request = authors.invite(draft, other, at=IN_THE_CALL, by=None)

    authors.answer(request, accepts=False, at=IN_THE_CALL, by=member)

    assert draft.authors.count() == 1
    assert not Proposal.objects.written_by(member).exists()


def test_a_request_is_answered_once(other) -> None:
    request = authors.invite(make_draft(), other, at=IN_THE_CALL, by=None)
    authors.answer(request, accepts=False, at=IN_THE_CALL, by=None)

    with pytest.raises(AnsweredError):
        authors.answer(request, accepts=True, at=IN_THE_CALL, by=None)


def test_who_asks_to_join_is_accepted_by_the_authors(other, member) -> None:
    lead = make_organisation()
    writer = person_with(Role.MEMBER, body=lead.reference)
    proposal = make_proposal(organisation=lead)

    request = authors.ask(proposal, other, at=IN_THE_CALL, by=member)
    authors.answer(request, accepts=True, at=IN_THE_CALL, by=writer)

    facets = proposal.record.facets.filter(name=FacetName.PROPOSER)
    assert set(facets.values_list("value", flat=True)) == {lead.reference, other.reference}
    assert Message.objects.get().to == writer.email
    assert proposal.record.entries.first().is_public


def test_two_who_want_the_same_agree_at_once(other, member) -> None:
    proposal = make_proposal()
    authors.ask(proposal, other, at=IN_THE_CALL, by=member)

    authors.invite(proposal, other, at=IN_THE_CALL, by=None)

    assert JoiningRequest.objects.get().is_accepted
    assert standing_names(proposal)[1:] == ["Perkumpulan Lain"]


def test_who_joins_no_longer_supports_from_outside(other, member) -> None:
    proposal = make_proposal()
    endorsing.endorse(proposal, organisation=other, at=IN_THE_CALL, by=member)
    request = authors.ask(proposal, other, at=IN_THE_CALL, by=member)

    authors.answer(request, accepts=True, at=IN_THE_CALL, by=None)

    assert not Endorsement.objects.exists()


@pytest.mark.parametrize(
    ("standing", "error"),
    [(Standing.DECIDED, ClosedProposalError), (Standing.WITHDRAWN, ClosedProposalError)],
)
def test_nobody_joins_what_is_closed(standing, error, other, member) -> None:
    proposal = make_proposal()
    step = moving.first_step(standing)
    moving.enter(moving.locked(proposal), step, at=IN_THE_CALL, by=None)

    with pytest.raises(error):
        authors.ask(proposal, other, at=IN_THE_CALL, by=member)

    assert not JoiningRequest.objects.exists()


def test_nobody_asks_to_join_a_draft(other, member) -> None:
    with pytest.raises(NotPublicYetError):
        authors.ask(make_draft(), other, at=IN_THE_CALL, by=member)


def test_an_author_is_not_invited_again(other) -> None:
    draft = make_draft(organisation=other)

    with pytest.raises(JoinedError):
        authors.invite(draft, other, at=IN_THE_CALL, by=None)


def test_when_the_proposer_leaves_the_next_author_leads(other) -> None:
    lead = make_organisation()
    proposal = make_proposal(organisation=lead)
    request = authors.invite(proposal, other, at=IN_THE_CALL, by=None)
    authors.answer(request, accepts=True, at=IN_THE_CALL, by=None)

    authors.leave(proposal.authors.get(organisation=lead), at=IN_THE_CALL, by=None)

    now = proposal.authors.get(left_at=None)
    assert (now.organisation, now.role) == (other, AuthorRole.LEAD)
    assert proposal.record.entries.first().is_public


def test_the_last_author_stays(other) -> None:
    proposal = make_proposal(organisation=other)

    with pytest.raises(NoAuthorError):
        authors.leave(proposal.authors.get(), at=IN_THE_CALL, by=None)

    assert proposal.authors.get().left_at is None


def test_a_hidden_organisation_neither_begins_nor_joins() -> None:
    hidden = make_organisation("Rahasia", public=False)

    with pytest.raises(GoneOrganisationError):
        authors.invite(make_draft(), hidden, at=IN_THE_CALL, by=None)
    with pytest.raises(GoneOrganisationError):
        writing.begin(plan_with_a_call("2020"), at=IN_THE_CALL, by=None, organisation=hidden)


# Two organisations become one


def test_a_merged_organisation_hands_over_what_it_stands_for(publisher, other) -> None:
    gone = make_organisation("Perkumpulan Lama")
    written = make_proposal(organisation=gone)
    supported = make_proposal(written.plan, "Three")
    endorsing.endorse(supported, organisation=gone, at=IN_THE_CALL, by=publisher)
    draft = make_draft(supported.plan, institutions=[gone])
    authors.invite(draft, gone, at=IN_THE_CALL, by=None)

    organisations.merge(gone, into=other, by=publisher, reason="Sama")

    assert standing_names(written) == ["Perkumpulan Lain"]
    assert written.record.facets.get(name=FacetName.PROPOSER).value == other.reference
    assert supported.endorsements.get().organisation == other
    assert draft.institutions.get() == other
    assert JoiningRequest.objects.get().organisation == other


def test_who_would_stand_twice_behind_a_proposal_stands_there_once(publisher, other) -> None:
    gone = make_organisation("Perkumpulan Lama")
    proposal = make_proposal(organisation=gone)
    request = authors.invite(proposal, other, at=IN_THE_CALL, by=None)
    authors.answer(request, accepts=True, at=IN_THE_CALL, by=None)
    third = make_proposal(proposal.plan, "Third", organisation=other)
    endorsing.endorse(third, organisation=gone, at=IN_THE_CALL, by=publisher)

    organisations.merge(gone, into=other, by=publisher, reason="Sama")

    author = proposal.authors.get()
    assert (author.organisation, author.role) == (other, AuthorRole.LEAD)
    assert not Endorsement.objects.exists()


# Somebody asks to be forgotten


def test_names_of_the_erased_go_and_their_words_stay(cast) -> None:
    citizen = person_with(Role.REVIEWER)
    draft = writing.begin(
        plan_with_a_call(), at=IN_THE_CALL, by=citizen, title=both("Jalan"), is_named=True
    )
    own = make_proposal(draft.plan, "Sawah")
    own.authors.update(organisation=None, user=citizen, is_named=True)
    support = endorsing.endorse(
        make_proposal(draft.plan, "Laut"), at=IN_THE_CALL, by=citizen, note="Saya nelayan"
    )

    people.erase(citizen, by=cast["administrator"])

    support.refresh_from_db()
    assert standing_names(own) == ["Seorang warga"]
    assert (support.user, support.note) == (None, "")
    assert Proposal.objects.get(pk=own.pk).title == both("Sawah")
    assert not Proposal.objects.filter(pk=draft.pk).exists()


def test_where_the_lead_is_forgotten_the_next_author_leads(other) -> None:
    person = person_with(Role.MEMBER)
    proposal = make_proposal()
    lead = proposal.authors.get()
    Author.objects.filter(pk=lead.pk).update(user=person, organisation=None)
    following = Author.objects.create(proposal=proposal, organisation=other, joined_at=IN_THE_CALL)

    authors.forget(person)

    lead.refresh_from_db()
    following.refresh_from_db()
    assert (lead.role, following.role) == (AuthorRole.CO_AUTHOR, AuthorRole.LEAD)
    assert lead.left_at is None


def test_a_hidden_organisation_is_not_named_in_public(publisher) -> None:
    organisation = make_organisation("Rahasia")
    proposal = make_proposal(organisation=organisation)
    type(organisation.record).objects.filter(pk=organisation.record_id).update(published_at=None)

    assert standing_names(proposal) == ["Sebuah organisasi"]


def test_joining_is_seen_by_both_sides_and_by_nobody_else(cast, other, member) -> None:
    lead = make_organisation()
    cast |= {"author": person_with(Role.MEMBER, body=lead.reference), "asking": member}
    authors.ask(make_proposal(organisation=lead), other, at=IN_THE_CALL, by=member)

    seeing = {
        who
        for who, person in cast.items()
        if JoiningRequest.objects.visible_to(person).filter(how=Joining.ASKED).exists()
    }

    assert seeing == {"author", "asking"}


def test_the_public_history_names_whoever_acted(publisher_of_nothing) -> None:
    lead, joining, supporter = (make_organisation(name) for name in ("Satu", "Dua", "Tiga"))
    proposal = make_proposal(organisation=lead)
    asked = authors.invite(proposal, joining, at=IN_THE_CALL, by=None)
    authors.answer(asked, accepts=True, at=IN_THE_CALL, by=publisher_of_nothing)
    member = person_with(Role.MEMBER, body=supporter.reference)
    endorsing.endorse(proposal, organisation=supporter, at=IN_THE_CALL, by=member)
    submitting.take_back(proposal, at=IN_THE_CALL, by=None, reason="Sudah ada")

    lines = proposal.record.entries.filter(is_public=True).order_by("pk")
    told = [(line.on_behalf_of, line.says.id) for line in lines][1:]

    assert told == [
        ("Dua", "ikut mengusulkan mulai sekarang"),
        ("Tiga", "mendukung usulan ini"),
        ("", "Para pengusul menarik usulan ini"),
    ]


@pytest.fixture
def publisher_of_nothing():
    """Somebody who acts for a body that has no part in it."""
    return person_with(Role.MEMBER, body="ORG-X", body_name="Lain")


def test_a_title_is_written_in_a_mail_as_it_is() -> None:
    lead, joining = make_organisation(), make_organisation('Perkumpulan "Jalan & Jembatan"')
    person_with(Role.MEMBER, body=lead.reference)
    proposal = make_proposal(title='Kata "terbuka" & jujur', organisation=lead)

    authors.ask(proposal, joining, at=IN_THE_CALL, by=person_with(Role.MEMBER))

    body = Message.objects.latest("pk").body
    assert 'Kata "terbuka" & jujur' in body
    assert 'Perkumpulan "Jalan & Jembatan"' in body
