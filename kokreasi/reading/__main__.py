"""The reader's own process for tables: `python -m kokreasi.reading matrix FILE` prints JSON.

Without a file it is the child of `kokreasi.reading.child`: it reads its limits and the name of
the file from its arguments, the bytes from standard input.
"""

import sys
from collections.abc import Mapping

from kokreasi.reading.answers import AnswerTable, read_answers
from kokreasi.reading.matrix import Matrix, read_matrix_file
from kokreasi.reading.serving import OnProgress, Reader, serve
from kokreasi.reading.sheetfacts import Bounds
from kokreasi.reading.workbook import read_workbook

TABLE = Bounds(rows=20_000, last_line=40_000)
"""Plain tables are longer than matrices."""


def read_matrix(data: bytes, name: str, _on_progress: OnProgress) -> Matrix:
    return read_matrix_file(data, name)


def read_tables(data: bytes, name: str, _on_progress: OnProgress) -> list[dict[str, object]]:
    """Read every sheet as lines of text, for tables other than the matrix."""
    return [
        {"name": sheet.name, "rows": [[cell.text for cell in row] for row in sheet.rows]}
        for sheet in read_workbook(data, name, TABLE)
    ]


def read_answer_table(data: bytes, name: str, _on_progress: OnProgress) -> AnswerTable:
    return read_answers(data, name)


READERS: Mapping[str, Reader] = {
    "answers": read_answer_table,
    "matrix": read_matrix,
    "tables": read_tables,
}

if __name__ == "__main__":
    sys.exit(serve(READERS, program="kokreasi.reading"))
