"""Pictures of text, read by Tesseract where it is installed."""

import shutil
import subprocess
import time
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import replace

import pypdfium2

from kokreasi.reading.blocks import Document
from kokreasi.reading.cleaning import clean_lines
from kokreasi.reading.codes import Code, Remark
from kokreasi.reading.documents.assembly import assemble
from kokreasi.reading.documents.text import paragraphs_of_text
from kokreasi.reading.errors import (
    TookTooLongError,
    TooLargeError,
    UnreadableError,
    WrongKindError,
)

LANGUAGE = "ind"
MOST_PAGES = 40
SECONDS = 120.0
"""For all pages of a scan together."""
DOTS_PER_POINT = 200 / 72
MOST_DOTS = 4_000.0
ENVIRONMENT = {"LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}


def read_scan(data: bytes, on_progress: Callable[[float], None]) -> Document:
    """Read the pages of a PDF that are pictures."""
    program = tesseract()
    document = pypdfium2.PdfDocument(data)
    try:
        if len(document) > MOST_PAGES:
            raise TooLargeError(Code.TOO_MANY_PAGES, {"limit": MOST_PAGES, "found": len(document)})
        pictures = (picture_of(page) for page in document)
        return _read(program, pictures, len(document), "pdf", on_progress)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(Code.BROKEN) from error
    finally:
        document.close()


def read_picture(data: bytes, on_progress: Callable[[float], None]) -> Document:
    """Read a photograph or scan of one page."""
    return _read(tesseract(), [data], 1, "picture", on_progress)


def tesseract() -> str:
    """Find the program; without it, or without its Indonesian model, a scan is refused."""
    program = shutil.which("tesseract")
    if program is None:
        raise WrongKindError(Code.SCAN_WITHOUT_TEXT)
    languages = _run([program, "--list-langs"], b"", SECONDS).split()
    if LANGUAGE not in languages:
        raise WrongKindError(Code.SCAN_WITHOUT_TEXT)
    return program


def picture_of(page: pypdfium2.PdfPage) -> bytes:
    """Draw a page in grey, as a PGM file."""
    longest = max(page.get_width(), page.get_height(), 1.0)
    bitmap = page.render(scale=min(DOTS_PER_POINT, MOST_DOTS / longest), grayscale=True)
    rows = memoryview(bitmap.buffer).cast("B")
    width, stride = bitmap.width, bitmap.stride
    dots = b"".join(bytes(rows[at * stride : at * stride + width]) for at in range(bitmap.height))
    return b"P5\n%d %d\n255\n" % (width, bitmap.height) + dots


def _read(
    program: str,
    pictures: Iterable[bytes],
    pages: int,
    kind: str,
    on_progress: Callable[[float], None],
) -> Document:
    ends = time.monotonic() + SECONDS
    lines: list[str] = []
    first_lines: list[int] = []
    for number, picture in enumerate(pictures, start=1):
        command = [program, "stdin", "stdout", "-l", LANGUAGE]
        text = clean_lines(_run(command, picture, ends - time.monotonic()))
        first_lines.append(len(lines) + 1)
        lines += text.rstrip().split("\n")
        on_progress(number / pages)
    paragraphs = [
        replace(paragraph, page=bisect_right(first_lines, paragraph.line))
        for paragraph in paragraphs_of_text(lines)
    ]
    return assemble(kind, paragraphs, lines=lines, pages=pages, warnings=[Remark.READ_FROM_SCAN])


def _run(command: list[str], given: bytes, seconds: float) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - a program of this machine, arguments as a list
            command,
            input=given,
            capture_output=True,
            env=ENVIRONMENT,
            timeout=max(seconds, 0.0),
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise TookTooLongError(Code.TOOK_TOO_LONG, {"limit": int(SECONDS)}) from error
    except (subprocess.CalledProcessError, OSError) as error:
        raise UnreadableError(Code.BROKEN) from error
    return done.stdout.decode("utf-8", "replace")
