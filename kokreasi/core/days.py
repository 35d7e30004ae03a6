"""The edge where the clock is read; everything below takes the day as an argument."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone

WIB = ZoneInfo("Asia/Jakarta")


def today_in_jakarta() -> date:
    """Give today's date in western Indonesian time (WIB), by which stages open and close."""
    return timezone.localdate(timezone=WIB)
