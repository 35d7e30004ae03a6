"""What each page asks the database for; run inside `manage.py shell`, prints JSON."""

import json
import time
from statistics import median
from typing import Any, NamedTuple

from django.db import connection
from django.test import Client

from kokreasi.core.page_cache import forget_pages

NEVER_KEPT = {"HX-Request": "true"}  # the page cache leaves htmx requests alone
TIMES = 7


class Cost(NamedTuple):
    """Statements of a page while its parts are kept; statements and CPU when nothing is."""

    statements: int
    statements_after_a_change: int
    cpu_ms_after_a_change: float


class Counter:
    """Counts the statements that pass through a connection."""

    count = 0

    def __call__(self, execute: Any, sql: str, *rest: Any) -> Any:
        self.count += 1
        return execute(sql, *rest)


def cost(path: str) -> Cost:
    visitor = Client(HTTP_HOST="127.0.0.1", headers=NEVER_KEPT)
    visitor.get(path)
    return Cost(
        statements(visitor, path),
        _after_a_change(visitor, path),
        median(_cpu_ms_after_a_change(visitor, path) for _time in range(TIMES)),
    )


def statements(visitor: Client, path: str) -> int:
    counter = Counter()
    with connection.execute_wrapper(counter):
        response = visitor.get(path)
    assert response.status_code == 200, (path, response.status_code)
    return counter.count


def _after_a_change(visitor: Client, path: str) -> int:
    forget_pages()
    return statements(visitor, path)


def _cpu_ms_after_a_change(visitor: Client, path: str) -> float:
    forget_pages()
    started = time.process_time()
    visitor.get(path)
    return (time.process_time() - started) * 1000


def report(paths: list[str]) -> None:
    print(json.dumps({path: cost(path) for path in paths}))
