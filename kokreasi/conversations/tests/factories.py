"""Follows and lines of history for tests, made through the services that people use."""

from datetime import UTC, datetime, timedelta

from kokreasi.conversations import keys
from kokreasi.conversations.choices import Pace
from kokreasi.conversations.models import Follow
from kokreasi.conversations.services import follows
from kokreasi.people.models import User
from kokreasi.register import services as register
from kokreasi.register.models import Entry, Record

SITI = "siti@example.org"
THEN = datetime(2026, 11, 1, 2, tzinfo=UTC)
TUESDAY = datetime(2026, 12, 1, 0, tzinfo=UTC)
MONDAY = TUESDAY + timedelta(days=6)


def ask(record: Record, email: str = SITI, *, at: datetime = THEN, **given) -> Follow:
    return follows.ask(record, email=email, language=given.pop("language", "id"), at=at, **given)


def make_follow(record: Record, who: str | User = SITI, *, pace: Pace = Pace.DAILY) -> Follow:
    """Follow and confirm, by an address or as somebody with an account."""
    if isinstance(who, User):
        return follows.follow(record, user=who, at=THEN, pace=pace)
    asked = ask(record, who, pace=pace)
    return follows.confirm(asked, at=THEN)


def happen(record: Record, says: str = "changed this", *, at: datetime = THEN, **given) -> Entry:
    """Write a line of history at another moment than now."""
    entry = register.record("test.happened", record, by=None, says=says, **given)
    Entry.objects.filter(pk=entry.pk).update(at=at)
    return entry


def key_of(follow: Follow) -> str:
    return keys.follow_key(follow.seed)
