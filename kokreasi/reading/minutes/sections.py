"""The sections of a note: which heading stands over which block."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kokreasi.reading.blocks import Block, Shape
from kokreasi.reading.minutes.headings import is_mixed, role_of
from kokreasi.reading.minutes.model import Role, Section
from kokreasi.reading.minutes.words import SPEECH, is_verb

ANNOUNCES = re.compile(
    r"\b(?:(?P<follow>tindak\s*lanjut|action\s+items|langkah\s+selanjutnya|ditindaklanjuti|penugasan)"
    r"|(?P<agree>menyepakati|disepakati|kesepakatan|memutuskan|diputuskan|keputusan|sepakat)"
    r"|(?P<conclude>(?:dengan|berikut|adapun)\s+hasil|hasil(?:nya)?\s+(?:\w+\s+){0,3}sebagai\s+berikut|kesimpulan|menyimpulkan|disimpulkan|simpulan|rekomendasi))\b",
    re.IGNORECASE,
)
LABELLED = re.compile(r"^(?P<label>[^:]{3,60}?)\s*:\s+(?P<rest>\S.*)$", re.DOTALL)
DIRECTS = re.compile(r"\b(?:arahan|instruksi|petunjuk|perintah|penugasan)\b", re.IGNORECASE)
ALWAYS_OUTCOME = {Role.FOLLOW_UPS, Role.AGREEMENTS, Role.CONCLUSIONS}
LEVELS = (
    re.compile(r"[IVXLC]{1,6}[.)]?"),
    re.compile(r"[A-Z][.)]?"),
    re.compile(r"\d{1,2}[.)]?"),
    re.compile(r"[a-z][.)]"),
)
MISREAD = re.compile(r"l[.)]")
FIRST_MARKER = re.compile(r"\(?[1aA][.)]?|[-•*–▪●○→]|\[[ xX]?\]")
OUTCOME = re.compile(
    r"(?:rekomendasi|kesimpulan|simpulan|keputusan|kesepakatan|tindak\s*lanjut|rtl\b|rencana\s+(?:tindak|aksi)"
    r"|arahan|hasil|pembagian\s+tugas|tugas|langkah|instruksi|action|yang\s+(?:akan|harus|perlu|dilakukan))\b",
    re.IGNORECASE,
)
ONE_TASK = re.compile(r"action|aksi|task|tugas|todo|to-do", re.IGNORECASE)
"""Before a colon such a word marks one task and opens no section."""
INNERMOST = 9
FEW_WORDS = 5
LONGEST_HEADING = 80
LONGEST_LEAD_IN, LONGEST_SENTENCE = 900, 250


class Style(StrEnum):
    """The kind of a marker; lists inside each other rarely share it."""

    ROMAN = "roman"
    UPPER = "upper"
    DIGIT = "digit"
    LOWER = "lower"
    BRACKET = "bracket"
    BULLET = "bullet"
    BOX = "box"
    NONE = ""


STYLES = (
    (Style.BOX, re.compile(r"\[[ xX✓✔-]?\]|[☐☑☒✅]")),
    (Style.ROMAN, re.compile(r"[IVX]{2,6}[.)]?|[IVX][.)]")),
    (Style.BRACKET, re.compile(r"\(\w{1,3}\)|\d{1,2}\)|[a-z]\)")),
    (Style.DIGIT, re.compile(r"\d{1,3}(?:\.\d{1,2})*[.]?")),
    (Style.UPPER, re.compile(r"[A-Z][.)]?|KE[A-Z ]{3,}|PERTAMA")),
    (Style.LOWER, re.compile(r"[a-z][.]|[ivx]{1,5}[.)]")),
)


@dataclass(frozen=True)
class Piece:
    """A block in its place: `index` in the document, `depth` in its list, under which section."""

    block: Block
    index: int
    depth: int
    text: str
    marker: str = ""


@dataclass
class Part:
    """A section with what stands in it; `mixed`: agreements and follow-ups under one heading."""

    title: str
    line: int
    role: Role
    level: int = INNERMOST
    mixed: bool = False
    directs: bool = False
    pieces: list[Piece] = field(default_factory=list)

    @property
    def section(self) -> Section:
        return Section(self.title, self.line, self.role)


@dataclass
class _Inner:
    """A section that a list item opened; it ends with the next item beside that one."""

    part: Part
    depth: int
    style: Style
    outer: Part


def style_of(marker: str) -> Style:
    return next(
        (style for style, pattern in STYLES if pattern.fullmatch(marker.strip())),
        Style.BULLET if marker.strip() else Style.NONE,
    )


def nested(blocks: Iterable[tuple[int, Block]]) -> Iterator[Piece]:
    """Give each item its depth: by its level and, at the same level, by a new kind of marker."""
    lists: list[_List] = []
    for index, block in blocks:
        if block.shape is not Shape.ITEM:
            lists = [] if block.shape is not Shape.PARAGRAPH else lists
            yield Piece(block, index, 0, block.text, block.marker)
            continue
        own = _list_of(block)
        while lists and lists[-1].level > block.level:
            lists.pop()
        known = _continued(lists, own)
        if known is None:
            lists.append(own)
        else:
            lists[known:] = [own]
        yield Piece(block, index, len(lists) - 1, block.text, block.marker)


@dataclass(frozen=True)
class _List:
    """A list that is still open, at its latest number."""

    level: int
    style: Style
    number: int | None


def _list_of(block: Block) -> _List:
    """Take the letter that a scan makes of "1." for the number."""
    marker = (
        block.marker.replace("l", "1") if MISREAD.fullmatch(block.marker.strip()) else block.marker
    )
    return _List(block.level, style_of(marker), number_of_marker(marker))


def _continued(lists: list[_List], own: _List) -> int | None:
    """Tell which open list the item goes on with; a second "1." below "3." begins a list inside."""
    follows = [
        at
        for at, each in enumerate(lists)
        if each.style is own.style and each.number and each.number + 1 == own.number
    ]
    if follows:
        return follows[-1]
    alike = [
        at for at, each in enumerate(lists) if (each.level, each.style) == (own.level, own.style)
    ]
    if not alike or own.number is None:
        return alike[0] if alike else None
    restarts = own.number == 1 and alike[-1] == len(lists) - 1
    if restarts and len(alike) == 1:
        return None
    return alike[-1]


def number_of_marker(marker: str) -> int | None:
    """Give 3 for "3.", "c)" and "(3)", and None where a marker does not count."""
    bare = marker.strip("(). ")
    if bare.isdigit():
        return int(bare)
    return ord(bare) - ord("a") + 1 if len(bare) == 1 and "a" <= bare <= "z" else None


def divide(pieces: list[Piece]) -> list[Part]:
    """Put every piece under its heading; the first part has no title and comes before any."""
    walk = _Walk()
    for at, piece in enumerate(pieces):
        walk.take(piece, pieces[at + 1] if at + 1 < len(pieces) else None)
    return walk.parts


class _Walk:
    """The state of going through a note from heading to heading."""

    def __init__(self) -> None:
        self.parts = [Part("", 0, Role.OTHER)]
        self.inner: _Inner | None = None

    @property
    def current(self) -> Part:
        return self.parts[-1]

    def take(self, piece: Piece, following: Piece | None) -> None:
        self._leave_inner(piece)
        heading = _heading(piece, following, self.current)
        if heading is None:
            self.current.pieces.append(piece)
            return
        part, rest = heading
        if piece.block.shape is Shape.ITEM and self.inner is None and _is_inner(piece, part):
            self.inner = _Inner(part, piece.depth, style_of(piece.marker), self.current)
        elif piece.block.shape is not Shape.ITEM:
            self.inner = None
        self.parts.append(part)
        if rest:
            part.pieces.append(replace(piece, text=rest, marker="", depth=0))

    def _leave_inner(self, piece: Piece) -> None:
        """Return to the section around a conclusion in the middle of a list."""
        inner = self.inner
        if inner is None or piece.block.shape is not Shape.ITEM or piece.depth > inner.depth:
            return
        if piece.depth == inner.depth and style_of(piece.marker) is not inner.style:
            return
        self.inner = None
        outer = inner.outer
        self.parts.append(replace(outer, pieces=[], line=outer.line))


def _is_inner(piece: Piece, part: Part) -> bool:
    """An item opens a section of its own only inside a list of other things."""
    return (
        style_of(piece.marker) not in {Style.ROMAN, Style.UPPER}
        or piece.depth > 0
        or not part.title
    )


def _heading(piece: Piece, following: Piece | None, current: Part) -> tuple[Part, str] | None:
    """Read the piece as a heading and what follows its colon on the same line."""
    block, text = piece.block, piece.text.strip()
    if block.shape in {Shape.ROW, Shape.MARGIN} or not text:
        return None
    is_shaped = block.shape is Shape.HEADING
    if not is_shaped and _is_one_of_a_list_of_titles(piece, following):
        return None
    is_heading = is_shaped or _looks_like_heading(piece) or _stands_above_list(piece, following)
    role = role_of(text, loosely=is_heading)
    if role:
        return _part(piece, text, role), ""
    if is_shaped:
        return _unknown_heading(piece, text, current)
    return _announced(piece, text, following, current) or _labelled(piece, text, current)


def _looks_like_heading(piece: Piece) -> bool:
    """Capitals all through, bold all through, or a Roman number, and no sentence."""
    text = piece.text.strip()
    if text.endswith((".", ";", ",")) or len(text) > LONGEST_HEADING or SPEECH.search(text):
        return False
    is_loud = text.isupper() or piece.block.is_bold
    return is_loud or (
        style_of(piece.marker) is Style.ROMAN and not any(map(is_verb, text.split()))
    )


def _stands_above_list(piece: Piece, following: Piece | None) -> bool:
    """ "Rekomendasi asesor" on its own line above "1. …" is a heading, whoever recommends."""
    text = piece.text.strip()
    if (
        piece.block.shape is not Shape.PARAGRAPH
        or following is None
        or text.endswith((".", ",", ";"))
    ):
        return False
    begins_list = FIRST_MARKER.fullmatch(following.block.marker.strip()) is not None
    return begins_list and OUTCOME.match(text) is not None and len(text.split()) <= FEW_WORDS


def _is_one_of_a_list_of_titles(piece: Piece, following: Piece | None) -> bool:
    """ "1. Pembukaan 2. Paparan 3. Diskusi" is an agenda: nothing stands under its lines."""
    if piece.block.shape is not Shape.ITEM or piece.text.rstrip().endswith(":"):
        return False
    if following is None:
        return True
    is_beside = following.block.shape is Shape.ITEM and following.depth == piece.depth
    return is_beside and role_of(following.text) is not None


def _part(piece: Piece, title: str, role: Role) -> Part:
    return Part(
        title.strip(" :*_#="),
        piece.block.line,
        role,
        _level(piece),
        mixed=is_mixed(title),
        directs=DIRECTS.search(title) is not None,
    )


def _level(piece: Piece) -> int:
    if piece.block.shape is Shape.HEADING and not piece.marker:
        return piece.block.level
    marker = piece.marker.strip()
    return next((at for at, each in enumerate(LEVELS) if each.fullmatch(marker)), 0)


def _unknown_heading(piece: Piece, text: str, current: Part) -> tuple[Part, str] | None:
    """A heading without meaning for us continues the section that it stands in, if deeper."""
    if _level(piece) > current.level:
        if current.role is Role.FOLLOW_UPS:
            return None
        role = current.role
    else:
        role = Role.OTHER
    part = _part(piece, text, role)
    if role is current.role:
        part.level, part.directs = current.level, current.directs
    part.mixed = False
    return part, ""


def _announced(
    piece: Piece, text: str, following: Piece | None, current: Part
) -> tuple[Part, str] | None:
    """ "Rapat menyepakati hal-hal sebagai berikut:" opens a section as a heading would."""
    if not text.endswith(":") or len(text) > LONGEST_LEAD_IN or following is None:
        return None
    text = re.split(r",\s+", text)[-1] if len(text) > LONGEST_SENTENCE else text
    announced = ANNOUNCES.search(text)
    if announced is None or SPEECH.search(text[: announced.start()]):
        return None
    role = (
        Role.FOLLOW_UPS
        if announced["follow"]
        else Role.AGREEMENTS
        if announced["agree"]
        else Role.CONCLUSIONS
    )
    if current.role in ALWAYS_OUTCOME and (role is current.role or role is not Role.FOLLOW_UPS):
        return None
    return _part(piece, text, role), ""


def _labelled(piece: Piece, text: str, current: Part) -> tuple[Part, str] | None:
    """ "Kesimpulan: ..." is a heading with its content on the same line."""
    label = LABELLED.match(text)
    if label is None or ONE_TASK.fullmatch(label["label"].strip(" *_")):
        return None
    role = role_of(label["label"])
    inside = piece.block.shape is Shape.ITEM and role not in ALWAYS_OUTCOME
    if role is None or inside or (current.role is Role.FOLLOW_UPS and role is not Role.FOLLOW_UPS):
        return None
    if current.role is Role.FOLLOW_UPS and piece.block.shape is Shape.ITEM:
        return None
    return _part(piece, label["label"], role), label["rest"]
