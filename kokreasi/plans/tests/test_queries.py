"""Counts that nobody typed, gaps, odd dates, semesters."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kokreasi.core.bilingual import Bilingual
from kokreasi.organisations.choices import Kind
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.plans import services
from kokreasi.plans.choices import Part, Semester
from kokreasi.plans.models import Stage
from kokreasi.plans.queries.counting import plan_counts, stage_counts
from kokreasi.plans.queries.gaps import gaps
from kokreasi.plans.queries.odd_dates import odd_dates
from kokreasi.plans.queries.semesters import semesters_between
from kokreasi.plans.tests.factories import (
    aim,
    both,
    make_challenge,
    make_commitment,
    make_plan,
    make_stage,
)
from kokreasi.vocabularies.choices import StageMeaning, Vocabulary
from kokreasi.vocabularies.tests.factories import TermFactory

pytestmark = pytest.mark.django_db

I_2019, II_2019, I_2020 = Semester(2019, 1), Semester(2019, 2), Semester(2020, 1)

#        first day          last day            half-years that lie wholly between
SPANS = [
    (date(2019, 1, 1), date(2019, 12, 31), [I_2019, II_2019]),
    (date(2019, 1, 2), date(2019, 12, 31), [II_2019]),
    (date(2019, 1, 1), date(2019, 12, 30), [I_2019]),
    (date(2019, 1, 1), date(2019, 6, 30), [I_2019]),
    (date(2019, 1, 1), date(2019, 6, 29), []),
    (date(2019, 7, 1), date(2020, 6, 30), [II_2019, I_2020]),
    (date(2019, 2, 1), date(2019, 11, 30), []),
]


@pytest.mark.parametrize(("first", "last", "expected"), SPANS)
def test_semesters_lie_wholly_in_the_period(first, last, expected) -> None:
    assert semesters_between(first, last) == expected


NOTHING_COUNTED = {
    "stages": None,
    "challenges": None,
    "commitments": None,
    "themes": None,
    "organisations_government": None,
    "organisations_cso": None,
}


def full_plan(*, is_public):
    """A plan with two of everything; one ministry leads both commitments."""
    plan = make_plan(is_open=is_public)
    ministry = make_ministry()
    for number in (1, 2):
        make_stage(plan)
        make_challenge(plan)
        theme = services.themes.add(plan, title=both(f"Theme {number}"), by=None)
        commitment = make_commitment(
            plan, number, lead=ministry, partner=make_organisation(), theme=theme
        )
        university = make_organisation(kind=Kind.UNIVERSITY)
        services.commitments.involve(commitment, university, part=Part.PARTNER, by=None)
    if is_public:
        services.challenges.publish(plan, by=None)
        services.publishing.publish(plan, commitments=plan.commitments.all(), by=None)
    return plan


def test_nothing_recorded_is_none_and_never_zero() -> None:
    assert plan_counts(make_plan(is_open=True)) == NOTHING_COUNTED


def test_what_the_public_cannot_see_is_not_counted() -> None:
    assert plan_counts(full_plan(is_public=False)) == NOTHING_COUNTED


def test_public_things_are_counted_once_each() -> None:
    assert plan_counts(full_plan(is_public=True)) == {
        "stages": 2,
        "challenges": 2,
        "commitments": 2,
        "themes": 2,
        "organisations_government": 1,
        "organisations_cso": 2,
    }


def test_what_is_withdrawn_is_counted_no_more(publisher) -> None:
    plan = full_plan(is_public=True)

    services.publishing.withdraw(plan.commitments.first(), by=publisher, reason="Wrong")

    counts = plan_counts(plan)
    assert (counts["commitments"], counts["themes"], counts["organisations_cso"]) == (1, 1, 1)


#        what the stage is for         what is counted in it
STAGES = [
    (StageMeaning.CHALLENGES, {"challenges": 2}),
    (StageMeaning.FINALISATION, {"commitments": 2}),
    (StageMeaning.PUBLICATION, {"commitments": 2, "themes": 2}),
    (StageMeaning.KICK_OFF, {}),
    (StageMeaning.OTHER, {}),
]


@pytest.mark.parametrize(("meaning", "expected"), STAGES)
def test_a_stage_shows_the_counts_that_it_is_for(meaning, expected) -> None:
    plan = full_plan(is_public=True)
    stage = make_stage(plan, meaning=meaning)

    assert stage_counts(stage, plan_counts(plan)) == expected


@pytest.mark.parametrize("how_many", [1, 30])
def test_counts_take_the_same_queries_for_one_and_thirty(
    how_many, django_assert_num_queries
) -> None:
    plan = make_plan()
    for number in range(1, how_many + 1):
        make_commitment(plan, number, lead=make_ministry())
    services.publishing.publish(plan, commitments=plan.commitments.all(), by=None)

    with django_assert_num_queries(5):
        plan_counts(plan)


# Gaps


def fit_commitment(plan, number=1):
    """A commitment that lacks nothing."""
    commitment = make_commitment(
        plan,
        number,
        lead=make_ministry(),
        problem=both("Problem"),
        solution=both("Solution"),
        results=both("Results"),
        theme=plan.themes.first() or services.themes.add(plan, title=both("Theme"), by=None),
        values=[TermFactory(vocabulary=Vocabulary.OGP_VALUE)],
        goals=[TermFactory(vocabulary=Vocabulary.SDG_GOAL)],
    )
    services.commitments.add_milestone(commitment, title=both("Step"), by=None)
    indicator = services.commitments.measure_of_success(commitment, by=None)
    services.commitments.set_targets(indicator, {plan.periods.first(): aim("Ten")}, by=None)
    return commitment


def codes(plan):
    return [gap.code for gap in gaps(plan)]


def change(**values):
    return lambda row, by: services.commitments.change(row, values, seen=row.revision, by=by)


def without_lead(row, by):
    services.commitments.set_involved(row, Part.LEAD, [], by=by)


def without_milestone(row, by):
    services.commitments.remove_milestone(row.milestones.get(), by=by)


def without_indicator(row, by):
    services.commitments.remove_indicator(row.indicators.get(), by=by)


def without_target(row, by):
    services.commitments.add_indicator(row, title=both("Other"), by=by)


#        what is taken away                                 what is missing
GAPS = [
    (without_lead, "lead"),
    (change(problem=Bilingual()), "problem"),
    (change(solution=Bilingual()), "solution"),
    (change(results=Bilingual()), "results"),
    (change(theme=None), "theme"),
    (change(values=[]), "values"),
    (change(goals=[]), "goals"),
    (without_milestone, "milestones"),
    (without_indicator, "indicators"),
    (without_target, "targets"),
    (change(causes=Bilingual(id="Sebab")), "translation"),
]


def test_a_fit_commitment_lacks_nothing() -> None:
    plan = make_plan()
    fit_commitment(plan)

    assert codes(plan) == []


@pytest.mark.parametrize(("take_away", "missing"), GAPS)
def test_each_missing_part_is_named(take_away, missing, editor) -> None:
    plan = make_plan()
    commitment = fit_commitment(plan)

    take_away(commitment, editor)

    (gap,) = gaps(plan)
    assert (gap.commitment, gap.code) == (commitment, missing)
    assert str(gap.words)


def test_a_bare_draft_lacks_everything_that_stands_by_itself() -> None:
    plan = make_plan()
    make_commitment(plan)

    assert codes(plan) == [
        "lead",
        "problem",
        "solution",
        "results",
        "theme",
        "values",
        "goals",
        "milestones",
        "indicators",
    ]


def queries_for_gaps(how_many):
    plan = make_plan(f"p{how_many}")
    for number in range(1, how_many + 1):
        fit_commitment(plan, number)
    with CaptureQueriesContext(connection) as asked:
        assert gaps(plan) == []
    return len(asked)


def test_gaps_take_the_same_queries_for_one_and_thirty() -> None:
    assert queries_for_gaps(1) == queries_for_gaps(30)


# Odd dates


def odd(plan):
    stages = list(Stage.objects.filter(plan=plan))
    return [(str(each.stage.title.en), each.code) for each in odd_dates(plan, stages)]


def test_ordinary_days_are_not_odd() -> None:
    plan = make_plan()
    make_stage(plan, "First", opens_on=date(2018, 8, 1), closes_on=date(2018, 9, 30))
    make_stage(plan, "Overlapping", opens_on=date(2018, 8, 1), closes_on=date(2018, 8, 1))
    make_stage(plan, "To the end", opens_on=date(2018, 9, 1), closes_on=date(2020, 12, 31))

    assert odd(plan) == []


def test_odd_days_are_named_and_kept() -> None:
    plan = make_plan()
    make_stage(plan, "Consultative", opens_on=date(2019, 5, 1), closes_on=date(2019, 7, 31))
    make_stage(plan, "Workshop")
    make_stage(plan, "Finalisation", opens_on=date(2018, 10, 23), closes_on=date(2018, 10, 23))
    make_stage(plan, "Publication", opens_on=date(2020, 1, 1), closes_on=date(2021, 1, 1))

    assert odd(plan) == [
        ("Workshop (en)", "undated"),
        ("Publication (en)", "after_plan"),
        ("Finalisation (en)", "out_of_order"),
    ]
