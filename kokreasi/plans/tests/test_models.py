"""Rows that cannot exist, and twins that say the same in Python and in SQL."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.people.tests.factories import UserFactory
from kokreasi.plans import services
from kokreasi.plans.choices import Part, Semester, Side
from kokreasi.plans.models import (
    Challenge,
    ChallengeScore,
    Commitment,
    Indicator,
    Involvement,
    Milestone,
    Period,
    Plan,
    Stage,
    StageTemplate,
    Target,
    TemplateStage,
    Theme,
)
from kokreasi.plans.tests.factories import (
    aim,
    both,
    make_challenge,
    make_commitment,
    make_plan,
    make_stage,
    stage_kind,
)
from kokreasi.register.choices import Kind
from kokreasi.register.tests.factories import RecordFactory
from kokreasi.vocabularies.choices import StageMeaning, Vocabulary
from kokreasi.vocabularies.tests.factories import TermFactory

pytestmark = pytest.mark.django_db

EARLY, LATE = date(2019, 3, 1), date(2019, 3, 31)
ONE_DAY = timedelta(days=1)


def cannot_exist(constraint, create, **fields):
    """Expect the database itself to refuse the row, by this constraint."""
    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        create(**fields)
    assert constraint in str(raised.value) or "UNIQUE constraint failed" in str(raised.value)


# Constraints


@pytest.mark.parametrize("last", [EARLY, EARLY - ONE_DAY])
def test_a_plan_lasts_longer_than_a_day(last) -> None:
    cannot_exist(
        "plan_ends_after_start",
        Plan.objects.create,
        record=RecordFactory(),
        code="x",
        starts_on=EARLY,
        ends_on=last,
    )


def test_a_code_names_one_plan() -> None:
    plan = make_plan("2018")
    cannot_exist(
        "code",
        Plan.objects.create,
        record=RecordFactory(),
        code="2018",
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
    )


def test_a_record_belongs_to_one_thing() -> None:
    plan = make_plan("2018")
    cannot_exist(
        "record",
        Plan.objects.create,
        record=plan.record,
        code="other",
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
    )


STAGE_DAYS = [
    ("stage_closes_after_opening", LATE, EARLY),
    ("stage_has_both_days_or_none", EARLY, None),
    ("stage_has_both_days_or_none", None, LATE),
]


@pytest.mark.parametrize(("constraint", "opens_on", "closes_on"), STAGE_DAYS)
def test_a_stage_has_two_days_in_order_or_none(constraint, opens_on, closes_on) -> None:
    cannot_exist(
        constraint,
        Stage.objects.create,
        plan=make_plan(),
        record=RecordFactory(kind=Kind.STAGE),
        kind=stage_kind(),
        opens_on=opens_on,
        closes_on=closes_on,
    )


@pytest.mark.parametrize(("opens_on", "closes_on"), [(EARLY, EARLY), (None, None)])
def test_a_stage_may_last_a_day_or_have_no_date(opens_on, closes_on) -> None:
    stage = make_stage(make_plan(), opens_on=opens_on, closes_on=closes_on)

    assert stage.is_dated == (opens_on is not None)


def test_a_stage_of_a_template_lasts_a_day_at_least() -> None:
    template = StageTemplate.objects.create(title=both("Usual"))
    cannot_exist(
        "template_stage_lasts_a_day",
        TemplateStage.objects.create,
        template=template,
        kind=stage_kind(),
        opens_after=0,
        lasts=0,
    )


def test_an_office_may_keep_several_templates_without_a_code() -> None:
    titles = [both("Ours"), both("Theirs")]

    StageTemplate.objects.bulk_create(StageTemplate(title=title) for title in titles)

    assert [str(each) for each in StageTemplate.objects.all()] == [str(t) for t in titles]


def test_a_semester_is_one_of_two_halves_and_there_once() -> None:
    plan = make_plan(semesters=[Semester(2019, 1)])

    cannot_exist("period_is_a_half", Period.objects.create, plan=plan, year=2019, half=3)
    cannot_exist("period_once", Period.objects.create, plan=plan, year=2019, half=1)


def test_a_theme_code_is_there_once_in_a_plan() -> None:
    plan, other = make_plan("2018"), make_plan("2022")
    Theme.objects.create(plan=plan, code="anggaran")
    Theme.objects.create(plan=other, code="anggaran")

    cannot_exist("theme_code_once", Theme.objects.create, plan=plan, code="anggaran")


CELLS = [
    (),
    ("axis",),
    ("sector",),
    ("axis", "global_issue"),
    ("sector", "global_issue"),
    ("axis", "sector", "global_issue"),
]


@pytest.mark.parametrize("named", CELLS)
def test_a_challenge_stands_in_a_cell_or_under_a_global_issue(named) -> None:
    vocabularies = {
        "axis": Vocabulary.CHALLENGE_AXIS,
        "sector": Vocabulary.SECTOR,
        "global_issue": Vocabulary.GLOBAL_ISSUE,
    }
    terms = {name: TermFactory(vocabulary=vocabularies[name]) for name in named}
    cannot_exist(
        "challenge_in_a_cell_or_global",
        Challenge.objects.create,
        plan=make_plan(),
        record=RecordFactory(kind=Kind.CHALLENGE),
        side=Side.PUBLIC,
        **terms,
    )


@pytest.mark.parametrize("points", [0, 6])
def test_a_score_goes_from_one_to_five(points) -> None:
    cannot_exist(
        "challenge_score_in_range",
        ChallengeScore.objects.create,
        challenge=make_challenge(make_plan()),
        criterion=TermFactory(vocabulary=Vocabulary.PRIORITY_CRITERION),
        score=points,
        by=UserFactory(),
    )


def test_a_person_scores_a_criterion_once() -> None:
    scored = {
        "challenge": make_challenge(make_plan()),
        "criterion": TermFactory(vocabulary=Vocabulary.PRIORITY_CRITERION),
        "by": UserFactory(),
    }
    ChallengeScore.objects.create(**scored, score=1)

    cannot_exist("challenge_scored_once_by_each", ChallengeScore.objects.create, **scored, score=5)


COMMITMENTS = [
    ("commitment_ends_after_start", {"starts_on": LATE, "ends_on": EARLY}),
    ("commitment_budget_not_negative", {"budget": -1}),
    ("commitment_number_once", {"number": 1}),
]


@pytest.mark.parametrize(("constraint", "fields"), COMMITMENTS)
def test_a_commitment_has_its_own_number_days_in_order_and_no_debt(constraint, fields) -> None:
    plan = make_plan()
    make_commitment(plan, 1)
    cannot_exist(
        constraint,
        Commitment.objects.create,
        **{"plan": plan, "record": RecordFactory(), "number": 2, **fields},
    )


def test_an_organisation_has_a_part_once() -> None:
    row = {
        "commitment": make_commitment(make_plan()),
        "organisation": make_organisation(),
        "part": Part.LEAD,
    }
    Involvement.objects.create(**row)

    cannot_exist("involved_once_in_a_part", Involvement.objects.create, **row)
    Involvement.objects.create(**(row | {"part": Part.SUPPORT}))


def test_a_milestone_does_not_end_before_it_starts() -> None:
    cannot_exist(
        "milestone_ends_after_start",
        Milestone.objects.create,
        commitment=make_commitment(make_plan()),
        starts_on=LATE,
        ends_on=EARLY,
    )


def test_a_commitment_has_one_measure_of_success() -> None:
    commitment = make_commitment(make_plan())
    Indicator.objects.create(commitment=commitment, is_measure_of_success=True)
    Indicator.objects.create(commitment=commitment)
    Indicator.objects.create(commitment=commitment)

    cannot_exist(
        "measure_of_success_once",
        Indicator.objects.create,
        commitment=commitment,
        is_measure_of_success=True,
    )


def test_an_indicator_has_one_target_a_semester() -> None:
    plan = make_plan()
    indicator = services.commitments.measure_of_success(make_commitment(plan), by=None)
    row = {"indicator": indicator, "period": plan.periods.first()}
    Target.objects.create(**row, words=both("Ten"))

    cannot_exist("target_once_a_period", Target.objects.create, **row, words=both("Eleven"))


# Twins

#        day            open   upcoming  closed
DAYS = [
    (EARLY - ONE_DAY, (False, True, False)),
    (EARLY, (True, False, False)),
    (LATE, (True, False, False)),
    (LATE + ONE_DAY, (False, False, True)),
]


@pytest.mark.parametrize(("day", "expected"), DAYS)
def test_stage_says_the_same_of_a_day_in_python_and_in_sql(day, expected) -> None:
    stage = make_stage(make_plan(), opens_on=EARLY, closes_on=LATE)

    in_python = stage.is_open_on(day), stage.is_upcoming_on(day), stage.is_closed_on(day)
    in_sql = tuple(
        keep(day).exists()
        for keep in (Stage.objects.open_on, Stage.objects.upcoming_on, Stage.objects.closed_on)
    )

    assert in_python == expected
    assert in_sql == expected


@pytest.mark.parametrize("meaning", [StageMeaning.PROPOSALS, StageMeaning.OTHER])
@pytest.mark.parametrize("finalised_at", [None, datetime(2018, 12, 1, tzinfo=UTC)])
def test_stage_says_the_same_of_taking_proposals_in_python_and_in_sql(
    meaning, finalised_at
) -> None:
    plan = make_plan()
    plan.finalised_at = finalised_at
    plan.save()
    stage = make_stage(plan, meaning=meaning)

    is_wanted = meaning == StageMeaning.PROPOSALS and finalised_at is None
    assert stage.is_collecting == is_wanted
    assert Stage.objects.collecting().exists() == is_wanted


def test_a_stage_without_days_is_nothing_on_any_day() -> None:
    stage = make_stage(make_plan())

    in_python = stage.is_open_on(EARLY), stage.is_upcoming_on(EARLY), stage.is_closed_on(EARLY)
    every = Stage.objects
    in_sql = every.open_on(EARLY) | every.upcoming_on(EARLY) | every.closed_on(EARLY)

    assert in_python == (False, False, False)
    assert not in_sql.exists()


def test_several_stages_are_open_at_once() -> None:
    plan = make_plan()
    first = make_stage(plan, "First", opens_on=EARLY, closes_on=LATE)
    second = make_stage(plan, "Second", opens_on=LATE, closes_on=LATE + ONE_DAY)

    assert list(plan.stages.open_on(LATE)) == [first, second]


# Years and semesters

#        first day          last day            years
LENGTHS = [
    (date(2019, 1, 1), date(2020, 12, 31), 2),
    (date(2023, 1, 1), date(2024, 12, 31), 2),
    (date(2024, 1, 1), date(2027, 12, 31), 4),
    (date(2018, 7, 1), date(2020, 6, 30), 2),
    (date(2019, 1, 1), date(2019, 3, 1), 1),
]


@pytest.mark.parametrize(("first", "last", "years"), LENGTHS)
def test_a_plan_lasts_two_or_four_years(first, last, years) -> None:
    assert make_plan(starts_on=first, ends_on=last).years == years


@pytest.mark.parametrize(
    ("half", "first", "last", "words"),
    [
        (1, date(2019, 1, 1), date(2019, 6, 30), "Semester I 2019"),
        (2, date(2019, 7, 1), date(2019, 12, 31), "Semester II 2019"),
    ],
)
def test_a_semester_is_half_a_calendar_year(half, first, last, words) -> None:
    period = make_plan(semesters=[Semester(2019, half)]).periods.get()

    assert (period.first_day, period.last_day) == (first, last)
    assert period.semester == Semester(2019, half)
    assert str(period) == words


def test_semesters_come_in_order_of_time() -> None:
    given = [Semester(2020, 2), Semester(2019, 2), Semester(2020, 1), Semester(2019, 1)]

    plan = make_plan(semesters=given)

    assert [period.semester for period in plan.periods.all()] == sorted(given)


# What rows say of themselves


def test_rows_say_what_an_official_calls_them() -> None:
    plan = make_plan()
    theme = services.themes.add(plan, title=both("Budget"), by=None)
    challenge = make_challenge(plan, "Closed books")
    body = make_organisation("Forum Contoh")
    commitment = make_commitment(plan, 7, lead=body)
    given = services.challenges.give_input(
        challenge, organisation=body, text=both("Open them"), by=None
    )
    milestone = services.commitments.add_milestone(commitment, title=both("Road map"), by=None)
    indicator = services.commitments.add_indicator(commitment, title=both("Share"), by=None)
    period = plan.periods.first()
    services.commitments.set_targets(indicator, {period: aim("Half")}, by=None)

    with override("en"):
        said = [
            str(row)
            for row in (
                plan,
                theme,
                make_stage(plan, "Workshop"),
                challenge,
                given,
                commitment,
                commitment.involvements.get(),
                milestone,
                indicator,
                indicator.targets.get(),
            )
        ]

    assert said == [
        "Plan 2018 (en)",
        "Budget (en)",
        "Workshop (en)",
        "Closed books (en)",
        "Forum Contoh: Open them (en)",
        "7. Promise 7 (en)",
        "Forum Contoh (Lead institution)",
        "Road map (en)",
        "Share (en)",
        "Semester I 2019: Half (en)",
    ]
