import pytest

from kokreasi.reading.codes import Code
from kokreasi.reading.headers import MEANINGS, WORDS, Meaning, find_header, key
from kokreasi.reading.semesters import Semester
from kokreasi.reading.tests.layouts import (
    GROUP,
    LABELS,
    SEMESTERS,
    TWO_LINE_RANGES,
    Layout,
    text,
    two_lines,
    xlsx,
)
from kokreasi.reading.workbook import read_workbook

FIRST_HALF, SECOND_HALF = Semester(2019, 1), Semester(2019, 2)


def header_of(data: bytes):
    return find_header(read_workbook(data)[0].rows)


def meanings_of(labels: list[object]) -> list[Meaning | None]:
    header = header_of(text(Layout(header=[labels])))
    known = header.columns
    return [known[at].meaning if at in known else None for at in range(1, len(labels) + 1)]


def test_no_word_means_two_things() -> None:
    assert len(MEANINGS) == sum(len(words.split("|")) for words in WORDS.values())
    assert set(WORDS) == set(Meaning) - {Meaning.MEASURE}


def test_every_word_is_written_as_it_is_looked_up() -> None:
    assert [word for word in MEANINGS if key(word) != word] == []


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("No.", "no"),
        ("K / L\nPenanggungjawab *)", "k/l penanggung jawab"),
        ("  USULAN   KOMITMEN: ", "usulan komitmen"),
        ("OMS (Organisasi Masyarakat Sipil)", "oms"),
    ],
)
def test_a_label_is_reduced_to_its_words(label, expected) -> None:
    assert key(label) == expected


@pytest.mark.parametrize(
    "labels",
    [
        ["No", "Tema", "Usulan Komitmen", "OMS Pengusul", "K/L Penanggung Jawab", "K/L Pendukung"],
        ["Nomor", "Isu Strategis", "Komitmen", "Pengusul", "Penanggung Jawab", "Pendukung"],
        ["NO.", "TEMA / ISU STRATEGIS", "JUDUL", "OMS", "INSTANSI PELAKSANA", "INSTANSI TERKAIT"],
        ["Number", "Theme", "Title", "CSO", "Lead", "Supporting"],
        ["#", "Strategic issue", "Commitment", "Proposed by", "Lead agency", "Supporters"],
    ],
)
def test_labels_in_both_languages_mean_the_same(labels) -> None:
    assert meanings_of(labels) == [
        Meaning.NUMBER,
        Meaning.THEME,
        Meaning.TITLE,
        Meaning.PROPOSERS,
        Meaning.LEADS,
        Meaning.SUPPORTERS,
    ]


def test_columns_may_come_in_any_order() -> None:
    labels = ["Keterangan", "Semester II 2019", "Usulan Komitmen", "Anggaran (Rp)", "Status", "No"]

    assert meanings_of(labels) == [
        Meaning.REMARKS,
        Meaning.MEASURE,
        Meaning.TITLE,
        None,
        Meaning.STATUS,
        Meaning.NUMBER,
    ]


@pytest.mark.parametrize(
    ("header", "ranges", "lines"),
    [
        ([[*LABELS, *SEMESTERS]], [], (1, 1)),
        ([[*LABELS, f"{GROUP}: Semester I 2019", f"{GROUP}: Smt 2 2019"]], [], (1, 1)),
        (two_lines(), TWO_LINE_RANGES, (1, 2)),
        (two_lines(), [], (1, 2)),
        (two_lines(semesters=["S1 2019", "2019 Sem. II"]), [], (1, 2)),
        (two_lines(group="2019", semesters=["Semester I", "Semester II"]), TWO_LINE_RANGES, (1, 2)),
        (two_lines(group="Tahun 2019", semesters=["Smt Pertama", "Smt Kedua"]), [], (1, 2)),
        (
            [
                ["No", "Tema", "Komitmen", "Target", ""],
                ["", "", "", "2019", ""],
                ["", "", "", "Semester I", "Semester II"],
            ],
            ["A1:A3", "B1:B3", "C1:C3", "D1:E1", "D2:E2"],
            (1, 3),
        ),
        ([["Tema", "", "No"], ["", "Komitmen", "", "S1 2019", "S2 2019"]], [], (1, 2)),
    ],
)
def test_a_header_has_one_line_or_more(header, ranges, lines) -> None:
    for data in (xlsx(Layout(header=header, ranges=ranges)), text(Layout(header=header))):
        found = header_of(data)

        assert (found.first_line, found.last_line) == lines
        assert list(found.measures.values()) == [FIRST_HALF, SECOND_HALF]
        assert found.problems == []


@pytest.mark.parametrize("above", [0, 1, 2, 10, 28])
def test_a_header_is_found_below_other_lines(above) -> None:
    layout = Layout(above=["Matriks"] * above, header=two_lines())

    found = header_of(xlsx(layout))

    assert (found.first_line, found.last_line) == (above + 1, above + 2)


def test_a_row_without_title_is_not_taken_for_a_header() -> None:
    header = header_of(xlsx(Layout(rows=[[1, "Bidang", "", "ICW"]])))

    assert (header.first_line, header.last_line) == (1, 1)


def test_a_header_far_down_is_not_sought() -> None:
    assert header_of(xlsx(Layout(above=["Surat"] * 40))) is None


@pytest.mark.parametrize(
    "labels",
    [
        ["Nama", "Alamat", "Telepon"],
        ["No", "Tema", "Keterangan"],
        ["No", "Usulan Komitmen"],
        ["Timestamp", "Komitmen yang paling menarik", "Masukan", "No"],
    ],
)
def test_other_tables_have_no_header_of_a_matrix(labels) -> None:
    assert header_of(text(Layout(header=[labels], rows=[]))) is None


def test_targets_are_in_order_of_time_wherever_they_stand() -> None:
    labels = ["No", "Semester II 2020", "Judul", "Semester I 2019"]

    found = header_of(text(Layout(header=[labels])))

    assert found.measures == {4: Semester(2019, 1), 2: Semester(2020, 2)}
    assert list(found.measures) == [4, 2]


@pytest.mark.parametrize(
    ("extra", "code", "params"),
    [
        ("Judul", Code.DUPLICATE_COLUMN, {"label": "Judul", "meaning": "title", "first": "C"}),
        (
            "S1 2019",
            Code.DUPLICATE_COLUMN,
            {"label": "S1 2019", "meaning": "measure", "first": "G"},
        ),
        ("Semester III 2019", Code.SEMESTER_UNCLEAR, {"label": "Semester III 2019"}),
        ("Semester I", Code.SEMESTER_UNCLEAR, {"label": "Semester I"}),
    ],
)
def test_a_header_that_could_mean_two_things_is_a_problem(extra, code, params) -> None:
    found = header_of(text(Layout(header=[[*LABELS, *SEMESTERS, extra]])))

    (problem,) = found.problems
    assert (problem.code, problem.column, problem.params) == (code, "I", params)
