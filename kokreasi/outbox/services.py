"""Post a mail; pick up what a killed worker dropped; forget what is long sent."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Case, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import get_language
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from kokreasi.outbox import tasks
from kokreasi.outbox.choices import State
from kokreasi.outbox.delivery import deliver
from kokreasi.outbox.errors import KeyUsedError
from kokreasi.outbox.models import MAX_ATTEMPTS, JobRun, Message

LONGEST_TASK = timedelta(hours=1)
MAX_WORKERS_KILLED = 3
KEPT = timedelta(days=90)
A_ROUND = 200


@transaction.atomic
def post(
    *,
    key: str,
    to: str,
    subject: str,
    body: str,
    language: str = "",
    calendar: str = "",
    unsubscribe: str = "",
) -> Message:
    """Send one mail after the commit. The same key twice is one mail.

    The words are in `language`, the current one if none is named. A key names the occasion and the
    person, such as `invitation-17`; the same key with other words or another address is refused.
    `calendar` is an iCalendar object with its METHOD, from which calendars take an appointment.
    `unsubscribe` is the address to which a mail program posts so that no such mail comes any more.
    """
    subject = " ".join(subject.split())
    digest = _digest(to, subject, body, *_further(calendar, unsubscribe))
    now = timezone.now()
    message, is_new = Message.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "subject": subject,
            "body": body,
            "calendar": calendar,
            "unsubscribe": unsubscribe,
            "language": (language or get_language() or "id")[:2],
            "digest": digest,
            "posted_at": now,
            "next_try_at": now,
        },
    )
    if message.digest != digest:
        raise KeyUsedError
    if is_new:
        transaction.on_commit(partial(tasks.deliver.enqueue, message.pk))
    return message


def posted(keys: Iterable[str]) -> set[str]:
    """Give those of these keys that stand for a mail, whether it has gone out or not."""
    return set(Message.objects.filter(key__in=keys).values_list("key", flat=True))


def _further(calendar: str, unsubscribe: str) -> list[str]:
    """Give what only some mails have, so that the digests of all others stay as they are."""
    if unsubscribe:
        return [calendar, unsubscribe]
    return [calendar] if calendar else []


def _digest(*words: str) -> str:
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()


def send_due(now: datetime) -> int:
    """Try what is due, also mails whose task a crash swallowed; count those that went out.

    They are sent here and not queued, so that rounds behind a slow mail server pile up no tasks.
    """
    due = Message.objects.due(now).order_by("next_try_at").values_list("pk", flat=True)
    return sum(deliver(message_id, now=now) for message_id in list(due[:A_ROUND]))


def try_again(messages: QuerySet[Message], *, now: datetime) -> int:
    """Start anew with mails that were given up, as if they had just been posted."""
    given_up = messages.filter(state=State.FAILED).exclude(to="")
    return given_up.update(state=State.WAITING, attempts=0, next_try_at=now)


def reap(now: datetime) -> int:
    """Give back the mails and tasks that a killed worker left behind; give up after too many."""
    return _reap_messages(now) + _reap_tasks(now)


def _reap_messages(now: datetime) -> int:
    return Message.objects.abandoned(now).update(
        state=Case(
            When(attempts__gte=MAX_ATTEMPTS, then=Value(State.FAILED)),
            default=Value(State.WAITING),
        ),
        next_try_at=now,
        last_error="The worker was killed while it sent this mail.",
    )


def _reap_tasks(now: datetime) -> int:
    killed = DBTaskResult.objects.running().filter(started_at__lt=now - LONGEST_TASK)
    reaped = 0
    for task in killed:
        gives_up = len(task.worker_ids) >= MAX_WORKERS_KILLED
        reaped += DBTaskResult.objects.filter(
            pk=task.pk, status=TaskResultStatus.RUNNING, started_at=task.started_at
        ).update(
            status=TaskResultStatus.FAILED if gives_up else TaskResultStatus.READY,
            finished_at=now if gives_up else None,
        )
    return reaped


@transaction.atomic
def drop(beginning: str, *, to: str) -> None:
    """Forget the address of the mails whose keys begin like this; what waits is not sent any more.

    One that is being sent at this very moment goes out, and is forgotten with the old ones.
    """
    mine = Message.objects.filter(key__startswith=beginning, to=to).exclude(state=State.SENDING)
    nothing = {"to": "", "subject": "", "body": "", "unsubscribe": "", "last_error": ""}
    mine.filter(state=State.WAITING).update(**nothing, state=State.FAILED)
    mine.update(**nothing)


@transaction.atomic
def forget(now: datetime) -> None:
    """Drop address and subject of what was sent long ago; key and digest stay, so it stays once."""
    long_ago = now - KEPT
    Message.objects.filter(posted_at__lt=long_ago, state__in=(State.SENT, State.FAILED)).update(
        to="", subject="", body="", calendar="", unsubscribe="", last_error=""
    )
    DBTaskResult.objects.finished().filter(finished_at__lt=long_ago).delete()
    JobRun.objects.filter(ran_at__lt=long_ago).delete()
