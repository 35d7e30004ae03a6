"""Words of the mails to those who follow something."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override

from kokreasi.conversations import keys
from kokreasi.conversations.models import Follow
from kokreasi.conversations.queries.follows import Digest, Followed, addressee_of
from kokreasi.people.notices import Words
from kokreasi.register.models import Entry, Record

LONGEST_REASON = 300
LONGEST_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One line of history in a mail: when, who did what to which thing, why, and where to read."""

    at: datetime
    says: str
    title: str
    reason: str
    href: str

    @classmethod
    def of(cls, entry: Entry) -> Self:
        return cls(
            at=entry.at,
            says=in_one_line(f"{entry.on_behalf_of} {entry.says}"),
            title=in_one_line(entry.record.title),
            reason=in_one_line(entry.reason)[:LONGEST_REASON],
            href=address_of(entry.record),
        )


@dataclass(frozen=True, slots=True)
class Part:
    """What a mail tells of one followed thing."""

    title: str
    lines: list[Line]
    more: int
    href: str
    own_link: str

    @classmethod
    def of(cls, one: Followed) -> Self:
        record = one.follow.record
        return cls(
            title=in_one_line(record.title),
            lines=[Line.of(entry) for entry in one.entries],
            more=one.more,
            href=address_of(record),
            own_link=own_link(one.follow),
        )


def in_one_line(words: Any) -> str:
    """Write words as one line of visible signs, so that no title looks like a part of the mail."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in str(words)).split())


def address_of(record: Record) -> str:
    return settings.ORIGIN + record.get_absolute_url()


def confirmation(follow: Follow) -> Words:
    """Ask the owner of an address whether it was they who asked."""
    with override(addressee_of(follow).language):
        subject = gettext("Confirm that you want to follow: %(title)s")
        return _about(follow, subject, "conversations/mails/confirmation.txt")


def reminder(follow: Follow) -> Words:
    """Tell somebody who asked again that they follow already, and where to change it."""
    with override(addressee_of(follow).language):
        subject = gettext("You already follow: %(title)s")
        return _about(follow, subject, "conversations/mails/reminder.txt")


def _about(follow: Follow, subject: str, template: str) -> Words:
    title = in_one_line(follow.record.title)
    context = {
        "title": title,
        "reference": follow.record.reference,
        "link": own_link(follow),
        "site": settings.ORIGIN,
    }
    return Words(
        (subject % {"title": title})[:LONGEST_SUBJECT], render_to_string(template, context)
    )


def digest(digest: Digest) -> Words:
    """Tell what happened, thing by thing; the subject says how much."""
    with override(digest.to.language):
        parts = [Part.of(one) for one in digest.followed]
        subject = ngettext(
            "%(count)d change in what you follow",
            "%(count)d changes in what you follow",
            digest.number,
        )
        context = {"parts": parts, "site": settings.ORIGIN}
        body = render_to_string("conversations/mails/digest.txt", context)
        return Words(subject % {"count": digest.number}, body)


def own_link(follow: Follow) -> str:
    """Give the address at which a follow is confirmed, changed and left."""
    with override(addressee_of(follow).language):
        return settings.ORIGIN + reverse("follow", args=[keys.follow_key(follow.seed)])


def leave_link(digest: Digest) -> str:
    """Give the address to which a mail program posts to leave everything in a mail at once."""
    first = digest.followed[0].follow
    with override(digest.to.language):
        return settings.ORIGIN + reverse("leave-all", args=[keys.follow_key(first.seed)])
