"""Measure similar texts, and put the figures into docs/performance.md without the other ones.

`.venv/bin/python -m tests.load.similar`; takes some minutes, on SQLite and on PostgreSQL.
"""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from tests.load.scratch import ROOT, told_by
from tests.load.wordings import FAR, PAIRS

REPORT = ROOT / "docs" / "performance.md"
HEADING = "## Similar texts"
RECORDS = 100_000
DATABASES = {"SQLite": [], "PostgreSQL": ["scripts/with_postgresql"]}

Figures = dict[str, Any]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--records", type=int, default=RECORDS)
    asked.add_argument("--out", type=Path, default=REPORT)
    given = asked.parse_args()
    text = section(given.records)
    print(text)
    given.out.write_text(replaced(given.out.read_text(), text, HEADING))
    print(f"Wrote {given.out}.")


def replaced(report: str, text: str, heading: str) -> str:
    """Put the section into the report, in the place of the one that was there or at the end."""
    without = re.sub(rf"{heading}\n.*?(?=^## |\Z)", "", report, flags=re.DOTALL | re.MULTILINE)
    return f"{without.rstrip()}\n\n{text}"


def section(number: int = RECORDS) -> str:
    """Measure everything about similar texts among this many, and give it as a section."""
    pairs = inside("pairs", number)
    lookups = {name: inside("lookups", number, via=via) for name, via in DATABASES.items()}
    return "\n".join([HEADING, "", *_introduction(), "", *_tables(number, pairs, lookups), ""])


def _introduction() -> list[str]:
    return [
        "Proposals of the generator in `kokreasi/insights/tests/proposals.py`; the last thousand",
        "say again, in other words and another order, what the first thousand say. Milliseconds",
        "of the clock; CPU of our process, which in SQLite is the database's too. Found: the first",
        "wording is among the five most alike; the ideas are drawn so densely that others often",
        "are as alike.",
    ]


def _tables(number: int, pairs: Figures, lookups: dict[str, Figures]) -> Iterator[str]:
    yield (
        f"| Among {number:,} records | SQL | lookup ms (p95) | CPU ms | found | write ms | rows "
        "| rebuilt s |"
    )
    yield "|---|---|---|---|---|---|---|---|"
    for name, got in lookups.items():
        yield (
            f"| {name} | {got['statements']} | {got['ms']:.1f} ({got['p95']:.1f}) "
            f"| {got['cpu']:.1f} | {got['found']:.0%} | {got['write']:.1f} | {got['rows']:,} "
            f"| {got['rebuilt']:.0f} |"
        )
    yield ""
    yield from _of_first_calls_and_hands(lookups)
    yield ""
    yield from _of_searches(lookups)
    yield ""
    yield "| All pairs | threshold | s (spread) | CPU s | recall | peak MB |"
    yield "|---|---|---|---|---|---|"
    for got in pairs["runs"]:
        yield (
            f"| {got['of']} | {got['threshold']} | {_spread(got['seconds'])} | {got['cpu']:.1f} "
            f"| {got['recall']} | {got['peak']:.0f} |"
        )


def _of_first_calls_and_hands(lookups: dict[str, Figures]) -> Iterator[str]:
    near, all_near = len(PAIRS) - FAR, len(PAIRS)
    yield (
        f"By hand (`tests/load/wordings.py`): {near} second wordings with common roots, {FAR} with "
        "hardly one. First call: in a process"
    )
    yield "that has looked nothing up yet, with its connection and the dictionary of roots."
    yield ""
    yield "| By hand | near found | far found | others told each | first call ms | CPU ms | MB |"
    yield "|---|---|---|---|---|---|---|"
    for name, got in lookups.items():
        hand, first = got["by_hand"], got["first_call"]
        yield (
            f"| {name} | {hand['near']} of {near} | {hand['far']} of {FAR} "
            f"| {hand['wrong'] / all_near:.1f} | {first['ms']:.0f} | {first['cpu']:.0f} "
            f"| {first['mb']:.0f} |"
        )


def _of_searches(lookups: dict[str, Figures]) -> Iterator[str]:
    yield "Search by words among the same records: the count, and the best twenty of a page."
    yield ""
    yield "| Search | words | found | ms | CPU ms |"
    yield "|---|---|---|---|---|"
    for name, got in lookups.items():
        for words, (found, clock, cpu) in got["searches"].items():
            yield f"| {name} | {words} | {found:,} | {clock:.0f} | {cpu:.0f} |"


def _spread(values: list[float]) -> str:
    return f"{median(values):.1f} ({min(values):.1f}–{max(values):.1f})"


def inside(what: str, number: int, *, via: list[str] | None = None) -> Figures:
    """Run one of the measurements."""
    code = f"from tests.load import likeness as l; l.tell(l.{what}, {number})"
    return told_by(code, via=via or ())


if __name__ == "__main__":
    main()
