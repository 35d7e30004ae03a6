"""Columns of answers in one Parquet file."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kokreasi.insights.tabulation.encoding import batches, stored
from kokreasi.insights.tabulation.engines import Answers
from kokreasi.insights.tabulation.layout import Layout, Row

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "200MB"
LAYOUT = "kokreasi.layout"


class NotAStoreError(ValueError):
    """A file without columns of answers."""


def write(path: Path, layout: Layout, rows: Iterable[Row], *, memory: str = MEMORY) -> int:
    """Write the answers into a Parquet file, whole or not at all; give their number.

    A row need not have a key for what was not answered. What is in `path` is replaced in one step,
    after the new file is on the disk. Raises `WrongValueError` or `UnknownColumnError` and leaves
    everything as it was if a row does not fit the layout. Who counts while a file is replaced may
    read parts of both: give every recount a name of its own. A process that is killed leaves a
    folder `.answers-…` beside the file, which may be deleted.
    """
    with TemporaryDirectory(prefix=".answers-", dir=path.parent) as aside:
        written = Path(aside) / "answers.parquet"
        with _connected(str(Path(aside) / "collected.duckdb"), aside, memory) as connection:
            number = _collect(connection, layout, rows)
            connection.execute(
                f"COPY answers TO {_text(str(written))} (FORMAT parquet, "
                f"KV_METADATA {{{_text(LAYOUT)}: {_text(layout.as_json())}}})"
            )
        _sync(written)
        written.replace(path)
        _sync(path.parent)
    return number


def _collect(connection: "DuckDBPyConnection", layout: Layout, rows: Iterable[Row]) -> int:
    columns = stored(layout)
    table = ", ".join(f"{column.name} {column.sql_type}" for column in columns)
    values = ", ".join(f"NULLIF({column.name}, {column.nothing})" for column in columns)
    connection.execute(f"CREATE TABLE answers ({table})")
    number = 0
    for batch in batches(layout, rows):
        connection.register("batch", batch)
        connection.execute(f"INSERT INTO answers SELECT {values} FROM batch")  # noqa: S608
        connection.unregister("batch")
        number += len(batch[columns[0].name])
    return number


@contextmanager
def open_store(
    path: Path, *, memory: str = MEMORY, threads: int | None = None
) -> Iterator[Answers]:
    """Open a file that `write` has written, for counting within the block.

    DuckDB takes at most `memory` for its own and goes to the disk beyond it. Raises
    `FileNotFoundError`, and `NotAStoreError` for another file.
    """
    if not path.is_file():
        raise FileNotFoundError(path)
    with (
        TemporaryDirectory(prefix="kokreasi-counting-") as aside,
        _connected(":memory:", aside, memory) as connection,
    ):
        if threads:
            connection.execute(f"SET threads = {int(threads)}")
        file = OneFile(connection, path)
        yield Answers(file.layout(), file)


class OneFile:
    """The embedded engine: DuckDB over a Parquet file."""

    def __init__(self, connection: "DuckDBPyConnection", path: Path) -> None:
        self._connection = connection
        self._path = _text(escape(str(path)))
        self.source = f"read_parquet({self._path})"

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self._connection.cursor().execute(sql).fetchall()

    def layout(self) -> Layout:
        import duckdb  # noqa: PLC0415 - 25 MB, and only tasks count

        asked = f"SELECT key, value FROM parquet_kv_metadata({self._path})"  # noqa: S608
        try:
            said = {bytes(key): bytes(value) for key, value in self.rows(asked)}
        except duckdb.Error as error:
            raise NotAStoreError(self._path) from error
        if LAYOUT.encode() not in said:
            raise NotAStoreError(self._path)
        return Layout.from_json(said[LAYOUT.encode()].decode())


@contextmanager
def _connected(database: str, aside: str, memory: str) -> Iterator["DuckDBPyConnection"]:
    """Connect to DuckDB as it is installed: it loads nothing from the network."""
    import duckdb  # noqa: PLC0415 - 25 MB, and only tasks count

    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "memory_limit": memory,
        "preserve_insertion_order": "false",
        "temp_directory": aside,
    }
    with duckdb.connect(database, config=config) as connection:
        yield connection


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
