from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils.translation import override
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from kokreasi.outbox import services
from kokreasi.outbox.choices import State
from kokreasi.outbox.errors import KeyUsedError
from kokreasi.outbox.models import MAX_ATTEMPTS, JobRun, Message
from kokreasi.outbox.tests.factories import MORNING, MessageFactory

LETTER = {
    "key": "invitation-17",
    "to": "siti@example.org",
    "subject": "Undangan",
    "body": "Silakan masuk: https://example.org/undangan/x/",
}


def test_post_sends_after_the_commit(django_capture_on_commit_callbacks, db) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        message = services.post(**LETTER)
        assert mail.outbox == []

    message.refresh_from_db()
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [(["siti@example.org"], "Undangan")]
    assert mail.outbox[0].extra_headers["Content-Language"] == "id"
    assert (message.state, message.attempts) == (State.SENT, 1)


def test_another_appointment_under_the_same_key_is_refused(db) -> None:
    services.post(**LETTER, calendar="BEGIN:VCALENDAR")

    with pytest.raises(KeyUsedError):
        services.post(**LETTER, calendar="BEGIN:VCALENDAR\r\nMETHOD:CANCEL")

    assert Message.objects.get().calendar == "BEGIN:VCALENDAR"


@pytest.mark.parametrize(
    "other",
    [
        {"unsubscribe": "https://example.org/2"},
        {"calendar": "https://example.org/1"},
        {},
    ],
)
def test_another_address_to_leave_by_under_the_same_key_is_refused(other, db) -> None:
    services.post(**LETTER, unsubscribe="https://example.org/1")

    with pytest.raises(KeyUsedError):
        services.post(**LETTER, **other)

    assert Message.objects.get().unsubscribe == "https://example.org/1"


def test_posted_names_the_keys_that_stand_for_a_mail(db) -> None:
    for key in ("a", "b", "ab"):
        services.post(**LETTER | {"key": key})

    assert services.posted(["a", "ab", "abc"]) == {"a", "ab"}


def test_post_sends_nothing_when_the_transaction_fails(
    django_capture_on_commit_callbacks, db
) -> None:
    @transaction.atomic
    def fail_after_posting() -> None:
        services.post(**LETTER)
        raise RuntimeError

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError):
        fail_after_posting()

    assert mail.outbox == []
    assert not Message.objects.exists()


def test_post_twice_with_one_key_is_one_mail(django_capture_on_commit_callbacks, db) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        first = services.post(**LETTER)
        second = services.post(**LETTER)

    assert first == second
    assert len(mail.outbox) == 1


def test_post_again_after_sending_is_still_one_mail(django_capture_on_commit_callbacks, db) -> None:
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            services.post(**LETTER)

    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "change", [{"body": "Lain"}, {"subject": "Lain"}, {"to": "lain@example.org"}]
)
def test_post_refuses_the_same_key_with_another_mail(
    change, django_capture_on_commit_callbacks, db
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        services.post(**LETTER)
    before = Message.objects.values().get()

    with pytest.raises(KeyUsedError):
        services.post(**LETTER | change)

    assert Message.objects.values().get() == before
    assert len(mail.outbox) == 1


def test_post_keeps_the_language_of_the_words(db) -> None:
    with override("en"):
        current = services.post(**LETTER)
    named = services.post(**LETTER | {"key": "other", "language": "id"})

    assert (current.language, named.language) == ("en", "id")


def test_post_makes_one_line_of_a_subject_that_smuggles_headers(
    django_capture_on_commit_callbacks, db
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        services.post(**LETTER | {"subject": "Undangan\r\nBcc: everybody@example.org"})

    assert mail.outbox[0].subject == "Undangan Bcc: everybody@example.org"
    assert mail.outbox[0].recipients() == ["siti@example.org"]


def test_words_are_kept_only_until_they_are_sent(django_capture_on_commit_callbacks, db) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        message = services.post(**LETTER)

    message.refresh_from_db()
    assert message.body == ""


def test_send_due_sends_what_no_task_has_sent(db) -> None:
    MessageFactory()
    MessageFactory(next_try_at=MORNING + timedelta(minutes=5))

    sent = services.send_due(MORNING)

    assert sent == 1
    assert len(mail.outbox) == 1
    assert services.send_due(MORNING) == 0


def test_try_again_starts_anew_only_with_what_was_given_up(db) -> None:
    given_up = MessageFactory(state=State.FAILED, attempts=MAX_ATTEMPTS)
    MessageFactory(state=State.SENT, sent_at=MORNING)
    MessageFactory(state=State.FAILED, to="")

    count = services.try_again(Message.objects.all(), now=MORNING)

    assert count == 1
    assert services.send_due(MORNING) == 1
    given_up.refresh_from_db()
    assert (given_up.state, given_up.attempts) == (State.SENT, 1)


def test_reap_gives_back_mails_of_killed_workers_only(db) -> None:
    killed = MessageFactory(state=State.SENDING, claimed_at=MORNING - timedelta(minutes=11))
    at_work = MessageFactory(state=State.SENDING, claimed_at=MORNING - timedelta(minutes=9))

    reaped = services.reap(MORNING)

    killed.refresh_from_db()
    at_work.refresh_from_db()
    assert reaped == 1
    assert (killed.state, killed.next_try_at) == (State.WAITING, MORNING)
    assert at_work.state == State.SENDING


def test_reap_gives_up_a_mail_that_kills_every_worker(db) -> None:
    poison = MessageFactory(
        state=State.SENDING, attempts=MAX_ATTEMPTS, claimed_at=MORNING - timedelta(hours=1)
    )

    services.reap(MORNING)

    poison.refresh_from_db()
    assert poison.state == State.FAILED


@pytest.mark.parametrize(
    ("minutes", "workers", "expected"),
    [
        (61, ["a"], TaskResultStatus.READY),
        (61, ["a", "b", "c"], TaskResultStatus.FAILED),
        (59, ["a"], TaskResultStatus.RUNNING),
    ],
)
def test_reap_gives_back_tasks_of_killed_workers(minutes, workers, expected, db) -> None:
    task = DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        started_at=MORNING - timedelta(minutes=minutes),
        run_after=MORNING,
        args_kwargs={"args": [1], "kwargs": {}},
        task_path="kokreasi.outbox.tasks.deliver",
        worker_ids=workers,
        backend_name="default",
        exception_class_path="",
        traceback="",
    )

    services.reap(MORNING)

    task.refresh_from_db()
    assert task.status == expected


def test_forget_drops_addresses_of_old_mails_and_keeps_them_from_being_sent_again(db) -> None:
    old = services.post(**LETTER)
    Message.objects.update(
        state=State.SENT, sent_at=MORNING, posted_at=MORNING - timedelta(days=91)
    )
    recent = MessageFactory(state=State.SENT, sent_at=MORNING)
    waiting = MessageFactory(posted_at=MORNING - timedelta(days=91))
    JobRun.objects.create(name="old", slot="2020-01-01", ran_at=MORNING - timedelta(days=91))

    services.forget(MORNING)

    old.refresh_from_db()
    assert (old.to, old.subject) == ("", "")
    assert services.post(**LETTER) == old
    assert Message.objects.exclude(to="").count() == len([recent, waiting])
    assert not JobRun.objects.exists()


@pytest.mark.parametrize("wrong", [{"state": State.SENT}, {"state": State.SENDING}])
def test_a_state_without_its_moment_cannot_exist(wrong, db) -> None:
    with pytest.raises(IntegrityError):
        MessageFactory(**wrong)


def test_key_is_unique(db) -> None:
    MessageFactory(key="one")

    with pytest.raises(IntegrityError):
        MessageFactory(key="one")
