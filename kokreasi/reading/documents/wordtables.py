"""Word tables as rows of cells, merged cells included, however wide they claim to be."""

from collections.abc import Iterator
from dataclasses import dataclass

from kokreasi.reading.documents.parts import Element, attribute, child, children, name_of, number

WIDEST = 63
"""Word allows no more columns."""
WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "smartTag"})


@dataclass(frozen=True)
class Cell:
    """A cell: how many columns it covers, and whether it goes on from the row above."""

    element: Element
    width: int = 1
    goes_on: bool = False


def cells_of_table(table: Element) -> list[list[Cell]]:
    """Give the cells of each row; deleted rows and rows without a cell are none."""
    rows = (list(_cells(row)) for row in _within(table, "tr") if not _is_deleted(row))
    return [row for row in rows if row]


def _cells(row: Element) -> Iterator[Cell]:
    given = child(row, "trPr")
    room = WIDEST
    skipped = min(number(attribute(child(given, "gridBefore"), "val")), room - 1)
    for element in _within(row, "tc"):
        cell = _cell(element, room)
        room -= cell.width
        yield Cell(cell.element, cell.width + skipped, cell.goes_on) if skipped else cell
        skipped = 0
        if room <= 0:
            return


def _cell(element: Element, room: int) -> Cell:
    given = child(element, "tcPr")
    span = number(attribute(child(given, "gridSpan"), "val"), 1)
    merge = child(given, "vMerge")
    goes_on = merge is not None and attribute(merge, "val") != "restart"
    return Cell(element, max(1, min(span, room)), goes_on)


def _within(element: Element, name: str) -> Iterator[Element]:
    for each in element:
        if name_of(each) == name:
            yield each
        elif name_of(each) in WRAPPERS:
            yield from _within(each, name)


def _is_deleted(row: Element) -> bool:
    return next(children(child(row, "trPr"), "del"), None) is not None
