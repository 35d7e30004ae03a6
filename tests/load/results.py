"""Measure results of a large consultation, their page and files, and an import of answers.

`.venv/bin/python -m tests.load.results`; takes a minute. The other sections stay.
"""

import argparse
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.load.scratch import told_by
from tests.load.similar import REPORT, replaced

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
    """Measure with so many people."""
    return told_by(
        f"from tests.load.reports import tell; tell({people}, long={LONG}, short={SHORT})"
    )


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
