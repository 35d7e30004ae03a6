"""What is exported is imported again without loss."""

import pytest
from django.urls import reverse

from kokreasi.exchange.tests.factories import make_run
from kokreasi.plans.tests.factories import make_plan

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_secretariat_downloads_the_matrix(client, editor, ending) -> None:
    run = make_run(make_plan(), is_applied=True)
    client.force_login(editor)

    answer = client.get(reverse("matrix-export", args=[run.plan.reference, ending]))
    body = b"".join(answer.streaming_content)

    assert answer.status_code == 200
    assert f"matriks-2018.{ending}" in answer["Content-Disposition"]
    assert body
