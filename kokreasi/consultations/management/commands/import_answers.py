"""Import answers from the command line, with the words of the page."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation

from kokreasi.consultations.answer_importing import write
from kokreasi.consultations.choices import Work
from kokreasi.consultations.models import AnswerFile, Consultation
from kokreasi.consultations.queries.answer_files import obstacles, rehearsed, told_totals
from kokreasi.consultations.services.importing import files
from kokreasi.core.errors import DomainError

BAR = 40
"""Characters of the progress bar."""


class Command(BaseCommand):
    help = (
        "Compare a file of answers with a published consultation and import it, all or nothing."
        " Columns are understood as those of an earlier file with the same headings, or else by"
        " the words of their headings; what is unclear stops the import and is decided on the page."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV, XLSX or ODS")
        parser.add_argument("--consultation", required=True, help="reference: KSP-2018-01")
        parser.add_argument("--dry-run", action="store_true", help="only show what would happen")
        parser.add_argument("--language", default="id", choices=["id", "en"])

    def handle(self, *_args: Any, language: str, **options: Any) -> None:
        with translation.override(language):
            try:
                self.run(**options)
            except DomainError as error:
                raise CommandError(str(error)) from error

    def run(self, *, file: Path, consultation: str, dry_run: bool, **_: Any) -> None:
        found = Consultation.objects.filter(record__reference=consultation).first()
        if found is None:
            raise CommandError(f"There is no consultation with the reference {consultation}.")
        with transaction.atomic():
            uploaded = files.upload(found, name=file.name, data=self.bytes_of(file), by=None)
            uploaded.refresh_from_db()
            self.import_(uploaded, dry_run=dry_run)
            if dry_run:
                transaction.set_rollback(True)

    def bytes_of(self, file: Path) -> bytes:
        try:
            return files.as_utf8(file.read_bytes())
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error

    def import_(self, file: AnswerFile, *, dry_run: bool) -> None:
        rehearsal = rehearsed(file, progress=self.progress)
        for total in told_totals(rehearsal):
            lines = "; ".join(f"{words} {number}" for words, number in total.lines)
            self.stdout.write(f"{total.question.wording}: {lines}")
        new, known = len(rehearsal.rows), rehearsal.known
        self.stdout.write(f"+{new} ={known} !{len(rehearsal.faulty_lines)}")
        standing = obstacles(file, rehearsal)
        for obstacle in standing:
            self.stdout.write(f"? {obstacle.label}")
        if dry_run:
            return
        if standing:
            raise CommandError(str(standing[0].label))
        file.state = Work.RUNNING
        file.save(update_fields=["state"])
        write(file, rehearsal)

    def progress(self, done: int, of_all: int) -> None:
        """Draw a bar, where somebody is looking."""
        if not sys.stderr.isatty():
            return
        filled = BAR * done // of_all
        self.stderr.write(f"\r[{'█' * filled}{' ' * (BAR - filled)}] {done}/{of_all}", ending="")
