import smtplib
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from kokreasi.outbox.choices import State
from kokreasi.outbox.delivery import deliver, pause_after
from kokreasi.outbox.models import MAX_ATTEMPTS, Message
from kokreasi.outbox.tests.factories import MORNING, MessageFactory

REFUSING = f"{__name__}.RefusingBackend"


class RefusingBackend(EmailBackend):
    """A mail server that answers with the error a test has put here."""

    error: Exception = OSError("connection refused")

    def send_messages(self, messages):
        raise self.error


@pytest.fixture
def refusing(settings, monkeypatch):
    settings.EMAIL_BACKEND = REFUSING

    def answer(error: Exception) -> None:
        monkeypatch.setattr(RefusingBackend, "error", error)

    return answer


@pytest.mark.parametrize("state", [State.SENDING, State.SENT, State.FAILED])
def test_deliver_leaves_what_is_not_waiting(state, db) -> None:
    message = MessageFactory(state=state, claimed_at=MORNING, sent_at=MORNING)

    assert not deliver(message.pk, now=MORNING)
    assert mail.outbox == []


def test_deliver_leaves_what_is_not_due(db) -> None:
    message = MessageFactory()

    assert not deliver(message.pk, now=MORNING - timedelta(seconds=1))
    assert mail.outbox == []


def test_deliver_leaves_what_does_not_exist(db) -> None:
    assert not deliver(17, now=MORNING)


def test_deliver_puts_off_what_the_server_does_not_take(refusing, db) -> None:
    refusing(OSError("connection refused"))
    message = MessageFactory()

    assert not deliver(message.pk, now=MORNING)

    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.WAITING, 1)
    assert message.next_try_at == MORNING + timedelta(minutes=1)
    assert message.last_error == "OSError: connection refused"
    assert message.body


def test_pauses_double() -> None:
    pauses = [pause_after(attempts) for attempts in range(1, MAX_ATTEMPTS)]

    assert [pause.total_seconds() / 60 for pause in pauses] == [1, 2, 4, 8, 16, 32, 64]


def test_deliver_gives_up_after_the_last_attempt(refusing, db) -> None:
    refusing(OSError("connection refused"))
    message = MessageFactory(attempts=MAX_ATTEMPTS - 1)

    deliver(message.pk, now=MORNING)

    message.refresh_from_db()
    assert message.state == State.FAILED


@pytest.mark.parametrize(
    ("code", "expected"), [(550, State.FAILED), (450, State.WAITING)], ids=["unknown", "greylisted"]
)
def test_deliver_gives_up_at_once_only_on_a_wrong_address(code, expected, refusing, db) -> None:
    refusing(smtplib.SMTPRecipientsRefused({"siti@example.org": (code, b"no")}))
    message = MessageFactory()

    deliver(message.pk, now=MORNING)

    message.refresh_from_db()
    assert message.state == expected


def test_every_attempt_carries_the_same_message_id(db) -> None:
    message = MessageFactory(key="invitation-17")
    deliver(message.pk, now=MORNING)
    Message.objects.update(state=State.WAITING)
    deliver(message.pk, now=MORNING)

    first, second = (sent.extra_headers["Message-ID"] for sent in mail.outbox)
    assert first == second
    assert "invitation" not in first


def test_a_slow_worker_does_not_mark_what_was_given_to_another(monkeypatch, db) -> None:
    message = MessageFactory()

    def reaped_meanwhile(self):
        Message.objects.update(state=State.SENDING, attempts=2)

    monkeypatch.setattr("django.core.mail.EmailMessage.send", reaped_meanwhile)
    deliver(message.pk, now=MORNING)

    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.SENDING, 2)


APPOINTMENT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\n"
    "SUMMARY:Rapat pembahasan keterbukaan – Café\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_deliver_encloses_an_appointment_as_calendars_expect_it(method, db) -> None:
    calendar = APPOINTMENT.format(method=method)
    message = MessageFactory(calendar=calendar)

    deliver(message.pk, now=MORNING)

    sent = message_from_bytes(mail.outbox[0].message().as_bytes(), policy=default)
    parts = {part.get_content_type(): part for part in sent.walk()}
    words, invitation, file = (
        parts[kind] for kind in ("text/plain", "text/calendar", "application/ics")
    )
    assert sent.get_content_type() == "multipart/mixed"
    assert sent.get_payload(0).get_content_type() == "multipart/alternative"
    assert sent.get_payload(0).get_payload() == [words, invitation]
    assert invitation["Content-Type"].params == {"method": method, "charset": "utf-8"}
    assert invitation.get_content().splitlines() == calendar.splitlines()
    assert file.get_filename() == "undangan.ics"
    assert file.get_content().decode() == calendar


def test_the_appointment_is_forgotten_with_the_words(db) -> None:
    message = MessageFactory(calendar=APPOINTMENT.format(method="REQUEST"))

    deliver(message.pk, now=MORNING)

    message.refresh_from_db()
    assert (message.body, message.calendar) == ("", "")


def test_a_mail_without_an_appointment_is_plain(db) -> None:
    deliver(MessageFactory().pk, now=MORNING)

    assert mail.outbox[0].message().get_content_type() == "text/plain"


LEAVING = "https://kokreasi.example/ikuti/kunci/" + "k" * 43 + "/berhenti/"


def test_a_mail_that_can_be_left_says_where_in_one_line_that_programs_read(db) -> None:
    deliver(MessageFactory(unsubscribe=LEAVING).pk, now=MORNING)

    sent = message_from_bytes(mail.outbox[0].message().as_bytes(), policy=default)
    assert sent["List-Unsubscribe"].strip() == f"<{LEAVING}>"
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert Message.objects.get().unsubscribe == ""


def test_other_mails_say_nothing_of_leaving(db) -> None:
    deliver(MessageFactory().pk, now=MORNING)

    assert not [name for name in mail.outbox[0].extra_headers if name.startswith("List-")]
