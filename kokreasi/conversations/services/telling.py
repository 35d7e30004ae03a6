"""Tell those who follow what has happened, each line once, in one mail an address and morning."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from kokreasi.conversations import keys
from kokreasi.conversations.models import Follow
from kokreasi.conversations.notices import follows as notices
from kokreasi.conversations.queries.follows import (
    Addressee,
    Digest,
    addressee_of,
    addresses_due,
    digests_of,
    due,
    told_until,
)
from kokreasi.outbox.services import post, posted

AT_ONCE = 50
"""Addresses that are told in one transaction, so that others can write between."""


def tell(day: date, *, now: datetime) -> list[Digest]:
    """Send each address one mail about what happened in what it follows; remember how far.

    Doing it again on the same day sends nothing to whom a mail was sent: the mail of a day has one
    key, and what has happened since waits for the next one. Two at once wait for each other, and
    one that was killed goes on where it was.
    """
    until = told_until(now)
    told: list[Digest] = []
    addresses = addresses_due(day, until=until)
    for start in range(0, len(addresses), AT_ONCE):
        told += _tell_some(addresses[start : start + AT_ONCE], day, until=until)
    return told


@transaction.atomic
def _tell_some(addresses: Collection[str], day: date, *, until: int) -> list[Digest]:
    follows = _locked(addresses, day, until=until)
    told = posted({_key(day, addressee_of(follow)) for follow in follows})
    waiting = [follow for follow in follows if _key(day, addressee_of(follow)) not in told]
    digests = digests_of(waiting, until=until)
    for digest in digests:
        _send(digest, key=_key(day, digest.to))
    Follow.objects.filter(pk__in=[follow.pk for follow in waiting]).update(told_until=until)
    return digests


def _locked(addresses: Collection[str], day: date, *, until: int) -> Collection[Follow]:
    """Read what these addresses are told, and keep others from telling it before this has ended."""
    rows = due(day, until=until).filter(address__in=addresses).order_by("pk")
    rows = rows.select_for_update(of=("self",))
    return list(rows.select_related("record", "user", "correspondent"))


def _key(day: date, to: Addressee) -> str:
    return f"follows-{day}-{to.key}"


def _send(digest: Digest, *, key: str) -> None:
    words = notices.digest(digest)
    for one in digest.followed:
        keys.renew(one.follow)
    post(
        key=key,
        to=digest.to.address,
        subject=words.subject,
        body=words.body,
        language=digest.to.language,
        unsubscribe=notices.leave_link(digest),
    )
