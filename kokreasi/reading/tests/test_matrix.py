import io
from decimal import Decimal

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from kokreasi.reading.codes import Code
from kokreasi.reading.matrix import Matrix, Measure, Problem, Unread, read_matrix_file
from kokreasi.reading.semesters import Semester
from kokreasi.reading.tests import hostile
from kokreasi.reading.tests.layouts import (
    FIRST,
    LABELS,
    SECOND,
    SEMESTERS,
    TWO_LINE_RANGES,
    Layout,
    ods,
    ods_table,
    put,
    saved,
    text,
    two_lines,
    xlsx,
)

ABOVE = ["Matriks Usulan", "Sekretariat – per 24 September 2018"]


def codes(problems: list[Problem]) -> list[Code]:
    return [problem.code for problem in problems]


def with_rows(*rows: list[object], header: list[object] | None = None) -> Matrix:
    labels = header or [*LABELS, *SEMESTERS, "Keterangan"]
    return read_matrix_file(xlsx(Layout(header=[labels], rows=list(rows))))


LAYOUTS = {
    "one line": Layout(),
    "two lines": Layout(header=two_lines()),
    "two merged lines": Layout(header=two_lines(), ranges=TWO_LINE_RANGES),
    "numbered columns": Layout(
        rows=[[f"({at})" for at in range(1, 10)], *Layout().rows],
    ),
    "header on the next page": Layout(rows=[Layout().rows[0], *Layout().header, Layout().rows[1]]),
    "lines between": Layout(rows=[[], Layout().rows[0], [], Layout().rows[1], []]),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("above", [[], ABOVE], ids=["bare", "titled"])
def test_a_matrix_is_read_from_any_layout_and_any_kind_of_file(layout, above) -> None:
    layout = Layout(above, layout.header, layout.rows, ranges=[] if above else layout.ranges)

    for data in (
        xlsx(layout),
        text(layout),
        text(layout, ";", "cp1252"),
        ods(ods_table(layout.lines)),
    ):
        matrix = read_matrix_file(data)

        first, second = matrix.rows
        assert (first.number, first.theme, first.title) == (1, "Anggaran", "Anggaran terbuka")
        assert (first.proposers, first.leads) == (["FITRA", "JPPI"], ["Kemenkeu"])
        assert (first.supporters, first.remarks) == (["Kemenkes"], "Disetujui")
        assert first.measures == [
            Measure(Semester(2019, 1), "Modul"),
            Measure(Semester(2019, 2), "5 desa", Decimal(5), "desa"),
        ]
        assert (second.supporters, second.remarks) == ([], "")
        assert second.measures == [Measure(Semester(2019, 2), "75% tepat waktu", Decimal(75), "%")]
        assert (matrix.problems, matrix.warnings) == ([], [])
        assert [matrix.title, matrix.as_of] == (above or ["", ""])


def test_a_line_is_that_of_the_sheet() -> None:
    matrix = read_matrix_file(xlsx(Layout(ABOVE, two_lines(), [[], FIRST, [], SECOND])))

    assert matrix.header_row == 3
    assert [row.line for row in matrix.rows] == [6, 8]


def test_columns_are_listed_with_their_own_labels() -> None:
    matrix = with_rows([1, "Judul A", "x"], header=["NO.", "JUDUL", "Isu  Strategis"])

    assert [(column.letter, column.label) for column in matrix.columns] == [
        ("A", "NO."),
        ("B", "JUDUL"),
        ("C", "Isu  Strategis"),
    ]


@pytest.mark.parametrize(
    ("above", "title", "as_of", "unread"),
    [
        (["Usulan 2018"], "Usulan 2018", "", []),
        (ABOVE, *ABOVE, []),
        (["Lampiran Surat 12/2018", *ABOVE], *ABOVE, ["Lampiran Surat 12/2018"]),
        (
            ["Proposal matrix", "As of 24 September 2018", "Draft"],
            "Proposal matrix",
            "As of 24 September 2018",
            ["Draft"],
        ),
    ],
)
def test_the_lines_above_are_title_and_date(above, title, as_of, unread) -> None:
    matrix = read_matrix_file(xlsx(Layout(above)))

    assert (matrix.title, matrix.as_of) == (title, as_of)
    assert [each.text for each in matrix.unread] == unread


# What is merged


def test_a_theme_over_several_rows_counts_for_each() -> None:
    rows = [[1, "Desa", "A"], [2, "", "B"], [3, "Pemilu", "C"], [4, "", "D"]]
    header = [["No", "Tema", "Usulan Komitmen"]]

    matrix = read_matrix_file(xlsx(Layout(header=header, rows=rows, ranges=["B2:B3"])))

    assert [(row.theme, row.theme_is_merged) for row in matrix.rows] == [
        ("Desa", False),
        ("Desa", True),
        ("Pemilu", False),
        ("", False),
    ]


def test_a_title_over_several_lines_gathers_their_cells() -> None:
    rows = [
        [1, "Judul", "ICW", "Kemenkeu"],
        ["", "", "TII", "KPK"],
        [2, "Lain", "WVI", "Kemendesa"],
    ]
    header = [["No", "Usulan Komitmen", "OMS", "K/L"]]

    matrix = read_matrix_file(xlsx(Layout(header=header, rows=rows, ranges=["A2:A3", "B2:B3"])))

    assert [(row.line, row.proposers, row.leads) for row in matrix.rows] == [
        (2, ["ICW", "TII"], ["Kemenkeu", "KPK"]),
        (4, ["WVI"], ["Kemendesa"]),
    ]


def test_a_target_may_hold_for_two_semesters() -> None:
    rows = [[1, "T", "A", "", "", "", "10 desa", "", ""]]

    matrix = read_matrix_file(xlsx(Layout(rows=rows, ranges=["G2:H2"])))

    assert [measure.text for measure in matrix.rows[0].measures] == ["10 desa", "10 desa"]


def test_a_line_across_the_table_is_the_theme_of_the_rows_below() -> None:
    header = [["No", "Usulan Komitmen", "OMS"]]
    rows = [["Antikorupsi"], [1, "A"], [2, "B"], ["Desa"], [3, "C"], ["Jakarta, Oktober"]]

    layout = Layout(header=header, rows=rows, ranges=["A2:C2", "A5:C5"])
    matrix = read_matrix_file(xlsx(layout))

    assert [(row.theme, row.theme_is_merged) for row in matrix.rows] == [
        ("Antikorupsi", True),
        ("Antikorupsi", True),
        ("Desa", True),
    ]
    assert matrix.unread == [Unread("Jakarta, Oktober", line=7)]


def test_a_line_across_the_table_is_unread_where_themes_have_a_column() -> None:
    matrix = read_matrix_file(
        xlsx(Layout(rows=[["Bagian A"], FIRST, ["Catatan: sementara"]], ranges=["A2:I2", "A4:I4"]))
    )

    assert [row.theme for row in matrix.rows] == ["Anggaran"]
    assert matrix.unread == [Unread("Bagian A", line=2)]
    assert matrix.notes == ["Catatan: sementara"]


def test_a_merge_from_the_header_fills_no_rows() -> None:
    matrix = read_matrix_file(hostile.whole_sheet_merge())

    assert [row.supporters for row in matrix.rows] == [["Kemenkes"], []]
    assert (matrix.problems, matrix.warnings) == ([], [])


# Numbers


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (0.75, "0%", Measure(Semester(2019, 1), "75%", Decimal(75), "%")),
        (10, "General", Measure(Semester(2019, 1), "10", Decimal(10))),
        (2.5, "General", Measure(Semester(2019, 1), "2,5", Decimal("2.5"))),
        ("1.000 desa", "General", Measure(Semester(2019, 1), "1.000 desa", Decimal(1000), "desa")),
        ("5-10 desa", "General", Measure(Semester(2019, 1), "5-10 desa")),
    ],
)
def test_a_target_keeps_its_words_beside_its_number(value, number_format, expected) -> None:
    book = Workbook()
    book.active.append(["No", "Usulan Komitmen", "Semester I 2019"])
    book.active.append([1, "A", value])
    book.active["C2"].number_format = number_format

    matrix = read_matrix_file(saved(book))

    assert matrix.rows[0].measures == [expected]


def test_dashes_are_empty_targets() -> None:
    matrix = with_rows([1, "T", "A", "-", "–", "", "-", "—"])

    assert (matrix.rows[0].measures, matrix.rows[0].proposers) == ([], [])


@pytest.mark.parametrize("number", [1, 1.0, "1", "1.", "1)"])
def test_a_number_is_read_as_it_may_be_written(number) -> None:
    assert with_rows([number, "T", "A"]).rows[0].number == 1


def test_an_unclear_number_is_pointed_out() -> None:
    matrix = with_rows(["1a", "T", "A"])

    assert matrix.rows[0].number is None
    assert matrix.warnings == [Problem(Code.NUMBER_UNCLEAR, 2, "A", {"text": "1a"})]


def test_numbers_that_are_left_out_are_pointed_out() -> None:
    matrix = with_rows([1, "T", "A"], [2, "T", "B"], [4, "T", "C"], [5, "T", "D"])

    assert matrix.warnings == [Problem(Code.NUMBERS_SKIP, params={"missing": "3"})]


def test_a_number_or_a_reference_twice_is_a_problem() -> None:
    header = ["No", "Referensi", "Usulan Komitmen"]
    matrix = with_rows([1, "KOM-1", "A"], [2, "KOM-1", "B"], [1, "KOM-3", "C"], header=header)

    assert matrix.problems == [
        Problem(Code.DUPLICATE_REFERENCE, 3, "B", {"reference": "KOM-1", "first": 2}),
        Problem(Code.DUPLICATE_NUMBER, 4, "A", {"number": 1, "first": 2}),
    ]


# Notes and totals


@pytest.mark.parametrize(
    ("note", "stated"),
    [
        ("Catatan: daftar menyebut 14 usulan; 2 tercantum.", 14),
        ("Total: 14 usulan", 14),
        ("Jumlah usulan: 14", 14),
        ("Note: the article announces 14 commitments", 14),
        ("Catatan: memuat 2 usulan", 2),
        ("Catatan: menyebut 14 usulan, semula menyebut 15 usulan", None),
        ("Catatan: 14 usulan", None),
        ("Catatan: rapat tanggal 14 September", None),
    ],
)
def test_a_note_states_a_total_when_it_says_so(note, stated) -> None:
    matrix = read_matrix_file(xlsx(Layout(rows=[FIRST, SECOND, []], below=[note])))

    differs = [Problem(Code.TOTAL_DIFFERS, params={"stated": 14, "found": 2})]
    assert matrix.notes == [note]
    assert matrix.stated_total == stated
    assert matrix.warnings == (differs if stated == 14 else [])
    assert (matrix.problems, len(matrix.rows)) == ([], 2)


def test_two_notes_that_disagree_state_no_total() -> None:
    below = ["Catatan: menyebut 14 usulan", "Total: 15 usulan"]

    matrix = read_matrix_file(xlsx(Layout(below=below)))

    assert (matrix.notes, matrix.stated_total, matrix.warnings) == (below, None, [])


def test_a_note_may_stand_under_the_titles() -> None:
    matrix = with_rows(FIRST, ["", "", "Catatan: belum final"])

    assert matrix.notes == ["Catatan: belum final"]
    assert len(matrix.rows) == 1


# What is not understood is not lost


def test_unknown_columns_and_lines_are_listed() -> None:
    header = [["No", "Tema", "Usulan Komitmen", "Anggaran (Rp)", "", "Kosong"]]
    rows = [[1, "T", "A", 5000, "tanpa judul"], ["Jakarta, Oktober"]]

    matrix = read_matrix_file(xlsx(Layout(["Judul", "Lampiran surat"], header, rows)))

    assert matrix.unread == [
        Unread("Lampiran surat", line=2),
        Unread("Jakarta, Oktober", line=5),
        Unread("Anggaran (Rp)", line=3, column="D"),
        Unread("", line=3, column="E"),
    ]


def test_repeated_headers_are_listed_as_unread() -> None:
    matrix = read_matrix_file(xlsx(LAYOUTS["header on the next page"]))

    assert [unread.line for unread in matrix.unread] == [3]


@pytest.mark.parametrize(
    "row",
    [
        [3, "Desa", "", "WVI", "Kemendesa"],
        [3],
        ["", "", "", "WVI", "Kemendesa"],
        ["", "", "", "", "", "", "10 desa"],
    ],
)
def test_a_row_without_title_is_a_problem(row) -> None:
    matrix = with_rows(FIRST, row)

    assert matrix.problems == [Problem(Code.ROW_WITHOUT_TITLE, 3, "C")]


def test_a_header_without_rows_is_a_problem() -> None:
    assert codes(with_rows().problems) == [Code.NO_ROWS]


def test_a_header_that_means_two_things_is_a_problem_of_the_matrix() -> None:
    matrix = with_rows([1, "A", "B"], header=["No", "Judul", "Komitmen", "Tema"])

    params = {"label": "Komitmen", "meaning": "title", "first": "B"}
    assert matrix.problems == [Problem(Code.DUPLICATE_COLUMN, 1, "C", params)]


# Worth a look


def test_what_may_be_several_organisations_is_pointed_out() -> None:
    matrix = with_rows([1, "T", "A", "ICW dan TII", "KPK; KPK"])

    assert matrix.rows[0].proposers == ["ICW dan TII"]
    assert matrix.rows[0].leads == ["KPK"]
    assert matrix.warnings == [
        Problem(Code.MAYBE_SEVERAL, 2, "D", {"text": "ICW dan TII"}),
        Problem(Code.NAME_TWICE, 2, "E", {"text": "KPK"}),
    ]


def test_what_a_reader_would_not_see_is_read_and_pointed_out() -> None:
    book = Workbook()
    put(book.active, Layout())
    book.active["H3"] = "=SUM(A1:A2)"
    book.active["I3"] = "#REF!"
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["F"].hidden = True

    matrix = read_matrix_file(saved(book))

    assert len(matrix.rows) == 2
    assert matrix.warnings == [
        Problem(Code.HIDDEN_LINE, 3),
        Problem(Code.HIDDEN_COLUMN, column="F"),
        Problem(Code.FORMULA_WITHOUT_VALUE, 3, "H"),
        Problem(Code.CELL_ERROR, 3, "I"),
    ]


def test_a_formula_without_its_result_is_told_of_every_row_it_is_merged_over() -> None:
    book = Workbook()
    put(book.active, Layout())
    book.active["H2"] = "=SUM(A1:A2)"
    book.active.merge_cells("H2:H3")

    assert [
        (each.line, each.column)
        for each in read_matrix_file(saved(book)).warnings
        if each.code == Code.FORMULA_WITHOUT_VALUE
    ] == [(2, "H"), (3, "H")]


FAULTY = ods_table([*Layout().header, [1, "T", "A", "#REF!"]]).replace(
    'value-type="string"><text:p>#REF!', 'value-type="error"><text:p>#REF!'
)


@pytest.mark.parametrize("data", [text(Layout(rows=[[1, "T", "A", "#REF!"]])), ods(FAULTY)])
def test_an_error_in_a_cell_is_pointed_out(data) -> None:
    assert read_matrix_file(data).warnings == [Problem(Code.CELL_ERROR, 2, "D")]


# Several sheets


def test_the_first_matrix_that_is_shown_is_read_and_the_others_are_named() -> None:
    book = Workbook()
    book.active.title = "Sampul"
    book.active.append(["Sampul"])
    for name in ("Lama", "Baru", "Cadangan"):
        put(book.create_sheet(name), Layout())
    book.create_sheet("Kosong")
    book["Lama"].sheet_state = "hidden"

    matrix = read_matrix_file(saved(book))

    assert matrix.sheet == "Baru"
    assert matrix.warnings == [
        Problem(Code.OTHER_SHEET, params={"sheet": "Sampul"}),
        Problem(Code.OTHER_MATRIX, params={"sheet": "Lama"}),
        Problem(Code.OTHER_MATRIX, params={"sheet": "Cadangan"}),
    ]


def test_a_hidden_sheet_is_read_when_there_is_no_other() -> None:
    book = Workbook()
    book.create_sheet("Matriks")
    put(book["Matriks"], Layout())
    book["Matriks"].sheet_state = "hidden"

    matrix = read_matrix_file(saved(book))

    assert len(matrix.rows) == 2
    assert codes(matrix.warnings) == [Code.HIDDEN_SHEET]


@pytest.mark.parametrize("data", [b"Nama,Alamat\nA,B\n", b"Surat undangan\n", saved(Workbook())])
def test_a_file_without_matrix_says_so(data) -> None:
    matrix = read_matrix_file(data)

    assert codes(matrix.problems) == [Code.NO_HEADER]
    assert matrix.rows == []


# What we export


def exported(*rows: list[object], semesters: list[str] = SEMESTERS) -> tuple[bytes, bytes]:
    """The matrix as our own export lays it out, as XLSX by XlsxWriter and as CSV."""
    labels = ["No", "Referensi", *LABELS[1:]]
    measured = len(labels)
    lines = [
        [*labels, "Ukuran Keberhasilan", *[""] * (len(semesters) - 1), "Keterangan"],
        [*[""] * measured, *semesters, ""],
        *rows,
    ]
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"strings_to_formulas": False}) as book:
        page = book.add_worksheet()
        for line, cells in enumerate(lines):
            for at, value in enumerate(cells):
                if value != "":
                    page.write(line, at, value)
        for at in (*range(measured), measured + len(semesters)):
            page.merge_range(0, at, 1, at, lines[0][at])
        page.merge_range(0, measured, 0, measured + len(semesters) - 1, lines[0][measured])
    return buffer.getvalue(), text(Layout(header=[], rows=lines))


EXPORTED = [
    [1, "KOM-2018-01", "Desa", "A, b; c\nd", "ICW; TII", "Kemenkeu", "", "5 desa", "", "Catatan"],
    [2, "KOM-2018-02", "", "=B", "", "Kementerian Hukum dan HAM", "KPK", "", "0%", ""],
]


@pytest.mark.parametrize("at", [0, 1], ids=["xlsx", "csv"])
def test_what_we_export_is_read_back(at) -> None:
    matrix = read_matrix_file(exported(*EXPORTED)[at])

    first, second = matrix.rows
    assert (matrix.problems, matrix.warnings, matrix.unread) == ([], [], [])
    assert (first.reference, first.title) == ("KOM-2018-01", "A, b; c\nd")
    assert (first.proposers, first.leads, first.remarks) == (
        ["ICW", "TII"],
        ["Kemenkeu"],
        "Catatan",
    )
    assert (second.title, second.theme, second.supporters) == ("=B", "", ["KPK"])
    assert second.leads == ["Kementerian Hukum dan HAM"]
    assert [measure.text for row in matrix.rows for measure in row.measures] == ["5 desa", "0%"]


WORD = st.from_regex(r"[A-Z][a-z]{3,9}", fullmatch=True)
CELLS = {
    "Referensi": WORD,
    "Tema": WORD,
    "Usulan Komitmen": WORD,
    "OMS Pengusul": st.lists(WORD, unique_by=str.casefold, max_size=4),
    "K/L Penanggung Jawab": st.lists(WORD, unique_by=str.casefold, max_size=4),
    "Semester I 2019": st.integers(1, 99),
    "Keterangan": WORD | st.just(""),
}


@settings(deadline=None, max_examples=30)
@given(
    rows=st.lists(
        st.fixed_dictionaries(CELLS), min_size=1, max_size=6, unique_by=lambda row: row["Referensi"]
    ),
    labels=st.permutations(list(CELLS)),
    joined_by=st.sampled_from(["; ", ";", "\n", "\n- "]),
)
def test_columns_in_any_order_give_the_same_rows(rows, labels, joined_by) -> None:
    def cell(value: object) -> object:
        return joined_by.join(value) if isinstance(value, list) else value

    lines = [[cell(row[label]) for label in labels] for row in rows]
    matrix = read_matrix_file(xlsx(Layout(header=[labels], rows=lines)))

    read = [
        {
            "Referensi": row.reference,
            "Tema": row.theme,
            "Usulan Komitmen": row.title,
            "OMS Pengusul": row.proposers,
            "K/L Penanggung Jawab": row.leads,
            "Semester I 2019": row.measures[0].number,
            "Keterangan": row.remarks,
        }
        for row in matrix.rows
    ]
    assert matrix.problems == []
    assert read == rows


# Any words

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=20)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=9), max_size=5))
def test_any_words_under_the_header_are_read_or_reported(rows) -> None:
    matrix = read_matrix_file(text(Layout(rows=rows)))

    filled = [row for row in rows if any(word.strip("'\xa0 \u200b") for word in row)]
    reported = {row.line for row in matrix.rows} | {
        *(problem.line for problem in matrix.problems),
        *(unread.line for unread in matrix.unread),
    }
    assert len(reported) + len(matrix.notes) >= bool(filled)


@settings(deadline=None, max_examples=50)
@given(title=WORDS.filter(lambda word: word.strip()))
def test_a_title_is_kept_as_it_is(title) -> None:
    matrix = read_matrix_file(text(Layout(rows=[[1, "T", f"x {title} x", "", "", "", "", "", ""]])))

    assert len(matrix.rows[0].title) >= len(title.strip()) / 3
