"""The shipped stage templates."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from kokreasi.core.bilingual import Bilingual
from kokreasi.plans.imports import UnknownKindError, load_stage_templates
from kokreasi.plans.models import StageTemplate, TemplateStage
from kokreasi.plans.tests.factories import make_plan
from kokreasi.vocabularies.imports import load as load_vocabularies

pytestmark = pytest.mark.django_db

PROPOSALS_OPEN = date(2022, 8, 18)

#        kind of stage     first day           last day, as OGI published them
CALENDAR = [
    ("proposals", date(2022, 8, 18), date(2022, 9, 7)),
    ("screening", date(2022, 9, 7), date(2022, 9, 11)),
    ("alignment", date(2022, 9, 12), date(2022, 9, 23)),
    ("sharpening", date(2022, 9, 14), date(2022, 12, 10)),
    ("drafting", date(2022, 9, 12), date(2022, 12, 11)),
    ("finalisation", date(2022, 12, 12), date(2022, 12, 16)),
    ("launch", date(2023, 2, 7), date(2023, 2, 7)),
]

#        kind of stage         first day           last day, as the page of the plan dates them
DATED_IN_2018 = [
    ("kick-off", date(2018, 8, 8), date(2018, 8, 8)),
    ("bilateral", date(2018, 9, 1), date(2018, 11, 30)),
    ("online-consultation", date(2018, 8, 1), date(2018, 9, 30)),
]


@pytest.fixture
def vocabularies(db):
    load_vocabularies()


def days_of(plan):
    rows = plan.stages.select_related("kind")
    return [(row.kind.code, row.opens_on, row.closes_on) for row in rows]


def started_from(code, first):
    template = StageTemplate.objects.get(code=code)
    last = first + timedelta(days=730)
    return make_plan("x", starts_on=first, ends_on=last, semesters=None, template=template)


def test_loading_twice_loads_once(vocabularies) -> None:
    assert [load_stage_templates(), load_stage_templates()] == [2, 0]
    assert TemplateStage.objects.count() == 15


def test_a_plan_from_the_calendar_of_plan_vii_has_its_days(vocabularies) -> None:
    load_stage_templates()

    assert days_of(started_from("ran-vii", PROPOSALS_OPEN)) == CALENDAR


def test_a_plan_from_the_run_of_2018_has_its_steps_and_known_days(vocabularies) -> None:
    load_stage_templates()

    days = days_of(started_from("ran-2018", date(2018, 7, 1)))

    assert [kind for kind, _opens, _closes in days] == [
        "grand-challenges",
        "workshop",
        "kick-off",
        "bilateral",
        "online-consultation",
        "consultative",
        "finalisation",
        "publication",
    ]
    assert set(DATED_IN_2018) <= set(days)
    assert ("consultative", 92) in {
        (kind, (closes - opens).days + 1) for kind, opens, closes in days
    }


def test_every_step_speaks_both_languages(vocabularies) -> None:
    load_stage_templates()

    for row in [*StageTemplate.objects.all(), *TemplateStage.objects.all()]:
        assert row.title.missing() == []


def test_what_the_office_changed_stays(vocabularies) -> None:
    load_stage_templates()
    StageTemplate.objects.filter(code="ran-2018").update(
        title=Bilingual(id="Tahapan kita"), is_offered=False
    )

    call_command("load_stage_templates", verbosity=0)

    kept = StageTemplate.objects.get(code="ran-2018")
    assert (kept.title.id, kept.is_offered) == ("Tahapan kita", False)


def test_without_kinds_of_stages_nothing_is_loaded() -> None:
    with pytest.raises(UnknownKindError):
        load_stage_templates()
    with pytest.raises(CommandError, match="muat kosakata lebih dulu"):
        call_command("load_stage_templates")

    assert not StageTemplate.objects.exists()


def test_the_command_tells_how_many_were_new(vocabularies, capsys) -> None:
    call_command("load_stage_templates")

    assert capsys.readouterr().out == "Stage templates: 2 new\n"
