"""Remind the responsible of what is due: before and after its date, one mail a day."""

import hashlib
from datetime import date, datetime

from django.db import transaction

from kokreasi.meetings.models import Reminder
from kokreasi.meetings.notices import follow_ups as notices
from kokreasi.meetings.queries.reminders import Digest, digests, due_for_reminding
from kokreasi.outbox.models import Message
from kokreasi.outbox.services import post


def to_be_sent(day: date) -> list[Digest]:
    """Give the mails of a day; none once they were sent, so that a day has one mail for each."""
    if Message.objects.filter(key__startswith=_key(day)).exists():
        return []
    return digests(due_for_reminding(day), day)


@transaction.atomic
def remind(day: date, *, now: datetime) -> list[Digest]:
    """Send each addressee one mail about everything that is due, and remember what was told.

    Doing it again on the same day sends nothing. Two that do it at once cannot both remember.
    """
    mails = to_be_sent(day)
    told = {item.follow_up.pk: item for mail in mails for item in mail.items}
    Reminder.objects.bulk_create(
        Reminder(
            follow_up=item.follow_up,
            occasion=item.occasion,
            due_on=item.due_on,
            reminded_at=now,
        )
        for item in told.values()
    )
    for mail in mails:
        words = notices.reminder(mail)
        to, language = mail.to.address, mail.to.language
        post(key=_key(day, to), to=to, subject=words.subject, body=words.body, language=language)
    return mails


def _key(day: date, address: str = "") -> str:
    name = hashlib.sha256(address.encode()).hexdigest()[:32] if address else ""
    return f"follow-ups-{day}-{name}"
