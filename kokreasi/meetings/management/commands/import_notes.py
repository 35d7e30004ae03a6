"""Read many notes from a folder, from the command line; a run that was interrupted goes on."""

import hashlib
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from os import cpu_count
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kokreasi.core.errors import DomainError
from kokreasi.core.reading_words import refusal_in_words
from kokreasi.files.errors import FileRefusedError
from kokreasi.files.formats import NOTES
from kokreasi.meetings import note_reading
from kokreasi.meetings.choices import NoteState
from kokreasi.meetings.models import Note
from kokreasi.meetings.review.reviewing import review_of
from kokreasi.meetings.services import notes
from kokreasi.meetings.services.accepting import accept
from kokreasi.people.models import User
from kokreasi.plans.models import Plan
from kokreasi.reading.codes import Code
from kokreasi.reading.errors import ReadingError
from kokreasi.reading.minutes.model import Minutes
from kokreasi.reading.typed import minutes_in

BAR = 40
"""Characters of the progress bar."""
ENDINGS = frozenset(ending for kind in NOTES for ending in kind.endings)
AT_ONCE = 2
"""Files in memory for each reader: one that is read and one that waits."""

PASSING = frozenset({Code.READER_FAILED, Code.TOOK_TOO_LONG, Code.TOO_MUCH_MEMORY})
"""Refusals that a machine with less to do may not repeat: the next run tries again."""

Reading = Future[Minutes]

ALREADY_READ = gettext_lazy("was read before")


class Command(BaseCommand):
    help = (
        "Read every note in a folder and keep it for review. Files that were read before are not"
        " read again, so that a run that was interrupted goes on. With --accept, notes in which"
        " nothing is left to decide become draft minutes; the others are listed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--plan", required=True, help="short code of the plan: 2018")
        parser.add_argument("--accept", action="store_true", help="accept what leaves no doubt")
        parser.add_argument("--by", default="", help="e-mail address of who sends the notes")
        parser.add_argument("--language", default="id", choices=["id", "en"])

    def handle(self, *_args: Any, language: str, **options: Any) -> None:
        with translation.override(language):
            self.run(**options)

    def run(self, *, folder: Path, plan: str, accept: bool, by: str, **_options: Any) -> None:
        self.plan = _plan(plan)
        self.by = _person(by)
        self.accepts = accept
        self.counts: Counter[str] = Counter()
        files = _files(folder)
        self.readers = cpu_count() or 1
        with ThreadPoolExecutor(self.readers) as pool:
            try:
                for done, (name, outcome) in enumerate(self.outcomes(files, pool), start=1):
                    self.stdout.write(f"{name}: {outcome}")
                    self.draw(done, len(files))
            finally:
                pool.shutdown(cancel_futures=True)
        counted = (f"{label} {number}" for label, number in self.counts.items())
        self.stdout.write(" · ".join(counted))

    def outcomes(self, files: list[Path], pool: ThreadPoolExecutor) -> Iterator[tuple[str, str]]:
        """Tell of each file what became of it; the readers work side by side."""
        waiting: dict[Reading, tuple[str, Note]] = {}
        for file in files:
            data = file.read_bytes()
            try:
                note = self.keep(file.name, data)
            except FileRefusedError as refusal:
                yield file.name, self.count(NoteState.REFUSED.label, str(refusal))
                continue
            if not note.is_being_read:
                yield file.name, self.settled(note, ALREADY_READ)
                continue
            waiting[pool.submit(minutes_in, data, file.name)] = (file.name, note)
            if len(waiting) >= AT_ONCE * self.readers:
                yield from self.finished(waiting)
        while waiting:
            yield from self.finished(waiting)

    def keep(self, name: str, data: bytes) -> Note:
        """Give the note of this file, known or new; what was put aside stays so."""
        digest = hashlib.sha256(data).hexdigest()
        rows = Note.objects.select_related("file", "meeting__record")
        known = rows.filter(file__sha256=digest).first()
        if known and known.refusal.get("code") not in PASSING:
            return known
        return notes.keep_note(ContentFile(data, name), plan=self.plan, by=self.by)

    def finished(self, waiting: dict[Reading, tuple[str, Note]]) -> Iterator[tuple[str, str]]:
        """Keep what has been read by now, at least one."""
        for reading in wait(waiting, return_when=FIRST_COMPLETED).done:
            name, note = waiting.pop(reading)
            try:
                note_reading.finish(note.pk, reading.result())
            except ReadingError as error:
                note_reading.refuse(note.pk, error)
                yield name, self.count(NoteState.REFUSED.label, refusal_in_words(error))
            else:
                note.refresh_from_db()
                yield name, self.settled(note, NoteState.READ.label)

    def settled(self, note: Note, state: Any) -> str:
        """Accept a note that leaves no doubt, if that is wanted, and say where it stands."""
        if note.meeting:
            return self.count(NoteState.ACCEPTED.label, note.meeting.reference)
        if not note.is_open:
            return self.count(state, note.get_state_display())
        review = review_of(note)
        if self.accepts and review.is_ready:
            return self.accepted(note)
        return self.count(state, _still_open(review.open_count))

    def accepted(self, note: Note) -> str:
        try:
            meeting = accept(note, by=self.by)
        except DomainError as refusal:
            return self.count(NoteState.READ.label, str(refusal))
        return self.count(NoteState.ACCEPTED.label, meeting.reference)

    def count(self, state: Any, more: str) -> str:
        self.counts[str(state)] += 1
        return f"{state}. {more}"

    def draw(self, done: int, of_all: int) -> None:
        """Draw a bar, where somebody is looking."""
        if not sys.stderr.isatty():
            return
        filled = BAR * done // of_all
        end = "\n" if done == of_all else ""
        self.stderr.write(f"\r[{'█' * filled}{' ' * (BAR - filled)}] {done}/{of_all}", ending=end)


def _still_open(number: int) -> str:
    if not number:
        return _("Nothing is undecided.")
    words = ngettext(
        "%(number)s thing is still undecided", "%(number)s things are still undecided", number
    )
    return words % {"number": number}


def _plan(code: str) -> Plan:
    plan = Plan.objects.filter(code=code).first()
    if plan is None:
        raise CommandError(f"There is no plan with the short code {code}.")
    return plan


def _person(email: str) -> User | None:
    if not email:
        return None
    person = User.objects.filter(email__iexact=email, is_active=True).first()
    if person is None:
        raise CommandError(f"Nobody has the address {email}.")
    return person


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise CommandError(f"{folder} is no folder.")
    found = (path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS)
    return sorted(path for path in found if path.is_file())
