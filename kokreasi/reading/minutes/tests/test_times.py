"""Hours as notes write them."""

import time

import pytest

from kokreasi.reading.minutes.times import find_times, without


@pytest.mark.parametrize(
    ("text", "start", "end", "zone"),
    [
        ("15.00 - 16.30 WIB", "15:00", "16:30", "WIB"),
        ("Pukul 09.30 s.d. 12.15 WIB", "09:30", "12:15", "WIB"),
        ("10.00 – 12.00 WIB", "10:00", "12:00", "WIB"),
        ("10:00–12:00", "10:00", "12:00", None),
        ("09.00 WIB s/d selesai", "09:00", None, "WIB"),
        ("13.00 WITA - Selesai", "13:00", None, "WITA"),
        ("13.00 sd 15.00 WIT", "13:00", "15:00", "WIT"),
        ("13.00 s/d 15.00", "13:00", "15:00", None),
        ("pukul 9.00 sampai dengan pukul 11.30 WIB", "09:00", "11:30", "WIB"),
        ("09.00 WIB - 12.00 WIB", "09:00", "12:00", "WIB"),
        ("Jam : 19.30 WIB", "19:30", None, "WIB"),
        ("Jam 9 - 11 WIB", "09:00", "11:00", "WIB"),
        ("09.00 - selesai WIB", "09:00", None, "WIB"),
        ("9–11 WIB", "09:00", "11:00", "WIB"),
        ("jam 9 s.d. 11", "09:00", "11:00", None),
        ("pukul 9 WIB", "09:00", None, "WIB"),
        ("10 AM - 12 PM", "10:00", "12:00", None),
        ("2:00 – 3:30 PM", "14:00", "15:30", None),
        ("2:00 p.m. to 3:30 p.m.", "14:00", "15:30", None),
        ("12:15 AM", "00:15", None, None),
        ("09.30.00 WIB", "09:30", None, "WIB"),
        ("09 . 30 - 12 . 15", "09:30", "12:15", None),
    ],
)
def test_hours_are_found_however_they_are_spelled(text, start, end, zone) -> None:
    (found,) = find_times(text)

    assert (found.start, found.end, found.zone) == (start, end, zone)


@pytest.mark.parametrize(
    "text", ["", "25.00 WIB", "10.75", "7.230 orang", "021.55.66", "13 PM", "selesai", "Rp10.000"]
)
def test_what_is_no_hour(text) -> None:
    assert find_times(text) == []


@pytest.mark.parametrize(
    ("text", "is_sure", "is_open"),
    [
        ("pukul 09.30", True, False),
        ("09.30 WIB", True, False),
        ("9 AM", True, False),
        ("09.30", False, False),
        ("09.30 s.d. selesai", False, True),
    ],
)
def test_how_sure_and_how_open(text, is_sure, is_open) -> None:
    (found,) = find_times(text)

    assert (found.is_sure, found.is_open) == (is_sure, is_open)


def test_a_date_is_taken_out_before_hours_are_sought() -> None:
    assert find_times(without("18.09.2018 pukul 09.30", [(0, 10)]))[0].at == 11


@pytest.mark.parametrize("hostile", ["09.", "9 - ", "pukul ", "09.00 s.d. ", "1:"])
def test_hostile_lines_take_linear_time(hostile) -> None:
    began = time.perf_counter()

    find_times(hostile * (40_000 // len(hostile)))

    assert time.perf_counter() - began < 2
