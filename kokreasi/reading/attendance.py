"""Attendance lists as offices keep them: a table with names somewhere below a heading.

The headings are Indonesian or English, in any order; "L" and "P" may be two columns to tick. What
is not understood is said and never guessed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

HEADING_ROWS = 40
"""How far down the line with the headings may stand."""


class Meaning(Enum):
    NAME = "name"
    ORGANISATION = "organisation"
    POSITION = "position"
    GENDER = "gender"
    MEN = "men"
    WOMEN = "women"
    DISABILITY = "disability"
    EMAIL = "email"
    DAY = "day"
    NOTHING = "nothing"


HEADINGS: Mapping[Meaning, str] = {
    Meaning.NAME: "nama|nama lengkap|nama peserta|peserta|name|full name|participant",
    Meaning.ORGANISATION: "instansi|lembaga|organisasi|asal instansi|instansi lembaga|unit kerja"
    "|instansi organisasi|lembaga instansi|asal lembaga|perusahaan|organisation|organization"
    "|institution|affiliation|instansi unit kerja|satuan kerja|k l|k l oms",
    Meaning.POSITION: "jabatan|posisi|position|title|pangkat jabatan|jabatan pekerjaan",
    Meaning.GENDER: "jenis kelamin|jk|l p|lp|p l|gender|sex|kelamin",
    Meaning.MEN: "l|laki laki|pria",
    Meaning.WOMEN: "p|perempuan|wanita",
    Meaning.DISABILITY: "disabilitas|penyandang disabilitas|difabel|disability",
    Meaning.EMAIL: "surel|email|e mail|alamat email|alamat surel|email address",
    Meaning.DAY: "hari|tanggal|hari tanggal|tgl|day|date",
    Meaning.NOTHING: "no|nomor|no urut|#|tanda tangan|ttd|paraf|keterangan|ket|signature|nip|"
    "no hp|no telepon|telepon|hp|nomor hp|no telp|no hp wa|phone|cara",
}
MEANINGS = {text: meaning for meaning, texts in HEADINGS.items() for text in texts.split("|")}
WOMAN = frozenset(["p", "perempuan", "wanita", "pr", "f", "female", "woman"])
MAN = frozenset(["l", "laki laki", "pria", "lk", "m", "male", "man", "laki"])
OTHER = frozenset({"lainnya", "other", "lain"})
YES = frozenset(
    ["ya", "y", "iya", "penyandang disabilitas", "yes", "true", "ada", "person with a disability"]
)
NO = frozenset(
    ["tidak", "t", "n", "bukan", "tidak ada", "no", "false", "non disabilitas", "no disability"]
)
NOT_SAID = frozenset({"", "tidak disebut", "not said", "tidak diisi"})
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list: what was read, and in `unread` the cells that say nothing we know.

    `gender` is woman, man, other or nothing; `disability` yes, no or nothing.
    """

    line: int
    name: str
    organisation: str = ""
    position: str = ""
    email: str = ""
    gender: str = ""
    disability: str = ""
    day: str = ""
    unread: list[str] = field(default_factory=list)


@dataclass(slots=True)
class AttendanceList:
    """What a file lists; without a heading for names it lists nobody and `is_list` is false."""

    is_list: bool = False
    people: list[Listed] = field(default_factory=list)
    unknown_columns: list[str] = field(default_factory=list)
    lines_without_name: list[int] = field(default_factory=list)


def attendance_in(sheets: Iterable[Mapping[str, Any]]) -> AttendanceList:
    """Read the sheets as `typed.tables_in` gives them; each that has headings adds its people."""
    found = AttendanceList()
    for sheet in sheets:
        _read_sheet(sheet["rows"], found)
    return found


def _read_sheet(rows: Sequence[Sequence[str]], found: AttendanceList) -> None:
    heading = _heading(rows)
    if heading is None:
        return
    found.is_list = True
    at, meanings = heading
    found.unknown_columns += _unknown(rows[at], meanings)
    for number, cells in enumerate(rows[at + 1 :], start=at + 2):
        if any(cell.strip() for cell in cells):
            _read_line(number, cells, meanings, found)


def _heading(rows: Sequence[Sequence[str]]) -> tuple[int, dict[int, Meaning]] | None:
    """Find the line whose cells name columns: a name and at least one other."""
    for at, cells in enumerate(rows[:HEADING_ROWS]):
        meanings = _meanings(cells)
        if Meaning.NAME in meanings.values() and len(meanings) > 1:
            return at, meanings
    return None


def _meanings(cells: Sequence[str]) -> dict[int, Meaning]:
    """Tell what each column means; of two that mean the same the first counts."""
    meanings: dict[int, Meaning] = {}
    for at, cell in enumerate(cells):
        meaning = MEANINGS.get(_folded(cell) or cell.strip())
        if meaning and (meaning == Meaning.NOTHING or meaning not in meanings.values()):
            meanings[at] = meaning
    return meanings


def _folded(text: str) -> str:
    return _SIGNS.sub(" ", text.casefold()).strip()


def _unknown(cells: Sequence[str], meanings: Mapping[int, Meaning]) -> list[str]:
    return [cell.strip() for at, cell in enumerate(cells) if cell.strip() and at not in meanings]


def _read_line(
    number: int, cells: Sequence[str], meanings: Mapping[int, Meaning], found: AttendanceList
) -> None:
    by_meaning: dict[Meaning, str] = {
        meaning: " ".join(cells[at].split())
        for at, meaning in meanings.items()
        if at < len(cells) and meaning != Meaning.NOTHING
    }
    name = _undefused(by_meaning.pop(Meaning.NAME, ""))
    if not re.search(r"[^\W\d_]{2}", name):
        if any(by_meaning.values()):
            found.lines_without_name.append(number)
        return
    found.people.append(_listed(number, name, by_meaning))


def _undefused(text: str) -> str:
    """Take away the apostrophe by which our own files keep a text from being a formula."""
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in "=+-@" else text


def _listed(number: int, name: str, cells: Mapping[Meaning, str]) -> Listed:
    return Listed(
        line=number,
        name=name,
        organisation=_undefused(cells.get(Meaning.ORGANISATION, "")),
        position=_undefused(cells.get(Meaning.POSITION, "")),
        email=cells.get(Meaning.EMAIL, "").lower(),
        gender=_gender(cells) or "",
        disability=_disability(cells.get(Meaning.DISABILITY, "")) or "",
        day=cells.get(Meaning.DAY, ""),
        unread=list(_unread(cells)),
    )


def _unread(cells: Mapping[Meaning, str]) -> Iterator[str]:
    if _gender(cells) is None:
        yield cells.get(Meaning.GENDER, "") or "L + P"
    disability = cells.get(Meaning.DISABILITY, "")
    if _disability(disability) is None:
        yield disability


def _gender(cells: Mapping[Meaning, str]) -> str | None:
    """Give the gender, nothing where it is not said, None where it is not understood."""
    ticked = [
        word
        for meaning, word in ((Meaning.WOMEN, "woman"), (Meaning.MEN, "man"))
        if cells.get(meaning, "").strip(" -–0")
    ]
    if ticked:
        return ticked[0] if len(ticked) == 1 else None
    said = _folded(cells.get(Meaning.GENDER, ""))
    groups = (("woman", WOMAN), ("man", MAN), ("other", OTHER), ("", NOT_SAID))
    return next((word for word, texts in groups if said in texts), None)


def _disability(text: str) -> str | None:
    said = _folded(text)
    groups = (("yes", YES), ("no", NO), ("", NOT_SAID))
    return next((word for word, texts in groups if said in texts), None)
