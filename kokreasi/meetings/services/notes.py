"""Notes on their way to minutes: received, decided about, discarded. See also `accepting`."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kokreasi.core.errors import DomainError, StaleError
from kokreasi.core.locking import fresh
from kokreasi.files.formats import NOTES
from kokreasi.files.services import Upload, keep
from kokreasi.meetings import tasks
from kokreasi.meetings.choices import NoteState
from kokreasi.meetings.models import Note
from kokreasi.meetings.review.decisions import SETTLED, plain
from kokreasi.meetings.review.drafts import Origin
from kokreasi.people.models import User
from kokreasi.plans.models import Plan

READ_AFRESH = frozenset({NoteState.WAITING, NoteState.READING, NoteState.REFUSED})
PUT_ASIDE = frozenset({NoteState.DISCARDED, NoteState.REFUSED})


class ClosedNoteError(DomainError):
    message = _("Nothing can be decided about this note now.")


@transaction.atomic
def receive(upload: Upload, *, plan: Plan | None = None, by: User | None) -> Note:
    """Keep a note and have it read; the same file again is the same note.

    A note that was discarded waits for review again, one that could not be read is read again.
    """
    note = keep_note(upload, plan=plan, by=by)
    if note.state == NoteState.WAITING:
        _have_read(note)
    return note


@transaction.atomic
def keep_note(upload: Upload, *, plan: Plan | None = None, by: User | None) -> Note:
    """Keep a note that the caller reads; see `receive`."""
    file = keep(upload, by=by, formats=NOTES)
    values = {"plan": plan, "sent_by": by, "sent_at": timezone.now()}
    note, _is_new = Note.objects.get_or_create(file=file, defaults=values)
    _take_up(note)
    return note


@transaction.atomic
def take_up(note: Note) -> Note:
    """Go on with a note that was put aside."""
    now = _locked(note)
    _take_up(now)
    if now.state == NoteState.WAITING:
        _have_read(now)
    return now


def _take_up(note: Note) -> None:
    if note.state in PUT_ASIDE:
        note.state = NoteState.READ if note.read else NoteState.WAITING
        note.save(update_fields=["state"])


@transaction.atomic
def read_again(note: Note) -> Note:
    """Have a note read afresh that could not be read, or whose reading was interrupted."""
    now = _locked(note)
    if now.state not in READ_AFRESH:
        raise ClosedNoteError
    now.state, now.progress, now.refusal = NoteState.WAITING, 0, {}
    now.save(update_fields=["state", "progress", "refusal"])
    _have_read(now)
    return now


def _have_read(note: Note) -> None:
    transaction.on_commit(partial(tasks.read_note.enqueue, note.pk))


def _locked(note: Note) -> Note:
    return fresh(Note.objects.select_related("file"), note.pk)


def locked_open(note: Note) -> Note:
    """Lock a note about which a person still decides."""
    now = _locked(note)
    if not now.is_open:
        raise ClosedNoteError
    return now


@transaction.atomic
def decide(note: Note, values: Mapping[str, Any], *, seen: int | None = None) -> Note:
    """Keep what a person decided, by the keys of `review.decisions`; None forgets a decision.

    Whoever saw an older revision is stopped where somebody else decided the same meanwhile;
    without `seen` the last word counts.
    """
    now = locked_open(note)
    wanted = {key: plain(value) for key, value in values.items()}
    changed = {key: value for key, value in wanted.items() if now.decisions.get(key) != value}
    if not changed:
        return now
    if seen is not None and set(changed) & now.changed_since(seen):
        raise StaleError
    changed |= _reopened(now, changed)
    kept = now.decisions | changed
    now.decisions = {key: value for key, value in kept.items() if value is not None}
    now.revision += 1
    now.field_revisions |= dict.fromkeys(changed, now.revision)
    now.save(update_fields=["decisions", "revision", "field_revisions"])
    return now


def _reopened(note: Note, changed: Mapping[str, Any]) -> dict[str, Any]:
    """Ask again about follow-ups that were right by the former day of the meeting."""
    if "day" not in changed:
        return {}
    begin = f"{SETTLED}.{Origin.FOLLOW_UP}"
    return {key: None for key in note.decisions if key.startswith(begin) and key not in changed}


def settle(note: Note, keys: Iterable[str]) -> Note:
    """Say that facts and passages that were in doubt are right as they are."""
    return decide(note, {f"{SETTLED}.{key}": True for key in keys})


@transaction.atomic
def discard(note: Note) -> Note:
    """Put a note aside without making minutes of it; the file and its decisions are kept."""
    now = _locked(note)
    if now.state == NoteState.ACCEPTED:
        raise ClosedNoteError
    now.state = NoteState.DISCARDED
    now.save(update_fields=["state"])
    return now
