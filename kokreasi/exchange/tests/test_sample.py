"""The matrix of 2018, from an empty database to thirteen drafts."""

import pytest

from kokreasi.core.errors import StaleError
from kokreasi.exchange import services
from kokreasi.exchange.choices import Standing
from kokreasi.organisations.choices import Kind
from kokreasi.organisations.models import Organisation
from kokreasi.plans.choices import Part
from kokreasi.plans.models import Target
from kokreasi.plans.tests.factories import make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def data(samples) -> bytes:
    return (samples / "matriks-usulan-2018.xlsx").read_bytes()


@pytest.fixture
def plan():
    return make_plan()


def upload(plan, data, editor):
    return services.upload(plan, name="matriks.xlsx", data=data, by=editor)


def imported(plan, data, editor):
    run = services.create_the_unknown(upload(plan, data, editor))
    return services.apply(run, seen=services.dry_run(run).fingerprint, by=editor)


def test_unknown_organisations_stand_in_the_way(plan, data, editor) -> None:
    run = upload(plan, data, editor)

    found = services.dry_run(run)

    assert found.count(Standing.UNCLEAR) == 13
    assert not found.is_ready
    assert {question.kind for question in found.open_questions} >= {Kind.MINISTRY, Kind.CSO}
    assert plan.commitments.count() == 0


def test_the_sample_becomes_thirteen_drafts(plan, data, editor) -> None:
    run = imported(plan, data, editor)

    fourth = plan.commitments.get(number=4)
    leads = [row.organisation.short_name for row in fourth.involvements.filter(part=Part.LEAD)]
    assert plan.commitments.count() == 13
    assert Target.objects.count() == 52
    assert (str(fourth.theme), leads) == ("Anggaran", ["Kemendikbud"])
    assert run.count_of(Standing.CREATED) == 13


def test_what_is_announced_is_kept_beside_what_is_listed(plan, data, editor) -> None:
    run = upload(plan, data, editor)
    warnings = [str(message) for message in services.dry_run(run).warnings]

    imported(plan, data, editor)

    figure = plan.record.stated_figures.get()
    assert ["14" in words and "13" in words for words in warnings] == [True]
    assert (figure.measure, figure.value) == ("commitments", 14)


def test_the_same_file_again_changes_nothing(plan, data, editor) -> None:
    imported(plan, data, editor)
    entries = plan.record.entries.count()

    again = services.dry_run(upload(plan, data, editor))

    assert again.count(Standing.UNCHANGED) == 13
    assert again.open_questions == []
    assert not again.changes_something
    imported(plan, data, editor)
    assert plan.record.entries.count() == entries
    assert plan.record.stated_figures.count() == 1


def test_whoever_confirms_an_old_comparison_is_shown_the_new_one(plan, data, editor) -> None:
    first, second = (services.create_the_unknown(upload(plan, data, editor)) for _ in range(2))
    seen = services.dry_run(second).fingerprint
    services.apply(first, seen=services.dry_run(first).fingerprint, by=editor)
    bodies = Organisation.objects.count()

    with pytest.raises(StaleError):
        services.apply(second, seen=seen, by=editor)

    assert plan.commitments.count() == 13
    assert Organisation.objects.count() == bodies
