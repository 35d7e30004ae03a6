"""Open a plan, change it, set its semesters, show it."""

from datetime import date

import pytest

from kokreasi.core.errors import StaleError
from kokreasi.plans import services
from kokreasi.plans.choices import Semester
from kokreasi.plans.models import Plan, StageTemplate, TemplateStage
from kokreasi.plans.services.plans import (
    CodeStaysError,
    CodeTakenError,
    PeriodInUseError,
    TooShortError,
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
from kokreasi.plans.tests.telling import changes, events, last_line
from kokreasi.plans.tests.untouched import refused

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2023, 1, 1), date(2024, 12, 31)


def create(by=None, **fields):
    given = {"code": "2023", "title": both("Plan VII"), "starts_on": FIRST, "ends_on": LAST}
    return services.plans.create(**(given | fields), by=by)


def change(plan, values, by, seen=None, **more):
    return services.plans.change(plan, values, seen=seen or plan.revision, by=by, **more)


def semesters_of(plan):
    return [period.semester for period in plan.periods.all()]


# Open


def test_a_plan_opens_as_a_draft_with_record_and_semesters(editor) -> None:
    plan = create(by=editor, ordinal=7, legal_basis=both("Keppres 13/2014"))

    assert plan.reference == "RAN-2023"
    assert plan.record.title == plan.title == both("Plan VII")
    assert (plan.ordinal, plan.legal_basis) == (7, both("Keppres 13/2014"))
    assert not plan.record.is_public
    assert semesters_of(plan) == [
        Semester(2023, 1),
        Semester(2023, 2),
        Semester(2024, 1),
        Semester(2024, 2),
    ]
    assert last_line(plan.record)[::2] == ("plan.created", "opened a draft of the plan")
    assert not plan.record.entries.get().is_public


def test_a_plan_may_have_other_semesters_than_its_period() -> None:
    assert semesters_of(create(semesters=[])) == []
    assert semesters_of(create(code="x", semesters=[Semester(2030, 2)])) == [Semester(2030, 2)]


def test_a_plan_from_a_template_has_its_stages() -> None:
    template = StageTemplate.objects.create(title=both("Usual"))
    for position, (title, after, lasts) in enumerate([("Call", 0, 21), ("Launch", 58, 1)]):
        TemplateStage.objects.create(
            template=template,
            kind=stage_kind(),
            title=both(title),
            summary=both(f"About {title}"),
            opens_after=after,
            lasts=lasts,
            position=position,
        )

    plan = create(template=template)

    assert list(plan.stages.values_list("record__reference", "opens_on", "closes_on")) == [
        ("THP-2023-01", date(2023, 1, 1), date(2023, 1, 21)),
        ("THP-2023-02", date(2023, 2, 28), date(2023, 2, 28)),
    ]
    assert plan.stages.first().record.summary == both("About Call")


def test_a_taken_code_is_refused() -> None:
    create()

    with refused(CodeTakenError):
        create()


@pytest.mark.parametrize("last", [FIRST, date(2022, 12, 31)])
def test_days_the_wrong_way_round_are_refused_by_their_own_words(last) -> None:
    with refused(TooShortError):
        create(ends_on=last)


# Change


def test_a_change_is_told_and_the_register_follows(editor) -> None:
    plan = make_plan(is_open=True)

    changed = change(
        plan, {"title": both("Another"), "ordinal": 5}, editor, reason="OGP counts the fifth"
    )

    plan.record.refresh_from_db()
    entry = plan.record.entries.first()
    assert changed.revision == 2
    assert plan.record.title == both("Another")
    assert (entry.on_behalf_of, entry.reason) == ("Sekretariat OGI", "OGP counts the fifth")
    assert last_line(plan.record)[0::2] == ("plan.changed", "changed the plan")
    assert last_line(plan.record)[3]
    assert changes(plan.record) == [
        ("title", "Plan 2018 (en)", "Another (en)"),
        ("ordinal number", "nothing", "5"),
    ]


def test_a_change_of_a_draft_is_told_to_the_secretariat_alone(editor) -> None:
    plan = make_plan()

    change(plan, {"ordinal": 5}, editor)

    assert not last_line(plan.record)[3]


def test_no_change_writes_no_history(editor) -> None:
    plan = make_plan()

    change(plan, {"title": plan.title, "ordinal": None}, editor)

    assert events(plan.record) == ["plan.created"]
    assert Plan.objects.get().revision == 1


def test_the_second_of_two_is_stopped_on_the_same_field_only(editor, publisher) -> None:
    plan = make_plan()
    change(plan, {"ordinal": 5}, editor, seen=1)

    with refused(StaleError):
        change(plan, {"ordinal": 4}, publisher, seen=1)
    change(plan, {"legal_basis": both("Keppres")}, publisher, seen=1)

    kept = Plan.objects.get()
    assert (kept.ordinal, kept.legal_basis, kept.revision) == (5, both("Keppres"), 3)


@pytest.mark.parametrize(
    "values", [{"ends_on": date(2018, 6, 30)}, {"starts_on": date(2021, 1, 1)}]
)
def test_days_that_would_cross_are_refused(values, editor) -> None:
    plan = make_plan()

    with refused(TooShortError):
        change(plan, values, editor)


def test_days_that_cross_with_what_somebody_else_saved_are_refused(editor) -> None:
    plan = make_plan()
    old = Plan.objects.get()
    change(plan, {"ends_on": date(2019, 6, 30)}, editor, seen=1)

    with refused(TooShortError):
        change(old, {"starts_on": date(2020, 1, 1)}, editor, seen=1)


def test_the_code_stays(editor) -> None:
    plan = make_plan()

    with refused(CodeStaysError):
        change(plan, {"code": "2019"}, editor)


def test_commitments_follow_a_plan_that_moves_in_time(editor) -> None:
    early, late = make_plan("2018"), make_plan("2022", starts_on=date(2019, 1, 1))
    rows = [make_commitment(early, 1, is_published=True), make_commitment(late, 1)]

    change(early, {"starts_on": date(2019, 7, 1)}, editor)

    keys = {}
    for row in rows:
        row.record.refresh_from_db()
        keys[row.reference] = row.record.sort_key
    assert keys["KOM-2018-01"] < keys["KOM-2022-01"]
    assert rows[0].record.title == both("Promise 1")


# Semesters


def test_semesters_are_set_and_told(editor) -> None:
    plan = make_plan(semesters=[Semester(2019, 1), Semester(2019, 2)])

    services.plans.set_semesters(plan, [Semester(2019, 2), Semester(2020, 1)], by=editor)

    assert semesters_of(plan) == [Semester(2019, 2), Semester(2020, 1)]
    assert last_line(plan.record)[0::2] == ("plan.semesters_set", "set the semesters of the plan")
    assert changes(plan.record) == [
        ("semesters", "Semester I 2019, Semester II 2019", "Semester II 2019, Semester I 2020")
    ]


def test_the_same_semesters_again_write_nothing(editor) -> None:
    plan = make_plan()

    services.plans.set_semesters(plan, semesters_of(plan), by=editor)

    assert events(plan.record) == ["plan.created"]


def test_a_semester_with_targets_stays(editor) -> None:
    plan = make_plan()
    indicator = services.commitments.measure_of_success(make_commitment(plan), by=editor)
    services.commitments.set_targets(indicator, {plan.periods.first(): aim("Ten")}, by=editor)

    with refused(PeriodInUseError):
        services.plans.set_semesters(plan, semesters_of(plan)[1:], by=editor)


# Show


def test_opening_a_plan_shows_its_stages_and_nothing_else(publisher) -> None:
    plan = make_plan()
    stage, challenge, commitment = make_stage(plan), make_challenge(plan), make_commitment(plan)

    services.plans.open_to_public(plan, by=publisher)

    for thing in (plan, stage, challenge, commitment):
        thing.record.refresh_from_db()
    assert plan.record.is_public
    assert stage.record.is_public
    assert not challenge.record.is_public
    assert not commitment.record.is_public
    assert last_line(plan.record)[::2] == ("plan.published", "opened the plan to the public")
    assert last_line(stage.record)[::2] == ("stage.published", "published this stage")


def test_opening_it_again_brings_back_nothing_that_was_withdrawn(publisher) -> None:
    plan = make_plan()
    stage = make_stage(plan)
    services.plans.open_to_public(plan, by=publisher)
    services.stages.withdraw(stage, by=publisher, reason="Wrong plan")

    services.plans.open_to_public(plan, by=publisher)

    stage.record.refresh_from_db()
    assert not stage.record.is_public
    assert events(plan.record) == ["plan.created", "plan.published"]
