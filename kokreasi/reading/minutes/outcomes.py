"""What was agreed: each agreement whole, with what stands below it."""

import re
from collections.abc import Iterator

from kokreasi.reading.blocks import Shape
from kokreasi.reading.minutes.follow_ups import Tree, trees
from kokreasi.reading.minutes.model import Role
from kokreasi.reading.minutes.sections import Part, Piece
from kokreasi.reading.minutes.speakers import speaker_of

DECIDING = {Role.AGREEMENTS, Role.CONCLUSIONS}
STATED = re.compile(
    r"^(?:(?:rapat|forum|peserta(?:\s+rapat)?|musyawarah|seluruh\s+peserta|semua\s+pihak)\s+)?(?:(?:telah\s+)?(?:di|men)"
    r"(?:sepakati|yepakati)|sepakat|(?:telah\s+)?memutuskan|diputuskan|agreed|decided)\b",
    re.IGNORECASE,
)


def agreements_of(pieces: list[Piece]) -> Iterator[tuple[Piece, str]]:
    """Give the items of a section of agreements; a line that only announces them is none."""
    for tree in trees(pieces):
        if not tree.below or _announces(tree):
            yield from ((each.piece, _whole(each)) for each in (tree.below or [tree]))
        else:
            yield tree.piece, _whole(tree)


def _announces(tree: Tree) -> bool:
    return tree.piece.block.shape is not Shape.ITEM and tree.piece.text.rstrip().endswith(":")


def _whole(tree: Tree, indent: str = "") -> str:
    lines = [
        f"{indent}{tree.piece.marker} ".lstrip(" ") + tree.piece.text.strip()
        if indent
        else tree.piece.text.strip()
    ]
    lines += [_whole(below, indent + " ") for below in tree.below]
    return "\n".join(lines)


def is_speech(part: Part, piece: Piece) -> bool:
    """Under "Hasil rapat" some notes report speeches: those are points."""
    return part.role is Role.CONCLUSIONS and speaker_of(piece.text) is not None


def states_agreement(piece: Piece) -> bool:
    """ "Rapat menyepakati ..." is an agreement wherever it stands."""
    return STATED.match(piece.text) is not None and not piece.text.rstrip().endswith(":")
