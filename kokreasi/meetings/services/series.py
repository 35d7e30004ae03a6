"""Series of meetings: what one leaves open is the first item of the next."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.changes import Change
from kokreasi.meetings.models import Meeting, Series
from kokreasi.people.models import User
from kokreasi.register import services as register


@transaction.atomic
def rename(meeting: Meeting, title: Bilingual, *, by: User | None) -> None:
    """Give the series of this meeting another name, for all of its meetings."""
    series = Series.objects.select_for_update().get(meetings=meeting)
    if series.title == title:
        return
    changes = [Change(_("series of meetings"), series.title, title)]
    Series.objects.filter(pk=series.pk).update(title=title)
    register.record(
        "series.renamed",
        meeting.record,
        by=by,
        says=_("renamed the series of meetings"),
        changes=changes,
        is_public=meeting.record.is_public,
    )
