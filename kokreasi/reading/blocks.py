"""A document as its readers see it: blocks in the order of reading, over numbered lines.

The lines are what a person sees beside the fields when reviewing; every block, and every field
read from one, names the line on which it begins.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Shape(StrEnum):
    """What a block looks like; what it means is for the readers to tell."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    MARGIN = "margin"


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, list item, line of a table, or what stands in a margin of the page.

    `line` counts from 1 in `Document.lines`. `marker` is the number or bullet as shown ("1.",
    "a)", "-", "[ ]", "KESATU"), never part of `text`. `level` is the depth of a list item or of
    a heading, from 0. A row has its `cells`, each with its inner line ends, and the number of its
    `table`, from 1; its text joins them with tabs. `is_bold`: all of it is.
    """

    line: int
    text: str
    shape: Shape = Shape.PARAGRAPH
    marker: str = ""
    level: int = 0
    cells: list[str] = field(default_factory=list)
    table: int = 0
    page: int = 0
    is_bold: bool = False


@dataclass(frozen=True)
class Document:
    """What a file says. `warnings` are codes of what could not be shown (pictures, hidden text).

    `pages` is 0 where a format knows none. `where` gives, for a warning that is about some of
    the pages, their numbers from 1.
    """

    kind: str
    lines: list[str]
    blocks: list[Block]
    pages: int = 0
    warnings: list[str] = field(default_factory=list)
    where: dict[str, list[int]] = field(default_factory=dict)
