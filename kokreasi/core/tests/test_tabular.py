"""Tables out and in."""

import csv
import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from kokreasi.core.downloads import csv_download, xlsx_download
from kokreasi.core.tabular import (
    Column,
    TableError,
    csv_lines,
    defused,
    read_table,
    xlsx_file,
)

COLUMNS = (
    Column("name", lambda row: row["name"]),
    Column("count", lambda row: row["count"]),
    Column("share", lambda row: row.get("share")),
    Column("on", lambda row: row.get("on")),
    Column("open", lambda row: row.get("open")),
)
ROWS = [
    {
        "name": "Seknas “FITRA”, Jakarta",
        "count": -3,
        "share": Decimal("0.5"),
        "on": date(2018, 9, 24),
        "open": True,
    },
    {"name": "=SUM(A1)", "count": 0},
    {"name": "baris satu\nbaris dua", "count": 2},
]
KNOWN = ["name", "count", "share", "on", "open"]
FORMULAS = ["=1+1", "+62", "-1", "@cmd", "\tx", "\rx", "\nx"]


def as_csv(rows=ROWS) -> bytes:
    return "".join(csv_lines(COLUMNS, rows)).encode()


def as_xlsx(rows=ROWS) -> bytes:
    with xlsx_file(COLUMNS, rows) as file:
        return file.read()


def test_csv_writes_values_for_machines() -> None:
    lines = list(csv.reader(io.StringIO(as_csv().decode())))

    assert lines[0] == KNOWN
    assert lines[1] == ["Seknas “FITRA”, Jakarta", "-3", "0.5", "2018-09-24", "TRUE"]
    assert lines[2] == ["'=SUM(A1)", "0", "", "", ""]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_becomes_a_formula(text) -> None:
    rows = [{"name": text, "count": 1}]

    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(rows))).active
    written = list(csv.reader(io.StringIO(as_csv(rows).decode(), newline="")))[1][0]

    assert written == f"'{text}"
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].quotePrefix


@given(st.text(max_size=20))
def test_what_is_defused_starts_no_formula(text) -> None:
    assert not defused(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize("written", [as_csv(), as_xlsx()], ids=["csv", "xlsx"])
def test_what_is_written_is_read_again(written) -> None:
    lines = read_table(written, name="organisasi", knows=KNOWN, needs=["name"])

    assert [line.number for line in lines] == [2, 3, 4]
    assert [line.cells["name"] for line in lines] == [row["name"] for row in ROWS]
    assert lines[0].cells["on"].startswith("2018-09-24")
    assert lines[0].cells["open"] == "TRUE"


def test_short_lines_and_empty_ones_are_no_trouble() -> None:
    lines = read_table(b"name,count\nSatu\n,\n\nDua,2\n", name="x.csv", knows=KNOWN)

    assert [(line.number, dict(line.cells)) for line in lines] == [
        (2, {"name": "Satu", "count": ""}),
        (5, {"name": "Dua", "count": "2"}),
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty."),
        (b"\n\n", "The file is empty."),
        (b",,\n,,\n", "The file has no rows."),
        (b"count\n1\n", "These columns are missing: name."),
        (b"name,name\na,b\n", "These columns stand twice: name."),
        (b"name,100% sure\na,b\n", "Nobody knows the column 100% sure. Known are: name, count"),
        (b"name,x,y\na,b,c\n", "Nobody knows the columns x, y. Known are"),
        (b"name,,count\na,b,c\n", "Nobody knows the column –."),
        (b"name\n" + b"a" * 200 + b"\0b\n", "The file contains characters that no text has."),
        (b"%PDF-1.7 this is no table", "This is no table."),
        (b"PK\x03\x04 broken", "The file is broken"),
        (b"x" * (10 * 1024 * 1024 + 1), "at most 10 MB"),
    ],
)
def test_a_file_that_is_not_this_table_is_refused_in_words(data, words) -> None:
    with override("en"), pytest.raises(TableError) as refusal:
        read_table(data, name="berkas", knows=KNOWN, needs=["name"])

    assert words in str(refusal.value)


def test_twenty_thousand_lines_are_read_and_no_more() -> None:
    data = b"name\n" + b"a\n" * 19_999

    lines = read_table(data, name="banyak.csv", knows=KNOWN)

    assert len(lines) == 19_999
    with override("en"), pytest.raises(TableError, match="at most 20000"):
        read_table(data + b"a\n", name="banyak.csv", knows=KNOWN)


def test_downloads_are_attachments() -> None:
    as_lines = csv_download("organisasi", COLUMNS, ROWS)
    as_sheet = xlsx_download("organisasi", COLUMNS, ROWS)

    assert as_lines["Content-Disposition"] == 'attachment; filename="organisasi.csv"'
    assert b"".join(as_lines.streaming_content) == as_csv()
    assert as_sheet["Content-Disposition"] == 'attachment; filename="organisasi.xlsx"'
    assert b"".join(as_sheet.streaming_content).startswith(b"PK")
    as_sheet.file_to_stream.close()
