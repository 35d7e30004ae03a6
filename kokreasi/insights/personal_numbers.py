"""Numbers and addresses in Indonesian texts that lead to one person.

What is found is offered to a person who decides; so it is looked for generously where the cost of
missing it is high, but what is plainly something else (years, amounts of money, decrees, the
number of a civil servant) is left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

GAP = r"[ .\-\u00a0\u2010-\u2015]?"
NOT_IN_A_NUMBER = r"(?<![\d+])(?<!\d[.,/\-])"
NO_DIGIT_AFTER = r"(?![.,/\-]?\d)"

EMAIL = re.compile(
    r"(?<![\w.%+\-])[\w.%+\-]+\s?(?:@|\(at\)|\[at\])\s?[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?"
    r"(?:(?:\.|\s?(?:\(dot\)|\[dot\])\s?)[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?)+",
    re.IGNORECASE,
)
SIXTEEN = re.compile(
    NOT_IN_A_NUMBER
    + r"(?:\d{16}|\d{4}(?P<four>[ .\-])\d{4}(?P=four)\d{4}(?P=four)\d{4}"
    + r"|\d{6}(?P<six>[ .\-])\d{6}(?P=six)\d{4}"
    + r"|\d{2}(?P<two>[ .\-])\d{2}(?P=two)\d{2}(?P=two)\d{6}(?P=two)\d{4})"
    + NO_DIGIT_AFTER
)
NPWP = re.compile(NOT_IN_A_NUMBER + r"\d{2}\.\d{3}\.\d{3}\.\d[\- .]\d{3}[. ]\d{3}" + NO_DIGIT_AFTER)
NAMED = re.compile(r"\b(NIK|NPWP)\b[^\w]{0,6}(\d{15,16})" + NO_DIGIT_AFTER, re.IGNORECASE)
MOBILE = re.compile(
    NOT_IN_A_NUMBER
    + r"(?:\(?\+?62\)?[ .\-]?(?:\(0\))?|0)8\d(?:"
    + GAP
    + r"\d){6,10}"
    + NO_DIGIT_AFTER
)
LANDLINE = re.compile(
    NOT_IN_A_NUMBER
    + r"(?:\(0[2-79]\d{1,2}\)|\+62[ .\-]?\(?[2-79]\d{1,2}\)?|0[2-79]\d{1,2}(?=[ \-]))[ .\-]?"
    + r"\d{3,4}(?:[ .\-]?\d{3,4}){1,2}"
    + NO_DIGIT_AFTER
)

CENTURY = 2000  # leap years fall alike in this century and the last
FEMALE_DAYS = 40
REGIONS = range(11, 97)


class Sort(StrEnum):
    """What a number is; the order is that in which a text is read: the surest first."""

    EMAIL = "email"
    NIK = "nik"
    NPWP = "npwp"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Found:
    """A personal number: what it is, the words as they stand in the text, and where."""

    sort: Sort
    words: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.words)

    @property
    def key(self) -> str:
        """Give what is the same however the number is written."""
        if self.sort == Sort.EMAIL:
            return self.words.casefold()
        digits = re.sub(r"\D", "", self.words)
        return re.sub(r"^(?:620|62|0)", "", digits) if self.sort == Sort.PHONE else digits


def personal_numbers(text: str) -> list[Found]:
    """Find e-mail addresses, identity numbers, tax numbers and telephones, in their order.

    A number is found once, as the first sort that it fits.
    """
    kept: list[Found] = []
    for found in _all(text):
        if not any(found.start < other.end and other.start < found.end for other in kept):
            kept.append(found)
    return sorted(kept, key=lambda found: found.start)


def _all(text: str) -> Iterator[Found]:
    for match in EMAIL.finditer(text):
        yield Found(Sort.EMAIL, match.group(), match.start())
    for match in SIXTEEN.finditer(text):
        if sort := _sixteen(re.sub(r"\D", "", match.group())):
            yield Found(sort, match.group(), match.start())
    for match in NAMED.finditer(text):
        yield Found(Sort(match.group(1).casefold()), match.group(2), match.start(2))
    for match in NPWP.finditer(text):
        yield Found(Sort.NPWP, match.group(), match.start())
    for pattern in (MOBILE, LANDLINE):
        for match in pattern.finditer(text):
            yield Found(Sort.PHONE, match.group(), match.start())


def _sixteen(digits: str) -> Sort | None:
    """Tell an identity number (region, day of birth, order) or a tax number of a body (0…)."""
    if is_nik(digits):
        return Sort.NIK
    return Sort.NPWP if digits.startswith("0") and digits.strip("0") else None


def is_nik(digits: str) -> bool:
    """Tell whether sixteen digits can be an identity number: region, day of birth, order.

    Women are born on a day between 41 and 71, which is 40 more than it was.
    """
    day, month, year = (int(digits[place : place + 2]) for place in (6, 8, 10))
    day -= FEMALE_DAYS if day > FEMALE_DAYS else 0
    try:
        date(CENTURY + year, month, day)
    except ValueError:
        return False
    return int(digits[:2]) in REGIONS and digits[12:] != "0000"
