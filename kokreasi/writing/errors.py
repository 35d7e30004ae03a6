"""Why a document could not be written. A code and parameters, never words for people."""

from collections.abc import Mapping
from enum import StrEnum


class Code(StrEnum):
    """What went wrong: with a template that an office brought, or with writing itself."""

    NOT_WORD = "not_word"
    BROKEN = "broken"
    SYNTAX = "syntax"
    UNKNOWN_FIELD = "unknown_field"
    FORBIDDEN = "forbidden"
    TOOK_TOO_LONG = "took_too_long"
    TOO_LARGE = "too_large"
    WRITER_FAILED = "writer_failed"


class WritingError(Exception):
    """A document that could not be written.

    `params` may quote the template; `detail`, for the log, what the child process said last.
    """

    def __init__(
        self, code: Code, params: Mapping[str, str | int] | None = None, *, detail: str = ""
    ) -> None:
        super().__init__(str(code))
        self.code = code
        self.params = dict(params or {})
        self.detail = detail
