"""Measurements of counting, each made in a process of its own; it tells its figures as JSON."""

import json
import resource
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import duckdb

from kokreasi.insights import tabulation as tab

ROUNDS, SEED, TOGETHER = 7, 18, 10_000
PROVINCES = tuple(f"{number:02}" for number in range(38))
CROSS = tab.Layout((tab.Choice("gender", ("f", "m", "other")), tab.Choice("province", PROVINCES)))
QUESTIONS = tab.Layout(
    (
        *CROSS.columns,
        tab.Flag("suspicious"),
        *(tab.Scale(f"score {number}", 1, 10) for number in range(6)),
        tab.Choice("affiliation", ("citizen", "oms", "academic", "private", "government")),
        tab.Choices("attention", tuple(f"commitment {number}" for number in range(15))),
        tab.Ranking("order", tuple("abcde")),
        tab.Number("age", 0, (Decimal(18), Decimal(30), Decimal(60))),
    )
)
TEN = [column.key for column in QUESTIONS.columns[3:]]
HONEST = {"suspicious": {False}}

Figures = dict[str, Any]
Times = list[tuple[float, float]]
"""Seconds of the clock and of the CPU, all threads together."""


def tell(figures: Figures) -> None:
    print(json.dumps(figures))


def write_cross(path: str, number: int) -> Figures:
    return _write(path, CROSS, number)


def write_questions(path: str, number: int) -> Figures:
    return _write(path, QUESTIONS, number)


def _write(path: str, layout: tab.Layout, number: int) -> Figures:
    taken: Times = []
    _timed(taken, lambda: tab.write(Path(path), layout, _rows(layout, number)))
    return {
        "times": taken[0],
        "columns": len(layout.columns),
        "size": Path(path).stat().st_size / 1e6,
        "peak": _peak(),
    }


def _rows(layout: tab.Layout, number: int) -> Iterator[tab.Row]:
    """Make answers up, some thousand at a time, one in twenty missing."""
    random = Random(SEED)
    drawn = {column.key: _answers(column, random) for column in layout.columns}
    for start in range(0, number, TOGETHER):
        size = min(TOGETHER, number - start)
        columns = [random.choices(answers, k=size) for answers in drawn.values()]
        yield from (dict(zip(drawn, row, strict=True)) for row in zip(*columns, strict=True))


def _answers(column: Any, random: Random) -> list[Any]:
    match column:
        case tab.Choices() | tab.Ranking():
            lengths = range(1, len(column.options) // 2 + 1)
            answers = [random.sample(column.options, k) for k in lengths for _draw in range(100)]
        case tab.Number():
            answers = [random.randint(15, 80) for _draw in range(1_000)]
        case tab.Flag():
            return [True] + [False] * 99
        case _:
            answers = list(column.values)
            random.shuffle(answers)
    return answers * 19 + [None] * len(answers)


def cross_in_turns(path: str) -> Figures:
    """Let both count in turns, and see that they count the same."""
    times: dict[str, Times] = {"ours": [], "bare": []}
    for _round in range(ROUNDS):
        ours = _timed(times["ours"], lambda: _ours(path))
        bare = _timed(times["bare"], lambda: _bare(path))
    assert sum(tally.response.received for tally in ours.values()) == sum(row[2] for row in bare)
    by_place = {(gender, province): number for gender, province, number in bare}
    for (province,), tally in ours.items():
        place = None if province is None else PROVINCES.index(province)
        assert list(tally.counts.values()) == [by_place[gender, place] for gender in range(3)]
    return times


def peak_of_ours(path: str) -> Figures:
    for _round in range(ROUNDS):
        _ours(path)
    return {"peak": _peak()}


def peak_of_bare(path: str) -> Figures:
    for _round in range(ROUNDS):
        _bare(path)
    return {"peak": _peak()}


def _ours(path: str) -> tab.Table:
    with tab.open_store(Path(path)) as answers:
        return tab.count(answers, ["gender"], by=["province"])["gender"]


def _bare(path: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        asked = f"SELECT c0, c1, COUNT(*) FROM read_parquet('{path}') GROUP BY c0, c1"
        return connection.execute(asked).fetchall()


def count_questions(path: str) -> Figures:
    ways: dict[str, dict[str, Any]] = {
        "each alone": {},
        "each alone, without suspicious ones": {"where": HONEST},
        "each × gender": {"by": ["gender"]},
        "each × gender × province": {"by": ["gender", "province"]},
    }
    times: dict[str, Times] = {name: [] for name in [*ways, "how many finished"]}
    for _round in range(ROUNDS):
        for name, way in ways.items():
            _timed(times[name], lambda way=way: _opened(path, tab.count, **way))
        _timed(times["how many finished"], lambda: _opened(path, tab.completion))
    return {"times": times, "peak": _peak()}


def _opened(path: str, work: Callable[..., Any], **way: Any) -> None:
    with tab.open_store(Path(path)) as answers:
        work(answers, TEN, **way)


def _timed(into: Times, work: Callable[[], Any]) -> Any:
    clock, cpu = time.perf_counter(), time.process_time()
    done = work()
    into.append((time.perf_counter() - clock, time.process_time() - cpu))
    return done


def _peak() -> float:
    """Give the most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
