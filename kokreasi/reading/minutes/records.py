"""Follow-ups as records: one line for who, one for what, one for until when."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from kokreasi.reading.blocks import Shape
from kokreasi.reading.minutes.deadlines import read_deadline
from kokreasi.reading.minutes.model import FollowUp
from kokreasi.reading.minutes.sections import Piece
from kokreasi.reading.minutes.tags import Tag, names_part, tag_of_head
from kokreasi.reading.minutes.tasks import assigned, follow_up_of, read_task

LINE = re.compile(r"(?P<label>[^:]{2,40}?)\s*:\s*(?P<value>\S.*)", re.DOTALL)
Record = dict[Tag, tuple[str, Piece]]


def records_in(pieces: Iterable[Piece]) -> tuple[list[Record], list[Piece]]:
    """Take the records out of a list; a label that comes again begins the next one."""
    records: list[Record] = []
    others: list[Piece] = []
    current: Record = {}
    for piece in pieces:
        part = _part_of(piece)
        if part is None or part[0] in current:
            _close(current, records, others)
            current = {}
        if part is None:
            others.append(piece)
        else:
            current[part[0]] = (part[1], piece)
    _close(current, records, others)
    return records, others


def _part_of(piece: Piece) -> tuple[Tag, str] | None:
    line = LINE.fullmatch(piece.text.strip())
    is_line = piece.block.shape is Shape.PARAGRAPH and line is not None
    if not is_line or line is None or not names_part(line["label"]):
        return None
    tag = tag_of_head(line["label"])
    return (tag, line["value"]) if tag else None


def _close(current: Record, records: list[Record], others: list[Piece]) -> None:
    """A record says what is to be done and one thing more; single lines are no record."""
    if Tag.ACTION in current and len(current) > 1:
        records.append(current)
    else:
        others += [piece for _value, piece in current.values()]


def tasks_of_records(records: Iterable[Record], meeting_day: date | None) -> Iterator[FollowUp]:
    for record in records:
        words, piece = record[Tag.ACTION]
        actor, deadline, status = (
            record[tag][0] if tag in record else "" for tag in (Tag.ACTOR, Tag.DEADLINE, Tag.STATUS)
        )
        task = read_task(words, meeting_day, lenient=not actor)
        task = replace(
            task,
            actor=actor or task.actor,
            deadline=read_deadline(deadline, meeting_day) or task.deadline,
            status=status or task.status,
        )
        yield follow_up_of(assigned(task) if actor else task, piece.block.line)
