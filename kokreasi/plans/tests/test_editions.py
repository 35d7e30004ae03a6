"""A plan as it goes into a document: frozen words alone, or its drafts."""

from datetime import date

import pytest

from kokreasi.core.bilingual import Bilingual
from kokreasi.plans import services
from kokreasi.plans.models import Commitment, Plan
from kokreasi.plans.queries.editions import draft_of, edition_of
from kokreasi.plans.tests.factories import both, make_commitment, make_plan
from kokreasi.register.models import Version

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return make_plan(introduction=both("Why we do this"), legal_basis=both("Decree 13"))


def version_of(plan: Plan) -> Version:
    return Plan.objects.select_related("record__version").get(pk=plan.pk).record.version


def rewrite(commitment: Commitment, **values) -> Commitment:
    commitment.refresh_from_db()
    services.commitments.change(commitment, values, seen=commitment.revision, by=None)
    return Commitment.objects.select_related("record", "plan__record").get(pk=commitment.pk)


def titles(edition) -> list[str]:
    return [bound.sheet.title.id for bound in edition.sheets]


def test_an_edition_holds_what_was_frozen_and_no_draft(plan) -> None:
    published = make_commitment(plan, 1, is_published=True)
    make_commitment(plan, 2)
    rewrite(published, title=both("Rewritten since"))
    services.plans.change(plan, {"introduction": both("Other words")}, seen=1, by=None)

    edition = edition_of(version_of(plan))

    assert titles(edition) == ["Promise 1 (id)"]
    assert edition.introduction == both("Why we do this")
    assert edition.legal_basis == both("Decree 13")
    assert (edition.number, edition.fingerprint) == (1, version_of(plan).fingerprint)
    assert edition.sheets[0].fingerprint == published.record.version.fingerprint


def test_a_draft_holds_every_commitment_as_it_stands(plan) -> None:
    published = make_commitment(plan, 2, is_published=True)
    make_commitment(plan, 1)
    rewrite(published, title=both("Rewritten since"))

    edition = draft_of(Plan.objects.get(pk=plan.pk), on=date(2018, 9, 1))

    assert titles(edition) == ["Promise 1 (id)", "Rewritten since (id)"]
    assert edition.is_draft
    assert edition.fingerprint == ""


def test_an_earlier_version_holds_the_earlier_words(plan) -> None:
    commitment = make_commitment(plan, 1, is_published=True)
    first = version_of(plan)
    again = rewrite(commitment, title=both("Second"))
    services.publishing.publish(plan, commitments=[again], by=None)

    assert titles(edition_of(first)) == ["Promise 1 (id)"]
    assert titles(edition_of(version_of(plan))) == ["Second (id)"]


def test_what_is_no_longer_public_is_withheld_with_its_fingerprint(plan, publisher) -> None:
    kept = make_commitment(plan, 1, is_published=True)
    gone = make_commitment(plan, 2, is_published=True)
    both_of_them = version_of(plan)
    services.publishing.withdraw(gone, by=publisher, reason="A mistake.")

    edition = edition_of(both_of_them)

    assert titles(edition) == ["Promise 1 (id)"]
    assert edition.withheld == ((gone.reference, gone.record.version.fingerprint),)
    assert edition_of(version_of(plan)).withheld == ()
    assert kept.reference == edition.sheets[0].sheet.reference


def test_a_closed_version_is_withheld(plan) -> None:
    commitment = make_commitment(plan, 1, is_published=True)
    Version.objects.filter(record=commitment.record).update(closed_because="A name stood in it.")

    edition = edition_of(version_of(plan))

    assert titles(edition) == []
    assert [key for key, _print in edition.withheld] == [commitment.reference]


def test_themes_stand_in_the_order_of_their_first_numbers_and_none_comes_last(plan) -> None:
    late = services.themes.add(plan, title=both("Late"), by=None)
    early = services.themes.add(plan, title=both("Early"), by=None)
    for number, theme in ((1, None), (2, early), (3, late), (4, early)):
        make_commitment(plan, number, theme=theme, is_published=True)

    found = [
        (theme.name.id if theme else "", [bound.sheet.number for bound in bounds])
        for theme, bounds in edition_of(version_of(plan)).by_theme()
    ]

    assert found == [("Early (id)", [2, 4]), ("Late (id)", [3]), ("", [1])]


def test_queries_do_not_grow_with_the_plan(plan, django_assert_max_num_queries) -> None:
    for number in range(1, 6):
        make_commitment(plan, number, title=Bilingual(id=f"Janji {number}"), is_published=True)
    version = version_of(plan)

    with django_assert_max_num_queries(3):
        assert len(edition_of(version).sheets) == 5
