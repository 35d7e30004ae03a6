"""Who counts: any database that knows grouping sets and window functions.

What is counted is asked for in SQL that holds nothing but numbers and names such as `c7`, so that
it needs no parameters and no translation.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from kokreasi.insights.tabulation.encoding import batches, stored
from kokreasi.insights.tabulation.layout import Layout, Row


class Engine(Protocol):
    """A place where columns of answers are stored as `encoding.stored` says."""

    source: str
    """What stands after FROM: a table, or the function that reads a file."""

    def rows(self, sql: str) -> Sequence[tuple[Any, ...]]:
        """Ask, and give all rows of the answer."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Columns of answers, and what they mean."""

    layout: Layout
    engine: Engine


class Cursor(Protocol):
    """What Python's database interface (PEP 249) calls a cursor."""

    def execute(self, sql: str, /) -> Any: ...
    def fetchall(self) -> Sequence[tuple[Any, ...]]: ...


class OnServer:
    """A table on a server, through a cursor of its driver: PostgreSQL, Trino, and others."""

    def __init__(self, cursor: Cursor, table: str) -> None:
        self._cursor = cursor
        self.source = quoted(table)

    def rows(self, sql: str) -> Sequence[tuple[Any, ...]]:
        self._cursor.execute(sql)
        return self._cursor.fetchall()


def on_server(cursor: Cursor, table: str, layout: Layout) -> Answers:
    """Count in a table on a server that has the columns of this layout."""
    return Answers(layout, OnServer(cursor, table))


def table_for(layout: Layout, table: str) -> str:
    """Give the statement that makes the table of a layout on a server."""
    columns = ", ".join(f"{column.name} {column.sql_type}" for column in stored(layout))
    return f"CREATE TABLE {quoted(table)} ({columns})"


def lines(layout: Layout, rows: Iterable[Row]) -> Iterable[tuple[int | None, ...]]:
    """Give rows of answers as rows of that table, for the quickest way in that a server has."""
    columns = stored(layout)
    for batch in batches(layout, rows):
        listed = [
            [None if value == column.nothing else value for value in batch[column.name].tolist()]
            for column in columns
        ]
        yield from zip(*listed, strict=True)


def copy_into_postgresql(cursor: Any, table: str, layout: Layout, rows: Iterable[Row]) -> None:
    """Make the table on PostgreSQL and fill it by COPY, through a cursor of psycopg."""
    cursor.execute(table_for(layout, table))
    with cursor.copy(f"COPY {quoted(table)} FROM STDIN") as copy:
        for line in lines(layout, rows):
            copy.write_row(line)


def quoted(name: str) -> str:
    """Quote a name as standard SQL does."""
    return '"' + name.replace('"', '""') + '"'
