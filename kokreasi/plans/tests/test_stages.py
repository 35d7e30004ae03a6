"""Add, date, change, withdraw and take away stages."""

from datetime import date

import pytest

from kokreasi.core.errors import StaleError
from kokreasi.plans import services
from kokreasi.plans.models import Plan, Stage
from kokreasi.plans.services.stages import DatesReversedError, HalfDatedError, PublicStageError
from kokreasi.plans.tests.factories import both, make_plan, make_stage, stage_kind
from kokreasi.plans.tests.telling import changes, events, last_line
from kokreasi.plans.tests.untouched import refused
from kokreasi.register.models import Entry, Record
from kokreasi.register.services import NotPublicError, ReasonMissingError

pytestmark = pytest.mark.django_db

EARLY, LATE = date(2019, 3, 1), date(2019, 3, 31)


def change(stage, values, by, seen=None, **more):
    return services.stages.change(stage, values, seen=seen or stage.revision, by=by, **more)


def test_a_stage_is_added_at_the_end_as_a_draft(editor) -> None:
    plan = make_plan()
    make_stage(plan, "First")

    stage = make_stage(
        plan,
        "Second",
        summary=both("About"),
        place="Jakarta",
        opens_on=EARLY,
        by=editor,
        closes_on=LATE,
    )

    assert (stage.reference, stage.position) == ("THP-2018-02", 2)
    assert (stage.record.title, stage.record.summary) == (both("Second"), both("About"))
    assert last_line(stage.record)[::2] == ("stage.created", "added this stage")
    assert not stage.record.is_public


def test_a_stage_of_a_public_plan_is_public_at_once() -> None:
    plan = make_plan()
    known_as_a_draft = Plan.objects.select_related("record").get()
    services.plans.open_to_public(plan, by=None)

    stage = make_stage(known_as_a_draft)

    assert stage.record.is_public
    assert events(stage.record) == ["stage.created", "stage.published"]


def test_a_stage_added_after_a_removal_still_comes_last(editor) -> None:
    plan = make_plan()
    first, _second, third = (make_stage(plan, title) for title in ("First", "Second", "Third"))
    services.stages.remove(first, by=editor)

    last = make_stage(plan, "Last")

    assert last.position == third.position + 1
    assert list(plan.stages.all())[-1] == last
    assert last.reference == "THP-2018-04"


REVERSED = [
    (DatesReversedError, {"opens_on": LATE, "closes_on": EARLY}),
    (HalfDatedError, {"opens_on": EARLY}),
    (HalfDatedError, {"closes_on": LATE}),
]


@pytest.mark.parametrize(("error", "days"), REVERSED)
def test_impossible_days_are_refused_when_a_stage_is_added(error, days) -> None:
    plan = make_plan()
    stage_kind()

    with refused(error):
        make_stage(plan, **days)


@pytest.mark.parametrize(
    ("error", "days"),
    [
        (DatesReversedError, {"opens_on": date(2019, 4, 1)}),
        (DatesReversedError, {"closes_on": date(2019, 2, 1)}),
        (HalfDatedError, {"opens_on": None}),
        (HalfDatedError, {"closes_on": None}),
    ],
)
def test_impossible_days_are_refused_when_a_stage_changes(error, days, editor) -> None:
    stage = make_stage(make_plan(), opens_on=EARLY, closes_on=LATE)

    with refused(error):
        change(stage, days, editor)


def test_days_that_cross_with_what_somebody_else_saved_are_refused(editor) -> None:
    stage = make_stage(make_plan(), opens_on=EARLY, closes_on=LATE)
    old = Stage.objects.get()
    change(stage, {"opens_on": date(2019, 3, 20)}, editor, seen=1)

    with refused(DatesReversedError):
        change(old, {"closes_on": date(2019, 3, 10)}, editor, seen=1)


def test_stages_may_overlap_and_run_out_of_order(editor) -> None:
    plan = make_plan()
    make_stage(plan, "First", opens_on=LATE, closes_on=LATE)

    second = make_stage(plan, "Second", opens_on=EARLY, closes_on=LATE)

    assert second.opens_on == EARLY


def test_a_moved_day_is_told_with_its_reason(editor) -> None:
    stage = make_stage(make_plan(is_open=True), opens_on=EARLY, closes_on=LATE)

    change(stage, {"closes_on": date(2019, 4, 15)}, editor, reason="More answers wanted")

    assert last_line(stage.record)[0::2] == ("stage.changed", "changed this stage")
    assert last_line(stage.record)[3]
    assert changes(stage.record) == [("closes on", "31 March 2019", "15 April 2019")]
    told = stage.record.entries.first()
    assert told.told_changes()[0]["new"].id == "15 April 2019"
    assert told.reason == "More answers wanted"


def test_the_register_follows_title_and_summary(editor) -> None:
    stage = make_stage(make_plan())

    change(stage, {"title": both("Another"), "summary": both("In short")}, editor)

    stage.record.refresh_from_db()
    assert (stage.record.title, stage.record.summary) == (both("Another"), both("In short"))


def test_the_second_of_two_is_stopped_on_the_same_field_only(editor, publisher) -> None:
    stage = make_stage(make_plan())
    change(stage, {"place": "Jakarta"}, editor, seen=1)

    with refused(StaleError):
        change(stage, {"place": "Bogor"}, publisher, seen=1)
    changed = change(stage, {"title": both("Another")}, publisher, seen=1)

    assert (changed.place, changed.title) == ("Jakarta", both("Another"))


def test_a_draft_is_removed_and_the_plan_remembers_it(editor) -> None:
    plan = make_plan()
    stage = make_stage(plan, "Mistake")

    services.stages.remove(stage, by=editor)

    assert not Stage.objects.exists()
    assert not Record.objects.filter(kind="stage").exists()
    assert not Entry.objects.filter(record__kind="stage").exists()
    assert last_line(plan.record)[0::2] == (
        "stage.removed",
        "removed a stage that was not yet public",
    )
    assert changes(plan.record) == [("stage", "Mistake (en)", "nothing")]
    assert not last_line(plan.record)[3]


def test_what_the_public_has_seen_is_never_removed(publisher) -> None:
    stage = make_stage(make_plan(is_open=True))

    with refused(PublicStageError):
        services.stages.remove(stage, by=publisher)
    services.stages.withdraw(stage, by=publisher, reason="Wrong plan")
    with refused(PublicStageError):
        services.stages.remove(stage, by=publisher)


def test_a_stage_is_withdrawn_with_a_reason(publisher) -> None:
    stage = make_stage(make_plan(is_open=True))

    services.stages.withdraw(stage, by=publisher, reason="Wrong plan")

    stage.record.refresh_from_db()
    assert not stage.record.is_public
    assert stage.record.entries.first().reason == "Wrong plan"


def test_a_stage_is_not_withdrawn_without_reason_nor_as_a_draft(publisher) -> None:
    public, draft = make_stage(make_plan(is_open=True)), make_stage(make_plan("2022"))

    with refused(ReasonMissingError):
        services.stages.withdraw(public, by=publisher, reason=" ")
    with refused(NotPublicError):
        services.stages.withdraw(draft, by=publisher, reason="Why not")
