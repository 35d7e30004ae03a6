"""Consultations on the pages of plans and stages and at the start."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kokreasi.consultations.models import Consultation
from kokreasi.consultations.tests.factories import make_consultation, published

pytestmark = pytest.mark.django_db

AN_HOUR = timedelta(hours=1)
STATES = [
    (-2 * AN_HOUR, -AN_HOUR, "ditutup"),
    (-AN_HOUR, AN_HOUR, "dibuka"),
    (AN_HOUR, 2 * AN_HOUR, "akan datang"),
]


def consultation_of(begins: timedelta, ends: timedelta, **given) -> Consultation:
    now = timezone.now()
    return make_consultation(opens_at=now + begins, closes_at=now + ends, **given)


def shown(client, name, *arguments) -> str:
    return client.get(reverse(name, args=arguments)).content.decode()


@pytest.mark.parametrize(("begins", "ends", "state"), STATES)
def test_plan_and_stage_tell_of_their_consultations(client, begins, ends, state) -> None:
    consultation = published(consultation_of(begins, ends))
    address = consultation.get_absolute_url()

    plan = shown(client, "plan", consultation.stage.plan.reference)
    stage = shown(client, "stage", consultation.stage.reference)

    assert address in plan
    assert address in stage
    assert state in stage.partition(address)[2][:600]


@pytest.mark.parametrize(("begins", "ends", "state"), STATES)
def test_the_start_offers_what_can_be_answered_now(client, begins, ends, state) -> None:
    consultation = published(consultation_of(begins, ends))

    home = shown(client, "home").partition('id="perubahan"')[0]

    assert (consultation.get_absolute_url() in home) == (state == "dibuka")


def test_nobody_reads_of_a_draft(client) -> None:
    consultation = consultation_of(-AN_HOUR, AN_HOUR)

    pages = [
        shown(client, "home"),
        shown(client, "plan", consultation.stage.plan.reference),
        shown(client, "stage", consultation.stage.reference),
    ]

    assert not any(consultation.get_absolute_url() in page for page in pages)
