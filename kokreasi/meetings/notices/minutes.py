"""Words of the mails about minutes."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kokreasi.meetings.keys import key_from
from kokreasi.meetings.models import Correction, Invitee, Minutes
from kokreasi.people.notices import Words

MAILS = "meetings/minutes/mails"


def circulated(minutes: Minutes, invitee: Invitee) -> Words:
    """Say that the minutes can be read and corrected, until when, and by which link."""
    with override(invitee.language):
        meeting = minutes.meeting
        key = key_from(invitee.seed)
        address = settings.ORIGIN + reverse("minutes-by-key", args=[key])
        context = {"minutes": minutes, "meeting": meeting, "address": address}
        return _words(_("Please check the minutes: %(meeting)s"), "circulated", context)


def answered(correction: Correction, language: str) -> Words:
    """Say what became of a correction, and why."""
    with override(language):
        context = {"correction": correction, "meeting": correction.minutes.meeting}
        return _words(_("Your correction of the minutes: %(meeting)s"), "answered", context)


def overdue(minutes: Minutes, count: int, language: str) -> Words:
    """Say that corrections wait for an answer although the day for them has passed."""
    with override(language):
        meeting = minutes.meeting
        address = settings.ORIGIN + reverse("meetings:corrections", args=[meeting.reference])
        context = {"minutes": minutes, "meeting": meeting, "address": address, "count": count}
        return _words(_("Corrections wait for an answer: %(meeting)s"), "overdue", context)


def _words(subject: str, name: str, context: dict[str, Any]) -> Words:
    body = render_to_string(f"{MAILS}/{name}.txt", context)
    return Words(subject % {"meeting": context["meeting"].title}, body)
