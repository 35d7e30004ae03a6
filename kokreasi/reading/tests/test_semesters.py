import pytest
from hypothesis import given
from hypothesis import strategies as st

from kokreasi.reading.semesters import Semester, semester_in, speaks_of_a_semester

FIRST_2019 = Semester(2019, 1)
SECOND_2020 = Semester(2020, 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Semester I 2019", FIRST_2019),
        ("SEMESTER I TAHUN 2019", FIRST_2019),
        ("Semester I (2019)", FIRST_2019),
        ("Semester\nI\n2019", FIRST_2019),
        ("Semester Pertama 2019", FIRST_2019),
        ("Semester ke-1 2019", FIRST_2019),
        ("S1 2019", FIRST_2019),
        ("2019-S1", FIRST_2019),
        ("H1 2019", FIRST_2019),
        ("Sem. I/2019", FIRST_2019),
        ("First semester 2019", FIRST_2019),
        ("1st half of 2019", FIRST_2019),
        ("Januari-Juni 2019", FIRST_2019),
        ("Jan s.d. Jun 2019", FIRST_2019),
        ("Ukuran Keberhasilan: Semester I 2019", FIRST_2019),
        ("Smt 2 2020", SECOND_2020),
        ("2020 Sem. II", SECOND_2020),
        ("Semester kedua 2020", SECOND_2020),
        ("Semester Dua, 2020", SECOND_2020),
        ("SMT-II-2020", SECOND_2020),
        ("S2 2020", SECOND_2020),
        ("Juli – Desember 2020", SECOND_2020),
        ("Semester I 2019-2020", None),
        ("Semester I dan II 2019", None),
        ("Semester 1/2 2019", None),
        ("Semester I-II 2019", None),
        ("Semester III 2019", None),
        ("Semester 2019", None),
        ("Semester I", None),
        ("2019", None),
        ("Target s.d. 2019", None),
        ("", None),
    ],
)
def test_a_semester_is_found_only_when_there_is_one(text, expected) -> None:
    assert semester_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Semester lalu", True),
        ("Smt. III", True),
        ("S1", True),
        ("Keterangan", False),
        ("Sembilan kabupaten", False),
    ],
)
def test_whether_a_label_speaks_of_a_semester(text, expected) -> None:
    assert speaks_of_a_semester(text) is expected


def test_semesters_are_in_order_of_time() -> None:
    assert FIRST_2019 < Semester(2019, 2) < Semester(2020, 1) < SECOND_2020


@given(
    year=st.integers(2000, 2099),
    half=st.sampled_from([1, 2]),
    word=st.sampled_from(["Semester", "smt", "SEM.", "S", "H"]),
    gap=st.sampled_from([" ", "  ", "\n"]),
    roman=st.booleans(),
)
def test_every_usual_spelling_is_understood(year, half, word, gap, roman) -> None:
    spelled = "I" * half if roman else str(half)

    assert semester_in(f"{word}{gap}{spelled}{gap}{year}") == Semester(year, half)
    assert semester_in(f"{year}{gap}{word}{gap}{spelled}") == Semester(year, half)
