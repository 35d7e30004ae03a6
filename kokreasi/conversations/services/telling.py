"""Tell those who follow what has happened, each line once, in one mail an address and morning."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction

from kokreasi.conversations.models import Follow
from kokreasi.conversations.notices import follows as notices
from kokreasi.conversations.queries.follows import (
    Addressee,
    Digest,
    addressee_of,
    digests_of,
    due,
    told_until,
)
from kokreasi.outbox.services import post, posted

AT_ONCE = 500


@transaction.atomic
def tell(day: date, *, now: datetime) -> list[Digest]:
    """Send each address one mail about what happened in what it follows; remember how far.

    Doing it again on the same day sends nothing to whom a mail was sent: the mail of a day has one
    key, and what has happened since waits for the next one. Two at once wait for each other.
    """
    until = told_until(now)
    follows = _locked(day, until=until)
    told = posted(f"follows-{day}-")
    waiting = [follow for follow in follows if _key(day, addressee_of(follow)) not in told]
    digests = digests_of(waiting, until=until)
    for digest in digests:
        _send(digest, key=_key(day, digest.to))
    _remember(waiting, until=until)
    return digests


def _locked(day: date, *, until: int) -> Collection[Follow]:
    """Read what is due, and keep others from telling it before this has ended."""
    rows = due(day, until=until).select_for_update(of=("self",)).order_by("pk")
    return list(rows.select_related("record", "user", "correspondent"))


def _key(day: date, to: Addressee) -> str:
    return f"follows-{day}-{to.key}"


def _send(digest: Digest, *, key: str) -> None:
    words = notices.digest(digest)
    post(
        key=key,
        to=digest.to.address,
        subject=words.subject,
        body=words.body,
        language=digest.to.language,
        unsubscribe=notices.leave_link(digest),
    )


def _remember(follows: Sequence[Follow], *, until: int) -> None:
    pks = [follow.pk for follow in follows]
    for start in range(0, len(pks), AT_ONCE):
        some = Follow.objects.filter(pk__in=pks[start : start + AT_ONCE])
        some.update(told_until=until)
