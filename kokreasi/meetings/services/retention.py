"""Files that name people, and what was read from them, are deleted when nobody needs them any more.

These are notes as they were received and attendance lists. Minutes and what follows from them stay.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kokreasi.core.days import WIB
from kokreasi.files.models import File
from kokreasi.files.services import discard
from kokreasi.meetings.models import Meeting, Note, Paper
from kokreasi.meetings.services.meetings import locked
from kokreasi.meetings.services.papers import NAMES_PEOPLE
from kokreasi.register import services as register


def forget_old_sources(now: datetime, *, after: timedelta) -> int:
    """Delete what is older than `after`, counted from the meeting or, if later, the receipt."""
    on = now.astimezone(WIB).date()
    removed = sum(_forget_of(meeting, now, after=after) for meeting in _ended_before(on - after))
    unused = Note.objects.filter(meeting=None, sent_at__lt=now - after).select_related("file")
    return removed + sum(_delete(unused_note) for unused_note in unused)


def _ended_before(day: date) -> list[Meeting]:
    ended = Meeting.objects.annotate(ended_on=Coalesce("last_day", "day")).filter(ended_on__lt=day)
    names_people = Q(notes__isnull=False) | Q(papers__role__in=NAMES_PEOPLE)
    return list(ended.filter(names_people).distinct().order_by("pk"))


@transaction.atomic
def _forget_of(meeting: Meeting, now: datetime, *, after: timedelta) -> int:
    """Delete the old sources of one meeting, with a line of history that counts them."""
    held = locked(meeting)
    papers = held.papers.filter(role__in=NAMES_PEOPLE, file__uploaded_at__lt=now - after)
    notes = held.notes.filter(sent_at__lt=now - after)
    rows: list[Paper | Note] = [*papers.select_related("file"), *notes.select_related("file")]
    files = {row.file for row in rows}
    for row in rows:
        row.delete()
    gone = sum(discard(file) for file in files)
    if rows:
        register.record(
            "meeting.sources_forgotten",
            held.record,
            by=None,
            says=format_lazy(_("deleted old files that name people ({count})"), count=len(files)),
            is_public=False,
        )
    return gone


@transaction.atomic
def _delete(note: Note) -> bool:
    """Delete a note that never became minutes."""
    file: File = note.file
    note.delete()
    return discard(file)
