"""Working days in Indonesia: Monday to Friday without public holidays.

The holidays are a table beside this module, written from PyPI `holidays` and compared with it by
a test: importing the package itself takes longer than reading a note.
"""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("public_holidays.txt")
SATURDAY = 5
DAY = timedelta(days=1)


@cache
def public_holidays() -> frozenset[date]:
    """Give the holidays of 2000 to 2040; those of a moon not yet seen are estimates."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return frozenset(date.fromisoformat(line.split(" ", 1)[0]) for line in lines)


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in public_holidays()


def after_working_days(day: date, count: int) -> date:
    """Count working days from the day after `day`; a negative count goes back."""
    step = DAY if count > 0 else -DAY
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day
