"""Tables whose cells are separated by a sign: | as in Markdown, or a tab."""

import re
from collections.abc import Iterator, Sequence

from kokreasi.reading.documents.assembly import Paragraph

FRAME = re.compile(r"[\s|+:=_-]+")
"""A line that only draws the frame of a table."""
ESCAPED_BAR = re.compile(r"(?<!\\)\|")
FEWEST_TABS = 2
LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def delimited_rows(lines: Sequence[str]) -> dict[int, Paragraph | None]:
    """Give the rows by the number of their line; None for a line that only draws a frame."""
    rows: dict[int, Paragraph | None] = {}
    table = 0
    for start, end in _runs(lines):
        table += 1
        for at in range(start, end):
            if FRAME.fullmatch(lines[at]):
                rows[at + 1] = None
                continue
            cells = cells_of(lines[at])
            rows[at + 1] = Paragraph("\t".join(cells), cells=cells, table=table, line=at + 1)
    return rows


def cells_of(line: str) -> list[str]:
    """Take the cells of a line apart; <br> ends a line within a cell, as in Markdown."""
    if "|" in line:
        line = line.strip().removeprefix("|")
        line = line[:-1] if line.endswith("|") and not line.endswith("\\|") else line
        parts = [part.replace("\\|", "|") for part in ESCAPED_BAR.split(line)]
    else:
        parts = line.split("\t")
    return [LINE_BREAK.sub("\n", part).strip() for part in parts]


def _runs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Find the lines, at least two, that follow each other in the shape of a table."""
    start = 0
    shape = ""
    for at, line in enumerate([*lines, ""]):
        now = _shape(line)
        if now == shape or (now == "frame" and shape == "bars"):
            continue
        if shape not in {"", "frame"} and at - start > 1:
            yield start, at
        start, shape = at, now


def _shape(line: str) -> str:
    """Say what kind of table a line may belong to, "" for none."""
    stripped = line.strip()
    if stripped.startswith("|") or stripped.count("|") > 1:
        return "bars"
    if stripped and FRAME.fullmatch(stripped) and ("+" in stripped or "|" in stripped):
        return "bars"
    tabs = line.count("\t") if line[:1].strip() else 0
    return f"{tabs} tabs" if tabs >= FEWEST_TABS and "\t\t" not in line else ""
