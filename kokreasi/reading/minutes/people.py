"""Lists of those who took part, as written: people with their offices, bodies, numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kokreasi.reading.documents.marks import split_mark
from kokreasi.reading.minutes.counts import (
    COUNT_ONLY,
    STAYED_AWAY,
    came_in,
    counts_in,
    crowd_in,
    is_something,
)
from kokreasi.reading.minutes.entries import Entry
from kokreasi.reading.minutes.listing import Value, breaks_off
from kokreasi.reading.minutes.model import Attendee, Counts
from kokreasi.reading.minutes.tables import Column, columns_of, is_attendance_header

INLINE_NUMBER = re.compile(r"(?<!\S)\(?(\d{1,2})[.)]\s+(?=\S)")
ATTACHED = re.compile(
    r"\b(?:terlampir|lampiran|daftar hadir|absensi|attached|sesuai daftar|sebagaimana)\b",
    re.IGNORECASE,
)
NUMBER_FIRST = re.compile(
    r"\d+\s*(?:\([^()]*\)\s*)?(?:(?:orang|anggota)\s+){0,2}dari\s+\d+", re.IGNORECASE
)
"""31 dari 48 Anggota Komisi II: a number, and whom it counts."""
SO_MANY = re.compile(r"\d+\s+(?:orang|anggota|peserta)(?:\s[a-z]+){0,2}\.?")
"""18 anggota senat: nobody is named."""
ATTACHED_INSIDE = re.compile(
    r"\s*\([^()]*\b(?:terlampir|lampiran|daftar hadir|absensi|attached)\b[^()]*\)", re.IGNORECASE
)
COUNT_INSIDE = re.compile(r"\(((?:total|jumlah|jml\.?|semuanya)\b[^()]*)\)", re.IGNORECASE)
COUNT_LINE = re.compile(r"(?:jumlah|total)\b", re.IGNORECASE)
DEGREE = re.compile(
    r"(?:[SMDA]\.?\s?[A-Z][A-Za-z]{0,4}\.?(?:\s?[A-Z][A-Za-z]{0,3}\.)*|Ph\.?\s?D\.?|MBA|M\.?\s?Sc\.?"
    r"|MPP|MPA|LL\.?M\.?|Dipl\.?\s?\w+\.?|Jr\.?|Sp\.?\s?[A-Z]\w*|Apt\.?|Ak\.?|CA\.?|Lc\.?|Ns\.?"
    r"|[SM]\.?\s?[A-Z]\.?|S\.?\s?(?:STP|Sos|IP|Kom|Pd|Ag)\.?|M\.?\s?(?:Si|Kom|Pd|Ag|Hum|AP|Kes)\.?)"
)
BARE_DEGREES = frozenset(
    [
        "SH",
        "MH",
        "SE",
        "MM",
        "ST",
        "MT",
        "MSi",
        "MBA",
        "PhD",
        "Ph.D",
        "Ak",
        "CA",
        "SSos",
        "MAP",
        "SKom",
    ]
)
CONJUNCTION = re.compile(r"^(?:dan|serta|and|&)\s+", re.IGNORECASE)
LAST_PAIR = re.compile(r"\s+(?:dan|serta|and|&)\s+")
BODY = re.compile(
    r"(?:kementerian|kemen\w+|badan|lembaga|komisi|dinas|perkumpulan|yayasan|universitas|sekretariat"
    r"|pemerintah|pemprov|pemkab|pemkot|tim|direktorat|ditjen|deputi|biro|bagian|bidang|kantor|forum"
    r"|ombudsman|komite|polres|polda|kejaksaan|pengadilan|bappe\w+|kecamatan|kelurahan|desa|pt|cv"
    r"|dprd?|bpd|lpm|pkk|karang|koalisi|jaringan|aliansi|asosiasi|seknas|perwakilan|ministry|agency"
    r"|seluruh|para|unsur|rt|rw|puskesmas|rsud|institut|fakultas|bank|kppn|inspektorat)\b",
    re.IGNORECASE,
)
PARTED = re.compile(r"\s+[–—-]\s+|\t+|\s*\|\s*")
PARENTHESES = re.compile(r"\s*\(([^()]+)\)")
SHORT = 3
PAIR = 2


@dataclass(frozen=True)
class Listed:
    """What a value lists: those named, with their lines, and what it says about their number."""

    people: list[Attendee]
    counts: Counts
    lines: list[int]


def listed(value: Value) -> Listed:
    """Read the people of a value; its own total is told apart from them."""
    people: list[Attendee] = []
    counts = counts_in(value.label)
    texts = [(text, line) for each, line in _texts(value) if (text := _without_absent(each))]
    is_alone = len(texts) == 1
    for written, line in texts:
        text = ATTACHED_INSIDE.sub("", written) or written
        if inside := COUNT_INSIDE.search(text):
            counts = counts_in(inside[1])
            text = COUNT_INSIDE.sub("", text).strip()
        found = _number_only(text, is_alone=is_alone)
        if found is not None:
            counts = found if is_something(found) else counts
        elif NUMBER_FIRST.match(text):
            counts = counts_in(text)
            people.append(attendee(text, line))
        elif not ATTACHED.search(text) and not text.endswith(":"):
            people.append(attendee(text, line))
        elif is_something(counts_in(text)):
            counts = counts_in(text)
    came = came_in(" ".join(value.texts))
    counts = replace(counts, total=came.total) if came.total is not None else counts
    if value.is_table:
        found_people, found_counts = _from_table(value.entries)
        people += found_people
        counts = found_counts if is_something(found_counts) else counts
    return Listed(people, counts, value.lines)


def _without_absent(text: str) -> str:
    return " ".join(STAYED_AWAY.sub(" ", text).split())


def _number_only(text: str, *, is_alone: bool) -> Counts | None:
    """Read a text that says how many came and names nobody."""
    if COUNT_LINE.match(text) or COUNT_ONLY.fullmatch(text) or SO_MANY.fullmatch(text):
        return counts_in(text, is_number_enough=True)
    return crowd_in(text) if is_alone else None


def items_of(value: Value) -> list[tuple[str, int]]:
    """Join the lines of a value into its items, each with the line on which it begins."""
    items: list[tuple[str, int]] = []
    last: Entry | None = None
    for entry in value.entries:
        if entry.row or not entry.text:
            continue
        goes_on = last is not None and not entry.marker and breaks_off(value, last, entry)
        if goes_on:
            text, line = items[-1]
            items[-1] = (f"{text} {entry.text}", line)
        else:
            items.append((f"{entry.marker} {entry.text}", entry.line))
        last = entry
    return [item for text, line in items for item in _numbered(text, line)]


def _numbered(text: str, line: int) -> Iterator[tuple[str, int]]:
    """Take the marker off an item; split "1. A 2. B", when the numbers go on one by one."""
    numbers = [int(number) for number in INLINE_NUMBER.findall(text)]
    goes_on = bool(numbers) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    if len(numbers) > 1 and goes_on and INLINE_NUMBER.match(text):
        for part in INLINE_NUMBER.split(text)[2::2]:
            yield part.strip(" ;,"), line
    else:
        yield split_mark(text)[1].strip(), line


def _texts(value: Value) -> list[tuple[str, int]]:
    items = items_of(value)
    is_running = len(items) == 1
    return [
        (part, line)
        for text, line in items
        for part in (_split(text) if is_running else [text.strip(" ;,")])
        if part
    ]


def split_people(text: str) -> list[str]:
    """Split the people of a sentence; only a number, or nothing but "para peserta", is none."""
    if COUNT_ONLY.fullmatch(text) or ATTACHED.search(text):
        return []
    return [part for part in _split(text) if part and not COUNT_ONLY.fullmatch(part)]


def _split(text: str) -> list[str]:
    """Split a running list at semicolons, else at commas that part no degree from its name."""
    if len(sentences := _outside_parentheses(text, ";")) > 1:
        return [_tidy(part) for part in sentences]
    parts: list[str] = []
    for part in _outside_parentheses(text, ","):
        if parts and _is_degree(part.strip()):
            parts[-1] += f",{part}"
        else:
            parts.append(part)
    if len(parts) == 1:
        return [text.strip()]
    return [_tidy(part) for part in (*parts[:-1], *_last(parts))]


def _is_degree(part: str) -> bool:
    return part in BARE_DEGREES or ("." in part and DEGREE.fullmatch(part) is not None)


def _last(parts: list[str]) -> list[str]:
    """Split "B dan C" at the end of a list, where "dan" can be no part of a name."""
    ends = LAST_PAIR.split(parts[-1].strip())
    if len(ends) != PAIR or CONJUNCTION.match(parts[-1].strip()):
        return parts[-1:]
    are_bodies = BODY.match(ends[0]) and BODY.match(ends[1])
    if all(len(end.split()) == 1 for end in ends):
        return ends
    are_short = all(len(part.split()) <= SHORT for part in (*parts[:-1], *ends))
    return ends if are_bodies or (are_short and not BODY.match(ends[0])) else parts[-1:]


def _outside_parentheses(text: str, mark: str) -> list[str]:
    parts, depth = [""], 0
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        if letter == mark and depth <= 0:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def _tidy(part: str) -> str:
    return CONJUNCTION.sub(
        "", part.strip(" ,.;") if not part.rstrip().endswith(".") else part.strip(" ,;")
    )


def attendee(text: str, line: int) -> Attendee:
    """Tell person, office and body apart where dashes or parentheses do."""
    counts = counts_in(" ".join(PARENTHESES.findall(text)))
    if is_something(counts) or BODY.match(text):
        name = PARENTHESES.sub("", text) if is_something(counts) else text
        return Attendee(text, None, name, None, counts.total, counts.men, counts.women, line)
    parts = [part.strip() for part in PARTED.split(text) if part.strip()]
    inside = PARENTHESES.search(text)
    if len(parts) == 1 and inside:
        parts = [PARENTHESES.sub("", text), inside[1]]
    person = parts[0] or None
    body = next((part for part in parts[1:] if BODY.match(part)), None)
    body = body or (parts[-1] if len(parts) > 1 else None)
    role = next((part for part in parts[1:] if part != body), None)
    return Attendee(text, person, body, role, None, None, None, line)


def _from_table(entries: list[Entry]) -> tuple[list[Attendee], Counts]:
    people: list[Attendee] = []
    counts = Counts()
    columns: list[Column | None] = []
    for entry in entries:
        if not entry.row:
            continue
        if is_attendance_header(entry.row):
            columns = columns_of(entry.row)
            continue
        cells = _by_column(columns, entry.row)
        if COUNT_LINE.match(" ".join(entry.row).strip()):
            counts = _numbers(cells)
        elif found := _from_row(cells, entry.line):
            people.append(found)
    return people, counts


def _by_column(columns: list[Column | None], row: tuple[str, ...]) -> dict[Column, str]:
    cells = zip(columns, row, strict=False)
    return {column: " ".join(cell.split()) for column, cell in cells if column and cell.strip()}


def _numbers(cells: dict[Column, str]) -> Counts:
    total, men, women = (
        int(cells[column]) if cells.get(column, "").isdigit() else None
        for column in (Column.TOTAL, Column.MEN, Column.WOMEN)
    )
    return Counts(total, men, women)


def _from_row(cells: dict[Column, str], line: int) -> Attendee | None:
    person, body = cells.get(Column.NAME), cells.get(Column.ORGANISATION)
    if not (person or body):
        return None
    counts = _numbers(cells)
    text = " – ".join(filter(None, (person, body or cells.get(Column.ROLE))))
    role = cells.get(Column.ROLE)
    return Attendee(text, person, body, role, counts.total, counts.men, counts.women, line)
