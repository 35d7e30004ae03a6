"""Publishing freezes, shows and tells."""

from datetime import date

import pytest

from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.plans import services
from kokreasi.plans.choices import Part
from kokreasi.plans.services.publishing import ForeignCommitmentError, NothingToPublishError
from kokreasi.plans.sheets import read, sheet, whole
from kokreasi.plans.tests.factories import (
    aim,
    both,
    make_challenge,
    make_commitment,
    make_plan,
    make_stage,
)
from kokreasi.plans.tests.telling import changes, events, last_line
from kokreasi.plans.tests.untouched import refused
from kokreasi.register.choices import FacetName, Tie
from kokreasi.register.leaves import fingerprint
from kokreasi.register.models import Entry, Link, Version
from kokreasi.register.services import NotPublicError, ReasonMissingError

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan()


def fetched(commitment):
    return whole(type(commitment).objects.filter(pk=commitment.pk)).get()


def test_publishing_shows_the_plan_and_the_chosen_commitments_only(plan, publisher):
    chosen, draft = make_commitment(plan, 1), make_commitment(plan, 2)

    services.publishing.publish(plan, commitments=[chosen], by=publisher)

    for thing in (plan, chosen, draft):
        thing.record.refresh_from_db()
    assert plan.record.is_public
    assert chosen.record.is_public
    assert not draft.record.is_public
    assert plan.record.version.content["commitments"] == [
        {"reference": chosen.reference, "fingerprint": chosen.record.version.fingerprint}
    ]


def test_the_frozen_sheet_reads_back_as_it_was_written(plan, publisher):
    commitment = make_commitment(plan, 1, lead=make_organisation(), solution=both("Open data"))
    indicator = services.commitments.measure_of_success(commitment, by=publisher)
    services.commitments.set_targets(
        indicator, {plan.periods.first(): aim("10 units", 10)}, by=publisher
    )
    services.commitments.add_milestone(
        commitment, title=both("Road map"), ends_on=date(2019, 5, 1), by=publisher
    )
    before = sheet(fetched(commitment))

    services.publishing.publish(plan, commitments=[commitment], by=publisher)

    commitment.record.refresh_from_db()
    assert read(commitment.record.version.content) == before


def test_what_is_edited_after_publication_stays_a_draft(plan, publisher):
    commitment = make_commitment(plan, 1, is_published=True)

    services.commitments.change(
        commitment, {"title": both("Another")}, seen=commitment.revision, by=publisher
    )

    commitment.record.refresh_from_db()
    assert commitment.record.title == both("Promise 1")
    assert read(commitment.record.version.content).title == both("Promise 1")
    assert not Entry.objects.filter(event="commitment.draft_changed", is_public=True).exists()


def test_publishing_again_tells_what_changed_and_keeps_the_old_version(plan, publisher):
    commitment = make_commitment(plan, 1, is_published=True)
    services.commitments.change(
        commitment, {"title": both("Another")}, seen=commitment.revision, by=publisher
    )

    services.publishing.publish(plan, commitments=[commitment], by=publisher, reason="Sharper")

    entry = Entry.objects.get(event="commitment.version_published")
    assert [change["new"].en for change in entry.told_changes()] == ["Another (en)"]
    assert entry.reason == "Sharper"
    assert [v.number for v in commitment.record.versions.all()] == [1, 2]


def test_publishing_again_without_a_change_writes_nothing(plan, publisher):
    commitment = make_commitment(plan, 1, is_published=True)
    before = Entry.objects.count(), Version.objects.count()

    services.publishing.publish(plan, commitments=[commitment], by=publisher)

    assert (Entry.objects.count(), Version.objects.count()) == before


def test_a_published_commitment_is_found_by_its_institutions(plan):
    ministry = make_organisation()

    commitment = make_commitment(plan, 1, lead=ministry, is_published=True)

    assert set(commitment.record.facets.values_list("name", "value")) == {
        (FacetName.LEAD, ministry.reference),
        (FacetName.PLAN, plan.reference),
    }


def test_publishing_nothing_is_refused(plan, publisher):
    with refused(NothingToPublishError):
        services.publishing.publish(plan, commitments=[], by=publisher)


def test_publishing_a_commitment_of_another_plan_changes_nothing(plan, publisher):
    own, foreign = make_commitment(plan, 1), make_commitment(make_plan("2022"), 1)

    with refused(ForeignCommitmentError):
        services.publishing.publish(plan, commitments=[own, foreign], by=publisher)


@pytest.mark.parametrize("how_many", [1, 5])
def test_sheets_are_fetched_with_a_constant_number_of_queries(
    plan, how_many, django_assert_num_queries
):
    for number in range(1, how_many + 1):
        commitment = make_commitment(plan, number, lead=make_organisation())
        services.commitments.add_milestone(commitment, title=both("Step"), by=None)
        services.commitments.measure_of_success(commitment, by=None)

    with django_assert_num_queries(13):
        list(map(sheet, whole(plan.commitments.all())))


def test_publishing_opens_the_plan_with_its_timeline(plan, publisher):
    stage = make_stage(plan)

    services.publishing.publish(plan, commitments=[make_commitment(plan)], by=publisher)

    stage.record.refresh_from_db()
    assert stage.record.is_public
    assert events(plan.record) == ["plan.created", "plan.published", "plan.version_published"]


def test_publishing_freezes_the_plan_as_it_stands_not_as_it_was_read(plan, editor, publisher):
    read_before = type(plan).objects.get()
    services.plans.change(plan, {"title": both("Another")}, seen=1, by=editor)

    version = services.publishing.publish(
        read_before, commitments=[make_commitment(plan)], by=publisher
    )

    assert version.content["title"] == both("Another").as_dict()


def test_the_fingerprint_of_the_plan_covers_its_commitments(plan, publisher):
    first = make_commitment(plan, 1, is_published=True)
    before = Version.objects.get(record=plan.record)

    version = services.publishing.publish(
        plan, commitments=[make_commitment(plan, 2)], by=publisher
    )

    prints = [each["fingerprint"] for each in version.content["commitments"]]
    assert prints == [
        Version.objects.get(record__reference=reference).fingerprint
        for reference in (first.reference, "KOM-2018-02")
    ]
    assert version.number == 2
    assert version.fingerprint not in {before.fingerprint, *prints}
    assert version.fingerprint == fingerprint(version.content)


def test_the_register_follows_what_is_published(plan, editor, publisher):
    commitment = make_commitment(plan, 1, is_published=True)
    values = {"title": both("Another"), "solution": both("Open it"), "number": 4}
    services.commitments.change(commitment, values, seen=1, by=editor)

    services.publishing.publish(plan, commitments=[commitment], by=publisher)

    commitment.record.refresh_from_db()
    assert commitment.record.title == both("Another")
    assert commitment.record.summary == both("Open it")
    assert commitment.record.sort_key.endswith("-00004")


def test_facets_follow_what_is_published(plan, editor, publisher):
    old, new = make_organisation(), make_organisation()
    commitment = make_commitment(plan, 1, lead=old, is_published=True)
    services.commitments.set_involved(commitment, Part.LEAD, [new], by=editor)
    found = commitment.record.facets.filter(name=FacetName.LEAD).values_list("value", flat=True)
    assert list(found) == [old.reference]

    services.publishing.publish(plan, commitments=[commitment], by=publisher)

    assert list(found.all()) == [new.reference]


def test_a_challenge_leads_to_what_answers_it_once_that_is_published(plan, editor, publisher):
    services.plans.open_to_public(plan, by=publisher)
    first, second = make_challenge(plan, "One"), make_challenge(plan, "Two")
    services.challenges.publish(plan, by=publisher)
    commitment = make_commitment(plan, 1, challenges=[first])
    answers = Link.objects.filter(tie=Tie.ANSWERED_BY).values_list(
        "source__reference", "target__reference"
    )
    assert list(answers) == []

    services.publishing.publish(plan, commitments=[commitment], by=publisher)
    assert list(answers.all()) == [(first.reference, commitment.reference)]

    services.commitments.change(commitment, {"challenges": [second]}, seen=1, by=editor)
    services.publishing.publish(plan, commitments=[commitment], by=publisher)
    assert list(answers.all()) == [(second.reference, commitment.reference)]


def test_a_new_version_says_in_words_what_changed(plan, editor, publisher):
    commitment = make_commitment(plan, 1, is_published=True)
    services.commitments.add_milestone(
        commitment, title=both("Road map"), ends_on=date(2019, 6, 30), by=editor
    )

    services.publishing.publish(plan, commitments=[commitment], by=publisher)

    assert last_line(commitment.record)[::2] == (
        "commitment.version_published",
        "published a new version of this commitment",
    )
    assert last_line(commitment.record)[3]
    assert changes(commitment.record) == [("milestones", "nothing", "Road map (en) · 30 June 2019")]


def withdraw(commitment, by, reason="Withdrawn by the ministry"):
    services.publishing.withdraw(commitment, by=by, reason=reason)
    commitment.record.refresh_from_db()


def test_a_withdrawn_commitment_is_hidden_and_the_plan_says_why(plan, publisher):
    first, second = (make_commitment(plan, number, is_published=True) for number in (1, 2))

    withdraw(first, publisher)

    plan.record.refresh_from_db()
    assert not first.record.is_public
    assert first.record.version is not None
    assert [each["reference"] for each in plan.record.version.content["commitments"]] == [
        second.reference
    ]
    assert last_line(plan.record)[::2] == (
        "plan.commitment_withdrawn",
        "withdrew a commitment from the plan",
    )
    assert changes(plan.record) == [("commitment", "Promise 1 (en)", "nothing")]
    assert plan.record.entries.first().reason == "Withdrawn by the ministry"


def test_what_was_withdrawn_can_be_published_again(plan, publisher):
    commitment = make_commitment(plan, 1, is_published=True)
    withdraw(commitment, publisher)

    services.publishing.publish(plan, commitments=[commitment], by=publisher)

    commitment.record.refresh_from_db()
    assert commitment.record.is_public
    assert commitment.record.version.number == 1
    assert events(commitment.record)[-2:] == ["commitment.withdrawn", "commitment.published"]


def test_a_commitment_is_not_withdrawn_without_reason_twice_nor_as_a_draft(plan, publisher):
    public, draft = make_commitment(plan, 1, is_published=True), make_commitment(plan, 2)

    with refused(ReasonMissingError):
        withdraw(public, publisher, reason=" ")
    with refused(NotPublicError):
        withdraw(draft, publisher)
    withdraw(public, publisher)
    with refused(NotPublicError):
        withdraw(public, publisher)
