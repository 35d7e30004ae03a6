"""The child process: what it gives back, and what it may not do."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from kokreasi.reading import child, typed, wire
from kokreasi.reading.codes import Code
from kokreasi.reading.errors import (
    ReadingError,
    TookTooLongError,
    TooLargeError,
    UnreadableError,
    WrongKindError,
    error_for,
)
from kokreasi.reading.limits import DEFAULT, MEGABYTE
from kokreasi.reading.matrix import Matrix, read_matrix_file
from kokreasi.reading.tests import hostile
from kokreasi.reading.tests.layouts import Layout, text, two_lines, xlsx


def test_a_matrix_comes_back_as_it_was_read() -> None:
    data = xlsx(Layout(["Judul"], two_lines(), below=["Catatan: menyebut 14 usulan"]))

    assert typed.matrix_in(data, "matriks.xlsx") == read_matrix_file(data, "matriks.xlsx")


def test_tables_come_back_as_text() -> None:
    data = "Nama,Jumlah\nKemenkeu,1\n".encode("utf-16")

    (table,) = typed.tables_in(data, "a.csv")

    assert table == {"name": "a.csv", "rows": [["Nama", "Jumlah"], ["Kemenkeu", "1"]]}


@pytest.mark.parametrize(
    ("data", "error", "code"),
    [
        (b"", WrongKindError, Code.EMPTY_FILE),
        (b"No,Tema\0,Judul\n", UnreadableError, Code.NUL_BYTE),
        (hostile.program(), WrongKindError, Code.WRONG_KIND),
        (hostile.locked_ole(), UnreadableError, Code.PASSWORD),
        (hostile.bomb(), TooLargeError, Code.UNPACKS_TOO_LARGE),
        (hostile.stray_cell(), TooLargeError, Code.STRAY_CELL),
        (hostile.hundred_thousand_rows_xlsx(), TooLargeError, Code.TOO_MANY_ROWS),
        (hostile.hundred_thousand_rows_text(), TooLargeError, Code.TOO_MANY_ROWS),
    ],
)
def test_a_refusal_crosses_with_its_class_code_and_parameters(data, error, code) -> None:
    with pytest.raises(error) as refused:
        typed.matrix_in(data, "matriks.xlsx")

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("limits", "error", "code"),
    [
        (replace(DEFAULT, input_bytes=100), TooLargeError, Code.INPUT_TOO_LARGE),
        (replace(DEFAULT, output_bytes=100), TooLargeError, Code.OUTPUT_TOO_LARGE),
        (replace(DEFAULT, wall_seconds=0.001), TookTooLongError, Code.TOOK_TOO_LONG),
        (replace(DEFAULT, cpu_seconds=0), TookTooLongError, Code.TOOK_TOO_LONG),
    ],
)
def test_a_limit_ends_the_child(limits, error, code) -> None:
    with pytest.raises(error) as refused:
        typed.matrix_in(xlsx(Layout()), "matriks.xlsx", limits)

    assert refused.value.code == code


def test_memory_is_limited_while_reading() -> None:
    long = "a" * 1_000
    data = text(Layout(rows=[[at, "T", long, *[long] * 5] for at in range(1, 2_000)]))
    limits = replace(DEFAULT, memory_bytes=64 * MEGABYTE)

    with pytest.raises(TooLargeError) as refused:
        typed.matrix_in(data, "matriks.csv", limits)

    assert refused.value.code == Code.TOO_MUCH_MEMORY


def test_a_reader_that_falls_over_says_nothing_to_people() -> None:
    with pytest.raises(UnreadableError) as refused:
        child.read("nothing-of-the-kind", b"a", "a.csv")

    assert refused.value.code == Code.READER_FAILED
    assert "invalid choice" in refused.value.detail
    assert str(refused.value) == "reader_failed"


@pytest.mark.parametrize("name", ["--limits=", "-h", "a\0b", "\ud800", "é" * 3_000, ""])
def test_any_name_is_only_a_name(name) -> None:
    assert len(typed.matrix_in(text(Layout()), name).rows) == 2


def test_the_child_sees_no_secret_of_the_server(monkeypatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hush")

    assert set(child.environment()) == {"LANG", "PYTHONUTF8", "PATH"}


def test_the_child_starts_lean() -> None:
    program = (
        "import sys, kokreasi.reading.__main__; "
        "heavy = ('django', 'lxml', 'numpy', 'openpyxl', 'pypdfium2'); "
        "print([name for name in heavy if name in sys.modules])"
    )

    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=child.ROOT, capture_output=True, text=True, check=True
    )

    assert answer.stdout.strip() == "[]"


def test_the_command_prints_what_it_read(tmp_path) -> None:
    path = tmp_path / "matriks.csv"
    path.write_bytes(text(Layout()))

    answer = subprocess.run(
        [sys.executable, "-m", "kokreasi.reading", "matrix", path],
        cwd=child.ROOT,
        capture_output=True,
        check=True,
    )

    assert wire.build(Matrix, json.loads(answer.stdout)["read"]) == read_matrix_file(
        path.read_bytes(), path.name
    )


def test_every_refusal_belongs_to_one_class() -> None:
    classes = (TooLargeError, TookTooLongError, WrongKindError, UnreadableError)
    refusals = list(Code)[: list(Code).index(Code.NO_HEADER)]

    assert sorted(code for kind in classes for code in kind.codes) == sorted(refusals)
    for kind in classes:
        for code in kind.codes:
            assert type(error_for(code, {})) is kind
    assert ReadingError.codes == frozenset()
