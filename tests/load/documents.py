"""How long the documents of a plan of 24 commitments take; inside `manage.py shell`."""

import resource
import time
from dataclasses import replace
from itertools import cycle, islice
from statistics import median
from typing import Any

from django.utils.translation import override

from kokreasi.plans.choices import DocumentKind
from kokreasi.plans.document_writing import _values, _writer
from kokreasi.plans.models import Plan
from kokreasi.plans.queries.editions import Edition, edition_of

COMMITMENTS, ROUNDS = 24, 3
PLAN = "2018"


def costs() -> dict[str, Any]:
    """Give seconds of the clock and of the CPU, kilobytes, and the peak memory."""
    edition = _of_24(edition_of(Plan.objects.get(code=PLAN).record.version))
    made = [
        _cost(edition, DocumentKind(kind), language)
        for kind in DocumentKind
        for language in kind.languages
    ]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {"made": made, "peak": peak}


def _of_24(edition: Edition) -> Edition:
    """Give the plan as if it had 24 commitments: those of the demonstration again and again."""
    return replace(edition, sheets=tuple(islice(cycle(edition.sheets), COMMITMENTS)))


def _cost(
    edition: Edition, kind: DocumentKind, language: str
) -> tuple[str, str, float, float, float]:
    clocks, cpus, size = [], [], 0
    for _round in range(ROUNDS):
        clock, cpu = time.perf_counter(), _cpu()
        with override(language):
            size = len(_writer(kind)(_values(kind, edition)))
        clocks.append(time.perf_counter() - clock)
        cpus.append(_cpu() - cpu)
    return kind, language, median(clocks), median(cpus), size / 1000


def _cpu() -> float:
    """Give the processor time of this process and of the children that have ended."""
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(used.ru_utime + used.ru_stime for used in both)
