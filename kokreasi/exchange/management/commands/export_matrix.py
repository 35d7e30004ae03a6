"""Write the matrix of a plan's drafts into a file."""

import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kokreasi.exchange.exports.matrix import matrix_csv, matrix_xlsx
from kokreasi.plans.models import Plan


class Command(BaseCommand):
    help = "Write the drafts of a plan as a matrix (XLSX or CSV) that import_matrix reads back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--plan", required=True, help="short code of the plan: 2018")
        parser.add_argument("out", type=Path, help="file to write, ending in .xlsx or .csv")

    def handle(self, *_args: Any, plan: str, out: Path, **_options: Any) -> None:
        found = Plan.objects.select_related("record").filter(code=plan).first()
        if found is None:
            raise CommandError(f"There is no plan with the short code {plan}.")
        if out.suffix not in {".xlsx", ".csv"}:
            raise CommandError("Name the file .xlsx or .csv.")
        if out.suffix == ".csv":
            out.write_text("".join(matrix_csv(found)), encoding="utf-8", newline="")
        else:
            with matrix_xlsx(found) as matrix, out.open("wb") as file:
                shutil.copyfileobj(matrix, file)
        self.stdout.write(f"{out}: {found.commitments.count()} commitments")
