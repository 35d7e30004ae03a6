"""Words of the mails about follow-ups."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext, override

from kokreasi.meetings.choices import Occasion
from kokreasi.meetings.queries.reminders import Digest
from kokreasi.people.notices import Words


def reminder(digest: Digest) -> Words:
    """Say what is overdue and what comes due, the most urgent first; the subject says how much."""
    with override(digest.to.language):
        count = len(digest.items)
        subject = ngettext(
            "Reminder: %(count)d follow-up of yours",
            "Reminder: %(count)d follow-ups of yours",
            count,
        )
        context = {
            "overdue": digest.of(Occasion.AFTER),
            "tomorrow": digest.of(Occasion.EVE),
            "this_week": digest.of(Occasion.WEEK),
            "origin": settings.ORIGIN,
            "desk": settings.ORIGIN + reverse("meetings:follow-ups"),
        }
        body = render_to_string("meetings/follow_ups/mails/reminder.txt", context)
        return Words(subject % {"count": count}, body)
