"""Lines of a page with the places of their parts, in points or in columns of text."""

from dataclasses import dataclass, field, replace

from kokreasi.reading.documents.marks import MARK


@dataclass(frozen=True)
class Segment:
    """Words that stand close together."""

    left: float
    right: float
    text: str


@dataclass(frozen=True)
class Line:
    """A line as it stands on the page.

    `top` grows downwards. `number` counts from 1 in the lines of the document; `height` is the
    size of its letters.
    """

    segments: tuple[Segment, ...]
    top: float
    number: int
    height: float = 1.0
    page: int = 0
    is_bold: bool = False
    text_begins: float | None = None
    """Where the text begins that stands apart from its marker."""

    @property
    def left(self) -> float:
        return self.segments[0].left

    @property
    def right(self) -> float:
        return self.segments[-1].right

    @property
    def text(self) -> str:
        """Everything in the line; what stands far apart is kept apart by a tab."""
        return "\t".join(segment.text for segment in self.segments)

    @property
    def shown(self) -> str:
        """The line for a person's eyes."""
        return "   ".join(segment.text for segment in self.segments)

    def closed(self, widest: float) -> "Line":
        """Close the gaps of a line that turned out to be no line of a table."""
        first, *others = self.segments
        closed = [first]
        for segment in others:
            last = closed[-1]
            if segment.left - last.right < widest or MARK.fullmatch(last.text + " "):
                closed[-1] = Segment(last.left, segment.right, f"{last.text} {segment.text}")
            else:
                closed.append(segment)
        begins = others[0].left if others and len(closed) < len(self.segments) else None
        marked = MARK.fullmatch(first.text + " ") is not None
        return replace(self, segments=tuple(closed), text_begins=begins if marked else None)


@dataclass(frozen=True)
class Scale:
    """What near and far mean on a page."""

    letter: float = 1.0
    """The width of a usual letter."""
    pitch: float = 1.0
    """From one line of a paragraph to the next."""
    right: float = float("inf")
    """Where lines end that are broken by the width of the page; infinite where none are."""
    slack: float = 0.0
    """By how much a full line may fall short of that."""


@dataclass(frozen=True)
class TableRow:
    """A line of a table: the lines of each of its cells."""

    cells: list[list[Segment]]
    lines: list[Line]
    table: int = 0
    edges: list[float] = field(default_factory=list)
    """Where the room of each cell ends."""
