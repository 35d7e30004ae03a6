"""What waits for a person about drafts of commitments; the number of queries never grows."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kokreasi.core.days import WIB
from kokreasi.people.models import User
from kokreasi.people.rules import is_secretariat, moderates
from kokreasi.plans.queries import rounds
from kokreasi.workspace.waiting import Task

SHOWN = 10


def of_drafts(person: User, day: date) -> Iterator[Task]:
    """Name the drafts that a person's bodies were asked about, and count remarks that wait."""
    for one in rounds.waiting_for_bodies(person, day)[:SHOWN]:
        draft = one.draft
        href = reverse("commitment-draft", args=[draft.commitment.reference, draft.number])
        since = draft.made_at.astimezone(WIB).date()
        words = _("Read the draft and remark on it")
        yield Task(words, one.title, href, _("Read the draft"), draft.closes_on, since)
    if moderates(person):
        yield from _of_remarks(person)


def _of_remarks(person: User) -> Iterator[Task]:
    for code, title, count, since in rounds.waiting_by_plan(rounds.waiting_for(person))[:SHOWN]:
        href = reverse("plans:remarks", args=[code])
        day = since.astimezone(WIB).date()
        if is_secretariat(person):
            yield Task(_to_answer(count), title, href, _("Answer them"), since=day)
        else:
            yield Task(_to_let_through(count), title, href, _("Read them"), since=day)


def _to_answer(count: int) -> str:
    words = ngettext(
        "%(count)d remark on a draft waits for an answer",
        "%(count)d remarks on drafts wait for an answer",
        count,
    )
    return words % {"count": count}


def _to_let_through(count: int) -> str:
    words = ngettext(
        "%(count)d remark on a draft waits to be let through",
        "%(count)d remarks on drafts wait to be let through",
        count,
    )
    return words % {"count": count}
