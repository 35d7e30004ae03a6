"""Write every organisation into a table."""

import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand, CommandError

from kokreasi.core.tabular import csv_lines, xlsx_file
from kokreasi.organisations.exports import COLUMNS, rows_for


class Command(BaseCommand):
    help = "Write the public organisations into a file of the kind CSV or XLSX."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="ends in .csv or .xlsx")

    def handle(self, *_args: Any, file: Path, **_options: Any) -> None:
        rows = rows_for(AnonymousUser())
        if file.suffix == ".csv":
            with file.open("w", encoding="utf-8", newline="") as table:
                table.writelines(csv_lines(COLUMNS, rows))
        elif file.suffix == ".xlsx":
            with xlsx_file(COLUMNS, rows) as sheet, file.open("wb") as target:
                shutil.copyfileobj(sheet, target)
        else:
            raise CommandError("The file must end in .csv or .xlsx.")
        self.stdout.write(str(file))
