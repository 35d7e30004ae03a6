"""What was said: the points of a note, each with who said it."""

from collections.abc import Iterator
from dataclasses import dataclass

from kokreasi.reading.blocks import Shape
from kokreasi.reading.minutes.headings import role_of
from kokreasi.reading.minutes.model import Point
from kokreasi.reading.minutes.sections import Part, Piece
from kokreasi.reading.minutes.speakers import Speaker, speaker_of
from kokreasi.reading.minutes.tags import Tag
from kokreasi.reading.minutes.tasktables import Table

NOBODY = Speaker("", None)


@dataclass
class _Talk:
    """Who is speaking at which depth."""

    stack: list[tuple[int, Speaker]]

    def speaker_at(self, depth: int, own: Speaker | None) -> Speaker:
        while self.stack and self.stack[-1][0] >= depth:
            self.stack.pop()
        speaker = own or (self.stack[-1][1] if self.stack else NOBODY)
        self.stack.append((depth, speaker))
        return speaker


def points_of(part: Part, pieces: list[Piece]) -> Iterator[Point]:
    """Give every piece as a point; what stands below somebody's name is said by them."""
    is_name = part.title and role_of(part.title, loosely=True) is None
    heading = speaker_of(f"{part.title}:") if is_name else None
    talk = _Talk([(-2, heading)] if heading else [])
    for piece in pieces:
        depth = piece.depth if piece.block.shape is Shape.ITEM else -1
        speaker = talk.speaker_at(depth, speaker_of(piece.text))
        yield Point(
            speaker=speaker.name or None,
            organisation=speaker.organisation,
            text=piece.text.strip(),
            line=piece.block.line,
            section=part.title,
            marker=piece.marker,
            level=piece.depth,
        )


def points_of_table(part: Part, table: Table) -> Iterator[Point]:
    """Give the topics of a table of a discussion, under the names in its other column."""
    for piece in table.rows:
        text = table.cell(piece, Tag.TOPIC)
        name = table.cell(piece, Tag.SPEAKER)
        speaker = speaker_of(f"{name}:") if name else speaker_of(text)
        if text:
            yield Point(
                speaker=name or (speaker.name if speaker else None),
                organisation=speaker.organisation if speaker else None,
                text=text,
                line=piece.block.line,
                section=part.title,
                marker=table.cell(piece, Tag.NUMBER),
            )
