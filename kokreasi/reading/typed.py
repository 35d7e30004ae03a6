"""What a child has read, as what it is: a matrix, the minutes of a meeting, tables, answers."""

from typing import Any

from kokreasi.reading import wire
from kokreasi.reading.answers import AnswerTable
from kokreasi.reading.child import read
from kokreasi.reading.limits import ANSWERS, DEFAULT, DOCUMENTS, Limits
from kokreasi.reading.matrix import Matrix
from kokreasi.reading.minutes.model import Minutes
from kokreasi.reading.serving import OnProgress


def matrix_in(data: bytes, name: str = "", limits: Limits = DEFAULT) -> Matrix:
    """Read a proposal matrix from a file of unknown origin; raises ReadingError."""
    return wire.build(Matrix, read("matrix", data, name, limits))


def tables_in(data: bytes, name: str = "", limits: Limits = DEFAULT) -> list[dict[str, Any]]:
    """Read every sheet of a file of unknown origin as {"name", "rows"}, all cells as text."""
    tables: list[dict[str, Any]] = read("tables", data, name, limits)
    return tables


def answers_in(data: bytes, name: str = "", limits: Limits = ANSWERS) -> AnswerTable:
    """Read answers of another service from a file of unknown origin; raises ReadingError."""
    return wire.build(AnswerTable, read("answers", data, name, limits))


def minutes_in(
    data: bytes,
    name: str = "",
    limits: Limits = DOCUMENTS,
    on_progress: OnProgress | None = None,
) -> Minutes:
    """Read a note of a meeting from a file of unknown origin; raises ReadingError.

    `on_progress` is called in this process with the share that is done, at most a hundred times.
    """
    return wire.build(Minutes, read("minutes", data, name, limits, on_progress))
