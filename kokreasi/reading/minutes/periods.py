"""Parts of a calendar in words: "minggu I Oktober 2018", "Triwulan II 2025", "akhir tahun".

A period stands for its last day.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from kokreasi.reading.minutes.daywords import MONTHS, month_of

MONTH_NAMES = rf"(?:{'|'.join(MONTHS)})(?![a-z])\.?"
YEAR = r"(?:19|20)\d\d(?!\d)"
ORDINALS = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5,
    "pertama": 1, "kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5,
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "terakhir": 5,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 5,
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip
ORDINAL = r"(?:iii|ii|iv|i|v|[1-5]|[a-z]{4,8})"
UNREADABLE = r"[|l!]{1,3}"
"""A number that a recogniser of text could not tell: no day is computed from it."""
WEEK = r"(?:minggu|pekan|week)"
LAST_DAY_OF_WEEK = 7
LATEST = {"awal": 10, "early": 10, "pertengahan": 20, "medio": 20, "mid": 20}
PART_OF_MONTH = r"(?:awal|pertengahan|medio|akhir|penghujung|early|mid|late|end\s+of)"

MONTHLY = re.compile(
    rf"(?:(?:{WEEK}\s*(?:ke\s*-?\s*)?\(?(?P<week>{ORDINAL}|{UNREADABLE})\)?"
    rf"|(?P<week2>first|second|third|fourth|last|1st|2nd|3rd|4th)\s+week)"
    rf"\s*(?:of\s+|pada\s+|di\s+)?|(?P<part>{PART_OF_MONTH})[\s-]*)?"
    rf"(?:bulan\s+)?(?:(?:{MONTH_NAMES})\s*(?:-|–|—|/|s\.?[/.]?d\b\.?|sampai|hingga|dan|to)\s*)?"
    rf"\b(?P<month>{MONTH_NAMES})(?:[\s,]*(?:tahun\s+)?(?P<year>{YEAR}))?",
    re.IGNORECASE,
)
PARTED = re.compile(
    rf"\b(?P<part>triwulan|tri\s+wulan|tw|kuartal|quarter|q|semester|caturwulan)\s*"
    rf"(?:ke\s*-?\s*)?(?P<number>iii|ii|iv|i|[1-4]|pertama|kedua|ketiga|keempat)\b"
    rf"(?:[\s,/]*(?:tahun\s+(?:anggaran\s+)?|t\.?a\.?\s+|of\s+)?(?P<year>{YEAR}))?",
    re.IGNORECASE,
)
YEARLY = re.compile(
    rf"\b(?P<end>akhir\s+|pertengahan\s+|end\s+of\s+)?(?:tahun(?:\s+anggaran)?|t\.?a\.?)\s+"
    rf"(?P<year>{YEAR})|\bend\s+of\s+(?P<year2>{YEAR})",
    re.IGNORECASE,
)
MONTHS_IN = {"triwulan": 3, "tri wulan": 3, "tw": 3, "kuartal": 3, "quarter": 3, "q": 3}
MONTHS_IN |= {"semester": 6, "caturwulan": 4}
DECEMBER = 12


def end_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def monthly_end(match: re.Match[str], since: date | None) -> date | None:
    """Give the last day of what `MONTHLY` found; without a year, the next on or after `since`."""
    month = month_of(match["month"].strip(" ."))
    week = match["week"] or match["week2"]
    if week and _ordinal(week) is None:
        return None

    def in_year(year: int) -> date:
        if week:
            return _week_end(year, month, _ordinal(week) or 1)
        part = (match["part"] or "").casefold()
        return date(year, month, LATEST[part]) if part in LATEST else end_of_month(year, month)

    return _resolved(match["year"], since, in_year)


def parted_end(match: re.Match[str], since: date | None) -> date | None:
    """Give the last day of the quarter or half of a year that `PARTED` found."""
    months = MONTHS_IN[" ".join(match["part"].casefold().split())]
    month = months * (_ordinal(match["number"]) or 1)
    if month > DECEMBER:
        return None
    return _resolved(match["year"], since, lambda year: end_of_month(year, month))


def yearly_end(match: re.Match[str], _since: date | None) -> date | None:
    year = int(match["year"] or match["year2"])
    middle = (match["end"] or "").casefold().startswith("pertengahan")
    return date(year, 6, 30) if middle else date(year, DECEMBER, 31)


def friday_of(day: date) -> date:
    """Give the Friday of the week of `day`; at a weekend its Sunday, the last day left."""
    friday = day - timedelta(days=day.weekday() - 4)
    return friday if friday >= day else friday + timedelta(days=2)


def later_month_end(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return end_of_month(year, month + 1)


def week_of_month(ordinal: str, last: date) -> date | None:
    """Give the last day of the numbered week in the month that ends with `last`."""
    week = _ordinal(ordinal)
    return _week_end(last.year, last.month, week) if week else None


def later_by_months(day: date, months: int) -> date:
    """Give the same day of a later month, or the last one that month has."""
    last = later_month_end(day, months)
    return last.replace(day=min(day.day, last.day))


def _resolved(year: str | None, since: date | None, in_year: Callable[[int], date]) -> date | None:
    if year:
        return in_year(int(year))
    if since is None:
        return None
    end = in_year(since.year)
    return end if end >= since else in_year(since.year + 1)


def _week_end(year: int, month: int, week: int) -> date:
    last = end_of_month(year, month)
    return last.replace(day=min(week * LAST_DAY_OF_WEEK, last.day))


def _ordinal(word: str) -> int | None:
    word = word.casefold()
    return int(word) if word.isdigit() else ORDINALS.get(word)
