"""Measurements of similar texts, made inside `manage.py shell`; each tells its figures as JSON."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from statistics import median
from typing import Any

import numpy as np
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from modelsearch.models import IndexEntry

from kokreasi.core.bilingual import Bilingual
from kokreasi.insights.similar_pairs import all_pairs, pairs_among, signatures
from kokreasi.insights.similarity import features
from kokreasi.insights.tests.proposals import corpus
from kokreasi.register import likeness
from kokreasi.register.models import RareRoot, Record
from kokreasi.register.search import matching
from tests.load.searching import entry
from tests.load.wordings import FAR, PAIRS

TWINS, LOOKUPS, BATCH = 1_000, 200, 1_000
FEW, ROUNDS, SEED = 10_000, 3, 18
SEARCHED = ("gunungkidul", "transparansi", "irigasi sawah", "anggaran", "pemerintah")

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
    own = len(PAIRS)
    written_by_hand = [one for one, _other in PAIRS]
    keys = _fill([*texts[: number - TWINS - own], *written_by_hand])
    rebuilt: list[tuple[float, float]] = []
    with timed(rebuilt):
        likeness.rebuild()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    first_call = _first_call(texts[twins[0][1]])
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
        "first_call": first_call,
        "plans": _plans(query["sql"] for query in queries),
        "by_hand": _by_hand(dict(zip(keys[-own:], range(own), strict=True))),
        "searches": _searches(),
        "searched": len(keys),
        "statements": len(queries),
        "ms": median(clocks) * 1000,
        "p95": clocks[int(len(clocks) * 0.95)] * 1000,
        "cpu": median(cpu for _clock, cpu in looked) * 1000,
        "found": found / LOOKUPS,
        "write": median(clock for clock, _cpu in written) * 1000,
        "rows": RareRoot.objects.count(),
        "rebuilt": rebuilt[0][0],
    }


def _plans(statements: Iterable[str]) -> list[str]:
    """Let PostgreSQL say how it answers, and how long it needs."""
    told: list[str] = []
    if connection.vendor != "postgresql":
        return told
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(f"EXPLAIN ANALYZE {statement}")
            told += ["", *(row[0] for row in cursor.fetchall())]
    return told


def _first_call(text: str) -> dict[str, float]:
    """Look a text up in a process that has looked nothing up: with dictionary and connection."""
    code = (
        "import json, resource, sys, time; from kokreasi.register import likeness; "
        "from kokreasi.register.models import Record; "
        "size = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024; "
        "before, clock, cpu = size(), time.perf_counter(), time.process_time(); "
        "likeness.similar_to(sys.stdin.read(), Record.objects.public()); "
        "print(json.dumps({'ms': (time.perf_counter() - clock) * 1000, "
        "'cpu': (time.process_time() - cpu) * 1000, 'mb': size() - before}))"
    )
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
    done = subprocess.run(command, input=text, stdout=subprocess.PIPE, check=True, text=True)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def _by_hand(number_of: Mapping[int, int]) -> dict[str, int]:
    """Look the second wordings up: how many find their first, and what else is told."""
    near = far = wrong = 0
    for number, (_one, other) in enumerate(PAIRS):
        alike = likeness.similar_to(other, Record.objects.public())
        told = [number_of.get(one.record.pk) for one in alike]
        is_far = number >= len(PAIRS) - FAR
        near += number in told and not is_far
        far += number in told and is_far
        wrong += sum(one != number for one in told)
    return {"near": near, "far": far, "wrong": wrong}


def _searches() -> dict[str, list[float]]:
    """Search public records as a page does: how many, and the best twenty."""
    taken: dict[str, list[tuple[float, float]]] = {}
    for words in SEARCHED:
        for _round in range(ROUNDS):
            with timed(taken.setdefault(words, [])):
                found = matching(Record.objects.public(), words)
                number = found.count()
                list(found[:20])
        taken[words].append((number, 0.0))
    return {
        words: [
            rows[-1][0],
            median(clock for clock, _cpu in rows[:-1]) * 1000,
            median(cpu for _clock, cpu in rows[:-1]) * 1000,
        ]
        for words, rows in taken.items()
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
    IndexEntry.objects.bulk_create(map(entry, records), batch_size=BATCH)
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
