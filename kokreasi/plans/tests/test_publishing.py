"""Publishing freezes, shows and tells."""

from datetime import date

import pytest

from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.plans import services
from kokreasi.plans.services.publishing import ForeignCommitmentError, NothingToPublishError
from kokreasi.plans.sheets import read, sheet, whole
from kokreasi.plans.tests.factories import aim, both, make_commitment, make_plan
from kokreasi.register.choices import FacetName
from kokreasi.register.models import Entry, Version

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
    with pytest.raises(NothingToPublishError):
        services.publishing.publish(plan, commitments=[], by=publisher)


def test_publishing_a_commitment_of_another_plan_changes_nothing(plan, publisher):
    own, foreign = make_commitment(plan, 1), make_commitment(make_plan("2022"), 1)

    with pytest.raises(ForeignCommitmentError):
        services.publishing.publish(plan, commitments=[own, foreign], by=publisher)

    own.record.refresh_from_db()
    assert not own.record.is_public
    assert Version.objects.count() == 0


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
