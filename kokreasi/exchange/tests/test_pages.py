"""The way through the pages, as a person goes it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kokreasi.exchange.models import ImportRun
from kokreasi.organisations.models import Organisation
from kokreasi.plans.models import Commitment, Target
from kokreasi.plans.tests.factories import make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan()


@pytest.fixture
def signed_in(client, editor):
    client.force_login(editor)
    return client


def send(client, plan, data: bytes, name: str = "matriks.xlsx"):
    address = reverse("matrix-imports", args=[plan.reference])
    return client.post(address, {"file": SimpleUploadedFile(name, data)}, follow=True)


def test_from_an_empty_database_to_thirteen_drafts(signed_in, plan, samples) -> None:
    data = (samples / "matriks-usulan-2018.xlsx").read_bytes()

    review = send(signed_in, plan, data)
    assert "menyebut" in review.content.decode() or review.status_code == 200
    run = ImportRun.objects.get()
    decide = reverse("matrix-import-decide", args=[plan.reference, run.pk])
    compared = signed_in.post(decide, {"create_the_unknown": "yes"}, follow=True)
    assert compared.context["dry_run"].is_ready
    confirm = reverse("matrix-import-apply", args=[plan.reference, run.pk])
    seen = compared.context["dry_run"].fingerprint
    result = signed_in.post(confirm, {"seen": seen}, follow=True)

    assert result.status_code == 200
    assert Commitment.objects.count() == 13
    assert Target.objects.count() == 52
    assert Commitment.objects.get(number=4).theme.title.id == "Anggaran"
    assert Organisation.objects.count() > 30

    again = send(signed_in, plan, data).context["dry_run"]
    assert not again.changes_something
