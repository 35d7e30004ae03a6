"""Places in a text that name a time, by whatever way of naming it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from kokreasi.reading.minutes.days import find_days
from kokreasi.reading.minutes.daywords import MONTHS, NUMBER_WORD, WEEKDAYS, number_of, weekday_of
from kokreasi.reading.minutes.model import Certainty
from kokreasi.reading.minutes.periods import (
    MONTH_NAMES,
    MONTHLY,
    ORDINAL,
    PARTED,
    YEARLY,
    friday_of,
    later_by_months,
    later_month_end,
    monthly_end,
    parted_end,
    week_of_month,
    yearly_end,
)
from kokreasi.reading.minutes.workdays import after_working_days

DECEMBER = 12
MONTH = re.compile(rf"\b{MONTH_NAMES}", re.IGNORECASE)
BEFORE_A_MONTH = 50
"""Characters in which "minggu kedua bulan" has room."""
MOST_LETTERS = 2_000
"""No sentence puts its deadline behind so many characters."""
HINT = re.compile(
    rf"\d|\b(?:{NUMBER_WORD}|minggu|pekan|bulan|tahun|week|month|year|hari|malam|sore|days?|weeks|months|today|besok|esok|lusa"
    rf"|tomorrow|triwulan|tri|tw|kuartal|quarter|q|semester|caturwulan|{'|'.join(MONTHS)}|{'|'.join(WEEKDAYS)})",
    re.IGNORECASE,
)
WORDS = rf"(?:{NUMBER_WORD})(?:\s+(?:{NUMBER_WORD})){{0,3}}"
UNIT = (
    r"hari\s+kerja|hari\s+kalender|hari|minggu|pekan|bulan|tahun|(?:working|business)\s+days?"
    r"|days?|weeks?|months?"
)
ENGLISH = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
OFFSET = re.compile(
    rf"\b(?:(?P<digits>\d{{1,3}})|(?P<english>{'|'.join(ENGLISH)})|(?P<words>{WORDS}))\s*(?:\(\s*(?:{WORDS}|\d{{1,3}})\s*\)\s*)?"
    rf"(?:(?P<hours>[x×]\s*24\s*jam|jam|hours?)|(?P<unit>{UNIT}))\b"
    r"(?P<other>\s+(?:sesudahnya|setelahnya|setelah\s+itu|sejak\s+itu|berikutnya))?"
    r"(?P<ahead>\s+(?:ke\s+depan|lagi|mendatang|kedepan|from\s+now))?"
    r"(?:\s+(?P<way>setelah|sesudah|sejak|usai|pasca|dari|terhitung(?:\s+(?:sejak|mulai))?|after"
    r"|from|sebelum|before)\s+(?P<base>[^,;.()]{1,60}))?"
    r"(?!\s*(?:terakhir|yang\s+lalu|lalu|sebelumnya|ago))",
    re.IGNORECASE,
)
THIS_MEETING = re.compile(
    r"\b(?:rapat|pertemuan|notul\w+|risalah|musyawarah|kegiatan|acara|berita\s+acara|diskusi|sidang"
    r"|hari\s+ini|sekarang|meeting|today|now|audiensi|workshop|ini)\b",
    re.IGNORECASE,
)
ANOTHER_MEETING = re.compile(r"\b(?:berikut|lanjutan|selanjutnya|next|mendatang)", re.IGNORECASE)
SOON = re.compile(
    r"\b(?P<day>hari\s+ini(?:\s+juga)?|malam\s+ini|sore\s+ini|today|besok\s+lusa|lusa|besok|esok|tomorrow)\b"
    r"|\b(?P<end>akhir\s+|awal\s+|pertengahan\s+|end\s+of\s+(?:the\s+|this\s+)?)?"
    r"(?P<unit>minggu|pekan|bulan|tahun|week|month|year)(?:\s+(?P<which>depan|ini|mendatang"
    r"|berjalan))?(?![\w-])"
    r"|\b(?P<which2>next|this)\s+(?P<unit2>week|month|year)\b",
    re.IGNORECASE,
)
WEEKDAY = re.compile(
    rf"\b(?:(?P<next>next|this)\s+)?(?:hari\s+)?(?P<weekday>{'|'.join(WEEKDAYS)})(?![a-z])"
    r"(?:\s+(?P<which>depan|ini|besok|mendatang))?(?!\s*(?:ke\b|ke-|[IVX1-5]+\b|pertama|kedua|ketiga"
    r"|keempat|terakhir))",
    re.IGNORECASE,
)
NUMBERED_WEEK = re.compile(r"(?:minggu|pekan|week)\s*(?:ke|[(|!a-z])", re.IGNORECASE)
WEEK_OF_THIS_OR_NEXT = re.compile(
    rf"\b(?:minggu|pekan)\s+(?:ke\s*-?\s*)?(?P<week>{ORDINAL})\s+bulan\s+(?P<which>depan|ini)\b",
    re.IGNORECASE,
)
DAY_ONLY = re.compile(
    r"\b(?:tanggal|tgl\.?)\s*(?P<day>\d{1,2})\b(?![\s./-]*\d)(?!\s*(?:bulan|jan|feb|mar|apr|me[ij]"
    r"|jun|jul|a[gu]|sep|o[kc]t|nov|nop|des|dec))",
    re.IGNORECASE,
)
REPEATED = re.compile(r"\b(?:set)?iap\b|\bper\b|\bsekali\b|\bevery\b|\bper$", re.IGNORECASE)


@dataclass(frozen=True)
class Span:
    """A time named from `start` to `end`. `stands_alone`: it needs no word such as "sebelum"."""

    start: int
    end: int
    due: date | None
    certainty: Certainty
    stands_alone: bool = False
    is_day: bool = False


Reader = Callable[[str, date | None], Iterator[Span]]


def find_spans(text: str, meeting_day: date | None) -> list[Span]:
    """Find every naming of a time, in order; the surest reading of a place wins."""
    text = text[:MOST_LETTERS]
    found: list[Span] = []
    for reader in READERS if HINT.search(text) else ():
        found += [
            span
            for span in reader(text, meeting_day)
            if not any(span.start < other.end and other.start < span.end for other in found)
        ]
    return sorted(found, key=lambda span: span.start)


def _days(text: str, meeting_day: date | None) -> Iterator[Span]:
    for day in find_days(text, year_hint=meeting_day):
        yield Span(
            day.start, day.end, day.last or day.day, day.certainty, is_day=day.day is not None
        )


def _offsets(text: str, meeting_day: date | None) -> Iterator[Span]:
    for match in OFFSET.finditer(text):
        if REPEATED.search(text[max(0, match.start() - 8) : match.start()]):
            continue
        base, end = _base(match, meeting_day)
        due = _moved(base, match) if base else None
        certainty = Certainty.COMPUTED if due else Certainty.UNCLEAR
        yield Span(match.start(), end, due, certainty, bool(match["ahead"] or match["way"]))


def _base(match: re.Match[str], meeting_day: date | None) -> tuple[date | None, int]:
    """Give the day from which to count, and where the words about it end."""
    if not match["base"]:
        return (None if match["other"] else meeting_day), match.end()
    days = find_days(match["base"], year_hint=meeting_day)
    if days:
        return days[0].day, match.start("base") + days[0].end
    is_this = THIS_MEETING.search(match["base"]) and not ANOTHER_MEETING.search(match["base"])
    return (meeting_day if is_this else None), match.end()


def _moved(base: date, match: re.Match[str]) -> date | None:
    count = _count(match)
    if (match["way"] or "").casefold() in {"sebelum", "before"}:
        count = -count
    if match["hours"]:
        is_days = match["hours"][0] in "x×X"
        return base + timedelta(days=count if is_days else count // 24)
    return _moved_by(base, count, " ".join(match["unit"].casefold().split()))


def _count(match: re.Match[str]) -> int:
    if match["english"]:
        return ENGLISH.index(match["english"].casefold()) + 1
    return int(match["digits"]) if match["digits"] else number_of(match["words"])


def _moved_by(base: date, count: int, unit: str) -> date | None:
    if unit == "hari kerja" or unit.startswith(("working", "business")):
        return after_working_days(base, count)
    if unit.startswith(("hari", "day")):
        return base + timedelta(days=count)
    if unit.startswith(("minggu", "pekan", "week")):
        return base + timedelta(weeks=count)
    return later_by_months(base, count * 12 if unit == "tahun" else count)


def _weeks(text: str, meeting_day: date | None) -> Iterator[Span]:
    """Find "minggu ke-2 Oktober" before anybody takes it for Sunday the second."""
    for match in _monthly_matches(text):
        if match["week2"] or NUMBERED_WEEK.match(match[0]):
            yield _period(match, monthly_end(match, meeting_day), stands_alone=True)
    for match in WEEK_OF_THIS_OR_NEXT.finditer(text):
        ahead = match["which"].casefold() in {"depan", "next"}
        due = (
            week_of_month(match["week"], later_month_end(meeting_day, int(ahead)))
            if meeting_day
            else None
        )
        yield _period(match, due, stands_alone=True)


@lru_cache(maxsize=4)
def _monthly_matches(text: str) -> tuple[re.Match[str], ...]:
    month = MONTH.search(text)
    return tuple(MONTHLY.finditer(text, max(0, month.start() - BEFORE_A_MONTH))) if month else ()


def _monthly(text: str, meeting_day: date | None) -> Iterator[Span]:
    for match in _monthly_matches(text):
        named = bool(match["week"] or match["week2"] or match["part"])
        yield _period(match, monthly_end(match, meeting_day), stands_alone=named)


def _parted(text: str, meeting_day: date | None) -> Iterator[Span]:
    for match in PARTED.finditer(text):
        yield _period(match, parted_end(match, meeting_day))


def _yearly(text: str, meeting_day: date | None) -> Iterator[Span]:
    for match in YEARLY.finditer(text):
        yield _period(match, yearly_end(match, meeting_day), stands_alone=bool(match["end"]))


def _period(match: re.Match[str], due: date | None, *, stands_alone: bool = False) -> Span:
    certainty = Certainty.APPROXIMATE if due else Certainty.UNCLEAR
    return Span(match.start(), match.end(), due, certainty, stands_alone)


def _soon(text: str, meeting_day: date | None) -> Iterator[Span]:
    for match in SOON.finditer(text):
        if match["unit"] and not (match["end"] or match["which"]):
            continue
        due = _due_soon(match, meeting_day) if meeting_day else None
        certainty = Certainty.COMPUTED if match["day"] else Certainty.APPROXIMATE
        today = (match["day"] or "").casefold().endswith("ini")
        yield Span(
            match.start(), match.end(), due, certainty if due else Certainty.UNCLEAR, not today
        )


def _due_soon(match: re.Match[str], meeting_day: date) -> date | None:
    if match["day"]:
        return meeting_day + timedelta(days=_days_ahead(match["day"].casefold()))
    unit = (match["unit"] or match["unit2"]).casefold()
    which = (match["which"] or match["which2"] or "ini").casefold()
    ahead = which in {"depan", "next", "mendatang"}
    part = (match["end"] or "").split(" ", 1)[0].casefold()
    if unit in {"minggu", "pekan", "week"}:
        return friday_of(meeting_day + timedelta(weeks=ahead)) if part != "awal" else None
    if unit in {"bulan", "month"}:
        last = later_month_end(meeting_day, int(ahead))
        return _part_of(last, part)
    year = meeting_day.year + ahead
    return None if part in {"awal", "pertengahan"} else date(year, DECEMBER, 31)


def _part_of(last: date, part: str) -> date:
    return last.replace(day={"awal": 10, "pertengahan": 20}.get(part, last.day))


def _days_ahead(words: str) -> int:
    if words.startswith(("hari ini", "malam ini", "sore ini")) or words == "today":
        return 0
    return 2 if words.endswith("lusa") else 1


def _weekdays(text: str, meeting_day: date | None) -> Iterator[Span]:
    for match in WEEKDAY.finditer(text):
        if REPEATED.search(text[max(0, match.start() - 8) : match.start()]):
            continue
        which = (match["which"] or match["next"] or "").casefold()
        due = _next_weekday(match["weekday"], which, meeting_day) if meeting_day else None
        certainty = Certainty.COMPUTED if due else Certainty.UNCLEAR
        yield Span(match.start(), match.end(), due, certainty, bool(which))


def _next_weekday(word: str, which: str, meeting_day: date) -> date:
    weekday = weekday_of(word)
    if which in {"depan", "next"}:
        monday = meeting_day - timedelta(days=meeting_day.weekday()) + timedelta(weeks=1)
        return monday + timedelta(days=weekday)
    return meeting_day + timedelta(days=(weekday - meeting_day.weekday() - 1) % 7 + 1)


def _days_of_the_month(text: str, meeting_day: date | None) -> Iterator[Span]:
    for match in DAY_ONLY.finditer(text):
        due = _next_day(int(match["day"]), meeting_day) if meeting_day else None
        yield Span(
            match.start(),
            match.end(),
            due,
            Certainty.COMPUTED if due else Certainty.UNCLEAR,
        )


def _next_day(day: int, meeting_day: date) -> date | None:
    ends = (later_month_end(meeting_day, month) for month in range(3))
    days = (end.replace(day=day) for end in ends if 1 <= day <= end.day)
    return next((each for each in days if each >= meeting_day), None)


READERS: tuple[Reader, ...] = (
    _weeks,
    _offsets,
    _days,
    _monthly,
    _parted,
    _yearly,
    _soon,
    _days_of_the_month,
    _weekdays,
)
