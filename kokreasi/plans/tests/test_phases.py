import re
from datetime import date

import pytest
from django.utils.translation import override

from kokreasi.plans.choices import Phase
from kokreasi.plans.models import Plan
from kokreasi.plans.services import publishing
from kokreasi.plans.templatetags.plans import phase_badge
from kokreasi.plans.tests.confirming import final_plan
from kokreasi.plans.tests.factories import make_commitment, make_plan

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2019, 1, 1), date(2020, 12, 31)
BEFORE, AFTER = date(2018, 12, 31), date(2021, 1, 1)

#        what the public has seen   day     where the plan stands
TABLE = [
    ("nothing", BEFORE, Phase.DRAFT),
    ("nothing", AFTER, Phase.DRAFT),
    ("the plan", BEFORE, Phase.CO_CREATION),
    ("the plan", FIRST, Phase.CO_CREATION),
    ("the plan", AFTER, Phase.CO_CREATION),
    ("commitments", BEFORE, Phase.CO_CREATION),
    ("commitments", FIRST, Phase.IMPLEMENTATION),
    ("commitments", LAST, Phase.IMPLEMENTATION),
    ("commitments", AFTER, Phase.ENDED),
    ("the final plan", BEFORE, Phase.FINAL),
    ("the final plan", FIRST, Phase.IMPLEMENTATION),
    ("the final plan", AFTER, Phase.ENDED),
]


@pytest.mark.parametrize(("seen", "day", "expected"), TABLE)
def test_phase_says_the_same_in_python_and_in_sql(seen, day, expected) -> None:
    plan = make_plan(starts_on=FIRST, ends_on=LAST, is_open=seen != "nothing")
    if seen == "commitments":
        publishing.publish(plan, commitments=[make_commitment(plan)], by=None)
    if "final" in seen:
        final_plan(plan)
    plan = Plan.objects.get(pk=plan.pk)

    found = [phase for phase in Phase if Plan.objects.in_phase_on(phase, day).exists()]

    assert plan.phase_on(day) == expected
    assert found == [expected]


#        what the public has seen   day     in Indonesian, in English
WORDS = [
    ("the plan", BEFORE, "Sedang dirancang bersama", "Being co-created"),
    ("the final plan", BEFORE, "Final, dimulai 1 Januari 2019", "Final, begins on 1 January 2019"),
    ("the final plan", FIRST, "Sedang dilaksanakan", "Being implemented"),
]


@pytest.mark.parametrize(("seen", "day", "indonesian", "english"), WORDS)
def test_a_final_plan_says_when_it_begins(seen, day, indonesian, english) -> None:
    plan = make_plan(starts_on=FIRST, ends_on=LAST, is_open=True)
    if "final" in seen:
        plan = final_plan(plan)

    found = []
    for language in ("id", "en"):
        with override(language):
            found.append(re.sub(r"<[^>]+>", "", phase_badge(plan, day)).strip())

    assert found == [indonesian, english]
