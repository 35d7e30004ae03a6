"""Measurements of similar texts, made inside `manage.py shell`; each tells its figures as JSON."""

import json
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

import numpy as np
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kokreasi.core.bilingual import Bilingual
from kokreasi.insights.similar_pairs import all_pairs, pairs_among, signatures
from kokreasi.insights.similarity import features
from kokreasi.insights.tests.proposals import corpus
from kokreasi.register import likeness
from kokreasi.register.models import RareRoot, Record

TWINS, LOOKUPS, BATCH = 1_000, 200, 1_000
FEW, ROUNDS, SEED = 10_000, 3, 18

Figures = dict[str, Any]


def tell(measurement: Callable[[int], Figures], number: int) -> None:
    print(json.dumps(measurement(number)))


@contextmanager
def timed(into: list[tuple[float, float]]) -> Iterator[None]:
    """Add the seconds of the clock and of the CPU that something takes."""
    clock, cpu = time.perf_counter(), time.process_time()
    yield
    into.append((time.perf_counter() - clock, time.process_time() - cpu))


def lookups(number: int) -> Figures:
    """Fill the database with proposals, and look the reworded ones up."""

    call_command("migrate", verbosity=0)
    texts, twins = corpus(number, twins=TWINS, seed=SEED)
    keys = _fill(texts[: number - TWINS])
    rebuilt: list[tuple[float, float]] = []
    with timed(rebuilt):
        likeness.rebuild()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    looked: list[tuple[float, float]] = []
    found = 0
    for first, again in twins[:LOOKUPS]:
        with timed(looked):
            alike = likeness.similar_to(texts[again], Record.objects.public())
        found += keys[first] in [one.record.pk for one in alike]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        likeness.similar_to(texts[twins[0][1]], Record.objects.public())
    written: list[tuple[float, float]] = []
    for record, (_first, again) in zip(Record.objects.all()[:LOOKUPS], twins, strict=False):
        with timed(written):
            likeness.remember(record, texts[again])
    clocks = sorted(clock for clock, _cpu in looked)
    return {
        "statements": len(queries),
        "ms": median(clocks) * 1000,
        "p95": clocks[int(len(clocks) * 0.95)] * 1000,
        "cpu": median(cpu for _clock, cpu in looked) * 1000,
        "found": found / LOOKUPS,
        "write": median(clock for clock, _cpu in written) * 1000,
        "rows": RareRoot.objects.count(),
        "rebuilt": rebuilt[0][0],
    }


def _fill(texts: list[str]) -> list[int]:

    now = timezone.now()
    records = Record.objects.bulk_create(
        (
            Record(
                reference=f"USU-{n:06}",
                kind="commitment",
                title=Bilingual(id=" ".join(text.split()[:8])),
                summary=Bilingual(id=text),
                published_at=now,
                changed_at=now,
            )
            for n, text in enumerate(texts)
        ),
        batch_size=BATCH,
    )
    return [record.pk for record in records]


def pairs(number: int) -> Figures:
    """Find all pairs among few texts and among all, from texts, and from signatures kept."""

    few, _twins = corpus(FEW, twins=TWINS, seed=SEED)
    sets = [features(text) for text in few]
    exact = _exact(sets)
    many = [features(text) for text in corpus(number, twins=TWINS, seed=SEED)[0]]
    signed = [bytes(row) for row in signatures(many)]
    runs = [
        _run(f"{FEW:,} texts", 0.5, lambda: all_pairs(few, 0.5), exact),
        _run(f"{FEW:,} texts", 0.4, lambda: all_pairs(few, 0.4), exact),
        _run(f"{number:,} sets of roots", 0.5, lambda: pairs_among(many, 0.5)),
        _run(f"{number:,} signatures kept", 0.5, lambda: pairs_among(many, 0.5, signed)),
    ]
    return {"runs": runs}


def _run(
    of: str, threshold: float, work: Callable[[], list[Any]], exact: list[float] | None = None
) -> Figures:
    taken: list[tuple[float, float]] = []
    for _round in range(ROUNDS):
        with timed(taken):
            got = work()
    wanted = sum(score >= threshold for score in exact or ())
    return {
        "of": of,
        "threshold": threshold,
        "seconds": [clock for clock, _cpu in taken],
        "cpu": median(cpu for _clock, cpu in taken),
        "recall": f"{len(got):,} of {wanted:,}" if exact else f"({len(got):,} found)",
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _exact(sets: list[frozenset[str]], at_least: float = 0.4) -> list[float]:
    """Compare every pair, and give what those that are alike share."""

    place = {root: n for n, root in enumerate(set().union(*sets))}
    has = np.zeros((len(sets), len(place)), np.float32)
    for row, found in enumerate(sets):
        has[row, [place[root] for root in found]] = 1
    sizes = has.sum(axis=1)
    scores: list[float] = []
    for row in range(len(sets) - 1):
        shared = has[row + 1 :] @ has[row]
        jaccards = shared / (sizes[row + 1 :] + sizes[row] - shared)
        scores += jaccards[jaccards >= at_least - 1e-6].tolist()
    return [round(score, 6) for score in scores]
