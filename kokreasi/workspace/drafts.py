"""What waits for a person about drafts of commitments; the number of queries never grows."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kokreasi.core.days import WIB
from kokreasi.people.models import User
from kokreasi.people.rules import is_secretariat
from kokreasi.plans import rounds
from kokreasi.workspace.waiting import Task

SHOWN = 10


def of_drafts(person: User, day: date) -> Iterator[Task]:
    """Name the drafts that a person's bodies were asked about, and count what they answer."""
    for one in rounds.waiting_for_bodies(person, day)[:SHOWN]:
        draft = one.draft
        href = reverse("draft", args=[draft.commitment.reference, draft.number])
        since = draft.made_at.astimezone(WIB).date()
        words = _("Read the draft and remark on it")
        yield Task(words, one.title, href, _("Read the draft"), draft.closes_on, since)
    if is_secretariat(person):
        yield from _of_remarks()


def _of_remarks() -> Iterator[Task]:
    for code, title, count, since in rounds.waiting_by_plan()[:SHOWN]:
        words = ngettext(
            "%(count)d remark on a draft waits for an answer",
            "%(count)d remarks on drafts wait for an answer",
            count,
        )
        href = reverse("plans:remarks", args=[code])
        day = since.astimezone(WIB).date()
        yield Task(words % {"count": count}, title, href, _("Answer them"), since=day)
