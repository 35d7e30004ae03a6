"""Days in running text: in digits, in words, with or without weekday and year."""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from kokreasi.reading.minutes.daypatterns import JOINT, Stated, stated_days
from kokreasi.reading.minutes.daywords import MARKET_DAYS, WEEKDAYS, weekday_of
from kokreasi.reading.minutes.model import Certainty

FIRST_YEAR, LAST_YEAR = 1900, 2099
LOOK_AROUND = 60
"""Characters beside a date in which its weekday may stand."""

WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})(?![a-z])\.?"
BEFORE = re.compile(
    rf"(?<![a-z])(?:hari\s+)?(?P<weekday>{WEEKDAY})(?:\s+(?:{MARKET_DAYS}))?"
    rf"(?:{JOINT}{WEEKDAY})?\s*[,/|:–—-]?\s*\(?\s*(?:tanggal\b|tgl\b\.?)?\s*:?\s*$",
    re.IGNORECASE,
)
AFTER = re.compile(rf"\s*\(\s*(?P<weekday>{WEEKDAY})\s*\)", re.IGNORECASE)
CONNECTED = re.compile(rf"{JOINT}(?:{WEEKDAY}\s*,?\s*)?", re.IGNORECASE)


class DayProblem(StrEnum):
    """What is wrong with a date; its words are kept as they are."""

    NO_SUCH_DAY = "no_such_day"
    YEAR_MISSING = "year_missing"
    WEEKDAY_DISAGREES = "weekday_disagrees"


@dataclass(frozen=True)
class FoundDay:
    """A date in a text, from `start` to `end`, its weekday included.

    `day` is None where the words yield none: 31 Februari, or no year and nothing to take it from.
    `last` ends a range (12-13 Mei 2025). `weekday` is the stated one, 0 for Monday; with
    WEEKDAY_DISAGREES both it and the day stay as written.
    """

    text: str
    day: date | None
    certainty: Certainty
    start: int
    end: int
    problem: DayProblem | None = None
    last: date | None = None
    weekday: int | None = None


def find_days(text: str, *, year_hint: date | None = None) -> list[FoundDay]:
    """Find every date of a text, in order.

    A date without a year is the next such day on or after `year_hint`, and then only COMPUTED;
    without a hint it has no day.
    """
    found = [_found(text, stated, year_hint) for stated in _with_years(text)]
    return _ranges(text, found)


def _with_years(text: str) -> list[Stated]:
    """Let "30 April - 2 Mei 2025" give its year to both of its days."""
    days = list(stated_days(text))
    for at in range(len(days) - 2, -1, -1):
        one, following = days[at], days[at + 1]
        if one.year is None and CONNECTED.fullmatch(text, one.end, following.start):
            days[at] = replace(one, year=following.year)
    return days


def _ranges(text: str, found: list[FoundDay]) -> list[FoundDay]:
    """Join days that a dash or "s.d." connects into one with a last day."""
    joined: list[FoundDay] = []
    for day in found:
        before = joined[-1] if joined else None
        if before and _continues(text, before, day):
            words = text[before.start : day.end]
            joined[-1] = replace(before, text=words, end=day.end, last=day.day)
        else:
            joined.append(day)
    return joined


def _continues(text: str, before: FoundDay, day: FoundDay) -> bool:
    if not (before.day and day.day) or before.last or day.last or day.day <= before.day:
        return False
    return CONNECTED.fullmatch(text, before.end, day.start) is not None


def _found(text: str, stated: Stated, year_hint: date | None) -> FoundDay:
    start, end, weekday = _with_weekday(text, stated)
    day, last, problem = _resolved(stated, year_hint)
    if day and weekday is not None and day.weekday() != weekday:
        problem = DayProblem.WEEKDAY_DISAGREES
    return FoundDay(
        text=text[start:end],
        day=day,
        certainty=_certainty(day, stated),
        start=start,
        end=end,
        problem=problem,
        last=last,
        weekday=weekday,
    )


def _certainty(day: date | None, stated: Stated) -> Certainty:
    if day is None:
        return Certainty.UNCLEAR
    return Certainty.EXACT if stated.year else Certainty.COMPUTED


def _with_weekday(text: str, stated: Stated) -> tuple[int, int, int | None]:
    nearby = max(0, stated.start - LOOK_AROUND)
    if before := BEFORE.search(text[nearby : stated.start]):
        return nearby + before.start(), stated.end, weekday_of(before["weekday"].rstrip("."))
    if after := AFTER.match(text, stated.end, stated.end + LOOK_AROUND):
        return stated.start, after.end(), weekday_of(after["weekday"].rstrip("."))
    return stated.start, stated.end, None


def _resolved(
    stated: Stated, year_hint: date | None
) -> tuple[date | None, date | None, DayProblem | None]:
    if stated.year is not None and not FIRST_YEAR <= stated.year <= LAST_YEAR:
        return None, None, DayProblem.NO_SUCH_DAY
    if stated.year is None and year_hint is None:
        possible = _day(2000, stated.month, stated.day) is not None
        problem = DayProblem.YEAR_MISSING if possible else DayProblem.NO_SUCH_DAY
        return None, None, problem
    day = _next(stated, year_hint) if stated.year is None else _day_of(stated, stated.year)
    if day is None:
        return None, None, DayProblem.NO_SUCH_DAY
    last = _day(day.year, day.month, stated.last) if stated.last else None
    wrong_end = stated.last is not None and (last is None or last < day)
    return day, None if wrong_end else last, DayProblem.NO_SUCH_DAY if wrong_end else None


def _next(stated: Stated, year_hint: date | None) -> date | None:
    if year_hint is None:
        return None
    day = _day_of(stated, year_hint.year)
    return day if day and day >= year_hint else _day_of(stated, year_hint.year + 1)


def _day_of(stated: Stated, year: int) -> date | None:
    return _day(year, stated.month, stated.day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
