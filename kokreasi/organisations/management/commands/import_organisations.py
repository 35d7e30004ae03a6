"""Take organisations over from a table."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kokreasi.core.errors import DomainError
from kokreasi.organisations.imports import Difference, PlannedRow, Step, read, take
from kokreasi.people.models import User


class Command(BaseCommand):
    help = "Compare a table of organisations with what is kept, and take it over with --by."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV, XLSX or ODS")
        parser.add_argument("--by", help="e-mail of the person who does it; without, a rehearsal")

    def handle(self, *_args: Any, file: Path, by: str | None, **_options: Any) -> None:
        try:
            self._tell(_done(file, by))
        except (DomainError, OSError) as error:
            raise CommandError(str(error)) from error

    def _tell(self, difference: Difference) -> None:
        for row in difference.rows:
            if row.step != Step.SAME:
                self.stdout.write("\n".join(_lines(row)))
        for step, count in difference.counts:
            self.stdout.write(f"{step.label}: {count}")
        if not difference.can_be_taken:
            raise CommandError("The file has problems; nothing was taken over.")


def _done(file: Path, by: str | None) -> Difference:
    data = file.read_bytes()
    if by is None:
        return read(data, name=file.name)
    person = User.objects.filter(email=by.lower()).first()
    if person is None:
        raise CommandError(f"Nobody here has the address {by}.")
    difference = read(data, name=file.name)
    if difference.can_be_taken:
        take(data, name=file.name, by=person, previewed=difference.digest)
    return difference


def _lines(row: PlannedRow) -> list[str]:
    told = [f"{row.line} {row.step.label}: {row.title}"]
    told += [f"    {change.column}: {change.old!r} → {change.new!r}" for change in row.changes]
    return told + [f"    ! {problem}" for problem in row.problems]
