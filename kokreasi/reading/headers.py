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
    Meaning.REMARKS: "keterangan|ket|catatan|remarks|remark|notes|note|comments",
}
MEANINGS = {word: meaning for meaning, words in WORDS.items() for word in words.split("|")}


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
    """Find the first line, or pair of lines, that names the title and two columns more."""
    for at, row in enumerate(rows[:LOOK_WITHIN]):
        below = rows[at + 1] if at + 1 < len(rows) else []
        for lines, labels in ((2, _labels_of_two(row, below)), (1, _labels_of_one(row))):
            if _is_header(labels):
                return _understand(labels, first_line=at + 1, last_line=at + lines)
    return None


def _labels_of_one(row: list[Cell]) -> list[Label]:
    return [Label("" if cell.merged else cell.text) for cell in row]


def _labels_of_two(row: list[Cell], below: list[Cell]) -> list[Label]:
    """Put the second line under the first; empty when the second already belongs to the table."""
    labels: list[Label] = []
    group = ""
    for upper, lower in zip(row, below, strict=False):
        if upper.is_own:
            group = upper.text
        own = upper.text if upper.is_own else ""
        labels.append(Label(lower.text, group) if lower.is_own else Label(own))
    return labels if _is_second_line(row, below) else []


def _is_second_line(row: list[Cell], below: list[Cell]) -> bool:
    """A second line names something we know and leaves the place under the title free."""
    if sum(cell.is_own for cell in row) < LABELS_OF_A_FIRST_LINE:
        return False
    pairs = [
        (upper, Label(lower.text)) for upper, lower in zip(row, below, strict=False) if lower.is_own
    ]
    under_title = [label for upper, label in pairs if Label(upper.text).meaning == Meaning.TITLE]
    names_something = any(label.meaning or speaks_of_a_semester(label.text) for _, label in pairs)
    return names_something and all(label.meaning for label in under_title)


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
