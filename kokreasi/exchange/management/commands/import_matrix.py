"""Import a matrix from the command line, with the words of the page."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import msgspec
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation

from kokreasi.core.errors import DomainError
from kokreasi.exchange import services
from kokreasi.exchange.matrix.decisions import Choice
from kokreasi.exchange.matrix.dry_run import DryRun, Row
from kokreasi.exchange.models import ImportRun
from kokreasi.organisations.folding import key
from kokreasi.plans.models import Plan

BAR = 40
"""Characters of the progress bar."""


class Command(BaseCommand):
    help = (
        "Compare a matrix of proposals with a plan and import it, all or nothing. Without"
        " --dry-run it asks nothing: what is unclear stops it, unless --yes-create or --decisions"
        " answers."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="XLSX, ODS or CSV")
        parser.add_argument("--plan", required=True, help="short code of the plan: 2018")
        parser.add_argument("--dry-run", action="store_true", help="only show the comparison")
        parser.add_argument(
            "--yes-create", action="store_true", help="create organisations that resemble no other"
        )
        parser.add_argument(
            "--decisions", type=Path, help="JSON with decisions about names, see docs/import.md"
        )
        parser.add_argument("--language", default="id", choices=["id", "en"])

    def handle(self, *_args: Any, language: str, **options: Any) -> None:
        with translation.override(language):
            try:
                self.run(**options)
            except DomainError as error:
                raise CommandError(str(error)) from error

    def run(
        self,
        *,
        file: Path,
        plan: str,
        dry_run: bool,
        yes_create: bool,
        decisions: Path | None,
        **_: Any,
    ) -> None:
        found = Plan.objects.select_related("record").filter(code=plan).first()
        if found is None:
            raise CommandError(f"There is no plan with the short code {plan}.")
        with transaction.atomic():
            run = services.upload(found, name=file.name, data=self.bytes_of(file), by=None)
            if decisions:
                run = self.decide(run, decisions)
            if yes_create:
                run = services.create_the_unknown(run)
            comparison = services.dry_run(run)
            self.tell(comparison)
            if dry_run:
                transaction.set_rollback(True)
                return
            services.apply(run, seen=comparison.fingerprint, by=None, progress=self.progress)

    def bytes_of(self, file: Path) -> bytes:
        try:
            return file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error

    def decide(self, run: ImportRun, file: Path) -> ImportRun:
        try:
            given = json.loads(self.bytes_of(file))
            choices = [msgspec.convert(choice, Choice) for choice in given["organisations"]]
            add_semesters = bool(given.get("add_semesters", False))
        except (ValueError, KeyError, TypeError, AttributeError, msgspec.ValidationError) as error:
            raise CommandError(f"{file}: {error}") from error
        by_key = {key(choice.text): choice for choice in choices}
        return services.decide(run, by_key, add_semesters=add_semesters)

    def tell(self, found: DryRun) -> None:
        for message in (*found.problems, *found.warnings):
            self.stdout.write(str(message))
        for row in found.rows:
            self.tell_row(row)
        for question in found.open_questions:
            names = "; ".join(str(near.organisation) for near in question.suggestions)
            self.stdout.write(f"? {question.text}{f' → {names}?' if names else ''}")
        counts = (f"{standing.label} {number}" for standing, number in found.counts().items())
        self.stdout.write(" · ".join(counts))

    def tell_row(self, row: Row) -> None:
        self.stdout.write(f"{row.line}: {row.number}. {row.title} [{row.standing.label}]")
        for difference in row.differences:
            self.stdout.write(f"    {difference.label}: {difference.old} → {difference.new}")
        for message in (*row.problems, *row.warnings):
            self.stdout.write(f"    {message}")

    def progress(self, done: int, of_all: int) -> None:
        """Draw a bar, where somebody is looking."""
        if not sys.stderr.isatty():
            return
        filled = BAR * done // of_all
        end = "\n" if done == of_all else ""
        self.stderr.write(f"\r[{'█' * filled}{' ' * (BAR - filled)}] {done}/{of_all}", ending=end)
