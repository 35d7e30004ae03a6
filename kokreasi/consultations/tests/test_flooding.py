"""Where answers come in a flood, devices are asked for a proof of work by themselves."""

from datetime import timedelta

import pytest

from kokreasi.consultations.models import Consultation
from kokreasi.consultations.services import flooding
from kokreasi.consultations.services.receiving import slot_of
from kokreasi.consultations.tests.answers import answered_in
from kokreasi.consultations.tests.factories import WHILE_OPEN
from kokreasi.register.models import Entry

pytestmark = pytest.mark.django_db
NOW = slot_of(WHILE_OPEN)
QUIET = {NOW - 2 * hour: 1 for hour in range(1, 41)}


@pytest.mark.parametrize(
    ("slots", "is_flood"),
    [
        ({}, False),
        (QUIET | {NOW: 19}, False),
        (QUIET | {NOW: 20}, True),
        (QUIET | {NOW - 1: 20}, True),
        (QUIET | {NOW - 2: 20}, False),
        ({NOW: 29}, False),
        ({NOW: 200}, False),
    ],
)
def test_a_flood_is_a_burst_of_this_moment(open_consultation, slots, is_flood) -> None:
    answered_in(open_consultation, slots)

    assert flooding.is_flooded(open_consultation, WHILE_OPEN) is is_flood


def test_answers_from_paper_are_no_flood(open_consultation) -> None:
    answered_in(open_consultation, QUIET)
    answered_in(open_consultation, {NOW: 500}, device="")

    assert not flooding.is_flooded(open_consultation, WHILE_OPEN)


def test_a_flood_guards_for_an_hour_and_says_so_once(open_consultation) -> None:
    answered_in(open_consultation, QUIET | {NOW: 300})

    begun = flooding.guard(WHILE_OPEN)
    again = flooding.guard(WHILE_OPEN + timedelta(minutes=10))

    now = Consultation.objects.get()
    last = WHILE_OPEN + timedelta(minutes=70)
    assert (begun, again) == (1, 0)
    assert now.is_guarded_at(last - timedelta(seconds=1))
    assert not now.is_guarded_at(last)
    assert Entry.objects.filter(event="consultation.flooded", by=None).count() == 1


def test_a_guarded_device_works_before_it_sends(phone, open_consultation) -> None:
    answered_in(open_consultation, QUIET | {NOW: 300})
    flooding.guard(WHILE_OPEN)
    phone.answer_all()

    answer = phone.send()

    assert answer.status_code == 409


def test_what_is_closed_is_not_guarded(open_consultation) -> None:
    answered_in(open_consultation, QUIET | {NOW: 300})

    assert flooding.guard(open_consultation.closes_at) == 0
