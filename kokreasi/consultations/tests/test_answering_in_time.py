"""From the first moment to the last, and what becomes of answers that come later."""

from datetime import timedelta

import pytest

from kokreasi.consultations.models import Draft, Submission
from kokreasi.consultations.tests.factories import AFTERWARDS, CLOSES, OPENS, WHILE_OPEN
from kokreasi.consultations.tests.phones import ANSWERED, Phone
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.register import services as register

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("moment", "name"),
    [(OPENS - SECOND, "consultation"), (OPENS, "answer-step"), (CLOSES - SECOND, "answer-step")],
)
def test_one_begins_from_the_first_moment_to_the_last(clock, phone, moment, name) -> None:
    clock.move_to(moment)

    answer = phone.get(phone.at("answer-begin"))

    parts = ["views"] if name == "answer-step" else []
    assert answer["Location"].partition("?")[0] == phone.at(name, *parts)


def test_nobody_begins_after_closing(clock, phone) -> None:
    clock.move_to(CLOSES)

    assert phone.get(phone.at("answer-begin")).status_code == 410


def test_what_was_begun_in_time_is_sent_until_an_hour_later(clock, phone) -> None:
    clock.move_to(CLOSES - SECOND)
    opened = phone.open()
    clock.move_to(CLOSES + timedelta(minutes=59, seconds=59))

    kept = phone.fill(ANSWERED, page=opened)
    phone.fill({}, key="person")
    sent = phone.send()

    assert kept.status_code == 302
    assert sent["Location"] == phone.at("answer-receipt")
    assert Submission.objects.get().day.isoformat() == "2018-10-01"


def test_after_the_hour_the_page_shows_the_answers_to_keep(clock, phone) -> None:
    phone.fill(ANSWERED)
    opened = phone.open("person")
    clock.move_to(CLOSES + timedelta(hours=1))

    answer = phone.fill({"gender": "female"}, key="person", page=opened)

    page = answer.content.decode()
    assert answer.status_code == 410
    assert "budget" in page
    assert "female" in page


def test_a_draft_left_alone_is_shown_after_closing(clock, phone) -> None:
    phone.fill(ANSWERED)
    clock.move_to(AFTERWARDS)

    page = phone.get(phone.at("answer-begin"))

    assert page.status_code == 410
    assert "budget" in page.content.decode()


def test_a_clock_that_goes_back_loses_nothing(clock, phone) -> None:
    phone.fill(ANSWERED)
    clock.move_to(WHILE_OPEN - timedelta(days=2))

    phone.fill({}, key="person")
    sent = phone.send()

    assert sent["Location"] == phone.at("answer-receipt")


def test_a_moment_signed_for_another_device_counts_as_now(clock, open_consultation) -> None:
    other, late = Phone(open_consultation), Phone(open_consultation)
    clock.move_to(CLOSES - SECOND)
    opened = other.open()
    clock.move_to(CLOSES + SECOND)

    answer = late.fill(ANSWERED, page=opened)

    assert answer.status_code == 410
    assert not Draft.objects.exists()


def test_the_script_hears_that_it_is_too_late(clock, phone) -> None:
    page = phone.open()
    sent = {"halaman": "views", "base": page.context["base"], "mulai": page.context["begun"]}
    clock.move_to(AFTERWARDS)

    answer = phone.post(phone.at("answer-save"), sent | {"stance": "for"})

    assert answer.status_code == 409
    assert answer.json()["words"] == "Konsultasi ini sudah ditutup."


def test_what_was_withdrawn_shows_its_answers_to_who_had_begun(phone, open_consultation) -> None:
    phone.fill(ANSWERED)
    opened = phone.open()
    register.withdraw(
        open_consultation.record, by=person_with(Role.PUBLISHER), reason="Asked the wrong thing."
    )

    answer = phone.fill({"stance": "against"}, page=opened)
    stranger = Phone(open_consultation).get(phone.at("answer-begin"))

    assert (answer.status_code, stranger.status_code) == (410, 404)
    assert "ditarik" in answer.content.decode()
    assert "against" in answer.content.decode()
