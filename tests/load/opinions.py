"""Measure opinion groups and their files, and put the figures into docs/performance.md.

`.venv/bin/python -m tests.load.opinions`; takes a minute or two. Each measurement runs in a
process of its own, so that its peak of memory is its own.
"""

import argparse
import io
import json
import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from kokreasi.insights.opinions.grouping import group
from kokreasi.insights.opinions.polis_csv import read_votes
from kokreasi.insights.opinions.polis_export import write_votes
from kokreasi.insights.opinions.votes import Votes
from tests.load.similar import REPORT, ROOT, replaced

HEADING = "## Opinion groups"
FEW, MANY = (10_000, 200, 40), (100_000, 500, 50)
"""People, statements, votes of each."""
CAMPS, FIRMNESS, SEED = 3, 0.85, 5
LINES, ROUNDS = 1_000_000, 3

Figures = dict[str, Any]
Columns = tuple[np.ndarray, np.ndarray, np.ndarray]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--out", type=Path, default=REPORT)
    given = asked.parse_args()
    text = "\n".join([HEADING, "", *_lines(), ""])
    print(text)
    given.out.write_text(replaced(given.out.read_text(), text, HEADING))
    print(f"Wrote {given.out}.")


def _lines() -> Iterator[str]:
    yield "Made-up votes of three camps. From columns of votes to the result that is kept, with its"
    yield "bands and the comparison with chance; red-dwarf, from its list of votes to its result."
    yield "Peak: of the whole process, with the interpreter and the columns themselves."
    yield ""
    yield "| Groups | people × statements | votes | s (spread) | CPU s | peak MB | found |"
    yield "|---|---|---|---|---|---|---|"
    for name, call in (
        ("ours", f"ours(*{FEW})"),
        ("red-dwarf", f"theirs(*{FEW})"),
        ("ours", f"ours(*{MANY})"),
    ):
        got = inside(call)
        yield (
            f"| {name} | {got['people']:,} × {got['statements']} | {got['votes']:,} "
            f"| {spread(got['seconds'])} | {median(got['cpu']):.1f} | {got['peak']:.0f} "
            f"| {got['groups']} |"
        )
    yield ""
    yield f"| CSV, {LINES:,} votes | s (spread) | CPU s | grows by MB | file MB |"
    yield "|---|---|---|---|---|"
    for name, call in (("written", f"writing({LINES})"), ("read", f"reading({LINES})")):
        got = inside(call)
        yield (
            f"| {name} | {spread(got['seconds'])} | {median(got['cpu']):.1f} "
            f"| {got['grows']:.0f} | {got['file']:.0f} |"
        )


def spread(values: list[float]) -> str:
    return f"{median(values):.1f} ({min(values):.1f}–{max(values):.1f})"


def inside(call: str) -> Figures:
    """Run one of the measurements in a process of its own."""
    code = f"import json; from tests.load import opinions as o; print(json.dumps(o.{call}))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True
    )
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    print(call, figures, file=sys.stderr)
    return figures


def ours(people: int, statements: int, votes_each: int) -> Figures:
    columns = voted(people, statements, votes_each)
    return _grouped(
        columns,
        lambda: len(group(Votes.of(*columns)).groups),
        people=people,
        statements=statements,
        rounds=ROUNDS,
    )


def theirs(people: int, statements: int, votes_each: int) -> Figures:
    warnings.simplefilter("ignore")
    from reddwarf.implementations.polis import run_pipeline  # noqa: PLC0415 - 2 s to load

    columns = voted(people, statements, votes_each)
    names = ("participant_id", "statement_id", "vote")
    rows = zip(*(column.tolist() for column in columns), strict=True)
    votes = [dict(zip(names, row, strict=True)) for row in rows]
    return _grouped(
        columns,
        lambda: int(run_pipeline(votes=votes, random_state=0).clusterer.labels_.max()) + 1,
        people=people,
        statements=statements,
        rounds=1,
    )


def _grouped(
    columns: Columns, work: Callable[[], int], *, people: int, statements: int, rounds: int
) -> Figures:
    groups, seconds, cpu = _timed(work, rounds)
    return {
        "people": people,
        "statements": statements,
        "votes": len(columns[0]),
        "seconds": seconds,
        "cpu": cpu,
        "peak": _peak_mb(),
        "groups": groups,
    }


def writing(number: int) -> Figures:
    """Write a file, part by part, from rows as a database gives them."""
    days = [date(2026, 1, 1) + timedelta(n) for n in range(60)]
    rows = [(n // 20, n * 7 % 200, n % 3 - 1, days[n % 60]) for n in range(number)]
    before = _peak_mb()
    size, seconds, cpu = _timed(lambda: sum(map(len, write_votes(rows))), ROUNDS)
    return {"seconds": seconds, "cpu": cpu, "grows": _peak_mb() - before, "file": size / 1e6}


def reading(number: int) -> Figures:
    rows = ((n // 20, n * 7 % 200, n % 3 - 1, date(2026, 1, 1 + n % 28)) for n in range(number))
    data = "".join(write_votes(rows)).encode()
    before = _peak_mb()
    read, seconds, cpu = _timed(lambda: len(read_votes(io.BytesIO(data)).values), ROUNDS)
    assert read == number
    return {"seconds": seconds, "cpu": cpu, "grows": _peak_mb() - before, "file": len(data) / 1e6}


def _timed(work: Callable[[], int], rounds: int) -> tuple[int, list[float], list[float]]:
    """Give what the work gives, and its seconds of the clock and of the CPU in each round."""
    seconds, cpu, got = [], [], 0
    for _round in range(rounds):
        clock, used = time.perf_counter(), time.process_time()
        got = work()
        seconds.append(time.perf_counter() - clock)
        cpu.append(time.process_time() - used)
    return got, seconds, cpu


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def voted(people: int, statements: int, votes_each: int) -> Columns:
    """Give columns of votes in no order; each person saw every n-th statement from some one on.

    Camps lean at random; who is firm votes as the camp leans, one in ten passes.
    """
    random = np.random.default_rng(SEED)
    steps = np.array([n for n in range(1, statements) if np.gcd(n, statements) == 1], np.int32)
    first = random.integers(0, statements, people, np.int32)[:, np.newaxis]
    step = random.choice(steps, people)[:, np.newaxis]
    seen = (first + step * np.arange(votes_each, dtype=np.int32)) % statements
    who = np.repeat(np.arange(people, dtype=np.int32), votes_each)
    what = seen.ravel().astype(np.int32)
    lean = random.choice(np.array([-1, 1], np.int8), (CAMPS, statements))
    values = lean[who % CAMPS, what]
    dice = random.random(len(who), np.float32)
    values[dice > FIRMNESS] *= -1
    values[dice < 0.1] = 0
    mixed = random.permutation(len(who)).astype(np.int32)
    return who[mixed], what[mixed], values[mixed]


if __name__ == "__main__":
    main()
