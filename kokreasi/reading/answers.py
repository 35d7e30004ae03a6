"""Answers in a table of another service: a line of headings, then a line for each answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from kokreasi.reading.sheetfacts import Bounds, letters
from kokreasi.reading.workbook import Cell, Sheet, read_workbook

MOST_ANSWERS = 20_000
BOUNDS = Bounds(rows=MOST_ANSWERS + 1, last_line=2 * MOST_ANSWERS)
Lines = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """Cells as text, each row as long as the headings; `lines` are numbers in the file, from 1."""

    headers: list[str]
    rows: list[list[str]]
    lines: list[int]


def read_answers(data: bytes, name: str, bounds: Bounds = BOUNDS) -> AnswerTable:
    """Read the first sheet that has something below its headings; an empty table where none has."""
    tables = [_table([_texts(row) for row in sheet.rows]) for sheet in _shown(data, name, bounds)]
    return next((table for table in tables if table.rows), AnswerTable([], [], []))


def _shown(data: bytes, name: str, bounds: Bounds) -> list[Sheet]:
    return [sheet for sheet in read_workbook(data, name, bounds) if not sheet.is_hidden]


def _texts(row: Sequence[Cell]) -> list[str]:
    return [cell.text for cell in row]


def _table(lines: Lines) -> AnswerTable:
    """Take the first line that fills half of the width as headings; a title may stand above."""
    filled = [(number, line) for number, line in enumerate(lines, start=1) if any(line)]
    width = max((sum(map(bool, line)) for _number, line in filled), default=0)
    at = next((at for at, (_n, line) in enumerate(filled) if 2 * sum(map(bool, line)) > width), 0)
    if not filled:
        return AnswerTable([], [], [])
    heading, below = filled[at][1], filled[at + 1 :]
    used = [
        column
        for column in range(len(heading))
        if heading[column] or any(line[column] for _number, line in below)
    ]
    return AnswerTable(
        headers=[heading[column] or letters(column + 1) for column in used],
        rows=[[line[column] for column in used] for _number, line in below],
        lines=[number for number, _line in below],
    )
