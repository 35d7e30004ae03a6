"""What waits for a focal point to be confirmed; the number of queries never grows."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kokreasi.core.days import WIB
from kokreasi.people.models import User
from kokreasi.people.rules import is_focal_point
from kokreasi.plans.models import Asking
from kokreasi.workspace.waiting import Task

SHOWN = 5


def of_confirmations(person: User) -> Iterator[Task]:
    """Name the drafts that wait longest for the person's institutions, and count the others."""
    if not is_focal_point(person):
        return
    rows = Asking.objects.waiting_for(person)
    found = rows.select_related("draft__commitment__plan__record", "draft__commitment__record")
    for one in found[:SHOWN]:
        commitment = one.draft.commitment
        words = _("Confirm: %(commitment)s") % {"commitment": commitment.title}
        place = [commitment.plan.code, commitment.reference, one.draft.number]
        since = one.asked_at.astimezone(WIB).date()
        href = reverse("plans:confirm", args=place)
        yield Task(words, commitment.plan.title, href, _("Read and sign"), since=since)
    more = max(0, rows.count() - SHOWN)
    if more:
        words = ngettext(
            "%(count)d more draft to confirm", "%(count)d more drafts to confirm", more
        )
        href = reverse("plans:my-confirmations")
        yield Task(words % {"count": more}, _("Commitments"), href, _("See them"))
