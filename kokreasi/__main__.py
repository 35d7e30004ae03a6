"""The command line: `kokreasi read FILE` prints the minutes in a file as JSON.

A file that is refused gives `{"refused": code, "params": {...}}` on standard output, a sentence
on standard error, and exit code 1.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from kokreasi.reading import child
from kokreasi.reading.errors import ReadingError
from kokreasi.reading.limits import DOCUMENTS


def main(arguments: list[str] | None = None) -> int:
    return read(_parser().parse_args(arguments).file)


def read(path: Path) -> int:
    """Print what a file says, or why it is not read."""
    try:
        data = path.read_bytes()
    except OSError:
        return _say_no({"refused": "no_file", "params": {"name": str(path)}})
    try:
        minutes = child.read("minutes", data, path.name, DOCUMENTS)
    except ReadingError as error:
        return _say_no({"refused": error.code.value, "params": error.params}, error)
    _print(minutes)
    return 0


def _say_no(refusal: Mapping[str, object], error: ReadingError | None = None) -> int:
    from kokreasi.core import saying_no  # noqa: PLC0415 - Django, which a note that is read needs not

    sys.stderr.write(f"{saying_no.in_indonesian(refusal, error)}\n")
    _print(refusal)
    return 1


def _print(answer: object) -> None:
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kokreasi", description="Kokreasi on the command line.")
    commands = parser.add_subparsers(dest="command", required=True)
    read = commands.add_parser("read", help="print the minutes of a meeting as JSON")
    read.add_argument("file", type=Path, help="DOCX, ODT, PDF, TXT, Markdown or HTML")
    return parser


if __name__ == "__main__":
    sys.exit(main())
