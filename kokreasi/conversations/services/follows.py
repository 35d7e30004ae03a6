"""Follow a public thing by e-mail: asked for, confirmed by a link, left with one click."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from kokreasi.conversations import keys
from kokreasi.conversations.choices import Pace
from kokreasi.conversations.models import Correspondent, Follow
from kokreasi.conversations.models.follows import FollowQuerySet
from kokreasi.conversations.notices import follows as notices
from kokreasi.conversations.queries.follows import addressee_of
from kokreasi.conversations.services import correspondents
from kokreasi.core.errors import DomainError
from kokreasi.outbox.services import drop, post, posted
from kokreasi.people.models import User
from kokreasi.people.notices import Words
from kokreasi.register.models import Entry, Record

MAILS = "follow"
"""How the keys of all mails to those who follow begin."""

A_DAY = timedelta(days=1)
MOST_ASKED = 5
"""Links that are sent to one address in a day, whoever asks for them."""

ANSWERED_WITHIN = timedelta(days=7)
KEPT_AFTER_LEAVING = timedelta(days=30)


class NotPublicError(DomainError):
    message = _("Only what is public can be followed.")


class UnknownFollowError(DomainError):
    message = _("This link is not valid any more. You can follow the page anew.")


@transaction.atomic
def ask(
    record: Record, *, email: str, language: str, at: datetime, pace: Pace = Pace.DAILY
) -> Follow:
    """Ask to follow by e-mail; a link is sent, and nothing is told before it is used.

    Whoever asks again gets the link again on another day. Who follows already is told so and how
    to change it: only the owner of the address changes anything, and an answer that everybody
    sees tells nobody what is known of it.
    """
    _check(record)
    correspondent = correspondents.introduce(email, language=language)
    follow = _open_follow(record, at=at, pace=pace, correspondent=correspondent)
    if follow.confirmed_at is not None:
        _post_once_a_day(follow, "known", notices.reminder(follow), at=at)
        return follow
    follow.asked_at, follow.pace = at, pace
    follow.save(update_fields=["asked_at", "pace"])
    if _asked_lately(correspondent, at=at) <= MOST_ASKED:
        _post_once_a_day(follow, "confirm", notices.confirmation(follow), at=at)
    return follow


def _asked_lately(correspondent: Correspondent, *, at: datetime) -> int:
    waiting = correspondent.follows.filter(confirmed_at=None, ended_at=None)
    return waiting.filter(asked_at__gt=at - A_DAY).count()


def _post_once_a_day(follow: Follow, what: str, words: Words, *, at: datetime) -> None:
    key = f"follow-{follow.pk}-{what}-{at:%Y-%m-%d}"
    if posted([key]):
        return
    to = addressee_of(follow)
    keys.renew(follow)
    post(key=key, to=to.address, subject=words.subject, body=words.body, language=to.language)


@transaction.atomic
def follow(record: Record, *, user: User, at: datetime, pace: Pace | None = None) -> Follow:
    """Follow as somebody signed in, whose address was confirmed long ago.

    Without a pace, one that was chosen before stays.
    """
    _check(record)
    opened = _begin(_open_follow(record, at=at, pace=pace or Pace.DAILY, user=user), at=at)
    if pace is not None:
        set_pace(opened, pace)
    return opened


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
    """Give the one open follow of a record by somebody."""
    seed = keys.new_seed()
    opened, _is_new = Follow.objects.select_related(
        "record", "user", "correspondent"
    ).get_or_create(
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
    return opened


def known_by(key: str) -> Follow:
    """Give the follow that a link of a mail belongs to; raises `UnknownFollowError`."""
    rows = Follow.objects.select_related("record", "correspondent", "user")
    found = rows.filter(key_hash=keys.hashed(key)).first()
    if found is None:
        raise UnknownFollowError
    return found


@transaction.atomic
def confirm(follow: Follow, *, at: datetime, pace: Pace | None = None) -> Follow:
    """Begin to tell, from now on; using the link again changes nothing, nor once it was left."""
    if follow.correspondent is not None:
        correspondents.confirm(follow.correspondent)
    begun = _begin(follow, at=at)
    if pace is not None:
        set_pace(begun, pace)
    return begun


def _begin(follow: Follow, *, at: datetime) -> Follow:
    now = Follow.objects.select_for_update().get(pk=follow.pk)
    if now.confirmed_at is None and now.ended_at is None:
        now.confirmed_at = at
        now.told_from = now.told_until = Entry.objects.aggregate(last=Max("pk"))["last"] or 0
        now.save(update_fields=["confirmed_at", "told_from", "told_until"])
    return now


@transaction.atomic
def leave(follow: Follow, *, at: datetime) -> None:
    """Stop telling this address of this record; one click, as often as it is pressed."""
    _of_the_same(follow).filter(record=follow.record).open().update(ended_at=at)


@transaction.atomic
def leave_all(follow: Follow, *, at: datetime) -> None:
    """Stop telling the address of this follow anything, with an account and without."""
    _of_the_same(follow).open().update(ended_at=at)


def _of_the_same(follow: Follow) -> FollowQuerySet:
    return Follow.objects.of(addressee_of(follow).address)


@transaction.atomic
def set_pace(follow: Follow, pace: Pace) -> None:
    """Tell more or less often from now on; nothing is lost between."""
    Follow.objects.open().filter(pk=follow.pk).update(pace=pace)


@transaction.atomic
def forget(follow: Follow, *, at: datetime) -> None:
    """Leave everything and erase the address, as far as it is not that of an account."""
    leave_all(follow, at=at)
    if follow.correspondent is not None:
        drop(MAILS, to=follow.correspondent.email)
        correspondents.forget(follow.correspondent)


@transaction.atomic
def move(old: Record, *, to: Record) -> None:
    """Let those who follow a record that becomes part of another follow the other one, once."""
    kept = Follow.objects.open().filter(record=to)
    for field in ("user", "correspondent"):
        there = kept.filter(**{f"{field}__isnull": False}).values(field)
        Follow.objects.open().filter(record=old).exclude(**{f"{field}__in": there}).filter(
            **{f"{field}__isnull": False}
        ).update(record=to)


@transaction.atomic
def clear_away(now: datetime) -> None:
    """Drop what was never confirmed or is long left, and addresses that nothing holds any more."""
    Follow.objects.filter(confirmed_at=None, asked_at__lt=now - ANSWERED_WITHIN).delete()
    Follow.objects.filter(ended_at__lt=now - KEPT_AFTER_LEAVING).delete()
    correspondents.clear_away(asked_before=now - ANSWERED_WITHIN)
