"""Dates as notes write them, and words that are none."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kokreasi.reading.minutes.days import DayProblem, find_days
from kokreasi.reading.minutes.daywords import MONTHS
from kokreasi.reading.minutes.model import Certainty

BILATERAL = date(2018, 9, 18)
VISIT = date(2023, 8, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Selasa, 18 September 2018", BILATERAL),
        ("Selasa / 18 September 2018", BILATERAL),
        ("Selasa/18 September 2018", BILATERAL),
        ("Selasa Pon, 18 September 2018", BILATERAL),
        ("hari Selasa tanggal 18 bulan September tahun 2018", BILATERAL),
        ("Hari/Tanggal/Jam: Selasa/18 September 2018/09.30 WIB", BILATERAL),
        ("18 Sept. 2018", BILATERAL),
        ("18-Sep-2018", BILATERAL),
        ("18-Sep-18", BILATERAL),
        ("18 Sep '18", BILATERAL),
        ("18September2018", BILATERAL),
        ("18 september, 2018", BILATERAL),
        ("18.09.2018", BILATERAL),
        ("18-09-2018", BILATERAL),
        ("18 - 09 - 2018", BILATERAL),
        ("18/9/2018", BILATERAL),
        ("18/09/18", BILATERAL),
        ("2018-09-18", BILATERAL),
        ("2018-09-18T09:30", BILATERAL),
        ("2018/09/18", BILATERAL),
        ("(18/9/2018)", BILATERAL),
        ("September 18, 2018", BILATERAL),
        ("Tuesday, September 18th 2018", BILATERAL),
        ("18th of September 2018", BILATERAL),
        ("09/18/2018", BILATERAL),
        ("tanggal delapan belas September dua ribu delapan belas", BILATERAL),
        ("tanggal Delapan Belas bulan Sembilan tahun Dua Ribu Delapan Belas", BILATERAL),
        (
            "tanggal 18 (delapan belas) bulan September tahun 2018 (dua ribu)",
            BILATERAL,
        ),
        ("tanggal 18 bulan 9 tahun 2018", BILATERAL),
        ("tanggal dua puluh tiga bulan Agustus tahun dua ribu dua puluh tiga", VISIT),
        ("Rabu, 23 Agustus 2023 | 10.00 – 12.00 WIB", VISIT),
        ("Rabu tgl. 23 Agt 2023", VISIT),
        ("Jum’at, 5 Pebruari 2016", date(2016, 2, 5)),
        ("Ahad, 29 Juni 2025", date(2025, 6, 29)),
        ("3 Nopember 2016", date(2016, 11, 3)),
    ],
)
def test_a_day_is_found_however_it_is_spelled(text, day) -> None:
    (found,) = find_days(text)

    assert found.day == day
    assert found.certainty == Certainty.EXACT
    assert found.problem is None
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "pukul 09.30 s.d. 12.15 WIB",
        "15.00 - 16.30",
        "31 dari 48 Anggota",
        "2/3 anggota",
        "RAN OGI 2018-2020",
        "Nomor 005/123/2025",
        "B-12/03/2025",
        "021-31-12-1999",
        "versi 1.2.18",
        "5 desa",
        "10 hari kerja",
        "minggu I Oktober 2018",
        "Oktober 2018",
        "Pasal 10",
        "7.230 penerima manfaat",
    ],
)
def test_what_is_no_day(text) -> None:
    assert find_days(text) == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("12-13 Mei 2025", date(2025, 5, 12), date(2025, 5, 13)),
        ("12 – 13 Mei 2025", date(2025, 5, 12), date(2025, 5, 13)),
        ("12 s.d. 13 Mei 2025", date(2025, 5, 12), date(2025, 5, 13)),
        ("12 s/d 13 Mei 2025", date(2025, 5, 12), date(2025, 5, 13)),
        ("12, 13 dan 14 Mei 2025", date(2025, 5, 12), date(2025, 5, 14)),
        ("Senin-Selasa, 12-13 Mei 2025", date(2025, 5, 12), date(2025, 5, 13)),
        ("Senin s.d. Rabu, 12 s.d. 14 Mei 2025", date(2025, 5, 12), date(2025, 5, 14)),
        ("30 April - 2 Mei 2025", date(2025, 4, 30), date(2025, 5, 2)),
        ("30 April 2025 sampai dengan 2 Mei 2025", date(2025, 4, 30), date(2025, 5, 2)),
        ("12-05-2025 s.d. 13-05-2025", date(2025, 5, 12), date(2025, 5, 13)),
        ("May 12-13, 2025", date(2025, 5, 12), date(2025, 5, 13)),
    ],
)
def test_a_range_has_a_first_and_a_last_day(text, first, last) -> None:
    (found,) = find_days(text)

    assert (found.day, found.last) == (first, last)
    assert found.problem is None


@pytest.mark.parametrize(
    ("text", "day", "problem"),
    [
        ("31 Februari 2025", None, DayProblem.NO_SUCH_DAY),
        ("31 Februari", None, DayProblem.NO_SUCH_DAY),
        ("31-02-2025", None, DayProblem.NO_SUCH_DAY),
        ("2025-02-31", None, DayProblem.NO_SUCH_DAY),
        ("30-31 April 2025", date(2025, 4, 30), DayProblem.NO_SUCH_DAY),
        ("30 April", None, DayProblem.YEAR_MISSING),
        ("17/06", None, DayProblem.YEAR_MISSING),
        ("Senin, 18 September 2018", BILATERAL, DayProblem.WEEKDAY_DISAGREES),
        ("18 September 2018 (Senin)", BILATERAL, DayProblem.WEEKDAY_DISAGREES),
    ],
)
def test_what_is_wrong_is_flagged_and_never_repaired(text, day, problem) -> None:
    (found,) = find_days(text)

    assert (found.day, found.problem, found.text) == (day, problem, text)


@pytest.mark.parametrize(
    ("text", "hint", "day"),
    [
        ("30 April", date(2025, 3, 11), date(2025, 4, 30)),
        ("30 April", date(2025, 4, 30), date(2025, 4, 30)),
        ("30 April", date(2025, 5, 1), date(2026, 4, 30)),
        ("due: 23/06", date(2025, 6, 17), date(2025, 6, 23)),
        ("May 8", date(2025, 4, 1), date(2025, 5, 8)),
        ("29 Februari", date(2025, 1, 1), None),
    ],
)
def test_a_missing_year_comes_from_the_hint_only(text, hint, day) -> None:
    (found,) = find_days(text, year_hint=hint)

    assert found.day == day
    assert found.certainty == (Certainty.COMPUTED if day else Certainty.UNCLEAR)


def test_several_days_come_in_the_order_of_the_text() -> None:
    text = "Rapat 18 September 2018, tindak lanjut 28/09/2018 dan laporan October 5, 2018."

    assert [found.day for found in find_days(text)] == [
        date(2018, 9, 18),
        date(2018, 9, 28),
        date(2018, 10, 5),
    ]


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_every_day_is_read_from_its_usual_spellings(day) -> None:
    month = MONTHS[day.month - 1].split("|")[0]
    for text in (f"{day.day} {month} {day.year}", f"{day:%d-%m-%Y}", f"{day:%d.%m.%Y}", f"{day}"):
        (found,) = find_days(text)
        assert found.day == day


@pytest.mark.parametrize("hostile", ["satu ", "1, ", "12-", "1/", "dua ribu ", "18 (", "Senin "])
def test_hostile_lines_take_linear_time(hostile) -> None:
    began = time.perf_counter()

    find_days(hostile * (40_000 // len(hostile)))

    assert time.perf_counter() - began < 2
