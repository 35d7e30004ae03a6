"""How many SQL statements each page asks; run inside `manage.py shell`, prints JSON."""

import json
from typing import Any

from django.db import connection
from django.test import Client

NEVER_KEPT = {"HX-Request": "true"}  # the page cache leaves htmx requests alone


class Counter:
    """Counts the statements that pass through a connection."""

    count = 0

    def __call__(self, execute: Any, sql: str, *rest: Any) -> Any:
        self.count += 1
        return execute(sql, *rest)


def statements(path: str) -> int:
    visitor = Client(HTTP_HOST="127.0.0.1", headers=NEVER_KEPT)
    visitor.get(path)
    counter = Counter()
    with connection.execute_wrapper(counter):
        response = visitor.get(path)
    assert response.status_code == 200, (path, response.status_code)
    return counter.count


def report(paths: list[str]) -> None:
    print(json.dumps({path: statements(path) for path in paths}))
