"""The header of a matrix: where it stands, and which column means what."""

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

from kokreasi.reading.codes import Code
from kokreasi.reading.errors import Params
from kokreasi.reading.semesters import Semester, semester_in, speaks_of_a_semester
from kokreasi.reading.sheetfacts import letters
from kokreasi.reading.workbook import Cell

LOOK_WITHIN = 30
"""Lines in which a header is sought."""
MOST_LINES = 3
"""Lines of a header, as in target over year over semester."""
LABELS_OF_A_FIRST_LINE = 2
"""Fewer words in a line are the title of the table, or its date."""
NEEDED = 3
"""Known columns, the title among them, that make a line a header."""


class Meaning(StrEnum):
    NUMBER = "number"
    REFERENCE = "reference"
    THEME = "theme"
    TITLE = "title"
    PROPOSERS = "proposers"
    LEADS = "leads"
    SUPPORTERS = "supporters"
    STATUS = "status"
    REMARKS = "remarks"
    MEASURE = "measure"
    ROW = "row"
    """By which a row of ours is known again; hidden from people."""


WORDS: dict[Meaning, str] = {
    Meaning.NUMBER: "no|nomor|nomer|no urut|nomor urut|number|#",
    Meaning.REFERENCE: "referensi|nomor referensi|no referensi|kode|kode usulan|reference|ref|code",
    Meaning.THEME: "tema|isu|isu strategis|tema/isu strategis|isu/tema|tema isu strategis|topik"
    "|bidang|theme|strategic issue|theme/strategic issue|issue|topic",
    Meaning.TITLE: "usulan komitmen|komitmen|judul|judul komitmen|judul usulan|usulan|nama komitmen"
    "|usulan rencana aksi|rencana aksi|renaksi|usulan renaksi|title|commitment|commitment title"
    "|proposed commitment|proposal",
    Meaning.PROPOSERS: "oms pengusul|pengusul|oms|nama oms|organisasi pengusul|lsm|usulan dari"
    "|organisasi masyarakat sipil|cso|csos|proposer|proposers|proposed by|proposing cso",
    Meaning.LEADS: "k/l penanggung jawab|penanggung jawab|instansi penanggung jawab|k/l|pj|k/l pj"
    "|instansi pelaksana|k/l pelaksana|pelaksana|kementerian/lembaga|instansi"
    "|kementerian/lembaga penanggung jawab|lead|leads|lead institution|lead agency|lead ministry"
    "|lead ministry/agency|responsible|responsible institution|responsible agency",
    Meaning.SUPPORTERS: "k/l pendukung|pendukung|instansi pendukung|instansi terkait|k/l terkait"
    "|kementerian/lembaga pendukung|mitra|supporting|support|supporters|supporting institution"
    "|supporting institutions|supporting agency|supporting agencies|supporting ministry/agency",
    Meaning.STATUS: "status|status usulan|status pembahasan",
    Meaning.ROW: "id baris|row id",
    Meaning.REMARKS: "keterangan|ket|catatan|remarks|remark|notes|note|comments",
}
MEANINGS = {word: meaning for meaning, words in WORDS.items() for word in words.split("|")}


KEYS = frozenset({Meaning.NUMBER, Meaning.TITLE})
"""What a row of the table has, and the second line of a header has not."""


@dataclass(frozen=True)
class Column:
    """A column that was understood: `letter` as Excel names it, `label` as the file writes it."""

    letter: str
    label: str
    meaning: Meaning
    semester: Semester | None = None


@dataclass(frozen=True)
class HeaderProblem:
    code: Code
    column: str
    params: Params


@dataclass
class Header:
    """The header and what was found in it; columns count from 1."""

    first_line: int
    last_line: int
    columns: dict[int, Column] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)
    """Labels that mean nothing to us, by column."""
    problems: list[HeaderProblem] = field(default_factory=list)

    def column_of(self, meaning: Meaning) -> int | None:
        return next((at for at, column in self.columns.items() if column.meaning == meaning), None)

    @property
    def measures(self) -> dict[int, Semester]:
        """The columns of targets, from the first semester to the last."""
        found = {at: column.semester for at, column in self.columns.items() if column.semester}
        return dict(sorted(found.items(), key=lambda item: item[1]))


@dataclass(frozen=True)
class Label:
    """What stands over a column, with the group it belongs to, such as Ukuran Keberhasilan."""

    text: str
    group: str = ""

    @property
    def meaning(self) -> Meaning | None:
        return MEANINGS.get(key(self.text))

    @property
    def semester(self) -> Semester | None:
        return semester_in(self.text) or semester_in(f"{self.group} {self.text}")


def key(label: str) -> str:
    """Reduce a label to its words: "K / L Penanggungjawab *)" to "k/l penanggung jawab"."""
    text = (
        unicodedata.normalize("NFKC", label)
        .casefold()
        .replace("penanggungjawab", "penanggung jawab")
    )
    text = re.sub(r"\(.*?\)|[*:.)(]+", " ", text)
    return re.sub(r"\s*/\s*", "/", " ".join(text.split()))


def find_header(rows: list[list[Cell]]) -> Header | None:
    """Find the first line, or two or three together, that names the title and two columns more."""
    for at in range(min(LOOK_WITHIN, len(rows))):
        for height in range(MOST_LINES, 0, -1):
            lines = rows[at : at + height]
            labels = _labels_of(lines) if _belong_together(lines) else []
            if _is_header(labels):
                return _understand(labels, first_line=at + 1, last_line=at + len(lines))
    return None


def _labels_of(lines: list[list[Cell]]) -> list[Label]:
    """Take the lowest word over each column; the words above it, or left of that, are its group."""
    labels: list[Label] = []
    groups = [""] * len(lines)
    for cells in zip(*lines, strict=True):
        own = [depth for depth, cell in enumerate(cells) if cell.is_own]
        for depth in own:
            groups[depth] = cells[depth].text
        lowest = own[-1] if own else 0
        group = " ".join(groups[:lowest])
        labels.append(Label(cells[lowest].text if own else "", group))
    return labels


def _belong_together(lines: list[list[Cell]]) -> bool:
    """Whether the lines under the first are header too: they leave the place under number and
    title free, and the last names something we know.
    """
    first, *others = lines
    if not others:
        return True
    if sum(cell.is_own for cell in first) < LABELS_OF_A_FIRST_LINE:
        return False
    is_free = all(_leaves_keys_free(first, line) for line in others)
    return is_free and any(_names_something(cell) for cell in others[-1] if cell.is_own)


def _leaves_keys_free(first: list[Cell], line: list[Cell]) -> bool:
    return all(
        _meaning_of(lower) is not None
        for upper, lower in zip(first, line, strict=True)
        if lower.is_own and _meaning_of(upper) in KEYS
    )


def _names_something(cell: Cell) -> bool:
    return _meaning_of(cell) is not None or speaks_of_a_semester(cell.text)


def _meaning_of(cell: Cell) -> Meaning | None:
    return Label(cell.text).meaning


def _is_header(labels: list[Label]) -> bool:
    known = [label for label in labels if label.meaning or label.semester]
    return len(known) >= NEEDED and any(label.meaning == Meaning.TITLE for label in known)


def _understand(labels: list[Label], *, first_line: int, last_line: int) -> Header:
    header = Header(first_line, last_line)
    seen: dict[tuple[Meaning, Semester | None], str] = {}
    for at, label in enumerate(labels, start=1):
        semester = None if label.meaning else label.semester
        meaning = Meaning.MEASURE if semester else label.meaning
        if meaning is None:
            _set_aside(header, at, label)
        elif (meaning, semester) in seen:
            first = seen[meaning, semester]
            params = {"label": label.text, "meaning": meaning.value, "first": first}
            header.problems.append(HeaderProblem(Code.DUPLICATE_COLUMN, letters(at), params))
        else:
            seen[meaning, semester] = letters(at)
            header.columns[at] = Column(letters(at), label.text, meaning, semester)
    return header


def _set_aside(header: Header, at: int, label: Label) -> None:
    header.unknown[at] = label.text
    if speaks_of_a_semester(label.text):
        params = {"label": label.text}
        header.problems.append(HeaderProblem(Code.SEMESTER_UNCLEAR, letters(at), params))
