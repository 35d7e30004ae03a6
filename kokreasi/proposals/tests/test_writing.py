"""A draft belongs to those who write it."""

from functools import partial

import pytest

from kokreasi.core.errors import StaleError
from kokreasi.organisations import services as organisations
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.people.tests.factories import UserFactory
from kokreasi.plans.tests.factories import both
from kokreasi.proposals.choices import AuthorRole, Standing
from kokreasi.proposals.errors import GoneOrganisationError, SubmittedError
from kokreasi.proposals.models import Proposal
from kokreasi.proposals.services import writing
from kokreasi.proposals.tests.factories import (
    IN_THE_CALL,
    make_draft,
    make_proposal,
    plan_with_a_call,
)
from kokreasi.register import search
from kokreasi.register.models import Entry, Record

pytestmark = pytest.mark.django_db


def test_a_draft_has_a_reference_and_its_first_author() -> None:
    organisation = make_organisation()

    draft = make_draft(organisation=organisation)

    author = draft.authors.get()
    assert (author.organisation, author.role) == (organisation, AuthorRole.LEAD)
    assert draft.reference == "US-2018-001"
    assert draft.standing == Standing.DRAFT
    assert not draft.record.is_public


def test_the_register_knows_no_word_of_a_draft() -> None:
    draft = make_draft(title="Rahasia")

    told = [str(entry.content()) for entry in Entry.objects.filter(record=draft.record)]
    assert "Rahasia" not in str(draft.record.title) + draft.record.words + "".join(told)
    assert draft.record not in search.matching(Record.objects.all(), "rahasia")


def test_what_is_written_is_saved_field_by_field() -> None:
    draft = make_draft()
    writing.write(draft, {"causes": both("Hers")}, seen=draft.revision)

    writing.write(draft, {"results": both("His")}, seen=draft.revision)

    now = Proposal.objects.get(pk=draft.pk)
    assert (now.causes, now.results) == (both("Hers"), both("His"))


def test_the_same_field_is_not_written_over() -> None:
    draft = make_draft()
    writing.write(draft, {"causes": both("Hers")}, seen=draft.revision)

    with pytest.raises(StaleError):
        writing.write(draft, {"causes": both("His")}, seen=draft.revision)

    assert Proposal.objects.get(pk=draft.pk).causes == both("Hers")


def test_what_was_submitted_keeps_its_words() -> None:
    proposal = make_proposal()

    with pytest.raises(SubmittedError):
        writing.write(proposal, {"title": both("Other")}, seen=proposal.revision)

    assert Proposal.objects.get(pk=proposal.pk).title == proposal.title


def test_an_organisation_that_was_merged_begins_nothing(publisher) -> None:
    gone, stays = make_organisation(), make_organisation()
    organisations.merge(gone, into=stays, by=publisher, reason="Sama")
    gone.refresh_from_db()
    plan = plan_with_a_call()

    with pytest.raises(GoneOrganisationError):
        writing.begin(plan, at=IN_THE_CALL, by=None, organisation=gone)

    assert not Proposal.objects.exists()


def test_a_draft_is_thrown_away_with_its_record() -> None:
    draft = make_draft()
    reference = draft.reference

    writing.discard(draft)

    assert not Proposal.objects.exists()
    assert not Record.objects.filter(reference=reference).exists()


def test_what_was_submitted_is_not_thrown_away() -> None:
    proposal = make_proposal()

    with pytest.raises(SubmittedError):
        writing.discard(proposal)

    assert Proposal.objects.filter(pk=proposal.pk).exists()


def test_a_button_pressed_twice_begins_one_draft() -> None:
    plan, body, person = plan_with_a_call(), make_organisation(), UserFactory()
    begin = partial(writing.begin, plan, at=IN_THE_CALL, by=person, title=both("Sungai"))

    first, again = begin(organisation=body), begin(organisation=body)
    for_oneself = begin()
    writing.write(first, {"problem": both("Banjir")}, seen=first.revision)
    another = begin(organisation=body)

    assert first == again
    assert len({first.pk, for_oneself.pk, another.pk}) == 3
