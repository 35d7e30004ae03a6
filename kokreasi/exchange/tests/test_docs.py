"""The columns that docs/exports.md promises are the columns that we write."""

import re
from pathlib import Path

import pytest

from kokreasi.exchange.exports.matrix import sheet_of
from kokreasi.exchange.exports.open_data import TABLES
from kokreasi.exchange.exports.responses import RESPONSES
from kokreasi.plans.tests.factories import make_plan

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "exports.md"
SEMESTER = re.compile(r"Semester I{1,2} \d{4}")


def promised(heading: str) -> list[str]:
    """List the columns in the first table under a heading."""
    part = DOCUMENT.read_text().split(f"{heading}", 1)[1].split("\n#", 1)[0]
    return re.findall(r"^\| `([^`]+)`", part, re.MULTILINE)


def test_the_matrix_has_the_columns_that_are_promised(db) -> None:
    written = [column.name for column in sheet_of(make_plan()).columns]

    once = list(dict.fromkeys(SEMESTER.sub("Semester I 2019", name) for name in written))

    assert once == promised("## The matrix of a plan")


@pytest.mark.parametrize("name", TABLES)
def test_open_data_has_the_columns_that_are_promised(name) -> None:
    assert [column.name for column in TABLES[name].columns] == promised(f"### {name}:")


def test_answers_have_the_columns_that_are_promised() -> None:
    assert [column.name for column in RESPONSES] == promised("### tanggapan:")
