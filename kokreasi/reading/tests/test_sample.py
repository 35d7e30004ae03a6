"""The real matrix of 2018 and a real file that is none."""

from decimal import Decimal

import pytest

from kokreasi.reading.codes import Code
from kokreasi.reading.headers import Meaning
from kokreasi.reading.matrix import Problem
from kokreasi.reading.semesters import Semester
from kokreasi.reading.typed import matrix_in


@pytest.fixture
def matrix(samples):
    return matrix_in((samples / "matriks-usulan-2018.xlsx").read_bytes(), "matriks.xlsx")


def test_the_sample_is_read_whole(matrix) -> None:
    assert (matrix.sheet, matrix.header_row) == ("Matriks Usulan", 4)
    assert [row.number for row in matrix.rows] == list(range(1, 14))
    assert [row.line for row in matrix.rows] == list(range(6, 19))
    assert matrix.title.endswith("2018-2020")
    assert matrix.as_of.endswith("per 24 September 2018")
    assert (matrix.unread, matrix.problems) == ([], [])


def test_the_sample_announces_more_than_it_lists(matrix) -> None:
    differs = Problem(Code.TOTAL_DIFFERS, params={"stated": 14, "found": 13})

    assert matrix.stated_total == 14
    assert len(matrix.notes) == 1
    assert matrix.warnings == [differs]


def test_the_columns_of_the_sample_are_all_understood(matrix) -> None:
    semesters = [column.semester for column in matrix.columns if column.semester]

    assert semesters == [Semester(year, half) for year in (2019, 2020) for half in (1, 2)]
    assert {column.meaning for column in matrix.columns} == set(Meaning) - {
        Meaning.REFERENCE,
        Meaning.ROW,
        Meaning.STATUS,
    }


def test_a_merged_theme_of_the_sample_counts_for_both_rows(matrix) -> None:
    themes = [(row.theme, row.theme_is_merged) for row in matrix.rows[2:5]]

    assert themes == [("Anggaran", False), ("Anggaran", True), ("Desa", False)]


def test_the_organisations_of_the_sample(matrix) -> None:
    row = matrix.rows[1]

    assert row.proposers == ["MediaLink", "Perkumpulan Inisiatif"]
    assert row.leads == ["Kemensos"]
    assert row.supporters == ["Kemenkes", "BPJS Kesehatan", "TNP2K"]
    assert matrix.rows[10].supporters == []


def test_the_targets_of_the_sample(matrix) -> None:
    numbers = [(measure.number, measure.unit) for measure in matrix.rows[9].measures]

    assert numbers == [(Decimal(number), "%") for number in (75, 80, 85, 90)]
    assert [measure.number for measure in matrix.rows[0].measures] == [None, None, Decimal(3), None]


def test_answers_of_a_consultation_are_no_matrix(samples) -> None:
    data = (samples / "konsultasi-publik-2018-sintetis.csv").read_bytes()

    matrix = matrix_in(data, "konsultasi.csv")

    assert [problem.code for problem in matrix.problems] == [Code.NO_HEADER]
    assert matrix.rows == []
