from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from kokreasi.reading.cleaning import clean
from kokreasi.reading.codes import Code
from kokreasi.reading.errors import ReadingError, TooLargeError, UnreadableError, WrongKindError
from kokreasi.reading.sheetfacts import Bounds, Merge, letters, place
from kokreasi.reading.tests import hostile
from kokreasi.reading.tests.layouts import (
    Layout,
    ods,
    ods_cell,
    ods_table,
    saved,
    text,
    xlsx,
)
from kokreasi.reading.workbook import Cell, read_workbook

MOMENT = datetime.fromisoformat("2018-09-24 09:30")


def cells_of(data: bytes) -> list[list[Cell]]:
    return read_workbook(data)[0].rows


def texts_of(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row] for row in cells_of(data)]


def sheet_with(*values: object, number_format: str = "General") -> bytes:
    book = Workbook()
    for column, value in enumerate(values, start=1):
        book.active.cell(1, column, value).number_format = number_format
    return saved(book)


@pytest.mark.parametrize(
    ("value", "number_format", "expected", "shown"),
    [
        ("Desa", "General", "Desa", "Desa"),
        (1, "General", 1, "1"),
        (1.0, "General", 1, "1"),
        (2.5, "General", Decimal("2.5"), "2,5"),
        (0.1 + 0.2, "General", Decimal("0.3"), "0,3"),
        (1e15, "General", 10**15, "1000000000000000"),
        (0.75, "0%", 75, "75%"),
        (0.125, "0.0%", Decimal("12.5"), "12,5%"),
        (0.75, '0"%"', Decimal("0.75"), "0,75"),
        (True, "General", True, "TRUE"),
        (date(2018, 9, 24), "dd/mm/yyyy", date(2018, 9, 24), "2018-09-24"),
        (
            MOMENT,
            "yyyy-mm-dd hh:mm",
            MOMENT,
            "2018-09-24 09:30",
        ),
        ("a\r\nb", "General", "a\nb", "a\nb"),
        ("'=1+1", "General", "'=1+1", "'=1+1"),
    ],
)
def test_a_value_and_how_it_is_shown(value, number_format, expected, shown) -> None:
    data = sheet_with(value, number_format=number_format)

    ((cell,),) = cells_of(data)

    assert (cell.value, cell.text) == (expected, shown)


def test_an_empty_cell_stays_empty() -> None:
    (row,) = cells_of(sheet_with("a", None, "  ", "b"))

    assert [cell.value for cell in row] == ["a", None, None, "b"]


def test_lines_count_from_the_first_of_the_sheet() -> None:
    book = Workbook()
    book.active["C4"] = "here"

    rows = cells_of(saved(book))

    assert rows[3][2].text == "here"
    assert (len(rows), len(rows[0])) == (4, 3)


def test_merged_cells_take_the_first_value_and_say_so() -> None:
    book = Workbook()
    book.active["A1"], book.active["A3"] = "down", "own"
    book.active["B1"] = "across"
    book.active.merge_cells("A1:A2")
    book.active.merge_cells("B1:C1")
    book.active["C3"] = "end"

    sheet = read_workbook(saved(book))[0]

    assert sheet.rows[1][0] == Cell("down", merged=True)
    assert sheet.rows[0][2] == Cell("across", merged=True)
    assert sheet.rows[2][0] == Cell("own")
    assert set(sheet.merges) == {Merge(1, 1, 2, 1), Merge(1, 2, 1, 3)}


def test_what_is_hidden_is_read_and_known() -> None:
    book = Workbook()
    book.active.append(["shown", "hidden column"])
    book.active.append(["hidden line"])
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.create_sheet("aside").append(["hidden sheet"])
    book["aside"].sheet_state = "veryHidden"

    shown, aside = read_workbook(saved(book))

    assert (shown.hidden_lines, shown.hidden_columns) == ({2}, {2})
    assert (shown.is_hidden, aside.is_hidden) == (False, True)
    assert aside.rows[0][0].text == "hidden sheet"


def test_a_formula_without_a_saved_result_is_known() -> None:
    sheet = read_workbook(sheet_with("=1+1", "a"))[0]

    assert sheet.unvalued == [(1, 1)]


def test_an_empty_sheet_has_no_rows() -> None:
    assert [sheet.rows for sheet in read_workbook(saved(Workbook()))] == [[]]


# OpenDocument


def test_opendocument_is_read_like_excel() -> None:
    layout = Layout()

    assert texts_of(ods(ods_table(layout.lines))) == texts_of(xlsx(layout))


def test_opendocument_merges_percentages_and_hidden_lines() -> None:
    body = (
        '<table:table table:name="M">'
        f"<table:table-row>{ods_cell('Desa', tall=2)}{ods_cell(0.75, kind='percentage')}"
        "</table:table-row>"
        '<table:table-row table:visibility="collapse"><table:covered-table-cell/>'
        f"{ods_cell(2, kind='float')}</table:table-row></table:table>"
    )

    sheet = read_workbook(ods(body))[0]

    assert [[cell.text for cell in row] for row in sheet.rows] == [["Desa", "75%"], ["Desa", "2"]]
    assert sheet.rows[1][0].merged
    assert sheet.hidden_lines == {2}


def test_opendocument_may_repeat_lines_and_cells() -> None:
    body = (
        '<table:table table:name="M">'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell '
        'table:number-columns-repeated="2" office:value-type="string"><text:p>a</text:p>'
        "</table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )

    assert texts_of(ods(body)) == [["", ""], ["", ""], ["a", "a"], ["a", "a"]]


@pytest.mark.parametrize(
    ("lines", "columns", "code"),
    [
        (1_048_576, 1, Code.STRAY_CELL),
        (1, 16_384, Code.STRAY_CELL),
        (6_000, 1, Code.TOO_MANY_ROWS),
        ("99999999999999999999", 1, Code.BROKEN),
        ("-5", 1, Code.BROKEN),
    ],
)
def test_opendocument_may_not_repeat_without_end(lines, columns, code) -> None:
    body = (
        f'<table:table table:name="M"><table:table-row table:number-rows-repeated="{lines}">'
        f'<table:table-cell table:number-columns-repeated="{columns}" '
        'office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row>'
        "</table:table>"
    )

    with pytest.raises(ReadingError) as refused:
        read_workbook(ods(body))

    assert refused.value.code == code


# Text


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_whatever_separates_it(delimiter, encoding) -> None:
    layout = Layout()

    assert texts_of(text(layout, delimiter, encoding)) == texts_of(xlsx(layout))


def test_the_line_only_excel_knows_is_obeyed() -> None:
    assert texts_of(b"sep=;\na,b;c\n") == [["a,b", "c"]]


def test_short_lines_are_filled_up_and_long_cells_stay_in_one_line() -> None:
    assert texts_of(b'a,b,c\n"x\ny"\n') == [["a", "b", "c"], ["x\ny", "", ""]]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_defused_formula_gets_its_own_words_back(start) -> None:
    assert texts_of(f"'{start}1+1,'quoted'\n".encode()) == [[f"{start}1+1", "'quoted'"]]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (hostile.hundred_thousand_rows_text(), Code.TOO_MANY_ROWS),
        (b"\n" * 30_000 + b"a,b\n", Code.TOO_MANY_ROWS),
        (b"," * 400, Code.STRAY_CELL),
        (b'"' + b"a" * 200_000, Code.BROKEN),
    ],
)
def test_text_beyond_all_bounds_is_refused(data, code) -> None:
    with pytest.raises(ReadingError) as refused:
        read_workbook(data)

    assert refused.value.code == code


# Refusals


@pytest.mark.parametrize(
    ("data", "error", "code"),
    [
        (b"", WrongKindError, Code.EMPTY_FILE),
        (b" \n ", WrongKindError, Code.EMPTY_FILE),
        (b"%PDF-1.7", WrongKindError, Code.WRONG_KIND),
        (b"<html><table></table></html>", WrongKindError, Code.WRONG_KIND),
        (hostile.program(), WrongKindError, Code.WRONG_KIND),
        (hostile.old_excel(), WrongKindError, Code.WRONG_KIND),
        (hostile.locked_ole(), UnreadableError, Code.PASSWORD),
        (hostile.locked_zip(), UnreadableError, Code.PASSWORD),
        (hostile.with_document_type(), UnreadableError, Code.ENTITIES),
        (hostile.bomb(), TooLargeError, Code.UNPACKS_TOO_LARGE),
        (hostile.stray_cell(), TooLargeError, Code.STRAY_CELL),
        (hostile.stray_cell(b"A1048576"), TooLargeError, Code.STRAY_CELL),
        (hostile.stray_cell(b"XFD9"), TooLargeError, Code.STRAY_CELL),
        (hostile.stray_cell(b"9"), UnreadableError, Code.BROKEN),
        (hostile.many_whole_merges(100_000), TooLargeError, Code.MERGES_TOO_LARGE),
        (hostile.many_whole_merges(10_000, rows=300), TooLargeError, Code.MERGES_TOO_LARGE),
        (hostile.hundred_thousand_rows_xlsx(), TooLargeError, Code.TOO_MANY_ROWS),
        (hostile.lying_size(), UnreadableError, Code.BROKEN),
        (xlsx(Layout())[:-30], UnreadableError, Code.BROKEN),
        (ods("", before=hostile.BILLION_LAUGHS), UnreadableError, Code.ENTITIES),
    ],
)
def test_a_file_is_refused_with_a_code(data, error, code) -> None:
    with pytest.raises(error) as refused:
        read_workbook(data, "matriks.xlsx")

    assert refused.value.code == code


def test_the_refusal_names_the_kind_and_the_cell() -> None:
    with pytest.raises(WrongKindError) as wrong:
        read_workbook(b"%PDF-1.7", "matriks.xlsx")
    with pytest.raises(TooLargeError) as stray:
        read_workbook(hostile.stray_cell())

    assert wrong.value.params == {"kind": "pdf"}
    assert stray.value.params == {"cell": "XFD1048576", "sheet": "Matriks"}


def test_a_merge_over_the_whole_sheet_reaches_no_further_than_the_table() -> None:
    sheet = read_workbook(hostile.whole_sheet_merge())[0]

    assert sheet.merges == [Merge(1, 1, 3, 9)]
    assert sheet.rows[1][1].text == "Anggaran"


def test_bounds_can_be_set_by_the_caller() -> None:
    assert len(read_workbook(text(Layout()), bounds=Bounds(rows=3))[0].rows) == 3
    with pytest.raises(TooLargeError):
        read_workbook(text(Layout()), bounds=Bounds(rows=2))


# Small things


@given(st.integers(1, 16_384), st.integers(1, 1_048_576))
def test_addresses_are_read_as_they_are_written(column, line) -> None:
    assert place(f"{letters(column)}{line}") == (line, column)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("  a\xa0b\u200b ", "a b"),
        ("e\u0301", "é"),
        ("a\rb\r\nc", "a\nb\nc"),
        ("bell\x07", "bell"),
    ],
)
def test_what_looks_alike_becomes_alike(raw, expected) -> None:
    assert clean(raw) == expected


@pytest.mark.parametrize(("raw", "code"), [("a\0", Code.NUL_BYTE), ("\ud800", Code.BROKEN)])
def test_what_cannot_be_stored_is_refused(raw, code) -> None:
    with pytest.raises(UnreadableError) as refused:
        clean(raw)

    assert refused.value.code == code


@settings(deadline=None)
@given(st.binary(max_size=2_000))
def test_any_bytes_are_read_or_refused(data) -> None:
    with suppress(ReadingError):
        assert len(read_workbook(data)) == 1


@settings(deadline=None)
@given(position=st.integers(0, 6_000), byte=st.integers(0, 255))
def test_a_damaged_workbook_is_read_or_refused(position, byte) -> None:
    data = bytearray(xlsx(Layout()))
    data[position % len(data)] = byte

    with suppress(ReadingError):
        assert read_workbook(bytes(data)) is not None
