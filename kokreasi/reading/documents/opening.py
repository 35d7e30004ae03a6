"""Any file that an office sends: what it really is, and the reader for that."""

from collections.abc import Callable
from importlib import import_module

from kokreasi.reading.blocks import Document
from kokreasi.reading.codes import Code
from kokreasi.reading.documents.markdown import looks_like_markdown, read_markdown
from kokreasi.reading.documents.text import read_text
from kokreasi.reading.errors import TooLargeError, UnreadableError, WrongKindError
from kokreasi.reading.guard import Kind, decode, kind_of

PACKAGE = "kokreasi.reading.documents"
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
            return _reader("docx", "read_docx")(data, on_progress)
        case Kind.PDF:
            return _reader("pdf", "read_pdf")(data, on_progress)
        case Kind.ODT:
            return _reader("odt", "read_odt")(data)
        case Kind.HTML:
            return _reader("webpage", "read_webpage")(decode(data))
        case Kind.TEXT:
            return _read_plain(decode(data), name)
        case Kind.PICTURE:
            return _reader("scannedpages", "read_picture")(data)
        case Kind.ENCRYPTED:
            raise UnreadableError(Code.PASSWORD)
    raise WrongKindError(Code.NO_DOCUMENT, {"kind": kind.value})


def _reader(module: str, name: str) -> Callable[..., Document]:
    found: Callable[..., Document] = getattr(import_module(f"{PACKAGE}.{module}"), name)
    return found


def _read_plain(text: str, name: str) -> Document:
    return read_markdown(text) if looks_like_markdown(text, name) else read_text(text)


def _tell_nobody(_share: float) -> None:
    return
