"""Refusals of a whole file. Each carries a code and parameters, never words for people."""

from collections.abc import Mapping
from typing import ClassVar

from kokreasi.reading.codes import Code

Params = Mapping[str, str | int]


class ReadingError(Exception):
    """A file that will not be read.

    `detail` is what the child process said last. It may quote the file: good for a log, not for
    a page.
    """

    codes: ClassVar[frozenset[Code]] = frozenset()

    def __init__(self, code: Code, params: Params | None = None, *, detail: str = "") -> None:
        super().__init__(str(code))
        self.code = code
        self.params = dict(params or {})
        self.detail = detail


class TooLargeError(ReadingError):
    """Too many bytes, rows, parts or too much memory."""

    codes = frozenset(
        {
            Code.INPUT_TOO_LARGE,
            Code.OUTPUT_TOO_LARGE,
            Code.TOO_MUCH_MEMORY,
            Code.UNPACKS_TOO_LARGE,
            Code.TOO_MANY_PARTS,
            Code.TOO_MANY_ROWS,
            Code.STRAY_CELL,
            Code.MERGES_TOO_LARGE,
            Code.TOO_MANY_PAGES,
            Code.TOO_DEEP,
        }
    )


class TookTooLongError(ReadingError):
    """The reader was stopped by the clock."""

    codes = frozenset({Code.TOOK_TOO_LONG})


class WrongKindError(ReadingError):
    """The file is sound, or may be, but it is not what the reader reads, whatever its name says."""

    codes = frozenset(
        {
            Code.WRONG_KIND,
            Code.EMPTY_FILE,
            Code.NO_DOCUMENT,
            Code.EMPTY_DOCUMENT,
            Code.SCAN_WITHOUT_TEXT,
            Code.NO_MINUTES,
        }
    )


class UnreadableError(ReadingError):
    """Broken, locked or hostile."""

    codes = frozenset(
        {
            Code.PASSWORD,
            Code.NUL_BYTE,
            Code.ENTITIES,
            Code.UNSAFE_PART,
            Code.BROKEN,
            Code.READER_FAILED,
        }
    )


def error_for(code: Code, params: Params, *, detail: str = "") -> ReadingError:
    """Make the error whose class goes with the code."""
    for kind in (TooLargeError, TookTooLongError, WrongKindError):
        if code in kind.codes:
            return kind(code, params, detail=detail)
    return UnreadableError(code, params, detail=detail)
