"""Write every follow-up into a table."""

import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kokreasi.core.tabular import csv_lines, xlsx_file
from kokreasi.meetings.exports.follow_ups import COLUMNS, rows_of
from kokreasi.meetings.models import FollowUp


class Command(BaseCommand):
    help = "Write the follow-ups that count into a file of the kind CSV or XLSX."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="ends in .csv or .xlsx")
        parser.add_argument("--public", action="store_true", help="only what everybody may read")

    def handle(self, *_args: Any, file: Path, public: bool, **_options: Any) -> None:
        agreed = FollowUp.objects.agreed()
        rows = rows_of(agreed.public() if public else agreed)
        if file.suffix == ".csv":
            with file.open("w", encoding="utf-8", newline="") as table:
                table.writelines(csv_lines(COLUMNS, rows))
        elif file.suffix == ".xlsx":
            with xlsx_file(COLUMNS, rows) as sheet, file.open("wb") as target:
                shutil.copyfileobj(sheet, target)
        else:
            raise CommandError("The file must end in .csv or .xlsx.")
        self.stdout.write(str(file))
