"""A table of answers: where its headings stand, how wide it is, what is left of numbers."""

import io
import re
import zipfile

from xlsxwriter import Workbook

from kokreasi.reading.answers import read_answers


def test_ragged_rows_and_quoted_lines_become_a_table() -> None:
    data = '\ufeffHari;Jawaban;\n1;"dua\nbaris; satu";;;x\n\n2\n'.encode()

    table = read_answers(data, "a.csv")

    assert table.headers == ["Hari", "Jawaban", "E"]
    assert table.rows == [["1", "dua\nbaris; satu", "x"], ["2", "", ""]]
    assert table.lines == [2, 4]


def test_a_title_above_the_headings_is_passed_over() -> None:
    table = read_answers(b"Survei 2018\nHari,Nama,Nilai\n1,A,8\n", "a.csv")

    assert table.headers == ["Hari", "Nama", "Nilai"]


def test_a_table_with_headings_only_has_no_rows() -> None:
    assert read_answers(b"Hari,Nama\n", "a.csv").rows == []


def test_a_number_beyond_all_bounds_is_a_word() -> None:
    table = read_answers(xlsx_with("1e400"), "a.xlsx")

    assert table.rows == [["inf"]]


def xlsx_with(number: str) -> bytes:
    """Give a workbook whose only answer is this number, as it is written in the file."""
    made, changed = io.BytesIO(), io.BytesIO()
    with Workbook(made) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "Nilai")
        sheet.write_number(1, 0, 12345)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(b"12345", number.encode(), old.read(name)))
    return changed.getvalue()
