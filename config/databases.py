"""How each database is opened so that an acknowledged write survives a power cut."""

from pathlib import Path
from typing import Any

SQLITE_PRAGMAS = (
    "PRAGMA busy_timeout=20000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
    "PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
)


KEPT_OPEN_FOR_SECONDS = 60


def sqlite(file: Path) -> dict[str, Any]:
    """Open one file; a writer takes the lock first, so that no reader turned writer fails.

    A thread keeps it open between requests: to open it and set it up costs more than a query.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": KEPT_OPEN_FOR_SECONDS,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": SQLITE_PRAGMAS,
        },
    }


def postgresql(parsed: dict[str, Any], *, pool: int) -> dict[str, Any]:
    """Open a server through psycopg's pool; `pool` is at least the threads of one worker."""
    return parsed | {
        "CONN_MAX_AGE": 0,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": pool, "timeout": 3}},
    }
