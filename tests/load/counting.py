"""Measure how answers are counted, and put the figures into docs/performance.md.

`.venv/bin/python -m tests.load.counting`; takes some minutes, most of them for writing ten million
answers. Everything runs in processes of its own, so that each tells its own peak of memory. This
one loads nothing: a child begins with the peak of its parent.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from tests.load.similar import REPORT, ROOT, replaced

HEADING = "## Counted answers"
MANY, SOME = 10_000_000, 1_000_000
CLOCK, CPU = 0, 1

Figures = dict[str, Any]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--many", type=int, default=MANY)
    asked.add_argument("--some", type=int, default=SOME)
    asked.add_argument("--out", type=Path, default=REPORT)
    given = asked.parse_args()
    text = section(given.many, given.some)
    print(text)
    given.out.write_text(replaced(given.out.read_text(), text, HEADING))
    print(f"Wrote {given.out}.")


def section(many: int, some: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        few_columns, all_columns = f"{folder}/cross.parquet", f"{folder}/questions.parquet"
        cross = {
            "written": inside("write_cross", few_columns, many),
            "turns": inside("cross_in_turns", few_columns),
            "ours": inside("peak_of_ours", few_columns),
            "bare": inside("peak_of_bare", few_columns),
        }
        questions = {
            "written": inside("write_questions", all_columns, some),
            "counted": inside("count_questions", all_columns),
        }
    return "\n".join([HEADING, "", *_of_cross(many, cross), "", *_of_questions(some, questions)])


def inside(what: str, path: str, *numbers: int) -> Figures:
    """Run one of the measurements in a process of its own."""
    given = ", ".join([repr(path), *map(str, numbers)])
    code = f"from tests.load import tabulating as t; t.tell(t.{what}({given}))"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    print(what, *numbers, figures, file=sys.stderr)
    return figures


def _of_cross(number: int, got: dict[str, Figures]) -> Iterator[str]:
    yield (
        f"Gender × province of {number:,} answers, of which every one in twenty is missing: "
        "`tabulation.count` and DuckDB's bare `GROUP BY` over the same file, in turns, each with a "
        "new connection. Peak memory is that of a process that does only this."
    )
    yield ""
    yield "| Cross-table | s (spread) | × bare | CPU s (spread) | × bare | peak MB |"
    yield "|---|---|---|---|---|---|"
    for name, key in (("`tabulation.count`", "ours"), ("DuckDB alone", "bare")):
        cells = [
            f"{_spread(got['turns'][key], which)} | {_times_bare(got['turns'], key, which):.2f}"
            for which in (CLOCK, CPU)
        ]
        yield f"| {name} | {' | '.join(cells)} | {got[key]['peak']:.0f} |"
    yield ""
    yield _of_writing(number, got["written"])


def _times_bare(turns: Figures, key: str, which: int) -> float:
    pairs = zip(turns[key], turns["bare"], strict=True)
    return median(one[which] / bare[which] for one, bare in pairs)


def _of_questions(number: int, got: dict[str, Figures]) -> Iterator[str]:
    counted = got["counted"]
    yield f"| Ten questions of {number:,} answers | s (spread) | CPU s (spread) |"
    yield "|---|---|---|"
    for name, times in counted["times"].items():
        yield f"| {name} | {_spread(times, CLOCK)} | {_spread(times, CPU)} |"
    yield ""
    yield (
        "Six scales, a choice, one of several out of fifteen, a ranking of five, a number. All of "
        f"it in one process, {counted['peak']:.0f} MB at most."
    )
    yield _of_writing(number, got["written"])
    yield ""


def _of_writing(number: int, got: Figures) -> str:
    clock, cpu = got["times"]
    return (
        f"Written from rows in {clock:.0f} s ({cpu:.0f} s of the CPU, with making the rows up; "
        f"{got['columns']} columns, {got['size']:.0f} MB on the disk, {got['peak']:.0f} MB of "
        f"memory at most): {number / cpu:,.0f} rows in a second of the CPU."
    )


def _spread(times: list[list[float]], which: int) -> str:
    values = [one[which] for one in times]
    return f"{median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


if __name__ == "__main__":
    main()
