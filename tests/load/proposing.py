"""Measure proposals, the matrix and the documents of a plan; put the figures into the report.

`.venv/bin/python -m tests.load.proposing`; takes some minutes. The other sections stay.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management import call_command

from tests.load.scratch import told_by
from tests.load.similar import REPORT, replaced

HEADING = "## Proposals, the matrix, documents"
FEW, MANY = 200, 10_000
PREPARED = (
    ("migrate", "-v0"),
    ("createcachetable",),
    ("collectstatic", "--noinput", "-v0"),
    ("load_vocabularies",),
    ("load_proposal_statuses",),
    ("load_demonstration",),
)
Figures = dict[str, Any]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--many", type=int, default=MANY)
    asked.add_argument("--out", type=Path, default=REPORT)
    given = asked.parse_args()
    few, many = inside(FEW), inside(given.many)
    text = "\n".join([HEADING, "", *lines(few, many, given.many), ""])
    print(text)
    given.out.write_text(replaced(given.out.read_text(), text, HEADING))
    print(f"Wrote {given.out}.")


def inside(number: int) -> Figures:
    """Measure with this many proposals."""
    return told_by(f"from tests.load.proposing import tell; tell({number})")


def tell(number: int) -> None:
    """Fill the database and tell all figures as JSON; inside `manage.py shell`."""
    from tests.load import documents, pages, proposals, writes  # noqa: PLC0415 - needs Django

    for command in PREPARED:
        call_command(*command, stdout=sys.stderr)
    proposals.fill(number)
    told = {"pages": pages.costs(), "documents": documents.costs(), "writes": writes.costs()}
    print(json.dumps(told))


def lines(few: Figures, many: Figures, number: int) -> Iterator[str]:
    yield (
        "One process of the test client, without the web server; SQLite, whose CPU is within. "
        "SQL counts the three statements"
    )
    yield (
        "that tell who asks, and of writing also those that open and close a transaction. "
        f"× is the share beside the yardstick in the same rounds; load {os.getloadavg()[0]:.0f}"
    )
    yield f"on {os.cpu_count()} cores while it was measured, which doubles CPU at least."
    yield ""
    yield from _pages(few["pages"], many["pages"], number)
    yield ""
    yield from _writes(few["writes"], many["writes"], number)
    yield ""
    yield from _documents(many["documents"])


def _pages(few: list[Any], many: list[Any], number: int) -> Iterator[str]:
    yield (
        f"| Page | read by | SQL | CPU ms with {FEW} | × yardstick | CPU ms with {number:,} "
        "| × yardstick | kB |"
    )
    yield "|---|---|---|---|---|---|---|---|"
    one, other = few[0][4], many[0][4]
    for (name, who, sql, _kb, before), (*_same, kilobytes, after) in zip(few, many, strict=True):
        yield (
            f"| {name} | {who} | {sql} | {before:.1f} | {before / one:.1f} | {after:.1f} "
            f"| {after / other:.1f} | {kilobytes:.0f} |"
        )


def _writes(few: list[Any], many: list[Any], number: int) -> Iterator[str]:
    yield f"| Written among | SQL | CPU ms with {FEW} | CPU ms with {number:,} |"
    yield "|---|---|---|---|"
    for (name, _few, before), (_name, sql, after) in zip(few, many, strict=True):
        yield f"| {name} | {sql:,} | {before:.0f} | {after:.0f} |"


def _documents(got: Figures) -> Iterator[str]:
    yield "| Plan of 24 commitments | language | s | CPU s | kB |"
    yield "|---|---|---|---|---|"
    for kind, language, clock, cpu, kilobytes in got["made"]:
        yield f"| {kind} | {language} | {clock:.1f} | {cpu:.1f} | {kilobytes:.0f} |"
    seconds = sum(cpu for *_what, cpu, _kb in got["made"])
    yield ""
    yield f"All of them: {seconds:.1f} CPU s; the child that writes holds {got['peak']:.0f} MB."


if __name__ == "__main__":
    main()
