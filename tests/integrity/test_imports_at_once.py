"""Two import into the same plan at the same moment: one wins, nothing is doubled."""

from functools import partial

import pytest

from kokreasi.core.errors import StaleError
from kokreasi.exchange import services
from kokreasi.exchange.models import ImportRun
from kokreasi.exchange.tests.factories import make_run
from kokreasi.organisations.models import Organisation
from kokreasi.plans.models import Commitment
from kokreasi.plans.tests.factories import make_plan

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def apply(pk: int, seen: str) -> ImportRun:
    return services.apply(ImportRun.objects.get(pk=pk), seen=seen, by=None)


def decided(plan) -> tuple[int, str]:
    run = services.create_the_unknown(make_run(plan))
    return run.pk, services.dry_run(run).fingerprint


def test_two_files_at_once_make_each_draft_once(at_once) -> None:
    plan = make_plan()
    first, second = decided(plan), decided(plan)

    results = at_once(partial(apply, *first), partial(apply, *second))

    assert sum(isinstance(result, StaleError) for result in results) == 1
    assert Commitment.objects.count() == 2
    assert Organisation.objects.values("record__title").distinct().count() == (
        Organisation.objects.count()
    )
    assert ImportRun.objects.filter(applied_at__isnull=False).count() == 1


def test_a_double_click_imports_once(at_once) -> None:
    run = decided(make_plan())

    results = at_once(*[partial(apply, *run)] * 3)

    assert not [result for result in results if isinstance(result, Exception)]
    assert Commitment.objects.count() == 2
