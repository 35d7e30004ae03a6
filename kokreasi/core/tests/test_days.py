from datetime import UTC, date, datetime

import pytest
import time_machine

from kokreasi.core.days import today_in_jakarta


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2018, 10, 23, 16, 59, tzinfo=UTC), date(2018, 10, 23)),
        (datetime(2018, 10, 23, 17, 0, tzinfo=UTC), date(2018, 10, 24)),
    ],
)
def test_the_day_changes_at_midnight_in_jakarta(moment, day) -> None:
    with time_machine.travel(moment, tick=False):
        assert today_in_jakarta() == day
