"""Tables that only frame text: one field to a row, or everything in one cell."""

from collections.abc import Iterator
from dataclasses import replace

from kokreasi.reading.blocks import Block, Shape
from kokreasi.reading.minutes.headings import role_of
from kokreasi.reading.minutes.tags import names_part, tag_of_head
from kokreasi.reading.minutes.tasktables import MARKED

MOST_CELLS, LABEL_AND_VALUE = 4, 2
ARROWS = ("→", "->", "=>", "⇒", "➔")


def unboxed(blocks: list[tuple[int, Block]]) -> Iterator[tuple[int, Block]]:
    """Turn "Kesimpulan | 1. ..." into a heading and its items, and leave real tables alone."""
    for index, block in blocks:
        cells = [cell.strip() for cell in block.cells if cell.strip(" :\t\n")]
        if block.shape is not Shape.ROW or not cells:
            yield index, block
        elif len(cells) == 1 and len(block.cells) <= MOST_CELLS:
            yield from ((index, each) for each in _lines(block, cells[0]))
        elif cells[0].startswith(ARROWS):
            text = " | ".join([cells[0].lstrip("".join(ARROWS) + " "), *cells[1:]])
            yield index, replace(block, text=text, shape=Shape.ITEM, marker="→", cells=[], table=0)
        elif len(block.cells) > len(cells) and _is_part_of_a_task(cells):
            yield index, replace(_plain(block), text=": ".join(cells))
        elif _is_field(cells):
            yield (
                index,
                replace(block, text=cells[0], shape=Shape.HEADING, cells=[], table=0, level=0),
            )
            yield from ((index, each) for each in _lines(block, "\n".join(cells[1:])))
        else:
            yield index, block


def _is_part_of_a_task(cells: list[str]) -> bool:
    return len(cells) == LABEL_AND_VALUE and names_part(cells[0]) and "\n" not in cells[1]


def _is_field(cells: list[str]) -> bool:
    if len(cells) != LABEL_AND_VALUE or role_of(cells[0]) is None:
        return False
    return tag_of_head(cells[1]) is None


def _plain(block: Block) -> Block:
    return replace(block, shape=Shape.PARAGRAPH, cells=[], table=0)


def _lines(block: Block, text: str) -> Iterator[Block]:
    plain = _plain(block)
    for line in filter(str.strip, text.splitlines()):
        if marked := MARKED.match(line):
            indent = len(line) - len(line.lstrip())
            yield replace(
                plain,
                text=marked["text"],
                shape=Shape.ITEM,
                marker=marked["marker"],
                level=min(indent // 2, 5),
            )
        else:
            yield replace(plain, text=line.strip())
