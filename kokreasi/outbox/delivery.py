"""One attempt to send one mail: claim it, send it, write down what happened.

Nothing here may run inside a transaction: the claim must be visible to the other workers before
the mail server is asked.
"""

import hashlib
import logging
import re
import smtplib
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction
from django.db.models import F

from kokreasi.outbox.choices import State
from kokreasi.outbox.models import MAX_ATTEMPTS, Message

logger = logging.getLogger(__name__)

FIRST_PAUSE = timedelta(minutes=1)
PERMANENT = 500
METHOD = re.compile(r"^METHOD:([A-Z]+)\r?$", re.MULTILINE)


def deliver(message_id: int, *, now: datetime) -> bool:
    """Send the mail if it is due and nobody else is sending it; say whether it went out.

    A worker killed after the mail server took the mail and before that was written down leaves it
    in `sending`; the reaper then has it sent again under the same Message-ID, by which mailboxes
    recognise the copy. Losing a mail would be worse.
    """
    message = _claim(message_id, now=now)
    if message is None:
        return False
    try:
        _as_mail(message).send()
    except Exception as error:
        logger.warning("mail %s was not taken", message.pk, exc_info=True)
        _put_off(message, error, now=now)
        return False
    _mark_sent(message, now=now)
    return True


def pause_after(attempts: int) -> timedelta:
    """Wait 1, 2, 4, … minutes; the last of eight attempts comes about two hours after the first."""
    return FIRST_PAUSE * (1 << (attempts - 1))


@transaction.atomic(durable=True)
def _claim(message_id: int, *, now: datetime) -> Message | None:
    """Take the mail for this worker alone; the `update` finds it waiting for only one of them."""
    claimed = (
        Message.objects.due(now)
        .filter(pk=message_id)
        .update(state=State.SENDING, claimed_at=now, attempts=F("attempts") + 1)
    )
    return Message.objects.get(pk=message_id) if claimed else None


def _as_mail(message: Message) -> EmailMessage:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    name = hashlib.sha256(message.key.encode()).hexdigest()[:32]
    headers = {
        "Message-ID": f"<{name}@{domain}>",
        "Content-Language": message.language,
        "Auto-Submitted": "auto-generated",
    }
    if message.unsubscribe:
        headers |= _leaving(message.unsubscribe)
    mail = EmailMultiAlternatives(message.subject, message.body, to=[message.to], headers=headers)
    if message.calendar:
        _enclose(mail, message.calendar)
    return mail


def _leaving(address: str) -> dict[str, str]:
    """Let mail programs offer to leave with one press (RFC 8058): they post, they do not follow."""
    return {
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _enclose(mail: EmailMultiAlternatives, calendar: str) -> None:
    """Enclose an appointment twice (RFC 6047): as what calendars act on, and as a file to open."""
    found = METHOD.search(calendar)
    method = found[1] if found else "PUBLISH"
    mail.attach_alternative(calendar, f"text/calendar; method={method}")
    mail.attach("undangan.ics", calendar.encode(), "application/ics")


def _mark_sent(message: Message, *, now: datetime) -> None:
    """Write it down, unless the reaper has given the mail to somebody else meanwhile."""
    Message.objects.filter(pk=message.pk, state=State.SENDING, attempts=message.attempts).update(
        state=State.SENT, sent_at=now, body="", calendar="", unsubscribe="", last_error=""
    )


def _put_off(message: Message, error: Exception, *, now: datetime) -> None:
    gives_up = message.attempts >= MAX_ATTEMPTS or _is_permanent(error)
    Message.objects.filter(pk=message.pk, state=State.SENDING, attempts=message.attempts).update(
        state=State.FAILED if gives_up else State.WAITING,
        next_try_at=now + pause_after(message.attempts),
        last_error=f"{type(error).__name__}: {error}",
    )


def _is_permanent(error: Exception) -> bool:
    """Tell whether the server knows the address to be wrong, so that trying again is no use."""
    return isinstance(error, smtplib.SMTPRecipientsRefused) and all(
        code >= PERMANENT for code, _words in error.recipients.values()
    )
