"""Words of the mails to the invited, in the language of each."""

from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from kokreasi.meetings.keys import personal_link
from kokreasi.meetings.models import Invitee, Meeting


class Words(NamedTuple):
    subject: str
    body: str


def invitation(meeting: Meeting, invitee: Invitee) -> Words:
    return _written("invitation", _("Invitation: %(title)s"), meeting, invitee)


def change(meeting: Meeting, invitee: Invitee) -> Words:
    """Tell the newest state to somebody who was told an older one."""
    return _written("change", _("Changed: %(title)s"), meeting, invitee)


def cancellation(meeting: Meeting, invitee: Invitee) -> Words:
    return _written("cancellation", _("Cancelled: %(title)s"), meeting, invitee)


def withdrawal(meeting: Meeting, invitee: Invitee) -> Words:
    return _written("withdrawal", _("Invitation withdrawn: %(title)s"), meeting, invitee)


def reminder(meeting: Meeting, invitee: Invitee) -> Words:
    return _written("reminder", _("Tomorrow: %(title)s"), meeting, invitee)


def _written(name: str, subject: Promise, meeting: Meeting, invitee: Invitee) -> Words:
    with override(invitee.language):
        context = {"meeting": meeting, "invitee": invitee, "link": personal_link(invitee)}
        body = render_to_string(f"meetings/mails/{name}.txt", context)
        return Words(str(subject) % {"title": meeting.title}, body)
