"""The spellings of a date as patterns; each match becomes numbers, right or wrong."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kokreasi.reading.minutes.daywords import (
    MONTHS,
    NUMBER_WORD,
    month_of,
    number_of,
)

WORDS = rf"\b(?:{NUMBER_WORD})(?:\s+(?:{NUMBER_WORD})){{0,6}}\b"
IN_WORDS = rf"(?:\s?\(\s?{WORDS}\s?\))?"
"""The same number again, as in 18 (delapan belas)."""
DIGITS = r"(?<!\d)(?<!\d[.:])\d{1,2}(?!\d)(?:st|nd|rd|th)?"
DAY_WORDS = rf"\b(?:{NUMBER_WORD})(?:\s+(?:{NUMBER_WORD})){{0,2}}\b"
DAY = rf"(?:{DIGITS}|{DAY_WORDS}){IN_WORDS}"
MONTH = rf"(?:{'|'.join(MONTHS)})(?![a-z])\.?"
JOINT = r"\s*(?:-|–|—|/|s\.?\s?[/.]?d\b\.?|sampai(?:\s+dengan)?\b|hingga\b|to\b|dan\b|and\b|&)\s*"
YEAR = rf"(?:(?:19|20)\d\d(?!\d)|['’]\d\d(?!\d)|dua\s+ribu(?:\s+(?:{NUMBER_WORD})){{0,4}}\b)"
TWO_DIGITS = 100

NAMED = re.compile(
    rf"(?P<day>{DAY})(?:(?:\s*,\s*{DAY}){{0,3}}{JOINT}(?P<last>{DAY}))?"
    rf"\s*(?:of\s+|bulan\s+|[-/]\s?)?(?P<month>{MONTH})"
    rf"(?:\s*(?:,\s*|[-/]\s?)?(?:tahun\s+)?(?P<year>{YEAR}){IN_WORDS}|[-/](?P<short>\d\d)(?!\d))?",
    re.IGNORECASE,
)
MONTH_FIRST = re.compile(
    rf"\b(?P<month>{MONTH})\s+(?P<day>{DIGITS})(?:{JOINT}(?P<last>{DIGITS}))?"
    rf"(?:,\s*|\s+)(?P<year>(?:19|20)\d\d(?!\d))",
    re.IGNORECASE,
)
MONTH_FIRST_WITHOUT_YEAR = re.compile(
    r"\b(?P<month>(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December))\s+(?P<day>\d{1,2}(?:st|nd|rd|th))\b|"
    r"\b(?P<month2>(?:January|February|March|May|June|July|August|October|December))"
    r"\s+(?P<day2>\d{1,2})(?![\d.:])\b"
)
NUMBERED = re.compile(
    rf"(?P<day>{DAY})\s*,?\s*bulan\s+(?P<month>\d\d?(?!\d)|{WORDS})\s*{IN_WORDS}\s*,?\s*"
    rf"tahun\s+(?P<year>{YEAR}){IN_WORDS}",
    re.IGNORECASE,
)
NUMERIC = re.compile(
    r"(?<![\w/.,-])(?P<day>\d{1,2})(?P<gap>\s?[-/.]\s?)(?P<month>\d{1,2})(?P=gap)"
    r"(?P<year>\d{4}|(?<!\.)(?<!\.\s)\d\d)(?![\w-]|[/.,]\d)"
)
ISO = re.compile(
    r"(?<![\w/.-])(?P<year>(?:19|20)\d\d)(?P<gap>[-/.])(?P<month>\d{1,2})(?P=gap)(?P<day>\d{1,2})"
    r"(?![\d-]|[/.,]\d)"
)
WITHOUT_YEAR = re.compile(r"(?<![\w/.,-])(?P<day>\d{1,2})/(?P<month>\d{2})(?![\w-]|[/.,]\d)")
PATTERNS = (
    ISO,
    NUMERIC,
    MONTH_FIRST,
    NUMBERED,
    NAMED,
    MONTH_FIRST_WITHOUT_YEAR,
    WITHOUT_YEAR,
)


@dataclass(frozen=True)
class Stated:
    """The numbers of a date as stated; `last` ends a range within the same month."""

    start: int
    end: int
    day: int
    month: int
    year: int | None
    last: int | None = None


def stated_days(text: str) -> Iterator[Stated]:
    """Give what looks like a date, in the order of the text; the surest reading of a place wins."""
    taken: list[Stated] = []
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            stated = _stated(match)
            if stated and not any(_overlap(stated, other) for other in taken):
                taken.append(stated)
    return iter(sorted(taken, key=lambda stated: stated.start))


def _overlap(one: Stated, other: Stated) -> bool:
    return one.start < other.end and other.start < one.end


def _stated(match: re.Match[str]) -> Stated | None:
    parts = match.groupdict()
    month = _month(parts["month"] or parts["month2"])
    day = _number(parts["day"] or parts["day2"])
    last = _number(parts["last"]) if parts.get("last") else None
    year = _year(parts.get("year") or parts.get("short"))
    if month > len(MONTHS) >= day and match.re is NUMERIC:
        day, month = month, day
    if match.re in {NUMERIC, WITHOUT_YEAR} and not 1 <= month <= len(MONTHS):
        return None
    return Stated(*match.span(), day=day, month=month, year=year, last=last)


def _month(text: str) -> int:
    text = text.strip(" .")
    if text.isdigit():
        return int(text)
    return number_of(text) if re.fullmatch(WORDS, text, re.IGNORECASE) else month_of(text)


def _number(text: str) -> int:
    text = re.sub(IN_WORDS + "$", "", text)
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else number_of(text)


def _year(text: str | None) -> int | None:
    if not text:
        return None
    year = _number(text.lstrip("'’"))
    return year + 2000 if year < TWO_DIGITS else year
