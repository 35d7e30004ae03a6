"""Two work on one plan at the same moment: numbers, positions and references stay theirs alone."""

from datetime import date
from functools import partial

import pytest

from kokreasi.core.errors import DomainError, StaleError
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.plans import services
from kokreasi.plans.choices import Part
from kokreasi.plans.models import Commitment, Indicator, Plan, Stage
from kokreasi.plans.services.commitments import NumberTakenError, PublicCommitmentError
from kokreasi.plans.services.plans import CodeTakenError
from kokreasi.plans.services.stages import DatesReversedError
from kokreasi.plans.services.themes import ThemeExistsError
from kokreasi.plans.tests.factories import (
    aim,
    both,
    make_challenge,
    make_commitment,
    make_plan,
    make_stage,
    stage_kind,
)
from kokreasi.register.models import Record

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

MANY = 4


def errors(results):
    return [type(result) for result in results if isinstance(result, Exception)]


def test_stages_added_at_once_stand_one_after_the_other(at_once) -> None:
    plan, kind = make_plan(), stage_kind()
    add = partial(services.stages.add, plan, kind=kind, title=both("Step"), by=None)

    results = at_once(*[add] * MANY)

    assert errors(results) == []
    assert sorted(stage.position for stage in results) == [1, 2, 3, 4]
    assert sorted(stage.reference for stage in results) == [
        f"THP-2018-{number:02}" for number in range(1, MANY + 1)
    ]


def test_challenges_named_at_once_stand_one_after_the_other(at_once) -> None:
    plan = make_plan()
    model = make_challenge(make_plan("2022"))
    add = partial(
        services.challenges.add,
        plan,
        side=model.side,
        axis=model.axis,
        sector=model.sector,
        title=both("Problem"),
        by=None,
    )

    results = at_once(*[add] * MANY)

    assert errors(results) == []
    assert sorted(challenge.reference for challenge in results) == [
        f"TAN-2018-{number:02}" for number in range(1, MANY + 1)
    ]


def adders(commitment, title) -> list[partial]:
    parts = (services.commitments.add_milestone, services.commitments.add_indicator)
    return [partial(add, commitment, title=both(title), by=None) for add in parts]


def test_parts_added_at_once_stand_one_after_the_other(at_once) -> None:
    commitment = make_commitment(make_plan())

    results = at_once(*adders(commitment, "One"), *adders(commitment, "Other"))

    assert errors(results) == []
    assert sorted(row.position for row in results[::2]) == [1, 2]
    assert sorted(row.position for row in results[1::2]) == [1, 2]


def test_a_part_sent_twice_at_once_is_added_once(at_once) -> None:
    commitment = make_commitment(make_plan())

    results = at_once(*adders(commitment, "One"), *adders(commitment, "One"))

    assert errors(results) == []
    assert results[:2] == results[2:]


def test_one_number_goes_to_one_commitment(at_once) -> None:
    plan = make_plan()
    draft = partial(services.commitments.draft, plan, number=7, title=both("Seven"), by=None)

    results = at_once(*[draft] * MANY)

    assert errors(results) == [NumberTakenError] * (MANY - 1)
    assert Commitment.objects.count() == 1
    assert Record.objects.filter(kind="commitment").count() == 1


def test_one_number_goes_to_one_of_two_that_are_renumbered(at_once) -> None:
    plan, person = make_plan(), person_with(Role.EDITOR)
    renumber = [
        partial(services.commitments.change, row, {"number": 9}, seen=1, by=person)
        for row in (make_commitment(plan, 1), make_commitment(plan, 2))
    ]

    results = at_once(*renumber)

    assert errors(results) == [NumberTakenError]
    assert plan.commitments.filter(number=9).count() == 1


def test_one_code_goes_to_one_plan(at_once) -> None:
    make = partial(
        services.plans.create,
        code="2024",
        title=both("Plan"),
        starts_on=date(2024, 1, 1),
        ends_on=date(2025, 12, 31),
        by=None,
    )

    results = at_once(*[make] * MANY)

    assert errors(results) == [CodeTakenError] * (MANY - 1)
    assert Plan.objects.get().reference == "RAN-2024"
    assert Record.objects.count() == 1


def test_one_theme_is_added_once(at_once) -> None:
    add = partial(services.themes.add, make_plan(), title=both("Budgets"), by=None)

    results = at_once(*[add] * MANY)

    assert errors(results) == [ThemeExistsError] * (MANY - 1)


def test_one_measure_of_success_is_made(at_once) -> None:
    measure = partial(
        services.commitments.measure_of_success, make_commitment(make_plan()), by=None
    )

    results = at_once(*[measure] * MANY)

    assert errors(results) == []
    assert Indicator.objects.get() in results


def test_an_organisation_takes_a_part_once(at_once) -> None:
    commitment, body = make_commitment(make_plan()), make_organisation()
    involve = partial(services.commitments.involve, commitment, body, part=Part.LEAD, by=None)

    results = at_once(*[involve] * MANY)

    assert errors(results) == []
    assert commitment.involvements.count() == 1
    assert commitment.record.entries.filter(event="commitment.draft_changed").count() == 1


def test_two_days_of_a_stage_changed_apart_never_end_reversed(at_once) -> None:
    stage = make_stage(make_plan(), opens_on=date(2019, 3, 1), closes_on=date(2019, 3, 31))
    person = person_with(Role.EDITOR)
    change = partial(services.stages.change, stage, seen=1, by=person)

    results = at_once(
        partial(change, {"opens_on": date(2019, 3, 20)}),
        partial(change, {"closes_on": date(2019, 3, 10)}),
    )

    assert errors(results) == [DatesReversedError]
    kept = Stage.objects.get(pk=stage.pk)
    assert kept.opens_on <= kept.closes_on


def test_two_aims_for_one_semester_do_not_overwrite_each_other(at_once) -> None:
    plan, person = make_plan(), person_with(Role.EDITOR)
    indicator = services.commitments.measure_of_success(make_commitment(plan), by=person)
    period = plan.periods.first()

    results = at_once(
        *[
            partial(
                services.commitments.set_targets, indicator, {period: aim(w)}, by=person, seen=1
            )
            for w in ("First", "Second")
        ]
    )

    assert errors(results) == [StaleError]
    assert indicator.targets.count() == 1


def test_a_stage_added_while_the_plan_opens_is_public_either_way(at_once) -> None:
    plan, kind = make_plan(), stage_kind()

    results = at_once(
        partial(services.plans.open_to_public, plan, by=None),
        partial(services.stages.add, plan, kind=kind, title=both("Step"), by=None),
    )

    assert errors(results) == []
    assert Stage.objects.get().record.is_public


def test_what_is_published_is_not_discarded_at_the_same_moment(at_once) -> None:
    plan, person = make_plan(), person_with(Role.PUBLISHER)
    commitment = make_commitment(plan)

    results = at_once(
        partial(services.publishing.publish, plan, commitments=[commitment], by=person),
        partial(services.commitments.discard, Commitment.objects.get(), by=person),
    )

    (refusal,) = [result for result in results if isinstance(result, DomainError)]
    was_published = isinstance(refusal, PublicCommitmentError)
    assert Commitment.objects.exists() == was_published
    assert Record.objects.filter(kind="commitment", version__isnull=False).exists() == was_published


def test_publishing_at_once_makes_one_version(at_once) -> None:
    plan = make_plan()
    commitment = make_commitment(plan)
    publish = partial(services.publishing.publish, plan, commitments=[commitment], by=None)

    results = at_once(*[publish] * MANY)

    assert errors(results) == []
    assert {version.number for version in results} == {1}
    assert commitment.record.entries.filter(event="commitment.published").count() == 1
