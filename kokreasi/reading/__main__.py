"""The reader's own process: `python -m kokreasi.reading matrix FILE` prints JSON.

Without a file it is the child of `kokreasi.reading.child`: it reads its limits and the name of
the file from its arguments, the bytes from standard input.
"""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from kokreasi.reading import wire
from kokreasi.reading.codes import Code
from kokreasi.reading.errors import ReadingError, TooLargeError
from kokreasi.reading.limits import DEFAULT, Limits, give_up_the_rest
from kokreasi.reading.matrix import read_matrix_file
from kokreasi.reading.sheetfacts import Bounds
from kokreasi.reading.workbook import read_workbook

TABLE = Bounds(rows=20_000, last_line=40_000)
"""Plain tables are longer than matrices."""


def read_tables(data: bytes, name: str) -> list[dict[str, object]]:
    """Read every sheet as lines of text, for tables other than the matrix."""
    return [
        {"name": sheet.name, "rows": [[cell.text for cell in row] for row in sheet.rows]}
        for sheet in read_workbook(data, name, TABLE)
    ]


READERS: dict[str, Callable[[bytes, str], object]] = {
    "matrix": read_matrix_file,
    "tables": read_tables,
}


def main() -> int:
    arguments = _arguments()
    limits = Limits(**json.loads(arguments.limits)) if arguments.limits else DEFAULT
    give_up_the_rest(limits)
    data = arguments.file.read_bytes() if arguments.file else sys.stdin.buffer.read()
    name = arguments.file.name if arguments.file else arguments.name
    answer = answer_of(arguments.reader, data, name, limits)
    sys.stdout.buffer.write(answer.encode())
    return 0


def answer_of(reader: str, data: bytes, name: str, limits: Limits) -> str:
    """Give what was read, or the refusal, as JSON that is never longer than allowed."""
    try:
        answer = wire.dumps({"read": READERS[reader](data, name)})
        if len(answer.encode()) > limits.output_bytes:
            raise TooLargeError(Code.OUTPUT_TOO_LARGE, {"limit": limits.output_bytes})
    except ReadingError as error:
        return wire.dumps({"refused": error.code, "params": error.params})
    except MemoryError:
        params = {"limit": limits.memory_bytes}
        return wire.dumps({"refused": Code.TOO_MUCH_MEMORY, "params": params})
    return answer


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m kokreasi.reading", description=__doc__)
    parser.add_argument("reader", choices=sorted(READERS))
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--name", default="", help="what the file was called")
    parser.add_argument("--limits", default="", help="limits as JSON")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
