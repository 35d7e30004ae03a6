"""Any file that an office sends: what it really is, and the reader for that."""

from collections.abc import Callable

from kokreasi.reading.blocks import Document
from kokreasi.reading.codes import Code
from kokreasi.reading.documents.markdown import looks_like_markdown, read_markdown
from kokreasi.reading.documents.text import read_text
from kokreasi.reading.errors import TooLargeError, UnreadableError, WrongKindError
from kokreasi.reading.guard import Kind, decode, kind_of

OnProgress = Callable[[float], None]


def read_document(data: bytes, name: str = "", on_progress: OnProgress | None = None) -> Document:
    """Read the lines and blocks of a document; raises ReadingError and nothing else.

    Call it in a child process (see `child`) for files from outside. `on_progress` is told, now
    and then, which share of the reading is done.
    """
    if not data.strip():
        raise WrongKindError(Code.EMPTY_FILE)
    try:
        return _read(data, name, on_progress or _tell_nobody)
    except RecursionError as error:
        raise TooLargeError(Code.TOO_DEEP) from error


def _read(data: bytes, name: str, on_progress: OnProgress) -> Document:
    """Load only the reader that is needed: the libraries behind them take long to start."""
    kind = kind_of(data)
    match kind:
        case Kind.DOCX:
            from kokreasi.reading.documents.docx import read_docx  # noqa: PLC0415

            return read_docx(data, on_progress)
        case Kind.PDF:
            from kokreasi.reading.documents.pdf import read_pdf  # noqa: PLC0415

            return read_pdf(data, on_progress)
        case Kind.ODT:
            from kokreasi.reading.documents.odt import read_odt  # noqa: PLC0415

            return read_odt(data)
        case Kind.HTML:
            from kokreasi.reading.documents.webpage import read_webpage  # noqa: PLC0415

            return read_webpage(decode(data))
        case Kind.TEXT:
            return _read_plain(decode(data), name)
        case Kind.PICTURE:
            from kokreasi.reading.documents.scannedpages import read_picture  # noqa: PLC0415

            return read_picture(data)
        case Kind.ENCRYPTED:
            raise UnreadableError(Code.PASSWORD)
    raise WrongKindError(Code.NO_DOCUMENT, {"kind": kind.value})


def _read_plain(text: str, name: str) -> Document:
    return read_markdown(text) if looks_like_markdown(text, name) else read_text(text)


def _tell_nobody(_share: float) -> None:
    return
