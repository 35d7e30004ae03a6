"""While somebody attacks, a device works or waits before it sends."""

import base64
import hashlib
import json
from datetime import timedelta

import pytest

from kokreasi.consultations import guarding
from kokreasi.consultations.models import Consultation, Draft, Submission
from kokreasi.consultations.tests.factories import WHILE_OPEN
from kokreasi.consultations.tests.phones import Phone

MINUTE = timedelta(minutes=1)


def worked(challenge) -> str:
    """Look for the number as the script does."""
    number = next(
        number
        for number in range(challenge.most + 1)
        if hashlib.sha256(f"{challenge.salt}{number}".encode()).hexdigest() == challenge.wanted
    )
    proof = {
        "algorithm": "SHA-256",
        "challenge": challenge.wanted,
        "number": number,
        "salt": challenge.salt,
        "signature": challenge.signature,
    }
    return base64.b64encode(json.dumps(proof).encode()).decode()


@pytest.fixture
def attacked(phone):
    Consultation.objects.update(is_guarded=True)
    phone.answer_all()
    return phone


def test_who_has_worked_sends(attacked) -> None:
    page = attacked.look()

    sent = attacked.send(page, altcha=worked(page.context["challenge"]))

    assert sent["Location"] == attacked.at("answer-receipt")


NESTED = base64.b64encode(b"[" * 1_400).decode()


@pytest.mark.parametrize("proof", ["", "x", "e30=", "W10=", "bnVsbA==", "A" * 5000, NESTED])
def test_who_has_not_worked_does_not_send_and_loses_nothing(attacked, proof) -> None:
    answer = attacked.send(altcha=proof)

    assert answer.status_code == 409
    assert not Submission.objects.exists()
    assert "budget" in answer.content.decode()


def test_work_of_another_device_does_not_count(attacked, open_consultation) -> None:
    other = Phone(open_consultation)
    other.answer_all()
    proof = worked(other.look().context["challenge"])

    assert attacked.send(altcha=proof).status_code == 409


def test_work_goes_stale(attacked, clock) -> None:
    page = attacked.look()
    proof = worked(page.context["challenge"])
    clock.move_to(WHILE_OPEN + guarding.VALID_FOR + MINUTE)

    assert attacked.send(page, altcha=proof).status_code == 409


@pytest.mark.parametrize(("seconds", "status"), [(59, 409), (60, 302), (7201, 409)])
def test_who_has_no_script_waits_a_minute(attacked, clock, seconds, status) -> None:
    page = attacked.look()
    clock.move_to(WHILE_OPEN + timedelta(seconds=seconds))

    answer = attacked.send(page, tiket=page.context["ticket"])

    assert answer.status_code == status


def test_few_wait_behind_one_address(attacked, clock, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"answer_by_waiting": "1/h/ip"}
    other = Phone(attacked.consultation)
    other.answer_all()
    pages = [(one, one.look()) for one in (attacked, other)]
    clock.move_to(WHILE_OPEN + MINUTE)

    answers = [one.send(page, tiket=page.context["ticket"]) for one, page in pages]

    assert [answer.status_code for answer in answers] == [302, 429]


def test_numbers_for_the_script_are_written_plainly(attacked) -> None:
    Draft.objects.update(revision=1234)

    page = attacked.look().content.decode()

    assert f'data-most="{guarding.WORK}"' in page
    assert 'name="revisi" value="1234"' in page
