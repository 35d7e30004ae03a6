from datetime import date

import pytest
from holidays.countries.indonesia import Indonesia

from kokreasi.reading.minutes.workdays import after_working_days, is_working_day, public_holidays

#    from                  days  to
COUNTED = [
    (date(2018, 9, 18), 10, date(2018, 10, 2)),  # two weekends
    (date(2025, 4, 17), 1, date(2025, 4, 21)),  # over Good Friday
    (date(2025, 3, 27), 2, date(2025, 4, 2)),  # Idulfitri
    (date(2025, 8, 23), 1, date(2025, 8, 25)),  # from a Saturday
    (date(2025, 8, 25), -1, date(2025, 8, 22)),
    (date(2025, 8, 25), 0, date(2025, 8, 25)),
]


@pytest.mark.parametrize(("day", "count", "expected"), COUNTED)
def test_weekends_and_holidays_do_not_count(day, count, expected) -> None:
    assert after_working_days(day, count) == expected


def test_the_table_says_what_the_package_says() -> None:
    assert public_holidays() == frozenset(Indonesia(years=range(2000, 2041)))


def test_an_unknown_year_still_has_weekends() -> None:
    assert is_working_day(date(2055, 1, 1)) is True
    assert is_working_day(date(2055, 1, 2)) is False
