"""Words of the mails to those who follow something."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override

from kokreasi.conversations import keys
from kokreasi.conversations.models import Follow
from kokreasi.conversations.queries.follows import Digest, addressee_of
from kokreasi.people.notices import Words


def confirmation(follow: Follow) -> Words:
    """Ask the owner of an address whether it was they who asked."""
    with override(addressee_of(follow).language):
        context = {"record": follow.record, "link": own_link(follow), "origin": settings.ORIGIN}
        body = render_to_string("conversations/mails/confirmation.txt", context)
        subject = gettext("Confirm that you want to follow: %(title)s")
        return Words(subject % {"title": follow.record.title}, body)


def digest(digest: Digest) -> Words:
    """Tell what happened, thing by thing; the subject says how much."""
    with override(digest.to.language):
        context = {
            "followed": [(one, own_link(one.follow)) for one in digest.followed],
            "origin": settings.ORIGIN,
        }
        subject = ngettext(
            "%(count)d change in what you follow",
            "%(count)d changes in what you follow",
            digest.number,
        )
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
