"""Plans, stages and themes, as the secretariat edits them."""

from datetime import date

import pytest
from django.urls import reverse

from kokreasi.core.bilingual import LANGUAGES
from kokreasi.core.fields import BilingualFormField
from kokreasi.plans import services
from kokreasi.plans.choices import Semester
from kokreasi.plans.models import Plan, StageTemplate
from kokreasi.plans.tests.factories import (
    aim,
    both,
    make_commitment,
    make_plan,
    make_stage,
    stage_kind,
)
from kokreasi.vocabularies.choices import StageMeaning

pytestmark = pytest.mark.django_db

NEW = {"code": "2025", "title_id": "RAN VIII", "starts_on": "2025-01-01", "ends_on": "2026-12-31"}


@pytest.fixture
def plan():
    return make_plan()


@pytest.fixture
def as_editor(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def as_publisher(client, publisher):
    client.force_login(publisher)
    return client


@pytest.fixture
def template():
    made = StageTemplate.objects.create(title=both("Usual"), code="usual")
    made.stages.create(kind=stage_kind(), title=both("Kick-off"), opens_after=10, lasts=3)
    return made


def of(plan, name, *more):
    return reverse(f"plans:{name}", args=[plan.code, *more])


def test_a_plan_starts_from_a_template(template, as_editor):
    sent = NEW | {"template": template.pk, "stages_from": "2024-08-01"}

    answer = as_editor.post(reverse("plans:create"), sent)

    made = Plan.objects.get()
    stage = made.stages.get()
    assert answer.url == of(made, "overview")
    assert (stage.opens_on, stage.closes_on) == (date(2024, 8, 11), date(2024, 8, 13))
    assert made.periods.count() == 4
    assert not made.record.is_public


def test_the_days_of_a_template_are_shown_before_anything_is_made(template, as_editor):
    sent = NEW | {"template": template.pk, "stages_from": "2024-08-01", "preview": "yes"}

    page = as_editor.post(reverse("plans:create"), sent).content.decode()

    assert "13 Agustus 2024" in page
    assert 'value="2024-08-01"' in page
    assert not Plan.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "2018"},
        {"code": "dua ribu"},
        {"ends_on": "2024-12-31"},
        {"ends_on": "2025-01-01"},
        {"starts_on": "0001-01-01"},
        {"ends_on": "9999-12-31"},
        {"title_id": ""},
        {"ordinal": "9" * 400},
        {"title_id": "a" * 301},
    ],
)
def test_what_cannot_be_a_plan_is_refused_and_stays_in_the_form(plan, as_editor, wrong):
    answer = as_editor.post(reverse("plans:create"), NEW | {"legal_basis_id": "Keppres"} | wrong)

    assert answer.status_code == 422
    assert "Keppres" in answer.content.decode()
    assert Plan.objects.count() == 1


@pytest.mark.parametrize("how_many", [1, 30])
def test_the_list_of_plans_asks_the_same_for_one_and_thirty(
    as_editor, how_many, django_assert_num_queries
):
    for number in range(how_many):
        make_commitment(make_plan(f"p{number}"))

    with django_assert_num_queries(4):
        as_editor.get(reverse("plans:index"))


@pytest.mark.parametrize("how_many", [1, 30])
def test_the_overview_asks_the_same_for_one_stage_and_thirty(
    plan, as_editor, how_many, django_assert_max_num_queries
):
    for number in range(how_many):
        make_stage(plan, f"Stage {number}", opens_on=date(2018, 8, 1), closes_on=date(2018, 8, 2))

    with django_assert_max_num_queries(26):
        as_editor.get(of(plan, "overview"))


def test_odd_dates_are_said_and_do_not_stop_anybody(plan, as_editor):
    make_stage(plan, "Launch", opens_on=date(2018, 9, 1), closes_on=date(2018, 9, 1))
    sent = {
        "kind": stage_kind().pk,
        "title_id": "Lebih awal",
        "opens_on": "2018-08-01",
        "closes_on": "2021-08-01",
    }

    as_editor.post(of(plan, "stage-add"), sent)
    page = as_editor.get(of(plan, "overview")).content.decode()

    assert plan.stages.count() == 2
    assert "dibuka sebelum tahapan di depannya" in page
    assert "ditutup setelah hari terakhir rencana aksi" in page


@pytest.mark.parametrize(
    ("opens_on", "closes_on"), [("2018-08-02", "2018-08-01"), ("2018-08-02", ""), ("", "x")]
)
def test_days_that_cannot_be_are_refused(plan, as_editor, opens_on, closes_on):
    sent = {"kind": stage_kind().pk, "title_id": "T", "opens_on": opens_on, "closes_on": closes_on}

    assert as_editor.post(of(plan, "stage-add"), sent).status_code == 422
    assert not plan.stages.exists()


def as_opened(form) -> dict:
    """Give what a browser sends from a form as it was opened."""
    sent = {}
    for bound in form:
        value = bound.value()
        if isinstance(bound.field, BilingualFormField):
            pair = bound.field.widget.decompress(value) if not bound.form.is_bound else value
            sent |= {f"{bound.html_name}_{code}": pair[at] for at, code in enumerate(LANGUAGES)}
        else:
            sent[bound.html_name] = "" if value is None else str(value)
    return sent


def test_a_stage_is_changed_with_its_reason(plan, as_editor):
    stage = make_stage(plan)
    sent = as_opened(as_editor.get(of(plan, "stage", stage.pk)).context["form"])

    as_editor.post(of(plan, "stage", stage.pk), sent | {"place": "Jakarta", "reason": "Pindah"})

    stage.refresh_from_db()
    entry = stage.record.entries.get(event="stage.changed")
    assert (stage.place, entry.reason) == ("Jakarta", "Pindah")
    assert len(entry.changes) == 1


def test_the_form_of_a_stage_says_which_kinds_open_a_call(plan, as_editor):
    make_stage(plan, meaning=StageMeaning.BILATERAL)
    without = as_editor.get(of(plan, "stage-add")).context["form"].fields["kind"].help_text
    kind = make_stage(plan, meaning=StageMeaning.PROPOSALS).kind

    told = as_editor.get(of(plan, "stage-add")).context["form"].fields["kind"].help_text

    assert without == ""
    assert f"“{kind.name}”" in told


def test_the_second_who_changes_a_stage_sees_both_versions(plan, as_editor, publisher):
    stage = make_stage(plan)
    sent = as_opened(as_editor.get(of(plan, "stage", stage.pk)).context["form"])
    services.stages.change(stage, {"place": "Bogor"}, seen=stage.revision, by=publisher)

    answer = as_editor.post(of(plan, "stage", stage.pk), sent | {"place": "Jakarta"})
    over = as_opened(answer.context["form"])
    as_editor.post(of(plan, "stage", stage.pk), over)

    stage.refresh_from_db()
    assert answer.status_code == 409
    assert "Bogor" in answer.content.decode()
    assert stage.place == "Jakarta"


def test_a_draft_stage_is_removed_and_a_public_one_is_not(plan, as_editor):
    draft = make_stage(plan, "Draft")
    as_editor.post(of(plan, "stage-remove", draft.pk))
    public = make_stage(plan, "Public")
    services.plans.open_to_public(plan, by=None)

    refused = as_editor.post(of(plan, "stage-remove", public.pk))

    assert refused.status_code == 409
    assert list(plan.stages.all()) == [public]


def test_facts_of_a_plan_are_changed(plan, as_editor):
    sent = as_opened(as_editor.get(of(plan, "edit")).context["form"])

    as_editor.post(of(plan, "edit"), sent | {"ordinal": "5"})

    plan.refresh_from_db()
    assert plan.ordinal == 5


def test_semesters_are_set_and_one_with_targets_stays(plan, as_editor):
    commitment = make_commitment(plan)
    indicator = services.commitments.measure_of_success(commitment, by=None)
    first = plan.periods.first()
    services.commitments.set_targets(indicator, {first: aim("Done")}, by=None)

    refused = as_editor.post(of(plan, "semesters"), {"semesters": ["2020-2"]})
    as_editor.post(of(plan, "semesters"), {"semesters": ["2019-1", "2018-2"]})

    assert refused.status_code == 422
    assert {p.semester for p in plan.periods.all()} == {Semester(2018, 2), Semester(2019, 1)}


def test_opening_is_for_publishers_and_can_be_pressed_twice(plan, client, editor, publisher):
    stage = make_stage(plan)
    client.force_login(editor)
    refused = client.post(of(plan, "open"))
    client.force_login(publisher)

    answers = [client.post(of(plan, "open")) for _each in range(2)]

    stage.record.refresh_from_db()
    assert refused.status_code == 403
    assert [answer.status_code for answer in answers] == [302, 302]
    assert stage.record.is_public
    assert plan.record.entries.filter(event="plan.published").count() == 1


def test_the_next_plan_takes_chosen_commitments_along(plan, as_editor):
    chosen, _other = make_commitment(plan, 1), make_commitment(plan, 2)

    answer = as_editor.post(of(plan, "copy"), NEW | {"commitments": [chosen.pk]})

    following = Plan.objects.get(code="2025")
    assert answer.url == of(following, "overview")
    assert following.commitments.get().title == chosen.title


def test_a_commitment_of_another_plan_cannot_be_taken_along(plan, as_editor):
    foreign = make_commitment(make_plan("2022"))

    answer = as_editor.post(of(plan, "copy"), NEW | {"commitments": [foreign.pk]})

    assert answer.status_code == 422
    assert not Plan.objects.filter(code="2025").exists()


def test_themes_are_added_changed_and_removed(plan, as_editor):
    as_editor.post(of(plan, "themes"), {"title_id": "Antikorupsi"})
    twice = as_editor.post(of(plan, "themes"), {"title_id": "Antikorupsi"})
    theme = plan.themes.get()
    as_editor.post(of(plan, "theme", theme.pk), {"title_id": "Integritas"})
    theme.refresh_from_db()
    removals = [as_editor.post(of(plan, "theme-remove", theme.pk)) for _each in range(2)]

    assert twice.status_code == 422
    assert theme.title.id == "Integritas"
    assert [answer.status_code for answer in removals] == [302, 302]
    assert not plan.themes.exists()
