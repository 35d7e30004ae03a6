"""The codes, their documentation, and the JSON in which they travel."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from kokreasi.reading import wire
from kokreasi.reading.codes import Code, Remark
from kokreasi.reading.headers import Column, Meaning
from kokreasi.reading.matrix import Matrix, MatrixRow, Measure, Problem, Unread
from kokreasi.reading.semesters import Semester

DOCUMENTATION = Path(__file__).resolve().parents[3] / "docs" / "reading.md"


@pytest.mark.parametrize("code", [*Code, *Remark])
def test_every_code_is_documented(code) -> None:
    assert f"`{code}`" in DOCUMENTATION.read_text()


def test_every_kind_of_value_survives_the_wire() -> None:
    semester = Semester(2019, 1)
    matrix = Matrix(
        title="Judul “x”",
        stated_total=None,
        notes=["a"],
        columns=[Column("A", "No", Meaning.NUMBER), Column("B", "S1", Meaning.MEASURE, semester)],
        rows=[
            MatrixRow(
                line=2,
                title="A",
                theme_is_merged=True,
                proposers=["x", "y"],
                measures=[Measure(semester, "2,50", Decimal("2.50"), "%"), Measure(semester, "b")],
            )
        ],
        unread=[Unread("x", 1)],
        problems=[Problem(Code.NO_ROWS)],
        warnings=[Problem(Code.TOTAL_DIFFERS, params={"stated": 14, "found": 13})],
    )

    rebuilt = wire.build(Matrix, json.loads(wire.dumps(matrix)))

    assert rebuilt == matrix
    assert isinstance(rebuilt.rows[0].measures[0].number, Decimal)
    assert isinstance(rebuilt.problems[0].code, Code)
