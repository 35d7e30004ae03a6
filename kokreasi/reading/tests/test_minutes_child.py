"""Notes in the child: the same minutes, progress on the way, limits at the end."""

import json
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from kokreasi.reading import child, typed
from kokreasi.reading.codes import Code
from kokreasi.reading.documents.tests.makers import main_part, p, pdf, table, word
from kokreasi.reading.errors import ReadingError, TookTooLongError
from kokreasi.reading.limits import DOCUMENTS
from kokreasi.reading.minutes.reader import read_minutes_file

NOTE = """\
NOTULA RAPAT

Hari, Tanggal : Kamis, 8 Oktober 2020
Pukul : 15.00 - 16.30 WIB
Tempat : Zoom

II. Diskusi
1. Dinas Kominfo menyampaikan bahwa data sudah siap.

III. Tindak Lanjut
1. Dinas Kominfo akan menyusun daftar data.
"""


DEEP = "<w:tbl><w:tr><w:tc>" * 80 + p("x") + "</w:tc></w:tr></w:tbl>" * 80


def test_minutes_come_back_as_they_were_read() -> None:
    minutes = typed.minutes_in(NOTE.encode(), "notula.txt")

    assert minutes == read_minutes_file(NOTE.encode(), "notula.txt")
    assert minutes.date == "2020-10-08"


@pytest.mark.parametrize("made", [word, pdf])
def test_the_libraries_of_documents_work_within_the_limits(made) -> None:
    lines = [line for line in NOTE.split("\n") if line]
    data = word("".join(map(p, lines))) if made is word else pdf("\n\n".join(lines))

    assert typed.minutes_in(data).date == "2020-10-08"


def test_progress_is_told_while_the_child_reads() -> None:
    told: list[float] = []
    body = p("NOTULA RAPAT") + p("Hari, Tanggal : Kamis, 8 Oktober 2020") + p("TINDAK LANJUT")
    many = "".join(p(f"{at}. Dinas akan menyusun data.") for at in range(1, 3_000))

    typed.minutes_in(word(body + many), on_progress=told.append)

    assert told == sorted(told)
    assert len(told) > 3
    assert told[-1] == 1.0


def test_a_listener_that_falls_over_ends_the_child() -> None:
    def fall(_share: float) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        typed.minutes_in(NOTE.encode(), on_progress=fall)


def test_the_clock_ends_the_child() -> None:
    started = time.monotonic()

    with pytest.raises(TookTooLongError):
        typed.minutes_in(NOTE.encode() * 20_000, limits=replace(DOCUMENTS, wall_seconds=0.4))

    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (word("", document=main_part(DEEP)), {Code.TOO_DEEP, Code.BROKEN}),
        (word(table([["x" * 100] * 60] * 50)), {Code.NO_MINUTES}),
        (b"<html>" + b"<div>" * 200_000 + b"x", {Code.TOO_DEEP, Code.BROKEN, Code.EMPTY_DOCUMENT}),
        (b"a" * 5_000_000, {Code.NO_DOCUMENT}),
        (b"( " * 2_000_000, {Code.NO_DOCUMENT}),
        (b"**" * 500_000 + b"\n# x\n", {Code.NO_MINUTES, Code.NO_DOCUMENT}),
        (b"| " * 500_000, {Code.NO_DOCUMENT}),
    ],
    ids=["deep tables", "wide table", "deep page", "one word", "brackets", "stars", "bars"],
)
def test_hostile_files_are_refused_in_time(data, codes) -> None:
    started = time.monotonic()

    with pytest.raises(ReadingError) as refused:
        typed.minutes_in(data, "a.md")

    assert refused.value.code in codes
    assert time.monotonic() - started < DOCUMENTS.cpu_seconds


# The command line ---------------------------------------------------------------------------


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kokreasi", "read", *map(str, arguments)]
    return subprocess.run(command, cwd=child.ROOT, capture_output=True, text=True, check=False)


def test_the_command_prints_the_minutes_of_a_file(tmp_path) -> None:
    path = tmp_path / "notula.txt"
    path.write_text(NOTE)

    done = run(path)

    read = json.loads(done.stdout)
    assert done.returncode == 0
    assert done.stderr == ""
    assert list(read)[:4] == ["title", "date", "start", "end"]
    assert read["place"] == "Zoom"


def test_the_command_says_in_plain_words_why_a_file_is_refused(tmp_path) -> None:
    path = tmp_path / "puisi.txt"
    path.write_text("Aku ini binatang jalang\ndari kumpulannya terbuang\n")

    done = run(path)

    assert done.returncode == 1
    assert json.loads(done.stdout) == {"refused": "no_minutes", "params": {}}
    assert done.stderr == "Ini tampaknya bukan notula rapat. Tidak ada yang dibuat.\n"


def test_the_command_says_that_there_is_no_such_file(tmp_path) -> None:
    done = run(tmp_path / "tidak-ada.txt")

    assert done.returncode == 1
    assert json.loads(done.stdout)["refused"] == "no_file"
    assert done.stderr == f"Berkas {tmp_path}/tidak-ada.txt tidak dapat dibuka.\n"


def test_the_launcher_works_from_any_folder(tmp_path) -> None:
    launcher = child.ROOT / "bin" / "kokreasi"
    done = subprocess.run(
        [launcher, "read", "--help"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0
    assert "DOCX" in done.stdout
