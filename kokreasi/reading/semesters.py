"""Semesters as offices write them: Semester I 2019, Smt 2 2020, S1 2019, 2019 Sem. II."""

import re
from dataclasses import dataclass

WORD = r"(?:semester|smstr|smtr|smt|sem|paruh|half|s|h)"
FIRST = r"(?:i|1|1st|satu|pertama|first)"
SECOND = r"(?:ii|2|2nd|dua|kedua|second)"
HALF = re.compile(
    rf"\b{WORD}[\s.:-]*(?:ke[\s-]*)?(?:(?P<one>{FIRST})|(?P<two>{SECOND}))(?![a-z0-9])"
    rf"|\b(?:(?P<one_before>{FIRST})|(?P<two_before>{SECOND}))[\s.-]+{WORD}\b"
    r"|\b(?P<one_months>jan(?:uari|uary)?\s*(?:-|–|s\.?d\.?|to|sampai)\s*jun[ie]?)\b"
    r"|\b(?P<two_months>jul[iy]?\s*(?:-|–|s\.?d\.?|to|sampai)\s*de[sc](?:ember)?)\b"
)
BOTH = re.compile(rf"(?<![a-z0-9]){FIRST}\s*(?:&|\+|/|-|–|dan|and|s\.?d\.?)\s*{SECOND}(?![a-z0-9])")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
SPEAKS_OF = re.compile(r"\b(?:semester|smstr|smtr|smt|sem)\b|\b[sh][12]\b")


@dataclass(frozen=True, order=True)
class Semester:
    """Half a year; `half` is 1 (January to June) or 2 (July to December)."""

    year: int
    half: int


def semester_in(text: str) -> Semester | None:
    """Find the one semester that a text names; None when it names none, or more than one."""
    text = " ".join(text.casefold().split())
    years = set(YEAR.findall(text))
    halves = {_half(match) for match in HALF.finditer(text)}
    if len(years) != 1 or len(halves) != 1 or BOTH.search(text):
        return None
    return Semester(int(years.pop()), halves.pop())


def speaks_of_a_semester(text: str) -> bool:
    return SPEAKS_OF.search(text.casefold()) is not None


def _half(match: re.Match[str]) -> int:
    return 1 if (match.lastgroup or "").startswith("one") else 2
