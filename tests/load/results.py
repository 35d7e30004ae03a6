"""Measure results of a large consultation, their page and files, and an import of answers.

`.venv/bin/python -m tests.load.results`; takes a minute. The other sections stay.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.load.similar import REPORT, ROOT, replaced

HEADING = "## Results of a consultation"
PEOPLE, LONG, SHORT = 20_000, 40, 10
Figures = dict[str, Any]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=PEOPLE)
    asked.add_argument("--out", type=Path, default=REPORT)
    given = asked.parse_args()
    text = "\n".join([HEADING, "", *lines(given.people, inside(given.people)), ""])
    print(text)
    given.out.write_text(replaced(given.out.read_text(), text, HEADING))


def inside(people: int) -> Figures:
    """Measure with so many people, in a process and a data folder of its own."""
    code = f"from tests.load.reports import tell; tell({people}, long={LONG}, short={SHORT})"
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "KOKREASI_DATA": folder,
            "KOKREASI_LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "config.settings.development",
        }
        done = subprocess.run(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True, text=True
        )
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def lines(people: int, told: Figures) -> Iterator[str]:
    yield (
        f"{people:,} answers of scales, choices and several choices, with gender and affiliation; "
        f"SQLite; load {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores meanwhile. Seconds are "
        "of the clock, with those of the processor in brackets."
    )
    yield ""
    yield (
        "| Questions | result made s | peak MB | page, nothing kept: SQL | CPU ms | kB "
        "| PDF s | Word s | XLSX s |"
    )
    yield "|---|---|---|---|---|---|---|---|---|"
    for number, got in ((LONG, told["long"]), (SHORT, told["short"])):
        documents = " | ".join(_seconds(got["files"][kind]) for kind in ("pdf", "docx", "xlsx"))
        yield (
            f"| {number} | {_seconds(got['made'])} | {got['peak']:.0f} | {got['sql']} "
            f"| {got['page']:.0f} | {got['bytes'] / 1000:.0f} | {documents} |"
        )
    yield ""
    yield f"| A file of {people:,} answers | s |"
    yield "|---|---|"
    for part, words in (("read", "read and kept"), ("rehearsed", "tried"), ("written", "written")):
        yield f"| {words} | {_seconds(told['import'][part])} |"


def _seconds(spent: tuple[float, float]) -> str:
    clock, cpu = spent
    return f"{clock:.1f} ({cpu:.1f})"


if __name__ == "__main__":
    main()
