"""What waits for a person about proposals; the number of queries never grows."""

from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kokreasi.core.days import WIB
from kokreasi.people.models import User
from kokreasi.people.rules import is_focal_point
from kokreasi.proposals.queries.matrix import waiting_rows
from kokreasi.workspace.waiting import Task


def of_matrices(person: User, day: date) -> Iterator[Task]:
    """Tell a focal point of the rows in which the institution has not said its measures."""
    if not is_focal_point(person):
        return
    for call, count in waiting_rows(person, day):
        words = ngettext(
            "%(count)s row of the matrix waits for your measures",
            "%(count)s rows of the matrix wait for your measures",
            count,
        )
        href = reverse("matrix:editor", args=[call.plan.code])
        since = _day(call.opened_at)
        told = words % {"count": count}
        yield Task(told, call.plan.title, href, _("Fill them in"), call.closes_on, since)


def _day(moment: datetime) -> date:
    return moment.astimezone(WIB).date()
