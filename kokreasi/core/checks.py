"""What must be true of the machine before anything is served."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import OperationalError, connections

CAREFUL = ("fsync", "full_page_writes", "synchronous_commit")


def careless_settings(alias: str) -> list[str]:
    """Name the settings of a PostgreSQL server with which a power cut loses acknowledged writes."""
    connection = connections[alias]
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM pg_settings WHERE name = ANY(%s) AND setting = 'off' ORDER BY name",
            [list(CAREFUL)],
        )
        return [name for (name,) in cursor.fetchall()]


def check_durability(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Refuse a server that forgets; a server that is away is another matter and another moment."""
    problems: list[CheckMessage] = []
    for alias in databases or ():
        try:
            careless = careless_settings(alias)
        except OperationalError:
            continue
        if careless:
            words = f"PostgreSQL runs with {', '.join(careless)} off and would lose what it kept."
            problems.append(Error(words, id="kokreasi.E001"))
    return problems
