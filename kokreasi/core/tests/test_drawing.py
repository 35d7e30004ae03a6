from datetime import date

import pytest

from kokreasi.core.drawing import Bar, Progress, timeline

BILATERALS = Bar("Bilaterals", date(2018, 9, 1), date(2018, 11, 30))
CONSULTATION = Bar("Consultation", date(2018, 8, 1), date(2018, 9, 30))
FINAL = Bar("Finalisation", date(2018, 10, 23), date(2018, 10, 23))


def test_bars_that_overlap_have_lanes_of_their_own_in_order_of_their_start() -> None:
    drawn = timeline([BILATERALS, FINAL, CONSULTATION], today=date(2018, 9, 14))

    assert [lane.bar for lane in drawn.lanes] == [CONSULTATION, BILATERALS, FINAL]


def test_axis_spans_whole_months() -> None:
    drawn = timeline([Bar("x", date(2018, 9, 11), date(2018, 9, 20))], today=date(2020, 1, 1))

    (lane,) = drawn.lanes
    assert (lane.left, lane.width) == ("33.33%", "33.33%")
    assert [tick.at for tick in drawn.ticks] == ["0.00%"]


def test_dots_stand_in_the_middle_of_their_day_and_never_lengthen_the_axis() -> None:
    days = (date(2018, 9, 30), date(2018, 9, 1), date(2018, 9, 1), date(2018, 10, 1))

    (lane,) = timeline(
        [Bar("x", date(2018, 9, 11), date(2018, 9, 20), dots=days)], today=date(2020, 1, 1)
    ).lanes

    assert lane.dots == ["1.67%", "98.33%"]


def test_a_single_day_stays_visible_and_inside() -> None:
    long = Bar("long", date(2018, 1, 1), date(2019, 12, 31))
    day = Bar("day", date(2019, 12, 31), date(2019, 12, 31))

    lane = timeline([long, day], today=date(2018, 1, 1)).lanes[1]

    assert lane.width == "0.80%"
    assert lane.left == "99.20%"


def test_dates_the_wrong_way_round_are_drawn_as_the_first_day() -> None:
    odd = Bar("odd", date(2018, 8, 8), date(2018, 8, 1))

    (lane,) = timeline(
        [
            odd,
        ],
        today=date(2018, 8, 1),
    ).lanes

    assert (lane.left, lane.width) == ("22.58%", "3.23%")


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2018, 7, 31), Progress.COMING),
        (date(2018, 8, 1), Progress.OPEN),
        (date(2018, 9, 30), Progress.OPEN),
        (date(2018, 10, 1), Progress.OVER),
    ],
)
def test_progress_counts_the_first_and_the_last_day(today, expected) -> None:
    assert CONSULTATION.progress_on(today) == expected


@pytest.mark.parametrize(
    ("today", "at", "is_late"),
    [
        (date(2018, 7, 31), "", False),
        (date(2018, 8, 1), "0.00%", False),
        (date(2018, 9, 30), "98.36%", True),
        (date(2018, 10, 1), "", False),
    ],
)
def test_today_is_a_line_only_within_the_axis(today, at, is_late) -> None:
    drawn = timeline([CONSULTATION], today=today)

    assert (drawn.today, drawn.is_today_late) == (at, is_late)


@pytest.mark.parametrize(
    ("months", "on_a_desk", "on_a_phone"),
    [(1, 1, 1), (5, 5, 5), (16, 16, 3), (24, 8, 4), (48, 16, 4), (120, 10, 5)],
)
def test_ticks_stay_few_enough_to_read(months, on_a_desk, on_a_phone) -> None:
    years, month = divmod(months, 12)
    last = date(2018 + years, month, 28) if month else date(2017 + years, 12, 28)

    ticks = timeline([Bar("x", date(2018, 1, 1), last)], today=date(2018, 1, 1)).ticks

    assert len(ticks) == on_a_desk
    assert len([tick for tick in ticks if not tick.is_fine]) == on_a_phone


def test_years_begin_on_a_tick() -> None:
    ticks = timeline([Bar("x", date(2018, 5, 1), date(2020, 4, 30))], today=date(2018, 1, 1)).ticks

    assert {tick.on for tick in ticks if tick.on.month == 1} == {date(2019, 1, 1), date(2020, 1, 1)}


def test_no_bars_draw_nothing() -> None:
    assert timeline([], today=date(2018, 1, 1)).lanes == []
