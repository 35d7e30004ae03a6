"""The title of a note: what stands above its fields, without letterhead and kind of note."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from kokreasi.reading.blocks import Shape
from kokreasi.reading.minutes.days import find_days
from kokreasi.reading.minutes.entries import Entry
from kokreasi.reading.minutes.labels import ORNAMENT, unspaced
from kokreasi.reading.minutes.times import find_times
from kokreasi.reading.minutes.titlewords import (
    is_generic,
    is_kind_of_note,
    is_letterhead,
    is_place,
    is_section,
    speaks_of_a_meeting,
    without_letterhead,
)

MOST_LINES = 5
LOOK_WITHIN = 25
LONGEST = 200
AFTER_KIND = re.compile(r"^[^:–—|]{3,30}?\s*(?::|\s[–—-]\s)\s*(?=\S)")
FRAME = " \t*_#=-–—|═─•"
PROSE = re.compile(r"\bpada\s+hari\b|[.;:,]$", re.IGNORECASE)
LETTER_NUMBER = re.compile(r"(?:nomor|no)\b\.?\s*:?\s*\S*[\d/]", re.IGNORECASE)


@dataclass(frozen=True)
class Title:
    """A title with its entries; `is_generic`: it says only that this is a note."""

    text: str
    entries: list[Entry]
    is_generic: bool = False


def title_above(above: list[Entry]) -> Title | None:
    """Find the title among the lines above the first field."""
    above = [entry for entry in above[:LOOK_WITHIN] if _clean(entry.text)]
    start = _start(above)
    if start is None:
        return None
    first = above[start]
    lines = _lines_after(above[start + 1 :], first)
    text = _without_kind(_clean(first.text))
    if is_generic(text):
        lines = [entry for entry in lines if not is_generic(_clean(entry.text))]
    is_of_an_office = bool(lines) and is_letterhead(_clean(lines[0].text))
    if is_generic(text) and lines and not is_of_an_office:
        joined = " ".join(_clean(entry.text) for entry in lines)
        return Title(joined, [first, *lines], is_generic(joined))
    joined = " ".join([text, *(_clean(entry.text) for entry in lines)])
    return Title(joined, [first, *lines], is_generic(joined))


def _start(above: list[Entry]) -> int | None:
    """Choose the line that names a kind of note, else a heading, else a kind of meeting."""
    tests: tuple[Callable[[Entry, str], bool], ...] = (
        lambda _entry, text: is_kind_of_note(text),
        lambda entry, text: entry.shape == Shape.HEADING and not is_letterhead(text),
        lambda _entry, text: speaks_of_a_meeting(text) and not PROSE.search(text),
    )
    for test in tests:
        for at, entry in enumerate(above):
            if not entry.marker and len(entry.text) <= LONGEST and test(entry, _clean(entry.text)):
                return at
    return None


def _lines_after(entries: list[Entry], first: Entry) -> list[Entry]:
    """Take the lines that go on with a title: no date, no item, no sentence."""
    lines: list[Entry] = []
    for entry in entries[: MOST_LINES - 1]:
        text = _clean(entry.text)
        if entry.marker or entry.row or not text or PROSE.search(text) or len(text) > LONGEST:
            break
        if (
            is_section(text)
            or LETTER_NUMBER.match(text)
            or _says_when(text)
            or not _looks_alike(first, entry)
        ):
            break
        if entry.shape == Shape.HEADING and entry.level > first.level:
            break
        lines.append(entry)
    return lines


def _looks_alike(first: Entry, entry: Entry) -> bool:
    """A heading in capitals ends where small letters begin, unless it is the title for sure."""
    if is_generic(_clean(first.text)) or entry.text.isupper() or not first.text.isupper():
        return True
    return is_kind_of_note(_clean(first.text)) and not is_place(_clean(entry.text))


def _says_when(text: str) -> bool:
    days = find_days(text)
    if any(times.is_sure for times in find_times(text)):
        return True
    return bool(days) and (days[0].weekday is not None or len(days[0].text) * 3 >= len(text))


def _clean(text: str) -> str:
    return without_letterhead(unspaced(" ".join(ORNAMENT.sub("", text.strip(FRAME)).split())))


def _without_kind(text: str) -> str:
    """Turn "Notulensi: Rapat Mingguan" into its second half."""
    match = AFTER_KIND.match(text)
    if match and is_generic(match[0].rstrip(" :–—-")) and text[match.end() :].strip():
        return text[match.end() :].strip()
    return text
