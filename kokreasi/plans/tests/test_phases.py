from datetime import date

import pytest

from kokreasi.plans.choices import Phase
from kokreasi.plans.models import Plan
from kokreasi.plans.services import publishing
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
]


@pytest.mark.parametrize(("seen", "day", "expected"), TABLE)
def test_phase_says_the_same_in_python_and_in_sql(seen, day, expected) -> None:
    plan = make_plan(starts_on=FIRST, ends_on=LAST, is_open=seen != "nothing")
    if seen == "commitments":
        publishing.publish(plan, commitments=[make_commitment(plan)], by=None)
    plan = Plan.objects.get(pk=plan.pk)

    found = [phase for phase in Phase if Plan.objects.in_phase_on(phase, day).exists()]

    assert plan.phase_on(day) == expected
    assert found == [expected]
