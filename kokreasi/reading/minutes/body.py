"""The body of a note: every piece becomes a point, an agreement, a follow-up or is put aside."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from kokreasi.reading.blocks import Block, Shape
from kokreasi.reading.minutes.boxes import unboxed
from kokreasi.reading.minutes.follow_ups import marked_task, read_list, with_their_tags
from kokreasi.reading.minutes.implied import implied_in
from kokreasi.reading.minutes.leftovers import without_closing
from kokreasi.reading.minutes.model import FollowUp, LeftOut, Line, Point, Role, Section, Why
from kokreasi.reading.minutes.outcomes import agreements_of, is_speech, states_agreement
from kokreasi.reading.minutes.points import points_of, points_of_table
from kokreasi.reading.minutes.records import records_in, tasks_of_records
from kokreasi.reading.minutes.sections import Part, Piece, divide, nested
from kokreasi.reading.minutes.speakers import speaker_of
from kokreasi.reading.minutes.tags import Tag
from kokreasi.reading.minutes.tasktables import Table, read_table, tasks_of

FEW_WORDS = 6
STATES = re.compile(r"[.;:]$")


@dataclass
class Body:
    """What stands below the head of a note."""

    sections: list[Section] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    agreements: list[tuple[Piece, str]] = field(default_factory=list)
    follow_ups: list[FollowUp] = field(default_factory=list)
    unread: list[Line] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def read_body(blocks: list[tuple[int, Block]], meeting_day: date | None) -> Body:
    """Read the blocks that are neither head nor leftover, given with their indexes."""
    reader = _Reader(meeting_day)
    parts = divide(list(nested(unboxed(list(_unglued(blocks, reader.body))))))
    for part in parts:
        reader.read(part)
    if not reader.has_list:
        reader.body.follow_ups += implied_in(parts, meeting_day)
    reader.body.follow_ups.sort(key=lambda each: each.line)
    return reader.body


def _unglued(blocks: list[tuple[int, Block]], body: Body) -> Iterator[tuple[int, Block]]:
    for index, block in blocks:
        text, closing = without_closing(block.text)
        if closing and block.shape is not Shape.ROW:
            body.left_out.append(LeftOut(block.line, closing, Why.CLOSING_WORDS))
            yield index, replace(block, text=text)
        else:
            yield index, block


class _Reader:
    def __init__(self, meeting_day: date | None) -> None:
        self.body = Body()
        self.meeting_day = meeting_day
        self.has_list = False
        """Whether some list or table of follow-ups was read: then nothing is implied."""

    def read(self, part: Part) -> None:
        if part.title and part.section not in self.body.sections[-2:]:
            self.body.sections.append(part.section)
        for is_table, group in groupby(part.pieces, key=_table_of):
            pieces = list(group)
            if is_table:
                self._read_table(part, pieces)
            else:
                self._read_pieces(part, pieces)

    def _read_pieces(self, part: Part, pieces: list[Piece]) -> None:
        match part.role:
            case Role.DOCUMENTATION:
                self._leave_out(pieces, Why.DOCUMENTATION)
            case Role.FOLLOW_UPS:
                self._read_list(part, pieces)
            case Role.AGREEMENTS | Role.CONCLUSIONS:
                self._read_agreements(part, self._without_marked(pieces))
            case Role.AGENDA | Role.PARTICIPANTS:
                self._put_aside(part, pieces)
            case _:
                self._read_talk(part, self._without_marked(pieces))

    def _read_list(self, part: Part, pieces: list[Piece]) -> None:
        records, pieces = records_in(pieces)
        self.body.follow_ups += tasks_of_records(records, self.meeting_day)
        self.has_list = self.has_list or bool(records)
        found = read_list(pieces, self.meeting_day, mixed=part.mixed)
        self.body.follow_ups += found.follow_ups
        self.has_list = self.has_list or bool(found.follow_ups)
        if part.mixed:
            self.body.agreements += agreements_of(found.others)
        else:
            self.body.points += points_of(part, found.others)

    def _without_marked(self, pieces: list[Piece]) -> list[Piece]:
        """Take out the lines that say of themselves that they are follow-ups."""
        others: list[Piece] = []
        for piece in with_their_tags(pieces):
            marked = marked_task(piece, self.meeting_day)
            self.body.follow_ups += marked
            others += [] if marked else [piece]
        self.has_list = self.has_list or len(others) < len(pieces)
        return others

    def _read_agreements(self, part: Part, pieces: list[Piece]) -> None:
        speeches = [piece for piece in pieces if is_speech(part, piece)]
        if len(speeches) * 2 > len([piece for piece in pieces if not piece.depth]) > 0:
            self.body.points += points_of(part, pieces)
            return
        self.body.agreements += agreements_of(pieces)

    def _put_aside(self, part: Part, pieces: list[Piece]) -> None:
        """Leftovers of a list of topics or names: sentences are points, the rest was not read."""
        said = [piece for piece in pieces if _is_sentence(piece)]
        self._read_talk(part, self._without_marked(said))
        self.body.unread += [_unread(piece) for piece in pieces if piece not in said]

    def _read_talk(self, part: Part, pieces: list[Piece]) -> None:
        if not part.title:
            self.body.unread += [_unread(piece) for piece in pieces if not _is_content(piece)]
            pieces = [piece for piece in pieces if _is_content(piece)]
        self.body.points += points_of(part, pieces)
        self.body.agreements += [
            (piece, piece.text.strip()) for piece in pieces if states_agreement(piece)
        ]

    def _leave_out(self, pieces: list[Piece], why: Why) -> None:
        self.body.left_out += [LeftOut(piece.block.line, piece.text, why) for piece in pieces]

    def _read_table(self, part: Part, pieces: list[Piece]) -> None:
        if part.role is Role.DOCUMENTATION:
            self._leave_out(pieces, Why.DOCUMENTATION)
            return
        table = read_table(pieces, of_tasks=part.role is Role.FOLLOW_UPS)
        is_list = part.role is Role.FOLLOW_UPS and Tag.ACTION in table.columns
        is_of_people = part.role is Role.PARTICIPANTS
        if (table.holds_tasks or is_list) and not is_of_people:
            self.body.follow_ups += tasks_of(table, self.meeting_day)
            self.has_list = True
        self._read_columns(part, table)
        if table.columns and not is_of_people:
            self._leave_out(table.heads, Why.TABLE_HEADER)

    def _read_columns(self, part: Part, table: Table) -> None:
        if Tag.TOPIC in table.columns:
            self.body.points += points_of_table(part, table)
        if Tag.OUTCOME in table.columns:
            self.body.agreements += [
                (row, text) for row in table.rows if (text := table.cell(row, Tag.OUTCOME))
            ]
        if not table.columns.keys() & {Tag.TOPIC, Tag.OUTCOME, Tag.ACTION}:
            self.body.unread += [_unread(row) for row in table.rows]


def _table_of(piece: Piece) -> int:
    return max(piece.block.table, 1) if piece.block.shape is Shape.ROW else 0


def _is_sentence(piece: Piece) -> bool:
    return len(piece.text.split()) > FEW_WORDS and STATES.search(piece.text.strip()) is not None


def _is_content(piece: Piece) -> bool:
    """Before any heading only what reads like a sentence, or is said by somebody, is a point."""
    text = piece.text.strip()
    is_long = len(text.split()) > FEW_WORDS or text.endswith((".", ";"))
    return is_long or piece.block.shape is Shape.ITEM or speaker_of(text) is not None


def _unread(piece: Piece) -> Line:
    return Line(piece.block.line, piece.text.strip())


def by_line(body: Body) -> Iterator[tuple[Piece, str]]:
    yield from sorted(body.agreements, key=lambda each: each[0].block.line)
