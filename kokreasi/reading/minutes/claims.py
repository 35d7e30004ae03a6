"""What the head of a note must not claim: lists and sentences that are its content."""

from collections.abc import Iterator

from kokreasi.reading.blocks import Block, Shape
from kokreasi.reading.minutes.clauses import read_clause
from kokreasi.reading.minutes.follow_ups import sentences_of
from kokreasi.reading.minutes.sections import ANNOUNCES
from kokreasi.reading.minutes.tags import Tag, read_tags
from kokreasi.reading.minutes.tasktables import task_heads_in

LONGEST_ANNOUNCEMENT = 90
LONGEST = 1_000


def content_in(blocks: list[Block]) -> Iterator[int]:
    """Give the indexes of blocks that are content, whatever stands around them."""
    yield from task_heads_in(blocks)
    yield from _announcing(blocks)
    for index, block in enumerate(blocks):
        if _assigns(block) or _goes_on_to_promise(block):
            yield index


def _announcing(blocks: list[Block]) -> Iterator[int]:
    """Find the sentences that announce what was agreed, and the items right below them."""
    is_below = False
    for index, block in enumerate(blocks):
        text = block.text.rstrip()
        is_head = block.shape is Shape.PARAGRAPH and text.endswith(":")
        is_below = (is_head and ANNOUNCES.search(text[-LONGEST_ANNOUNCEMENT:]) is not None) or (
            is_below and block.shape is Shape.ITEM
        )
        if is_below:
            yield index


def _assigns(block: Block) -> bool:
    """An item that names who is responsible stands in no list of topics or names."""
    return block.shape is Shape.ITEM and Tag.ACTOR in read_tags(block.text).parts


def _goes_on_to_promise(block: Block) -> bool:
    """ "The meeting was closed at four. X akan mengirim ..." tells more than the hour."""
    if block.shape is not Shape.PARAGRAPH or len(block.text) > LONGEST:
        return False
    clauses = map(read_clause, sentences_of(block.text)[1:])
    return any(clause.actor and clause.kind for clause in clauses)
