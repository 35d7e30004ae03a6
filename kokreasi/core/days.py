"""The edge where the clock is read; everything below takes the day as an argument."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format

WIB = ZoneInfo("Asia/Jakarta")


def today_in_jakarta() -> date:
    """Give today's date in western Indonesian time (WIB), by which stages open and close."""
    return timezone.localdate(timezone=WIB)


def last_day(end: datetime) -> date:
    """Give the last day in WIB before a moment that ends something: at 00.00 the day before."""
    return (end.astimezone(WIB) - timedelta(microseconds=1)).date()


def written_period(first: date, last: date) -> tuple[str, str]:
    """Write a period as people do, in two halves; the second is empty for a single day.

    Whole months are written without days ("Mei", "Juli 2019"), and what both halves share is
    written once ("3", "12 Agustus 2018").
    """
    if first == last:
        return date_format(first, "j F Y"), ""
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        return _halves(first, last, month="F")
    if (first.year, first.month) == (last.year, last.month):
        return str(first.day), date_format(last, "j F Y")
    return _halves(first, last, month="j F")


def _halves(first: date, last: date, *, month: str) -> tuple[str, str]:
    whole = f"{month} Y"
    if date_format(first, whole) == date_format(last, whole):
        return date_format(first, whole), ""
    same_year = first.year == last.year
    return date_format(first, month if same_year else whole), date_format(last, whole)
