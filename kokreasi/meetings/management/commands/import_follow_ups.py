"""Take follow-ups over from a table."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kokreasi.core.errors import DomainError
from kokreasi.meetings.imports.follow_ups import (
    KEPT_AS_WORDS,
    Difference,
    PlannedRow,
    Step,
    parameter_of,
    read,
    take,
)
from kokreasi.people.models import User


class Command(BaseCommand):
    help = "Compare a table of follow-ups with what is kept, and take it over with --by."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV, XLSX or ODS")
        parser.add_argument("--by", help="e-mail of the person who does it; without, a rehearsal")
        parser.add_argument(
            "--means",
            action="append",
            default=[],
            metavar="NAME=REFERENCE",
            help=f"which organisation a name means, or NAME={KEPT_AS_WORDS} to keep the words",
        )

    def handle(
        self, *_args: Any, file: Path, by: str | None, means: list[str], **_options: Any
    ) -> None:
        try:
            self._tell(_done(file, by, _decisions(means)))
        except (DomainError, OSError) as error:
            raise CommandError(str(error)) from error

    def _tell(self, difference: Difference) -> None:
        for row in difference.rows:
            if row.step != Step.SAME:
                self.stdout.write("\n".join(_lines(row)))
        for question in difference.open_questions:
            near = ", ".join(str(one.organisation.reference) for one in question.suggestions)
            self.stdout.write(f"? {question.text} ({near or '–'})")
        for step, count in difference.counts:
            self.stdout.write(f"{step.label}: {count}")
        if not difference.can_be_taken:
            raise CommandError("The file has problems; nothing was taken over.")


def _decisions(means: list[str]) -> dict[str, str]:
    pairs = (one.rpartition("=") for one in means)
    return {parameter_of(name): reference for name, _equals, reference in pairs}


def _done(file: Path, by: str | None, decisions: dict[str, str]) -> Difference:
    data = file.read_bytes()
    difference = read(data, name=file.name, decisions=decisions)
    if by is None:
        return difference
    person = User.objects.filter(email=by.lower()).first()
    if person is None:
        raise CommandError(f"Nobody here has the address {by}.")
    if difference.can_be_taken:
        seen = difference.digest
        take(data, name=file.name, by=person, previewed=seen, decisions=decisions)
    return difference


def _lines(row: PlannedRow) -> list[str]:
    told = [f"{row.line} {row.step.label}: {row.title}"]
    told += [f"    {change.column}: {change.old!r} → {change.new!r}" for change in row.changes]
    return told + [f"    ! {problem}" for problem in row.problems]
