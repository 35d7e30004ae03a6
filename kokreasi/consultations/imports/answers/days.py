"""Days as spreadsheets write them. Whether 03/04 is in March or April the whole column tells."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

from kokreasi.core.days import WIB

ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)(.*)", re.DOTALL)
NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)(.*)", re.DOTALL)
CLOCK = re.compile(r"[\sT,]*(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:[.,]\d+)?\s*([ap]\.?m\b)?", re.I)
TWELVE = 12
NOON = time(12)


class DayOrder(StrEnum):
    """How a column writes days with the year last; MIXED cannot be read either way."""

    DAY_FIRST = "day"
    MONTH_FIRST = "month"
    EITHER = "either"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day, with the time where the cell says one."""

    day: date
    clock: time | None = None

    @property
    def moment(self) -> datetime:
        """Give the moment in WIB; noon where no time is said."""
        return datetime.combine(self.day, self.clock or NOON, WIB)

    def __str__(self) -> str:
        return f"{self.day} {self.clock:%H:%M}" if self.clock else f"{self.day}"


def order_of(cells: Iterable[str]) -> DayOrder | None:
    """Tell the order of day and month in a column; None where the year stands first in all."""
    found = [match for cell in cells if (match := NUMBERS.match(cell.strip()))]
    is_day_first = any(int(match[1]) > TWELVE for match in found)
    is_month_first = any(int(match[2]) > TWELVE for match in found)
    if is_day_first and is_month_first:
        return DayOrder.MIXED
    if is_day_first or is_month_first:
        return DayOrder.DAY_FIRST if is_day_first else DayOrder.MONTH_FIRST
    if all(match[1] == match[2] for match in found):
        return DayOrder.DAY_FIRST if found else None
    return DayOrder.EITHER


def stamp_of(text: str, order: DayOrder | None) -> Stamp | None:
    """Read a day, perhaps with a time; None for what is none, or in an order not decided."""
    text = text.strip()
    if match := ISO.match(text):
        return _stamp(match[1], match[2], match[3], match[4])
    match = NUMBERS.match(text)
    if match is None or order not in (DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST):
        return None
    first, second = (2, 1) if order == DayOrder.DAY_FIRST else (1, 2)
    return _stamp(match[3], match[first], match[second], match[4])


def _stamp(year: str, month: str, day: str, rest: str) -> Stamp | None:
    try:
        on = datetime(int(year), int(month), int(day), tzinfo=UTC).date()
    except ValueError:
        return None
    return Stamp(on, _clock(rest)) if on.year > 1 else None


def _clock(rest: str) -> time | None:
    match = CLOCK.match(rest)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2])
    half = (match[4] or "").casefold()[:1]
    if half:
        hour = hour % TWELVE + (TWELVE if half == "p" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None


def are_days(cells: Iterable[str]) -> bool:
    """Tell whether nearly all cells are days."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    days = sum(1 for cell in filled if ISO.match(cell) or NUMBERS.match(cell))
    return bool(filled) and 10 * days >= 9 * len(filled)
