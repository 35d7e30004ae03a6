"""Follow a public thing by e-mail: asked for, confirmed by a link, told once, left with one click."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from kokreasi.conversations import keys
from kokreasi.conversations.choices import Pace
from kokreasi.conversations.models import Correspondent, Follow
from kokreasi.conversations.notices import follows as notices
from kokreasi.conversations.queries.follows import Digest, digests_due
from kokreasi.conversations.services import correspondents
from kokreasi.core.errors import DomainError
from kokreasi.outbox.services import post
from kokreasi.people.models import User
from kokreasi.register.models import Entry, Record


class NotPublicError(DomainError):
    message = _("Only what is public can be followed.")


class UnknownFollowError(DomainError):
    message = _("This link is not valid any more.")


@transaction.atomic
def ask(
    record: Record, *, email: str, language: str, at: datetime, pace: Pace = Pace.DAILY
) -> Follow:
    """Ask to follow by e-mail; a link is sent, and nothing is told before it is used.

    Asking again sends the link again once a day at most, so that nobody is flooded by others.
    """
    _check(record)
    correspondent = correspondents.introduce(email, language=language)
    follow = _open_follow(record, at=at, pace=pace, correspondent=correspondent)
    if follow.confirmed_at is None:
        words = notices.confirmation(follow)
        post(
            key=f"follow-{follow.pk}-confirm-{at:%Y-%m-%d}",
            to=correspondent.email,
            subject=words.subject,
            body=words.body,
            language=correspondent.language,
        )
    return follow


@transaction.atomic
def follow(record: Record, *, user: User, at: datetime, pace: Pace = Pace.DAILY) -> Follow:
    """Follow as somebody signed in, whose address was confirmed long ago."""
    _check(record)
    opened = _open_follow(record, at=at, pace=pace, user=user)
    return _begin(opened, at=at)


def _check(record: Record) -> None:
    if not record.is_public:
        raise NotPublicError


def _open_follow(
    record: Record,
    *,
    at: datetime,
    pace: Pace,
    user: User | None = None,
    correspondent: Correspondent | None = None,
) -> Follow:
    """Give the one open follow of a record by somebody, in the pace that was asked for last."""
    seed = keys.new_seed()
    opened, is_new = Follow.objects.get_or_create(
        record=record,
        user=user,
        correspondent=correspondent,
        ended_at=None,
        defaults={
            "pace": pace,
            "seed": seed,
            "key_hash": keys.hashed(keys.follow_key(seed)),
            "asked_at": at,
        },
    )
    if not is_new and opened.pace != pace:
        opened.pace = pace
        opened.save(update_fields=["pace"])
    return opened


def known_by(key: str) -> Follow:
    """Give the follow that a link of a mail belongs to; raises `UnknownFollowError`."""
    rows = Follow.objects.select_related("record", "correspondent", "user")
    found = rows.filter(key_hash=keys.hashed(key)).first()
    if found is None:
        raise UnknownFollowError
    return found


@transaction.atomic
def confirm(follow: Follow, *, at: datetime) -> Follow:
    """Begin to tell, from now on; using the link again changes nothing."""
    if follow.correspondent is not None:
        correspondents.confirm(follow.correspondent)
    return _begin(follow, at=at)


def _begin(follow: Follow, *, at: datetime) -> Follow:
    now = Follow.objects.select_for_update().get(pk=follow.pk)
    if now.confirmed_at is None and now.ended_at is None:
        now.confirmed_at = at
        now.told_until = Entry.objects.aggregate(last=Max("pk"))["last"] or 0
        now.save(update_fields=["confirmed_at", "told_until"])
    return now


@transaction.atomic
def leave(follow: Follow, *, at: datetime) -> None:
    """Stop telling; one click, as often as it is pressed."""
    Follow.objects.filter(pk=follow.pk, ended_at=None).update(ended_at=at)


@transaction.atomic
def set_pace(follow: Follow, pace: Pace) -> None:
    Follow.objects.filter(pk=follow.pk).update(pace=pace)


@transaction.atomic
def tell(day: date, *, now: datetime) -> list[Digest]:
    """Send everybody one mail about what happened in what they follow, and remember how far.

    Doing it again on the same day sends nothing: the mail of a day has one key.
    """
    digests = digests_due(day, now=now)
    for digest in digests:
        words = notices.digest(digest)
        post(
            key=f"follows-{day}-{digest.to.key}",
            to=digest.to.address,
            subject=words.subject,
            body=words.body,
            language=digest.to.language,
            unsubscribe=notices.leave_link(digest),
        )
        for one in digest.followed:
            Follow.objects.filter(pk=one.follow.pk).update(told_until=digest.until)
    return digests
