"""Votes as columns, straight from the database: no row becomes an object.

For tasks: this module imports numpy, which a web server does not hold in memory.
"""

from itertools import chain
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import BigIntegerField
from django.db.models.functions import Cast
from numpy.typing import NDArray

from kokreasi.consultations.choices import StatementState
from kokreasi.consultations.models import Consultation, Vote
from kokreasi.insights.opinions.votes import Votes

COLUMNS = ("who", "what", "how")
HEADER, TRAILER = 19, 2
"""Bytes before and after the rows of a binary COPY."""
ROW = np.dtype(
    [("fields", ">i2"), *((name, [("length", ">i4"), ("value", ">i8")]) for name in COLUMNS)]
)
"""A row of a binary COPY: how many fields, and each with its length (PostgreSQL, SQL COPY)."""


def votes_of(consultation: Consultation) -> Votes:
    """Give every vote on a statement that is shown; statements go by their numbers."""
    return Votes.of(*_columns(_rows(consultation)))


def _rows(consultation: Consultation) -> Any:
    shown = Vote.objects.filter(
        statement__consultation=consultation, statement__state=StatementState.SHOWN
    )
    wide = BigIntegerField()
    return shown.order_by().values_list(
        "participant_id", Cast("statement__number", wide), Cast("value", wide)
    )


def _columns(rows: Any) -> list[NDArray[np.int64]]:
    sql, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            return _copied(cursor, sql, params)
        cursor.execute(sql, params)
        flat = np.fromiter(chain.from_iterable(cursor), dtype=np.int64)
    table = flat.reshape(-1, len(COLUMNS))
    return [table[:, place] for place in range(len(COLUMNS))]


def _copied(cursor: Any, sql: str, params: Any) -> list[NDArray[np.int64]]:
    """Read rows of whole numbers by COPY: their bytes are the columns."""
    with cursor.copy(f"COPY ({sql}) TO STDOUT (FORMAT BINARY)", params) as copy:
        data = b"".join(bytes(part) for part in copy)
    table = np.frombuffer(data[HEADER:-TRAILER], dtype=ROW)
    return [table[name]["value"].astype(np.int64) for name in COLUMNS]
