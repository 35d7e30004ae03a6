"""The command line: `kokreasi read FILE` prints the minutes in a file as JSON.

A file that is refused gives `{"refused": code, "params": {...}}` on standard output, a sentence
on standard error, and exit code 1.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

import django
from django.conf import settings
from django.utils import translation

from kokreasi.core import reading_words
from kokreasi.reading import child
from kokreasi.reading.errors import ReadingError
from kokreasi.reading.limits import DOCUMENTS

LANGUAGE = "id"
TRANSLATIONS = Path(reading_words.__file__).parent / "locale"


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    if not settings.configured:
        settings.configure(LANGUAGE_CODE=LANGUAGE, LOCALE_PATHS=[TRANSLATIONS])
        django.setup()
    with translation.override(LANGUAGE):
        return read(options.file)


def read(path: Path) -> int:
    """Print what a file says, or why it is not read."""
    try:
        data = path.read_bytes()
    except OSError:
        sentence = str(reading_words.NO_FILE) % {"name": path}
        return _say_no(sentence, {"refused": "no_file", "params": {}})
    try:
        minutes = child.read("minutes", data, path.name, DOCUMENTS)
    except ReadingError as error:
        refusal = {"refused": error.code.value, "params": error.params}
        return _say_no(reading_words.refusal_in_words(error), refusal)
    _print(minutes)
    return 0


def _say_no(sentence: str, refusal: Mapping[str, object]) -> int:
    sys.stderr.write(f"{sentence}\n")
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
