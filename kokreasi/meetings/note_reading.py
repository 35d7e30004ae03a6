"""What the worker does with a note: read it in the limited process, and keep what was read."""

import time
from collections.abc import Callable
from typing import Any

from django.db import transaction

from kokreasi.meetings.choices import NoteState
from kokreasi.meetings.models import Note
from kokreasi.reading import wire
from kokreasi.reading.errors import ReadingError
from kokreasi.reading.minutes.model import Minutes
from kokreasi.reading.typed import minutes_in

BETWEEN_SAVES = 0.5
"""Seconds; progress is written no oftener, however quickly a reader tells of it."""
UNREAD = (NoteState.WAITING, NoteState.READING)


def read_note(note_id: int) -> None:
    """Read a note that waits; one that was read already, or is gone, is left as it is.

    It may be run again after a worker was killed.
    """
    note = _begin(note_id)
    if note is None:
        return
    with note.file.open() as opened:
        data = opened.read()
    try:
        minutes = minutes_in(data, note.file.name, on_progress=progress_of(note_id))
    except ReadingError as error:
        refuse(note_id, error)
    else:
        finish(note_id, minutes)


@transaction.atomic
def _begin(note_id: int) -> Note | None:
    rows = Note.objects.select_for_update(of=("self",)).select_related("file")
    note = rows.filter(pk=note_id, state__in=UNREAD).first()
    if note is not None:
        note.state, note.progress = NoteState.READING, 0
        note.save(update_fields=["state", "progress"])
    return note


def progress_of(
    note_id: int, clock: Callable[[], float] = time.monotonic
) -> Callable[[float], None]:
    """Give what a reader tells its progress to, from 0 to 1."""
    saved_at = -BETWEEN_SAVES

    def save(part: float) -> None:
        nonlocal saved_at
        now = clock()
        if now - saved_at >= BETWEEN_SAVES:
            saved_at = now
            percent = round(100 * min(max(part, 0.0), 1.0))
            _update(note_id, progress=percent)

    return save


def finish(note_id: int, minutes: Minutes) -> None:
    """Keep what was read; from now on a person decides."""
    _update(note_id, state=NoteState.READ, progress=100, read=wire.plain(minutes), refusal={})


def refuse(note_id: int, error: ReadingError) -> None:
    """Keep why nothing could be read."""
    refusal = {"code": error.code.value, "params": error.params}
    _update(note_id, state=NoteState.REFUSED, progress=0, refusal=refusal)


def _update(note_id: int, **values: Any) -> None:
    Note.objects.filter(pk=note_id, state__in=UNREAD).update(**values)
