"""Geometry of what is drawn on the server, in per cent of the width, so that it fits any screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kokreasi.core.bilingual import Bilingual

STEPS = (1, 3, 6, 12, 24, 120)
TICKS_ON_A_DESK = 18
TICKS_ON_A_PHONE = 5
NARROWEST = 0.8
MONTHS = 12


class Progress(StrEnum):
    """Where a bar stands on a day; it is drawn by this and also said in words."""

    OVER = "over"
    OPEN = "open"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Bar:
    """Something that lasts from its first to its last day, both included.

    `dots` are days on which something happened, such as meetings. They may lie outside the bar, but
    do not lengthen the axis. `note` says in words what is drawn beside, and leads to `note_href`.
    """

    title: str | Bilingual
    starts_on: date
    ends_on: date
    href: str = ""
    note: str = ""
    note_href: str = ""
    dots: tuple[date, ...] = ()

    def progress_on(self, day: date) -> Progress:
        if day < self.starts_on:
            return Progress.COMING
        return Progress.OVER if day > self.ends_on else Progress.OPEN


@dataclass(frozen=True, slots=True)
class Lane:
    """One bar with its place; `left` and `width` are SVG attribute values such as `12.5%`."""

    bar: Bar
    left: str
    width: str
    progress: Progress
    dots: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a month on the axis; `is_fine` ones are left out on a phone."""

    on: date
    at: str
    is_fine: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars on lanes of their own above one axis; `today` is empty when it lies outside."""

    lanes: Sequence[Lane]
    ticks: Sequence[Tick]
    today: str
    is_today_late: bool


def timeline(bars: Iterable[Bar], *, today: date) -> Timeline:
    """Draw bars over whole months, from the first month in which one starts to the last."""
    ordered = sorted(bars, key=lambda bar: (bar.starts_on, bar.ends_on))
    if not ordered:
        return Timeline([], [], "", is_today_late=False)
    axis = _Axis.around(ordered)
    return Timeline(
        lanes=[axis.lane(bar, today) for bar in ordered],
        ticks=axis.ticks(),
        today=_percent(axis.share(today)) if axis.holds(today) else "",
        is_today_late=axis.holds(today) and axis.share(today) > 50,  # noqa: PLR2004
    )


@dataclass(frozen=True, slots=True)
class _Axis:
    first: date
    end: date
    """The day after the last one."""

    @classmethod
    def around(cls, bars: Sequence[Bar]) -> _Axis:
        last = max(bar.ends_on for bar in bars)
        return cls(bars[0].starts_on.replace(day=1), _later(last.replace(day=1), months=1))

    def share(self, day: date) -> float:
        return 100 * (day - self.first).days / (self.end - self.first).days

    def holds(self, day: date) -> bool:
        return self.first <= day < self.end

    def lane(self, bar: Bar, today: date) -> Lane:
        """Dates the wrong way round are drawn as the one day on which the bar starts."""
        last = max(bar.starts_on, bar.ends_on)
        left = self.share(bar.starts_on)
        width = max(NARROWEST, self.share(last + timedelta(days=1)) - left)
        left = min(left, 100 - width)
        dots = [_percent(self.middle(day)) for day in sorted(set(bar.dots)) if self.holds(day)]
        return Lane(bar, _percent(left), _percent(width), bar.progress_on(today), dots)

    def middle(self, day: date) -> float:
        return (self.share(day) + self.share(day + timedelta(days=1))) / 2

    def ticks(self) -> list[Tick]:
        count = _months(self.end) - _months(self.first)
        step = _step(count, at_most=TICKS_ON_A_DESK)
        coarse = _step(count, at_most=TICKS_ON_A_PHONE)
        days = [_later(self.first, months=offset) for offset in range(count)]
        shown = [day for day in days if _months(day) % step == 0]
        return [
            Tick(on=day, at=_percent(self.share(day)), is_fine=_months(day) % coarse != 0)
            for day in shown
        ]


def _step(months: int, *, at_most: int) -> int:
    return next((step for step in STEPS if months / step <= at_most), STEPS[-1])


def _months(day: date) -> int:
    return day.year * MONTHS + day.month - 1


def _later(first_of_month: date, *, months: int) -> date:
    year, month = divmod(_months(first_of_month) + months, MONTHS)
    return date(year, month + 1, 1)


def _percent(share: float) -> str:
    """Write with a point in every language, as SVG reads it."""
    return f"{share:.2f}%"
